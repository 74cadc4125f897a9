// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/filesecretstore.h"

#include "base/deliver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace EvalTrack {

FileSecretStore::FileSecretStore(const QString &folder)
    : m_folder(folder)
{}

QString FileSecretStore::pathOf(const QString &name) const
{
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return m_folder % u'/' % QString::fromLatin1(digest.toHex().left(32));
}

QFuture<Result<Redacted<QByteArray>>> FileSecretStore::read(const QString &name)
{
    using Secret = Result<Redacted<QByteArray>>;
    QFile file(pathOf(name));
    if (!file.exists()) {
        return readyFuture<Secret>(failure(ErrorCode::NotFound));
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return readyFuture<Secret>(failure(ErrorCode::Storage, file.errorString()));
    }
    return readyFuture<Secret>(Redacted(file.readAll()));
}

QFuture<Result<void>> FileSecretStore::write(const QString &name,
                                             const Redacted<QByteArray> &secret)
{
    const auto failed = [](const QString &why) {
        return readyFuture<Result<void>>(failure(ErrorCode::Storage, why));
    };
    if (!QDir().mkpath(m_folder) ||
        !QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        return failed(QStringLiteral("the folder for secrets cannot be made"));
    }
    QSaveFile file(pathOf(name));
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(secret.reveal()) != secret.reveal().size() || !file.commit()) {
        return failed(file.errorString());
    }
    return readyFuture(Result<void>());
}

QFuture<Result<void>> FileSecretStore::remove(const QString &name)
{
    QFile::remove(pathOf(name));
    return readyFuture(Result<void>());
}

} // namespace EvalTrack
