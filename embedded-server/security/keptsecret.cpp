// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/keptsecret.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sodium.h>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype ShortestKeptSecret = 32;

} // namespace

Result<QByteArray> keptSecret(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray secret = file.readAll().trimmed();
        if (secret.size() < ShortestKeptSecret) {
            return failure(ErrorCode::Storage,
                           u"The file %1 is damaged; delete it to get a new secret"_qs.arg(path));
        }
        return secret;
    }
    if (file.exists()) {
        return failure(ErrorCode::Storage,
                       u"The file %1 cannot be read: %2"_qs.arg(path, file.errorString()));
    }
    QByteArray random(48, Qt::Uninitialized);
    randombytes_buf(random.data(), static_cast<size_t>(random.size()));
    const QByteArray secret = random.toBase64(QByteArray::Base64UrlEncoding);
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const bool written = QDir().mkpath(QFileInfo(path).absolutePath()) &&
                         file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly) &&
                         file.write(secret + '\n') == secret.size() + 1 && file.flush();
    if (!written) {
        return failure(ErrorCode::Storage,
                       u"The file %1 cannot be written: %2"_qs.arg(path, file.errorString()));
    }
    return secret;
}

} // namespace EvalTrack::Server
