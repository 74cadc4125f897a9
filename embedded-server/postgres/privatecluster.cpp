// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/privatecluster.h"

#include "storage/database.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QProcess>
#include <QRandomGenerator>
#include <QStorageInfo>
#include <QTcpServer>
#include <QThread>

#ifdef Q_OS_UNIX
#include <signal.h>
#include <sys/stat.h>
#endif

namespace EvalTrack::Server {

using namespace std::chrono_literals;

namespace {

constexpr auto InitLimit = 120s;
constexpr auto StartLimit = 120s; // crash recovery can take its time
constexpr auto StopLimit = 60s;
constexpr auto OtherProgramLimit = 60s;
constexpr qint64 LogSizeMax = 8 * 1024 * 1024;
constexpr qsizetype SocketPathMax =
    100; // sun_path holds 104 to 108 bytes, with /.s.PGSQL.5432 in it

QString tailOf(const QString &path, qint64 from)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    file.seek(std::min(from, file.size()));
    return QString::fromUtf8(file.read(64 * 1024));
}

/// Whether the disk has no room left; PostgreSQL does not always say so in words.
bool isDiskFull(const QString &folder)
{
    constexpr qint64 LeastRoom = 1024 * 1024;
    const QStorageInfo disk(folder);
    return disk.isValid() && disk.bytesAvailable() < LeastRoom;
}

/// PostgreSQL's words of failure in terms of what to do about it.
Error explained(const QString &what, const QString &words, const QString &folder)
{
    if (words.contains(QStringLiteral("No space left on device")) ||
        words.contains(QStringLiteral("Check free disk space")) ||
        words.contains(QStringLiteral("Disk quota")) || isDiskFull(folder)) {
        return {ErrorCode::StorageFull,
                QStringLiteral("The disk with %1 is full. Make room and start again.").arg(folder),
                {}};
    }
    if (words.contains(QStringLiteral("ermission denied")) ||
        words.contains(QStringLiteral("wrong ownership"))) {
        return {
            ErrorCode::Storage,
            QStringLiteral("PostgreSQL may not use %1: it belongs to another account.").arg(folder),
            {}};
    }
    if (words.contains(QStringLiteral("could not create shared memory")) ||
        words.contains(QStringLiteral("could not resize shared memory"))) {
        return {ErrorCode::Unavailable,
                QStringLiteral("PostgreSQL found no shared memory for %1. Enlarge /dev/shm or "
                               "close other programs.")
                    .arg(folder),
                {}};
    }
    QString line;
    for (const QString &candidate : words.split(u'\n')) {
        for (const auto *mark : {"FATAL:", "PANIC:", "error:", "initdb:"}) {
            if (line.isEmpty() && candidate.contains(QLatin1StringView(mark))) {
                line = candidate.mid(candidate.indexOf(QLatin1StringView(mark))).trimmed();
            }
        }
    }
    if (line.isEmpty()) {
        line = words.trimmed().section(u'\n', -1);
    }
    return {ErrorCode::Unavailable, QStringLiteral("%1: %2").arg(what, line), {}};
}

QString quotedSetting(const QString &value)
{
    QString doubled = value;
    doubled.replace(u'\'', QStringLiteral("''"));
    return u'\'' + doubled + u'\'';
}

bool makeFolder(const QString &path, const RunUser &user)
{
    return QDir().mkpath(path) &&
           QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                           QFileDevice::ExeOwner) &&
           user.give(path);
}

} // namespace

PrivateCluster::PrivateCluster(Options options, RunUser user)
    : m_options(std::move(options))
    , m_user(std::move(user))
{
    m_options.folder = QDir::cleanPath(QDir(m_options.folder).absolutePath());
}

PrivateCluster::~PrivateCluster()
{
    stop();
}

Result<std::unique_ptr<PrivateCluster>> PrivateCluster::start(const Options &options)
{
    const Result<RunUser> user = RunUser::choose();
    if (!user) {
        return std::unexpected(user.error());
    }
    std::unique_ptr<PrivateCluster> cluster(new PrivateCluster(options, *user));
    if (const auto opened = cluster->open(); !opened) {
        return std::unexpected(opened.error());
    }
    return cluster;
}

Result<ConnectionSettings> PrivateCluster::settingsOf(const QString &folder)
{
    const auto access = ClusterAccess::read(folder);
    if (!access) {
        return std::unexpected(access.error());
    }
    if (!*access) {
        return failure(ErrorCode::NotFound, QStringLiteral("%1 has no database yet").arg(folder));
    }
    return (*access)->settings();
}

Result<void> PrivateCluster::open()
{
    const bool isNew = !QFileInfo::exists(m_options.folder);
    if (!QDir().mkpath(m_options.folder)) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("%1 cannot be made").arg(m_options.folder));
    }
    if (isNew) {
        // Others may pass through (PostgreSQL under its own account has to), but not look.
        QFileDevice::Permissions permissions =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
        if (m_user.isOther()) {
            permissions |= QFileDevice::ExeOther;
        }
        QFile::setPermissions(m_options.folder, permissions);
    }
    if (!tryLock()) {
        return m_lockError == QLockFile::LockFailedError
                   ? useRunning()
                   : std::unexpected(explained(QStringLiteral("The data folder cannot be locked"),
                                               m_lockError == QLockFile::PermissionError
                                                   ? QStringLiteral("Permission denied")
                                                   : QStringLiteral("its disk failed"),
                                               m_options.folder));
    }
    for (const auto step : {&PrivateCluster::loadAccess, &PrivateCluster::chooseBinaries,
                            &PrivateCluster::create, &PrivateCluster::launch}) {
        if (const auto done = (this->*step)(); !done) {
            m_lock.reset();
            return done;
        }
    }
    return {};
}

bool PrivateCluster::tryLock()
{
    auto lock = std::make_unique<QLockFile>(m_options.folder + QStringLiteral("/cluster.lock"));
    lock->setStaleLockTime(0); // only a dead holder makes it stale, never its age
    if (!lock->tryLock(0)) {
        m_lockError = lock->error();
        return false;
    }
    m_lock = std::move(lock);
    return true;
}

Result<void> PrivateCluster::useRunning()
{
    // The other program may be in the middle of its first start.
    for (QDeadlineTimer deadline(OtherProgramLimit); !deadline.hasExpired(); QThread::msleep(100)) {
        const auto access = ClusterAccess::read(m_options.folder);
        if (access && *access) {
            m_access = **access;
            if (answers()) {
                return {};
            }
        }
        if (tryLock()) {
            m_lock.reset();
            return open(); // the other one gave up
        }
    }
    return failure(ErrorCode::Unavailable,
                   QStringLiteral("Another EvalTrack uses %1, but its database does not answer. "
                                  "Close it and start again.")
                       .arg(m_options.folder));
}

Result<void> PrivateCluster::loadAccess()
{
    const auto access = ClusterAccess::read(m_options.folder);
    if (!access) {
        return std::unexpected(access.error());
    }
    if (*access) {
        m_access = **access;
        return {};
    }
    m_access = ClusterAccess::create();
    if (const auto chosen = chooseRoot(); !chosen) {
        return chosen;
    }
    if (QFileInfo::exists(m_access.dataFolder())) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("%1 holds a database, but %2/access.json with its password "
                                      "is missing. Restore it from a "
                                      "backup, or move the database away.")
                           .arg(m_access.root, m_options.folder));
    }
    return m_access.write(m_options.folder);
}

Result<void> PrivateCluster::chooseRoot()
{
    m_access.root = m_options.folder + QStringLiteral("/postgres");
    if (!m_user.canReach(m_options.folder)) {
        // Root's own folders are closed to the account PostgreSQL runs under.
        const QByteArray name =
            QCryptographicHash::hash(m_options.folder.toUtf8(), QCryptographicHash::Sha256)
                .toHex()
                .left(16);
        m_access.root = QStringLiteral("/var/lib/evaltrack/") + QString::fromLatin1(name);
        if (QFileInfo::exists(m_access.root)) {
            // Of a data folder that was here before and was removed. Nobody knows its password any
            // more, but it is not ours to throw away.
            m_access.root += u'-' + QString::number(QRandomGenerator::global()->generate(), 36);
        }
    }
    return {};
}

Result<void> PrivateCluster::chooseBinaries()
{
    int wanted = 0;
    QFile version(m_access.dataFolder() + QStringLiteral("/PG_VERSION"));
    if (version.open(QIODevice::ReadOnly)) {
        wanted = version.readAll().trimmed().toInt();
    }
    const auto found = m_options.binaryFolders ? PostgresBinaries::among(*m_options.binaryFolders)
                                               : PostgresBinaries::installed();
    const auto chosen = PostgresBinaries::choose(found, wanted);
    if (!chosen) {
        return std::unexpected(chosen.error());
    }
    m_binaries = *chosen;
    return {};
}

Result<void> PrivateCluster::create()
{
    const QString data = m_access.dataFolder();
    if (QFileInfo::exists(data)) {
        if (!QFileInfo::exists(data + QStringLiteral("/PG_VERSION"))) {
            return failure(
                ErrorCode::Storage,
                QStringLiteral("%1 is not a PostgreSQL database. Move it away and start again.")
                    .arg(data));
        }
        if (!m_user.owns(data)) {
            return failure(
                ErrorCode::Storage,
                QStringLiteral(
                    "%1 belongs to another account. Start EvalTrack as the one that made it.")
                    .arg(data));
        }
        return {};
    }

    if (m_access.isMade) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("The database is gone from %1. Bring it back from a backup; "
                                      "or, to begin with an empty "
                                      "one, remove %2/access.json and start again.")
                           .arg(data, m_options.folder));
    }

    // Made beside its place and moved there when it is whole, so that an interrupted first start
    // leaves nothing half made.
    const QString fresh = data + QStringLiteral(".new");
    QDir(fresh).removeRecursively();
    QDir().mkpath(QFileInfo(m_access.root).path());
    if (!makeFolder(m_access.root, m_user)) {
        return failure(ErrorCode::Storage, QStringLiteral("%1 cannot be made").arg(m_access.root));
    }
    const QString passwordFile = m_access.root + QStringLiteral("/initial-password");
    {
        QFile file(passwordFile);
        const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Truncate,
                                         QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                               file.write(m_access.ownerPassword.reveal().toUtf8() + '\n') > 0 &&
                               file.flush() && m_user.give(passwordFile);
        if (!isWritten) {
            const QString why = file.errorString();
            QFile::remove(passwordFile);
            return std::unexpected(
                explained(QStringLiteral("The database could not be made"), why, m_access.root));
        }
    }
    QStringList arguments = {
        QStringLiteral("--pgdata=") + fresh,        QStringLiteral("--username=postgres"),
        QStringLiteral("--pwfile=") + passwordFile, QStringLiteral("--auth=scram-sha-256"),
        QStringLiteral("--encoding=UTF8"),          QStringLiteral("--locale=C"),
        QStringLiteral("--data-checksums")};
    if (m_options.durability == Durability::TestOnly) {
        arguments << QStringLiteral("--no-sync");
    }
    const auto made =
        m_user.run(m_binaries.program(QStringLiteral("initdb")), arguments, InitLimit);
    QFile::remove(passwordFile);
    if (!made || made->exitCode != 0) {
        QDir(fresh).removeRecursively();
        return std::unexpected(made ? explained(QStringLiteral("The database could not be made"),
                                                made->output, m_access.root)
                                    : made.error());
    }
    QFile configuration(fresh + QStringLiteral("/postgresql.conf"));
    const bool isWritten = configuration.open(QIODevice::Append) &&
                           configuration.write("\ninclude_if_exists 'evaltrack.conf'\n") > 0 &&
                           configuration.flush();
    if (!isWritten || !QDir().rename(fresh, data)) {
        return failure(ErrorCode::Storage, QStringLiteral("%1 cannot be written").arg(data));
    }
    m_access.isMade = true;
    return m_access.write(m_options.folder);
}

Result<void> PrivateCluster::chooseAddress()
{
#ifdef Q_OS_UNIX
    // The socket's path must be short, the same at every start, and in a folder that only we can
    // enter.
    QString folder = m_access.root + QStringLiteral("/run");
    if (QFile::encodeName(folder).size() > SocketPathMax - 20) {
        const QByteArray name =
            QCryptographicHash::hash(m_access.root.toUtf8(), QCryptographicHash::Sha256)
                .toHex()
                .left(12);
        const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        const bool hasRuntime = !m_user.isOther() && QFileInfo(runtime).isDir();
        folder = (hasRuntime ? runtime : QStringLiteral("/tmp")) + QStringLiteral("/evaltrack-") +
                 QString::fromLatin1(name);
    }
    if (!m_user.makePrivateFolder(folder)) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("%1, the folder for PostgreSQL's socket, cannot be made or "
                                      "belongs to somebody else")
                           .arg(folder));
    }
    if (m_access.socketFolder == folder) {
        return {};
    }
    m_access.socketFolder = folder;
#else
    QTcpServer probe;
    if (m_access.port != 5432 && probe.listen(QHostAddress::LocalHost, m_access.port)) {
        return {};
    }
    if (!probe.listen(QHostAddress::LocalHost)) {
        return failure(ErrorCode::Unavailable,
                       QStringLiteral("No port of this computer is free for PostgreSQL"));
    }
    m_access.port = probe.serverPort();
#endif
    return m_access.write(m_options.folder);
}

Result<void> PrivateCluster::writeConfiguration() const
{
    const QString path = m_access.dataFolder() + QStringLiteral("/evaltrack.conf");
    QString text = QStringLiteral("# Written at every start.\n");
    const auto set = [&text](const char *name, const QString &value) {
        text += QLatin1StringView(name) + QStringLiteral(" = ") + quotedSetting(value) + u'\n';
    };
    set("listen_addresses",
        m_access.socketFolder.isEmpty() ? QStringLiteral("127.0.0.1") : QString());
    set("port", QString::number(m_access.port));
    if (!m_access.socketFolder.isEmpty()) {
        set("unix_socket_directories", m_access.socketFolder);
        set("unix_socket_permissions", QStringLiteral("0700"));
    }
    set("password_encryption", QStringLiteral("scram-sha-256"));
    set("max_connections", QStringLiteral("100"));
    set("shared_buffers", QStringLiteral("128MB"));
    set("work_mem", QStringLiteral("16MB"));
    set("maintenance_work_mem", QStringLiteral("128MB"));
    set("random_page_cost", QStringLiteral("1.1"));
    set("max_wal_size", QStringLiteral("2GB"));
    set("wal_compression", QStringLiteral("on"));
    set("timezone", QStringLiteral("UTC"));
    // Compiling a query takes longer than any of ours does, and a sandbox that forbids memory to be
    // written and executed (the packaged service) would end the connection at the attempt.
    set("jit", QStringLiteral("off"));
    // The log must not repeat what people wrote: no statements, no values, no DETAIL with a key's
    // value.
    set("log_min_error_statement", QStringLiteral("panic"));
    set("log_error_verbosity", QStringLiteral("terse"));
    set("log_parameter_max_length_on_error", QStringLiteral("0"));
    set("log_min_messages", QStringLiteral("warning"));
    if (m_options.durability == Durability::TestOnly) {
        set("fsync", QStringLiteral("off"));
        set("synchronous_commit", QStringLiteral("off"));
        set("full_page_writes", QStringLiteral("off"));
        set("autovacuum", QStringLiteral("off"));
    }
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
                           file.write(text.toUtf8()) > 0 && file.flush() &&
                           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                           m_user.give(path);
    if (!isWritten) {
        return std::unexpected(explained(QStringLiteral("The database cannot be started"),
                                         file.errorString(), m_access.root));
    }
    return {};
}

qint64 PrivateCluster::postmasterPid() const
{
    QFile file(m_access.dataFolder() + QStringLiteral("/postmaster.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

bool PrivateCluster::isRunning() const
{
    const qint64 pid = postmasterPid();
#ifdef Q_OS_UNIX
    return pid > 0 && (kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM) && answers();
#else
    return pid > 0 && answers();
#endif
}

bool PrivateCluster::answers() const
{
    DatabaseOptions options;
    options.connectTimeout = 2s;
    return Database::open(settings(), options).has_value();
}

void PrivateCluster::dropStalePid() const
{
#ifdef Q_OS_UNIX
    // PostgreSQL itself sees that a dead process left the file. What it cannot see is that the
    // number now belongs to another program of the same account (after a reboot); it would then
    // refuse to start for ever.
    const qint64 pid = postmasterPid();
    if (pid <= 0 || kill(static_cast<pid_t>(pid), 0) != 0) {
        return;
    }
    QProcess ps;
    ps.start(QStringLiteral("ps"), {QStringLiteral("-o"), QStringLiteral("comm="),
                                    QStringLiteral("-p"), QString::number(pid)});
    if (!ps.waitForFinished(5'000) || ps.exitCode() != 0) {
        return;
    }
    const QString name = QString::fromUtf8(ps.readAllStandardOutput()).trimmed();
    if (!name.isEmpty() && !name.contains(QStringLiteral("postgres")) &&
        !name.contains(QStringLiteral("postmaster"))) {
        QFile::remove(m_access.dataFolder() + QStringLiteral("/postmaster.pid"));
    }
#endif
}

Result<void> PrivateCluster::launch()
{
    if (!m_access.socketFolder.isEmpty() && postmasterPid() > 0 && answers()) {
        return {}; // left running by a program that crashed: ours now
    }
    if (const auto addressed = chooseAddress(); !addressed) {
        return addressed;
    }
    if (const auto written = writeConfiguration(); !written) {
        return written;
    }
    dropStalePid();
    const QString log = m_access.logFile();
    if (QFileInfo(log).size() > LogSizeMax) {
        QFile::remove(log + QStringLiteral(".old"));
        QFile::rename(log, log + QStringLiteral(".old"));
    }
    for (QDeadlineTimer deadline(15s);; QThread::msleep(200)) {
        const qint64 logEnd = QFileInfo(log).size();
        const auto started = m_user.run(
            m_binaries.program(QStringLiteral("pg_ctl")),
            {QStringLiteral("start"), QStringLiteral("--pgdata=") + m_access.dataFolder(),
             QStringLiteral("--log=") + log, QStringLiteral("--wait"),
             QStringLiteral("--timeout=") + QString::number(StartLimit.count())},
            StartLimit + 10s);
        if (started && started->exitCode == 0) {
            return ensureDatabase();
        }
        if (!started) {
            return std::unexpected(started.error());
        }
        const QString words = tailOf(log, logEnd) + started->output;
        // The postmaster was killed and its children are still on their way out, or one is shutting
        // down.
        const bool maySoonWork =
            words.contains(QStringLiteral("pre-existing shared memory block")) ||
            words.contains(QStringLiteral("another server might be running")) ||
            words.contains(QStringLiteral("lock file \"postmaster.pid\" already exists"));
        if (maySoonWork && answers()) {
            return {};
        }
        if (!maySoonWork || deadline.hasExpired()) {
            return std::unexpected(
                explained(QStringLiteral("PostgreSQL does not start"), words, m_access.root));
        }
    }
}

Result<void> PrivateCluster::ensureDatabase() const
{
    if (answers()) {
        return {};
    }
    const auto owner = Database::open(m_access.ownerSettings());
    if (!owner) {
        return std::unexpected(owner.error());
    }
    // CREATE DATABASE and passwords take no bound values; all three words are ours (the password is
    // hex).
    const auto role =
        (*owner)->runText(QByteArrayLiteral("select 1 from pg_roles where rolname = 'evaltrack'"));
    if (!role) {
        return std::unexpected(role.error());
    }
    const QByteArray verb =
        role->isEmpty() ? QByteArrayLiteral("create") : QByteArrayLiteral("alter");
    const auto made = (*owner)->runScript(verb + " role evaltrack login nosuperuser password '" +
                                          m_access.password.reveal().toLatin1() + '\'');
    if (!made) {
        return std::unexpected(made.error());
    }
    const auto database = (*owner)->runText(
        QByteArrayLiteral("select 1 from pg_database where datname = 'evaltrack'"));
    if (!database) {
        return std::unexpected(database.error());
    }
    if (database->isEmpty()) {
        const auto created =
            (*owner)->runScript(QByteArrayLiteral("create database evaltrack owner evaltrack"));
        if (!created) {
            return std::unexpected(created.error());
        }
    }
    if (!answers()) {
        return failure(ErrorCode::Unavailable,
                       QStringLiteral("The new database does not let us in"));
    }
    return {};
}

Result<void> PrivateCluster::ensureRunning()
{
    if (isRunning()) {
        return {};
    }
    if (!m_lock && !tryLock()) {
        return useRunning();
    }
    if (m_binaries.folder.isEmpty()) {
        if (const auto chosen = chooseBinaries(); !chosen) {
            return chosen;
        }
    }
    return launch();
}

void PrivateCluster::stop()
{
    if (!m_lock) {
        return;
    }
    if (postmasterPid() > 0) {
        const auto stopWith = [this](const QString &mode) {
            const auto stopped = m_user.run(
                m_binaries.program(QStringLiteral("pg_ctl")),
                {QStringLiteral("stop"), QStringLiteral("--pgdata=") + m_access.dataFolder(),
                 QStringLiteral("--mode=") + mode, QStringLiteral("--wait"),
                 QStringLiteral("--timeout=") + QString::number(StopLimit.count())},
                StopLimit + 10s);
            return stopped && stopped->exitCode == 0;
        };
        // Immediate leaves the next start to recover, which is better than a process that never
        // ends.
        if (!stopWith(QStringLiteral("fast"))) {
            stopWith(QStringLiteral("immediate"));
        }
    }
    m_lock.reset();
}

} // namespace EvalTrack::Server
