// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/postgrespair.h"

#include "storage/database.h"
#include "support/waitfor.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <utility>

#include <sys/shm.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using namespace Server;
using Test::waitFor;

namespace {

constexpr auto StepLimit = 60s;
constexpr quint16 FirstPort = 5433; // a socket's name, in a folder of our own

QString assigned(const char *setting, const QString &value)
{
    return QLatin1StringView(setting) + u'=' + value;
}

/// The system keeps what a killed PostgreSQL shared among its processes; the next start would have
/// found it, but these data are never started again.
void dropSharedMemoryOf(const QString &data)
{
    QFile file(data + QStringLiteral("/postmaster.pid"));
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    const QByteArrayList lines = file.readAll().split('\n');
    const QByteArrayList keyAndId = lines.value(6).simplified().split(' ');
    if (keyAndId.size() == 2) {
        ::shmctl(keyAndId.at(1).toInt(), IPC_RMID, nullptr);
    }
}

} // namespace

PostgresPair::PostgresPair()
{
    const auto user = RunUser::choose();
    const auto binaries = PostgresBinaries::choose(PostgresBinaries::installed(), 0);
    if (!user || !binaries || !user->give(m_folder.path())) {
        qFatal("there is no PostgreSQL to run twice");
    }
    m_user = *user;
    m_binaries = *binaries;
    if (!m_user.makePrivateFolder(m_folder.filePath(QStringLiteral("run")))) {
        qFatal("no folder for sockets");
    }
    m_nodes.at(0).name = QStringLiteral("east");
    m_nodes.at(1).name = QStringLiteral("west");
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        m_nodes.at(i).port = static_cast<quint16>(FirstPort + i);
    }
    // Who gets into the folder with the sockets gets in.
    run(QStringLiteral("initdb"),
        {QStringLiteral("--pgdata=") + dataOf(primary()), QStringLiteral("--username=postgres"),
         QStringLiteral("--auth=trust"), QStringLiteral("--encoding=UTF8"),
         QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    write(dataOf(primary()) + QStringLiteral("/postgresql.conf"), "include 'role.conf'\n");
    writeRole(primary(), {});
    start(primary(), {});
    for (const char *statement :
         {"create role evaltrack login", "create database evaltrack owner evaltrack"}) {
        const auto owner = Database::open(ownerOf(primary()));
        if (!owner || !(*owner)->runText(statement)) {
            qFatal("%s: not done", statement);
        }
    }
    replicate();
}

PostgresPair::~PostgresPair()
{
    for (Node &node : m_nodes) {
        if (node.process.state() != QProcess::NotRunning) {
            ::kill(static_cast<pid_t>(node.process.processId()), SIGQUIT);
            (void)waitFor([&node] { return node.process.state() == QProcess::NotRunning; });
        }
    }
}

QString PostgresPair::url() const
{
    ConnectionSettings settings;
    settings.host = m_folder.filePath(QStringLiteral("run"));
    settings.port = m_nodes.at(0).port;
    settings.otherAddresses = {{settings.host, m_nodes.at(1).port}};
    settings.database = QStringLiteral("evaltrack");
    settings.user = QStringLiteral("evaltrack");
    return settings.toUrl();
}

void PostgresPair::holdReplication()
{
    const int sender = ask(primary(), "select pid from pg_stat_replication").toInt();
    m_receiver = ask(standby(), "select pid from pg_stat_wal_receiver").toInt();
    for (const int process : {sender, m_receiver}) {
        if (process > 0) {
            ::kill(process, SIGSTOP);
        }
    }
}

void PostgresPair::crashPrimary()
{
    const int sender = ask(primary(), "select pid from pg_stat_replication").toInt();
    if (sender > 0) {
        ::kill(sender, SIGKILL);
    }
}

void PostgresPair::killPrimary()
{
    const qint64 postmaster = primary().process.processId();
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(postmaster));
    const QByteArrayList pids =
        children.open(QIODevice::ReadOnly) ? children.readAll().split(' ') : QByteArrayList();
    ::kill(static_cast<pid_t>(postmaster), SIGKILL);
    for (const QByteArray &pid : pids) {
        if (pid.toInt() > 0) {
            ::kill(pid.toInt(), SIGKILL);
        }
    }
    (void)waitFor([this] { return primary().process.state() == QProcess::NotRunning; });
    dropSharedMemoryOf(dataOf(primary()));
}

void PostgresPair::promoteStandby()
{
    if (const int receiver = std::exchange(m_receiver, 0); receiver > 0) {
        ::kill(receiver, SIGCONT);
    }
    run(QStringLiteral("pg_ctl"), {QStringLiteral("promote"), QStringLiteral("--wait"),
                                   QStringLiteral("--pgdata=") + dataOf(standby())});
    m_primary = 1 - m_primary;
}

void PostgresPair::rebuildStandby()
{
    QDir(dataOf(standby())).removeRecursively();
    replicate();
}

QString PostgresPair::dataOf(const Node &node) const
{
    return m_folder.filePath(node.name);
}

void PostgresPair::run(const QString &program, const QStringList &arguments) const
{
    const auto outcome = m_user.run(m_binaries.program(program), arguments, StepLimit);
    if (!outcome || outcome->exitCode != 0) {
        qFatal("%s: %s", qPrintable(program),
               qPrintable(outcome ? outcome->output : outcome.error().detail));
    }
}

void PostgresPair::write(const QString &path, const QByteArray &text) const
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(text) < 0 ||
        !file.flush() || !m_user.give(path)) {
        qFatal("%s cannot be written", qPrintable(path));
    }
}

void PostgresPair::writeRole(const Node &node, const QString &awaited) const
{
    const QString path = dataOf(node) + QStringLiteral("/role.conf");
    QFile::remove(path);
    write(path, "synchronous_standby_names = '" + awaited.toLatin1() + "'\n");
}

void PostgresPair::start(Node &node, const QStringList &settings)
{
    QStringList arguments{QStringLiteral("-D"), dataOf(node)};
    const QStringList own{
        assigned("port", QString::number(node.port)),
        assigned("listen_addresses", QString()),
        assigned("unix_socket_directories", m_folder.filePath(QStringLiteral("run"))),
        assigned("cluster_name", node.name), // what a standby calls itself
        assigned("fsync", QStringLiteral("off")),
        assigned("dynamic_shared_memory_type", QStringLiteral("mmap")), // goes with its folder
        assigned("shared_buffers", QStringLiteral("32MB"))};
    for (const QString &setting : own + settings) {
        arguments << QStringLiteral("-c") << setting;
    }
    node.process.setChildProcessModifier({});
    m_user.prepare(node.process);
#ifdef Q_OS_LINUX
    // It ends with us, however we end. After it has become another account, which forgets it.
    const auto become = node.process.childProcessModifier();
    node.process.setChildProcessModifier([become] {
        if (become) {
            become();
        }
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    });
#endif
    node.process.setStandardOutputFile(QProcess::nullDevice());
    node.process.setStandardErrorFile(m_folder.filePath(node.name + QStringLiteral(".log")),
                                      QIODevice::Append);
    node.process.start(m_binaries.program(QStringLiteral("postgres")), arguments);
    if (!waitFor([&] { return ask(node, "select 1") == u"1"; }, StepLimit)) {
        qFatal("PostgreSQL does not start: %s", qPrintable(m_folder.path()));
    }
}

/// Makes the standby anew from the primary, and lets the primary's commits wait for it.
void PostgresPair::replicate()
{
    const QString data = dataOf(standby());
    const QString sockets = m_folder.filePath(QStringLiteral("run"));
    const QString port = QString::number(primary().port);
    run(QStringLiteral("pg_basebackup"),
        {QStringLiteral("--pgdata=") + data, QStringLiteral("--host=") + sockets,
         QStringLiteral("--port=") + port, QStringLiteral("--username=postgres"),
         QStringLiteral("--wal-method=stream"), QStringLiteral("--checkpoint=fast"),
         QStringLiteral("--no-sync")});
    writeRole(standby(), {}); // nobody's word, once it is the primary
    write(data + QStringLiteral("/standby.signal"), {});
    start(standby(),
          {assigned("primary_conninfo",
                    QStringLiteral("host=%1 port=%2 user=postgres").arg(sockets, port))});
    writeRole(primary(), standby().name);
    ::kill(static_cast<pid_t>(primary().process.processId()), SIGHUP);
    const bool isSynchronous = waitFor(
        [this] {
            return ask(primary(), "select sync_state from pg_stat_replication") == u"sync" &&
                   ask(primary(), "show synchronous_standby_names") == standby().name;
        },
        StepLimit);
    if (!isSynchronous) {
        qFatal("the standby does not follow: %s", qPrintable(m_folder.path()));
    }
}

ConnectionSettings PostgresPair::ownerOf(const Node &node) const
{
    ConnectionSettings settings;
    settings.host = m_folder.filePath(QStringLiteral("run"));
    settings.port = node.port;
    settings.database = QStringLiteral("postgres");
    settings.user = QStringLiteral("postgres");
    return settings;
}

QString PostgresPair::ask(const Node &node, const QByteArray &sql) const
{
    const auto database = Database::open(ownerOf(node));
    if (!database) {
        return {};
    }
    const auto rows = (*database)->runText(sql);
    return rows && !rows->isEmpty() ? rows->at(0).text(0) : QString();
}

} // namespace EvalTrack::Fault
