// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretfiles.h"

#include <QFile>

namespace EvalTrack::Server {

namespace {

constexpr qint64 LargestSecret = 64 * 1024;

struct Secret
{
    const char *variable;
    const char *file;       ///< The variable that names a file of it.
    const char *credential; ///< Its name in systemd's folder.
};

constexpr Secret Secrets[] = {
    {"DATABASE_URL", "DATABASE_URL_FILE", "evaltrack.database-url"},
    {"JWT_SECRET", "JWT_SECRET_FILE", "evaltrack.jwt-secret"},
    {"EVALTRACK_ADMIN_PASSWORD", "EVALTRACK_ADMIN_PASSWORD_FILE", "evaltrack.admin-password"},
    {"EVALTRACK_METRICS_TOKEN", "EVALTRACK_METRICS_TOKEN_FILE", "evaltrack.metrics-token"},
};

Result<QString> secretIn(const QString &path, const QString &told)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Validation,
                       told + u": %1 cannot be read: %2"_qs.arg(path, file.errorString()));
    }
    const QByteArray content = file.read(LargestSecret + 1);
    if (content.size() > LargestSecret) {
        return failure(ErrorCode::Validation,
                       told + u": %1 is too large to be a secret"_qs.arg(path));
    }
    const QString secret = QString::fromUtf8(content).trimmed();
    if (secret.isEmpty()) {
        return failure(ErrorCode::Validation, told + u": %1 is empty"_qs.arg(path));
    }
    return secret;
}

} // namespace

Result<QHash<QString, QString>> secretsInFiles(const ServerConfiguration::Lookup &lookup)
{
    QHash<QString, QString> found;
    const QString credentials = lookup("CREDENTIALS_DIRECTORY").value_or(QString());
    for (const Secret &secret : Secrets) {
        if (!lookup(secret.variable).value_or(QString()).trimmed().isEmpty()) {
            continue;
        }
        QString path = lookup(secret.file).value_or(QString()).trimmed();
        QString told = QLatin1String(secret.file);
        if (path.isEmpty() && !credentials.isEmpty()) {
            const QString name = QLatin1String(secret.credential);
            path = credentials + u'/' + name;
            told = u"%1, the credential %2"_qs.arg(QLatin1String(secret.variable), name);
            if (!QFile::exists(path)) {
                continue;
            }
        }
        if (path.isEmpty()) {
            continue;
        }
        const auto content = secretIn(path, told);
        if (!content) {
            return std::unexpected(content.error());
        }
        found.insert(QLatin1String(secret.variable), *content);
    }
    return found;
}

} // namespace EvalTrack::Server
