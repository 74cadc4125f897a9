// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/textdecoder.h"

#include <QStringDecoder>

#include <algorithm>
#include <memory>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

namespace EvalTrack::TextDecoder {

namespace {

constexpr auto Utf8 = "UTF-8";
/// What Excel writes in Western Europe and the Americas; every byte but five is a letter or sign.
constexpr auto Western = "windows-1252";
constexpr qsizetype SampleSize = 256 * 1024;

std::optional<QString> convert(QByteArrayView bytes, const char *encoding)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status),
                                                                       &ucnv_close);
    if (U_FAILURE(status)) {
        return std::nullopt;
    }
    // No encoding makes more UTF-16 units than it has bytes, but for a few compressed ones.
    QString text(bytes.size() + 16, Qt::Uninitialized);
    const auto length = ucnv_toUChars(converter.get(), reinterpret_cast<UChar *>(text.data()),
                                      static_cast<int32_t>(text.size()), bytes.data(),
                                      static_cast<int32_t>(bytes.size()), &status);
    if (U_FAILURE(status) || length > text.size()) {
        return std::nullopt;
    }
    text.resize(length);
    return text;
}

bool isUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(bytes);
    return !decoder.hasError();
}

/// The mark's encoding and length.
std::pair<const char *, qsizetype> byteOrderMark(const QByteArray &bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    const char *name = ucnv_detectUnicodeSignature(
        bytes.constData(), static_cast<int32_t>(std::min<qsizetype>(bytes.size(), 8)), &length,
        &status);
    return {U_SUCCESS(status) ? name : nullptr, length};
}

QString guessed(const QByteArray &bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                              &ucsdet_close);
    if (U_FAILURE(status)) {
        return QString::fromLatin1(Western);
    }
    const QByteArray sample = bytes.left(SampleSize);
    ucsdet_setText(detector.get(), sample.constData(), static_cast<int32_t>(sample.size()),
                   &status);
    const UCharsetMatch *match = ucsdet_detect(detector.get(), &status);
    const char *name = match ? ucsdet_getName(match, &status) : nullptr;
    const QString found = QString::fromLatin1(U_SUCCESS(status) && name ? name : Western);
    // ISO 8859-1 has control characters where Excel means quotes and dashes.
    return found == QLatin1String("ISO-8859-1") ? QString::fromLatin1(Western) : found;
}

/// Where some lines are good UTF-8 with letters beyond ASCII, and some are not UTF-8 at all.
bool isMixed(const QByteArray &bytes)
{
    bool hasUtf8 = false;
    bool hasOther = false;
    for (const QByteArrayView line :
         QByteArrayView(bytes).isEmpty() ? QList<QByteArray>() : bytes.split('\n')) {
        if (std::ranges::all_of(line, [](char c) { return static_cast<uchar>(c) < 0x80; })) {
            continue;
        }
        (isUtf8(line) ? hasUtf8 : hasOther) = true;
        if (hasUtf8 && hasOther) {
            return true;
        }
    }
    return false;
}

std::optional<QString> convertLines(const QByteArray &bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const QByteArray &line : bytes.split('\n')) {
        const auto converted = convert(line, isUtf8(line) ? Utf8 : Western);
        if (!converted) {
            return std::nullopt;
        }
        text += *converted;
        text += u'\n';
    }
    text.chop(1);
    return text;
}

} // namespace

std::optional<Text> decode(const QByteArray &bytes, const QString &encoding)
{
    const auto [marked, markLength] = byteOrderMark(bytes);
    const auto finish = [](const std::optional<QString> &text, const QString &name,
                           bool isMixed = false) -> std::optional<Text> {
        if (!text || text->contains(QChar::Null)) {
            return std::nullopt;
        }
        return Text{*text, name, isMixed};
    };
    if (marked && encoding.isEmpty()) {
        return finish(convert(QByteArrayView(bytes).sliced(markLength), marked),
                      QString::fromLatin1(marked));
    }
    if (!encoding.isEmpty()) {
        const qsizetype skipped =
            marked && encoding.compare(QLatin1String(marked), Qt::CaseInsensitive) == 0 ? markLength
                                                                                        : 0;
        return finish(
            convert(QByteArrayView(bytes).sliced(skipped), encoding.toLatin1().constData()),
            encoding);
    }
    if (isUtf8(bytes)) {
        return finish(QString::fromUtf8(bytes), QString::fromLatin1(Utf8));
    }
    if (!bytes.contains('\0') && isMixed(bytes)) {
        return finish(convertLines(bytes), QString::fromLatin1(Western), true);
    }
    const QString found = guessed(bytes);
    return finish(convert(bytes, found.toLatin1().constData()), found);
}

} // namespace EvalTrack::TextDecoder
