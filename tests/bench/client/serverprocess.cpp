// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverprocess.h"

#include "client/figures.h"
#include "support/waitfor.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

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

bool ServerProcess::measureCopy()
{
    Figures::heading(QStringLiteral("The same rows by COPY"));
    const QString url = databaseUrl();
    const QString file = m_folder.filePath(QStringLiteral("ledger.copy"));
    const auto psql = [&url](const QString &command) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral("psql"),
                      {QStringLiteral("-XqAt"), QStringLiteral("-v"),
                       QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"), url,
                       QStringLiteral("-c"), command});
        const bool isDone = process.waitForFinished(300'000) && process.exitCode() == 0;
        return isDone ? QString::fromUtf8(process.readAllStandardOutput()).trimmed() : QString();
    };
    const QString rows = psql(QStringLiteral("select count(*) from attendance_captures"));
    psql(QStringLiteral("\\copy attendance_captures to '") + file + u'\'');
    Figures::plain(QStringLiteral("rows in the ledger"), rows);
    for (const bool hasIndexes : {true, false}) {
        psql(QStringLiteral("create table copied (like attendance_captures including defaults%1)")
                 .arg(hasIndexes ? QStringLiteral(" including indexes") : QString()));
        Figures::duration(
            hasIndexes ? QStringLiteral("COPY of them, with the ledger's indexes")
                       : QStringLiteral("COPY of them, without an index"),
            timed([&] { psql(QStringLiteral("\\copy copied from '") + file + u'\''); }));
        const QString copied = psql(QStringLiteral("select count(*) from copied"));
        psql(QStringLiteral("drop table copied"));
        if (rows.isEmpty() || copied != rows) {
            std::fputs("COPY did not bring all rows\n", stderr);
            return false;
        }
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

} // namespace EvalTrack::Bench
