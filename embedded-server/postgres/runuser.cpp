// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/runuser.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

#ifdef Q_OS_UNIX
#include <cerrno>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace EvalTrack::Server {

Result<RunUser> RunUser::choose()
{
    RunUser user;
#ifdef Q_OS_UNIX
    if (geteuid() != 0) {
        return user;
    }
    for (const char *name : {"postgres", "_postgres", "nobody"}) {
        if (const passwd *entry = getpwnam(name); entry && entry->pw_uid != 0) {
            user.m_other = Account{entry->pw_uid, entry->pw_gid};
            return user;
        }
    }
    return failure(
        ErrorCode::Unavailable,
        QStringLiteral("PostgreSQL does not run as root, and there is neither an account postgres "
                       "nor nobody to "
                       "run it under. Start EvalTrack as an ordinary user, or set DATABASE_URL."));
#else
    return user;
#endif
}

Result<RunUser::Outcome> RunUser::run(const QString &program, const QStringList &arguments,
                                      std::chrono::milliseconds limit) const
{
    return run(program, arguments, limit, Streams());
}

Result<RunUser::Outcome> RunUser::run(const QString &program, const QStringList &arguments,
                                      std::chrono::milliseconds limit, const Streams &streams) const
{
    constexpr int Slice = 100; // milliseconds between looks at whether it is still wanted
    QProcess process;
    prepare(process);
    if (!streams.environment.isEmpty()) {
        QProcessEnvironment environment = process.processEnvironment();
        for (auto each = streams.environment.cbegin(); each != streams.environment.cend(); ++each) {
            environment.insert(each.key(), each.value());
        }
        process.setProcessEnvironment(environment);
    }
    process.setStandardInputFile(streams.input.isEmpty() ? QProcess::nullDevice() : streams.input);
    if (streams.output.isEmpty()) {
        process.setProcessChannelMode(QProcess::MergedChannels);
    } else {
        process.setStandardOutputFile(streams.output, QIODevice::Truncate);
    }
    const auto giveUp = [&process, &program](ErrorCode code, const QString &what) {
        process.kill();
        process.waitForFinished(1'000);
        return failure(code, what.arg(program));
    };
    process.start(program, arguments, QIODevice::ReadOnly);
    const QDeadlineTimer deadline(limit);
    while (
        !process.waitForFinished(streams.isCancelled ? Slice : static_cast<int>(limit.count()))) {
        if (process.error() == QProcess::FailedToStart) {
            return failure(
                ErrorCode::Unavailable,
                QStringLiteral("%1 could not be started: %2").arg(program, process.errorString()));
        }
        if (process.state() == QProcess::NotRunning) {
            break; // ended while nobody waited
        }
        if (streams.isCancelled && *streams.isCancelled) {
            return giveUp(ErrorCode::Cancelled, QStringLiteral("%1 was stopped"));
        }
        if (deadline.hasExpired()) {
            return giveUp(ErrorCode::Timeout, QStringLiteral("%1 did not finish in time"));
        }
    }
    const QByteArray said =
        streams.output.isEmpty() ? process.readAll() : process.readAllStandardError();
    return Outcome{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                   QString::fromUtf8(said)};
}

void RunUser::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(QStringLiteral("PG")) || name.startsWith(QStringLiteral("LC_"))) {
            environment.remove(name);
        }
    }
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QDir::rootPath());
#ifdef Q_OS_UNIX
    if (m_other) {
        process.setChildProcessModifier([account = *m_other] {
            const gid_t group = account.group;
            if (setgroups(1, &group) != 0 || setgid(group) != 0 || setuid(account.user) != 0) {
                _exit(126);
            }
        });
    }
#endif
}

bool RunUser::give(const QString &path) const
{
#ifdef Q_OS_UNIX
    if (m_other) {
        return chown(QFile::encodeName(path).constData(), m_other->user, m_other->group) == 0;
    }
#endif
    return QFileInfo::exists(path);
}

bool RunUser::makePrivateFolder(const QString &path) const
{
#ifdef Q_OS_UNIX
    const QByteArray name = QFile::encodeName(path);
    if (mkdir(name.constData(), S_IRWXU) == 0) {
        return !m_other || lchown(name.constData(), m_other->user, m_other->group) == 0;
    }
    struct stat status = {};
    return errno == EEXIST && lstat(name.constData(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == (m_other ? m_other->user : geteuid()) &&
           (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
#else
    return QDir().mkpath(path);
#endif
}

bool RunUser::canReach(const QString &folder) const
{
#ifdef Q_OS_UNIX
    if (!m_other) {
        return true;
    }
    QString path = QDir::cleanPath(QDir(folder).absolutePath());
    for (;;) {
        struct stat status = {};
        if (stat(QFile::encodeName(path).constData(), &status) == 0) {
            const bool isOpen = status.st_uid == m_other->user    ? (status.st_mode & S_IXUSR) != 0
                                : status.st_gid == m_other->group ? (status.st_mode & S_IXGRP) != 0
                                                                  : (status.st_mode & S_IXOTH) != 0;
            if (!isOpen) {
                return false;
            }
        }
        const QString above = QFileInfo(path).path();
        if (above == path) {
            return true;
        }
        path = above;
    }
#else
    Q_UNUSED(folder)
    return true;
#endif
}

bool RunUser::owns(const QString &path) const
{
#ifdef Q_OS_UNIX
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 &&
           status.st_uid == (m_other ? m_other->user : geteuid());
#else
    return QFileInfo::exists(path);
#endif
}

} // namespace EvalTrack::Server
