// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverprocess.h"

#include "support/waitfor.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <array>
#include <cstdio>

namespace EvalTrack::Bench {

using namespace std::chrono_literals;

ServerProcess::ServerProcess()
{
    // PostgreSQL may run as another account, which has to reach its folder.
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ReadGroup |
                                               QFile::ExeGroup | QFile::ReadOther |
                                               QFile::ExeOther);
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    m_port = probe.serverPort();
}

ServerProcess::~ServerProcess()
{
    stop();
}

QUrl ServerProcess::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void ServerProcess::prepare(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("EVALTRACK_DATA"),
                       m_folder.filePath(QStringLiteral("server")));
    environment.insert(QStringLiteral("PORT"), QString::number(m_port));
    environment.insert(QStringLiteral("JWT_SECRET"),
                       QStringLiteral("0123456789abcdef0123456789abcdef0123456789abcdef"));
    environment.insert(QStringLiteral("LOG_LEVEL"), QStringLiteral("error"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(m_folder.filePath(QStringLiteral("server.log")),
                                  QIODevice::Append);
    process.setProgram(QCoreApplication::applicationDirPath() +
                       QStringLiteral("/evaltrack-server"));
    process.setArguments(arguments);
}

bool ServerProcess::fill(int people, int events)
{
    QProcess process;
    prepare(process, {QStringLiteral("demo"), QStringLiteral("--people"), QString::number(people),
                      QStringLiteral("--events"), QString::number(events)});
    process.start();
    const bool isDone = process.waitForFinished(600'000) && process.exitCode() == 0 &&
                        process.exitStatus() == QProcess::NormalExit;
    if (!isDone) {
        std::fputs("evaltrack-server demo failed\n", stderr);
    }
    return isDone;
}

bool ServerProcess::isReady() const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    if (!socket.waitForConnected(1000)) {
        return false;
    }
    socket.write("GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(2000)) {
        answer += socket.readAll();
    }
    return answer.startsWith("HTTP/1.1 200");
}

bool ServerProcess::start()
{
    prepare(m_process, {QStringLiteral("serve")});
    m_process.start();
    const bool isUp = Test::waitFor(
        [this] { return m_process.state() == QProcess::NotRunning || isReady(); }, 60s);
    if (!isUp || m_process.state() == QProcess::NotRunning) {
        std::fputs("evaltrack-server serve did not come up\n", stderr);
        return false;
    }
    return true;
}

void ServerProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning) {
        return;
    }
    m_process.terminate();
    if (!m_process.waitForFinished(30'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString ServerProcess::databaseUrl() const
{
    QProcess process;
    prepare(process, {QStringLiteral("database-url")});
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.setStandardOutputFile({});
    process.start();
    process.waitForFinished(30'000);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

namespace {

using WrittenTable = ServerProcess::WrittenTable;

/// Where a drain leaves rows, and which of them are its.
const QList<WrittenTable> DrainedTables{
    {"attendance_captures", "received_at >= %1"},
    {"ledger_links",
     "capture_uuid in (select uuid from attendance_captures where received_at >= %1)"},
    {"capture_outcomes", "created_at >= %1"},
    {"attendances", "updated_at >= %1"},
    {"evaluations", "created_at >= %1"},
    {"change_log", "at >= %1"}};
/// And an import of people.
const QList<WrittenTable> ImportedTables{
    {"users", "created_at >= %1"}, {"employees", "created_at >= %1"}, {"change_log", "at >= %1"}};

/// What psql answers to the commands, one after the other; empty when one of them fails.
QString psql(const QString &url, const QStringList &commands)
{
    QStringList arguments{u"-XqAt"_qs, u"-v"_qs, u"ON_ERROR_STOP=1"_qs, u"-d"_qs, url};
    for (const QString &command : commands) {
        arguments << u"-c"_qs << command;
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"psql"_qs, arguments);
    const bool isDone = process.waitForFinished(300'000) && process.exitCode() == 0;
    return isDone ? QString::fromUtf8(process.readAllStandardOutput()).trimmed() : QString();
}

} // namespace

QString ServerProcess::databaseTime() const
{
    return psql(databaseUrl(), {u"select now()"_qs});
}

std::optional<ServerProcess::Copied> ServerProcess::copy(const QList<WrittenTable> &tables,
                                                         const QString &since)
{
    const QString url = databaseUrl();
    QStringList copies;
    QStringList drops;
    QStringList counts;
    qint64 rows = 0;
    for (const WrittenTable &table : tables) {
        const QString name = QString::fromLatin1(table.name);
        const QString file = m_folder.filePath(name);
        const QString condition =
            QString::fromLatin1(table.since).arg(u"timestamptz '"_qs + since + u'\'');
        const QString created = psql(
            url,
            {u"create table copied_%1 (like %1 including defaults including indexes)"_qs.arg(name),
             u"\\copy (select * from %1 where %2) to '%3'"_qs.arg(name, condition, file),
             u"select count(*) from %1 where %2"_qs.arg(name, condition)});
        if (created.isEmpty()) {
            std::fputs("the rows to copy cannot be read\n", stderr);
            return std::nullopt;
        }
        rows += created.toLongLong();
        copies << u"\\copy copied_%1 from '%2'"_qs.arg(name, file);
        drops << u"drop table copied_%1"_qs.arg(name);
        counts << u"(select count(*) from copied_%1)"_qs.arg(name);
    }
    Copied copied;
    copied.first = timed([&] { psql(url, {copies.first()}); });
    psql(url, {u"truncate copied_%1"_qs.arg(QLatin1String(tables.first().name))});
    copied.all = timed([&] { psql(url, copies); });
    copied.rows = psql(url, {u"select "_qs + counts.join(u'+')}).toLongLong();
    psql(url, drops);
    if (rows == 0 || copied.rows != rows) {
        std::fputs("COPY did not bring all rows\n", stderr);
        return std::nullopt;
    }
    return copied;
}

bool ServerProcess::measureCopy(const QString &since, Clock::duration drain)
{
    Figures::heading(u"The same rows by COPY"_qs);
    const auto copied = copy(DrainedTables, since);
    if (!copied) {
        return false;
    }
    Figures::plain(u"rows that the captures became, in six tables"_qs,
                   QString::number(copied->rows));
    Figures::duration(u"COPY of them into tables with the same indexes"_qs, copied->all);
    Figures::ratioAbove(u"the captures' rate / COPY's, of all those rows"_qs,
                        Microseconds(copied->all) / drain, 0.3);
    Figures::duration(u"COPY of the ledger's rows alone"_qs, copied->first);
    Figures::ratio(u"the captures' rate / COPY's, of those alone"_qs,
                   Microseconds(copied->first) / drain);
    return true;
}

bool ServerProcess::measureImportedCopy(const QString &since, Clock::duration imported)
{
    const auto copied = copy(ImportedTables, since);
    if (!copied) {
        return false;
    }
    Figures::plain(u"rows that the import became, in three tables"_qs,
                   QString::number(copied->rows));
    Figures::duration(u"COPY of them into tables with the same indexes"_qs, copied->all);
    Figures::ratio(u"the import's rate / COPY's, of all those rows"_qs,
                   Microseconds(copied->all) / imported);
    return true;
}

} // namespace EvalTrack::Bench
