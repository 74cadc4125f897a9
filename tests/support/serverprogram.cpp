// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/serverprogram.h"

#include "support/waitfor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QNetworkReply>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QUrlQuery>

#ifdef Q_OS_LINUX
#include <csignal>

#include <sys/prctl.h>
#endif

namespace EvalTrack::Test {

namespace {

constexpr std::chrono::minutes StartTime{2}; // with sanitizers, on a busy machine

/// Below the ports that systems give to outgoing connections: while the server is down, a client
/// that tries again and again would one day be given the server's own port, be connected to itself,
/// and keep the server from coming back to it.
quint16 freePort()
{
    constexpr int First = 15'000;
    constexpr int Last = 32'000;
    QTcpServer probe;
    while (!probe.listen(QHostAddress::LocalHost,
                         static_cast<quint16>(QRandomGenerator::global()->bounded(First, Last)))) {
    }
    return probe.serverPort();
}

} // namespace

QByteArray ServerProgram::Answer::header(const QByteArray &name) const
{
    for (const auto &[candidate, value] : headers) {
        if (candidate.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

ServerProgram::ServerProgram(int people, int events, const ServerSite &site)
    : m_site(site)
    , m_data(site.place.isEmpty()
                 ? std::make_unique<QTemporaryDir>()
                 : std::make_unique<QTemporaryDir>(site.place + QStringLiteral("/server")))
    , m_port(freePort())
{
    if (!site.place.isEmpty()) {
        // PostgreSQL's own account passes through, or it would be put elsewhere.
        QFile::setPermissions(m_data->path(), QFile::ReadOwner | QFile::WriteOwner |
                                                  QFile::ExeOwner | QFile::ExeOther);
    }
    setEnvironment({});
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
#ifdef Q_OS_LINUX
    // A test that aborts must not leave a server behind, which would hold its output open.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    run(program(), {QStringLiteral("demo"), QStringLiteral("--data"), m_data->path(),
                    QStringLiteral("--people"), QString::number(people), QStringLiteral("--events"),
                    QString::number(events)});
    start();
    m_databaseUrl = QString::fromLocal8Bit(
        run(program(), {QStringLiteral("database-url"), QStringLiteral("--data"), m_data->path()})
            .trimmed());
}

ServerProgram::~ServerProgram()
{
    stop();
    if (m_site.databaseUrl.isEmpty()) {
        QDir(clusterFolder()).removeRecursively();
    }
}

// The socket lies in it: postgresql://…?host=<cluster>/run
QString ServerProgram::clusterFolder() const
{
    const QString socket =
        QUrlQuery(QUrl(m_databaseUrl)).queryItemValue(QStringLiteral("host"), QUrl::FullyDecoded);
    const QFileInfo run(socket);
    if (run.fileName() != u"run" || !run.isAbsolute()) {
        qFatal("evaltrack-server database-url names no socket of a private cluster");
    }
    return run.path();
}

QString ServerProgram::program()
{
    return qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-server"_qs;
}

ServerProgram::Outcome ServerProgram::outcomeOf(const QString &executable,
                                                const QStringList &arguments,
                                                QProcess::ProcessChannelMode channels)
{
    QProcess process;
    process.setProcessEnvironment(m_process.processEnvironment());
    process.setProcessChannelMode(channels);
    process.start(executable, arguments);
    const bool ended =
        waitFor([&process] { return process.state() == QProcess::NotRunning; }, StartTime);
    return {ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            process.readAllStandardOutput()};
}

QByteArray ServerProgram::run(const QString &executable, const QStringList &arguments)
{
    const Outcome outcome = outcomeOf(executable, arguments, QProcess::ForwardedErrorChannel);
    if (!outcome.isGood) {
        qFatal("%s %s did not succeed", qPrintable(executable), qPrintable(arguments.join(u' ')));
    }
    return outcome.output;
}

void ServerProgram::begin()
{
    m_process.start(program(), {QStringLiteral("serve"), QStringLiteral("--host"), m_site.host,
                                QStringLiteral("--port"), QString::number(m_port),
                                QStringLiteral("--data"), m_data->path()});
}

void ServerProgram::start()
{
    begin();
    const bool up =
        waitFor([this] { return call("GET", QStringLiteral("/ready")).status == 200; }, StartTime);
    if (!up) {
        qFatal("evaltrack-server did not start");
    }
}

void ServerProgram::setEnvironment(const QHash<QString, QString> &variables)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!m_site.databaseUrl.isEmpty()) {
        environment.insert(QStringLiteral("DATABASE_URL"), m_site.databaseUrl);
    }
    for (auto each = variables.cbegin(); each != variables.cend(); ++each) {
        environment.insert(each.key(), each.value());
    }
    m_process.setProcessEnvironment(environment);
}

void ServerProgram::stop()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        if (!waitFor([this] { return m_process.state() == QProcess::NotRunning; },
                     std::chrono::seconds(30))) {
            kill();
        }
    }
}

void ServerProgram::kill()
{
    m_process.kill();
    (void)waitFor([this] { return m_process.state() == QProcess::NotRunning; });
}

QUrl ServerProgram::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_qs.arg(m_port));
}

ServerProgram::Answer ServerProgram::call(const QByteArray &verb, const QString &pathAndQuery,
                                          const QByteArray &token, const QByteArray &body,
                                          const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QNetworkRequest request(QUrl(url().toString() + pathAndQuery));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    if (!token.isEmpty()) {
        request.setRawHeader("Authorization", QByteArray("Bearer ").append(token));
    }
    for (const auto &[name, value] : headers) {
        request.setRawHeader(name, value);
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
    (void)waitFor([&reply] { return reply->isFinished(); }, std::chrono::seconds(60));
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->rawHeaderPairs()};
}

QByteArray ServerProgram::signIn(const QString &email, const QString &password)
{
    const QJsonObject credentials{{QStringLiteral("email"), email},
                                  {QStringLiteral("password"), password}};
    const Answer answer =
        call("POST", QStringLiteral("/auth/login"), {}, QJsonDocument(credentials).toJson());
    return answer.json().object().value(u"access_token").toString().toLatin1();
}

QByteArray ServerProgram::sql(const QByteArray &statement)
{
    return run(QStringLiteral("psql"),
               {m_databaseUrl, QStringLiteral("-XAtc"), QString::fromUtf8(statement)})
        .trimmed();
}

std::optional<QByteArray> ServerProgram::trySql(const QByteArray &statement)
{
    const Outcome outcome =
        outcomeOf(QStringLiteral("psql"),
                  {m_databaseUrl, QStringLiteral("-XAtc"), QString::fromUtf8(statement)},
                  QProcess::SeparateChannels);
    return outcome.isGood ? std::optional(outcome.output.trimmed()) : std::nullopt;
}

std::optional<QByteArray> ServerProgram::problemOfLedger()
{
    const Outcome outcome = outcomeOf(
        program(), {QStringLiteral("verify-ledger"), QStringLiteral("--data"), m_data->path()},
        QProcess::MergedChannels);
    return outcome.isGood ? std::nullopt : std::optional(outcome.output.trimmed());
}

} // namespace EvalTrack::Test
