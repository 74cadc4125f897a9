// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/clusteraccess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSaveFile>

#include <array>

namespace EvalTrack::Server {

namespace {

QString fileIn(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("access.json"));
}

Redacted<QString> randomPassword()
{
    std::array<quint32, 6> words = {};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    const QByteArray raw(reinterpret_cast<const char *>(words.data()), sizeof(words));
    return Redacted(QString::fromLatin1(raw.toHex()));
}

} // namespace

Result<std::optional<ClusterAccess>> ClusterAccess::read(const QString &folder)
{
    QFile file(fileIn(folder));
    if (!file.exists()) {
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Storage,
            QStringLiteral("%1 cannot be read: %2").arg(file.fileName(), file.errorString()));
    }
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const auto text = [&object](const char *key) {
        return object.value(QLatin1StringView(key)).toString();
    };
    ClusterAccess access;
    access.root = text("root");
    access.socketFolder = text("socketFolder");
    access.port = static_cast<quint16>(object.value(QLatin1StringView("port")).toInt(5432));
    access.isMade = object.value(QLatin1StringView("made")).toBool();
    access.ownerPassword = Redacted(text("ownerPassword"));
    access.password = Redacted(text("password"));
    if (access.root.isEmpty() || access.password.reveal().isEmpty() ||
        access.ownerPassword.reveal().isEmpty()) {
        return failure(
            ErrorCode::Storage,
            QStringLiteral("%1 is damaged: restore it from a backup").arg(file.fileName()));
    }
    return access;
}

Result<void> ClusterAccess::write(const QString &folder) const
{
    const QJsonObject object = {{QStringLiteral("root"), root},
                                {QStringLiteral("socketFolder"), socketFolder},
                                {QStringLiteral("port"), port},
                                {QStringLiteral("made"), isMade},
                                {QStringLiteral("ownerPassword"), ownerPassword.reveal()},
                                {QStringLiteral("password"), password.reveal()}};
    QSaveFile file(fileIn(folder));
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                           file.write(QJsonDocument(object).toJson()) > 0 && file.commit();
    if (!isWritten) {
        return failure(
            ErrorCode::Storage,
            QStringLiteral("%1 cannot be written: %2").arg(file.fileName(), file.errorString()));
    }
    return {};
}

ClusterAccess ClusterAccess::create()
{
    ClusterAccess access;
    access.ownerPassword = randomPassword();
    access.password = randomPassword();
    return access;
}

ConnectionSettings ClusterAccess::settings() const
{
    ConnectionSettings settings;
    settings.host = socketFolder.isEmpty() ? QStringLiteral("127.0.0.1") : socketFolder;
    settings.port = port;
    settings.database = QStringLiteral("evaltrack");
    settings.user = QStringLiteral("evaltrack");
    settings.password = password;
    return settings;
}

ConnectionSettings ClusterAccess::ownerSettings() const
{
    ConnectionSettings owner = settings();
    owner.database = QStringLiteral("postgres");
    owner.user = QStringLiteral("postgres");
    owner.password = ownerPassword;
    return owner;
}

} // namespace EvalTrack::Server
