// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/capturebatch.h"

#include "wire/entitycodec.h"
#include "wire/keys.h"
#include "wire/syncprotocol.h"

#include <QJsonArray>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

/// As checkText(), which the station and the people's profiles hold against a code.
bool isText(QChar c)
{
    return c.unicode() >= 0x20 || c == u'\n' || c == u'\r' || c == u'\t';
}

/// What a scanner reads may hold control characters or be longer than any code of ours. Such a
/// capture is kept like every other, as readable text: nobody's code, for a person to look at.
QString readable(const QString &text, int maximumLength)
{
    QString kept = text.left(maximumLength);
    for (qsizetype i = 0; i < kept.size(); ++i) {
        const bool isPair =
            kept.at(i).isHighSurrogate() && i + 1 < kept.size() && kept.at(i + 1).isLowSurrogate();
        if (isPair) {
            ++i;
        } else if (!isText(kept.at(i)) || kept.at(i).isSurrogate()) {
            kept[i] = QChar::ReplacementCharacter;
        }
    }
    return kept;
}

QJsonObject withReadableTexts(QJsonObject capture)
{
    for (const auto &[key, maximumLength] :
         {std::pair(Key::code, Limits::CodeMax), std::pair(Key::note, Limits::TextMax),
          std::pair(Key::zone, Limits::ShortTextMax)}) {
        const QJsonValue value = capture.value(key);
        if (value.isString()) {
            capture.insert(key, readable(value.toString(), maximumLength));
        }
    }
    return capture;
}

} // namespace

QList<Capture> readCaptureBatch(FieldReader &fields)
{
    QList<Capture> captures;
    const auto array = fields.array(Key::captures, Presence::Required);
    if (!array) {
        return captures;
    }
    if (array->isEmpty() || array->size() > CapturesPerRequestMax) {
        fields.refuse(
            Key::captures,
            QStringLiteral("must contain between 1 and %1 elements").arg(CapturesPerRequestMax));
        return captures;
    }
    captures.reserve(array->size());
    for (qsizetype i = 0; i < array->size(); ++i) {
        const auto capture = parseCapture(withReadableTexts(array->at(i).toObject()));
        if (!capture) {
            for (const FieldError &error : capture.error().fieldErrors) {
                fields.refuse(Key::captures, QString::number(i) + u": " + error.message);
            }
            return captures;
        }
        captures.append(*capture);
    }
    return captures;
}

} // namespace EvalTrack::Server
