// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/clustertools.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QUuid>

namespace EvalTrack::Server {

namespace {

using namespace std::chrono_literals;

constexpr auto ToolLimit = 6h; // a large company on a slow disk; a stop cancels it

} // namespace

Result<ClusterTools> ClusterTools::of(const QString &clusterFolder)
{
    const auto access = ClusterAccess::read(clusterFolder);
    if (!access) {
        return std::unexpected(access.error());
    }
    if (!*access || !(*access)->isMade) {
        return failure(ErrorCode::NotFound, u"%1 has no database yet"_qs.arg(clusterFolder));
    }
    const auto user = RunUser::choose();
    if (!user) {
        return std::unexpected(user.error());
    }
    int major = 0;
    QFile version((*access)->dataFolder() + u"/PG_VERSION"_qs);
    if (version.open(QIODevice::ReadOnly)) {
        major = version.readAll().trimmed().toInt();
    }
    const auto binaries = PostgresBinaries::choose(PostgresBinaries::installed(), major);
    if (!binaries) {
        return std::unexpected(binaries.error());
    }
    for (const QString &program : {u"pg_dump"_qs, u"pg_restore"_qs}) {
        if (!QFileInfo(binaries->program(program)).isExecutable()) {
            return failure(ErrorCode::Unavailable,
                           u"%1 is missing in %2. Install the client programs of PostgreSQL %3 "
                           u"(Debian: postgresql-client-%3)."_qs.arg(
                               program, binaries->folder, QString::number(binaries->major)));
        }
    }
    return ClusterTools{**access, *binaries, *user};
}

Result<RunUser::Outcome> ClusterTools::run(const QString &program, const QString &database,
                                           const QStringList &arguments,
                                           RunUser::Streams streams) const
{
    const QString passwordFile =
        access.root + u"/password-"_qs + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto forgetPassword = qScopeGuard([&passwordFile] { QFile::remove(passwordFile); });
    {
        QFile file(passwordFile);
        // The password is hex, so nothing in it has to be escaped.
        const QByteArray line = "*:*:*:" + access.settings().user.toUtf8() + ':' +
                                access.password.reveal().toUtf8() + '\n';
        const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                                         QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                               file.write(line) == line.size() && file.flush() &&
                               user.give(passwordFile);
        if (!isWritten) {
            return failure(ErrorCode::Storage,
                           u"%1 cannot be written to: %2"_qs.arg(access.root, file.errorString()));
        }
    }
    streams.environment.insert(u"PGPASSFILE"_qs, passwordFile);
    const ConnectionSettings settings = access.settings();
    QStringList all{u"--host="_qs + settings.host, u"--port="_qs + QString::number(settings.port),
                    u"--username="_qs + settings.user, u"--no-password"_qs,
                    u"--dbname="_qs + database};
    all += arguments;
    return user.run(binaries.program(program), all, ToolLimit, streams);
}

} // namespace EvalTrack::Server
