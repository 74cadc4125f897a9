// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pinlock.h"

#include "store/sodium.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

#include <sodium.h>

namespace EvalTrack {

using std::chrono::milliseconds;

PinLock::PinLock(QString file, const Clock &clock)
    : m_file(std::move(file))
    , m_clock(clock)
{}

std::chrono::seconds PinLock::wait() const
{
    const auto left = load().blockedUntil - m_clock.now();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left);
    return std::clamp(seconds, std::chrono::seconds(0), LongestWait);
}

Result<void> PinLock::begin()
{
    if (wait() > std::chrono::seconds(0)) {
        return failure(ErrorCode::TooManyRequests);
    }
    Attempts attempts = load();
    ++attempts.wrong;
    if (attempts.wrong >= FreeAttempts) {
        auto pause = FirstWait;
        for (int i = FreeAttempts; i < attempts.wrong && pause < LongestWait; ++i) {
            pause *= 2;
        }
        attempts.blockedUntil = m_clock.now() + std::min(pause, LongestWait);
    }
    return save(attempts);
}

void PinLock::succeed()
{
    // Left over, it only makes the next mistake dearer.
    QFile::remove(m_file);
}

bool PinLock::matches(const Redacted<QString> &pin, const QString &hash)
{
    startSodium();
    const QByteArray typed = pin.reveal().toUtf8();
    return crypto_pwhash_str_verify(hash.toLatin1().constData(), typed.constData(),
                                    static_cast<unsigned long long>(typed.size())) == 0;
}

PinLock::Attempts PinLock::load() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    return {object.value(u"wrong").toInt(),
            Timestamp(milliseconds(object.value(u"blockedUntil").toInteger()))};
}

Result<void> PinLock::save(const Attempts &attempts) const
{
    QSaveFile file(m_file);
    const QByteArray text =
        QJsonDocument(QJsonObject{{QStringLiteral("wrong"), attempts.wrong},
                                  {QStringLiteral("blockedUntil"),
                                   qint64{attempts.blockedUntil.time_since_epoch().count()}}})
            .toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return failure(ErrorCode::Storage, file.errorString());
    }
    return {};
}

} // namespace EvalTrack
