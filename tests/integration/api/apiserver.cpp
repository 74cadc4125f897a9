// SPDX-License-Identifier: GPL-3.0-or-later
#include "apiserver.h"

#include "serverprocess.h"
#include "support/waitfor.h"

#include <QNetworkReply>

namespace EvalTrack::Test {

ApiServer::ApiServer(const Server::TrustedProxies &proxies)
    : m_database(m_postgres.connect())
{
    Server::ServerProcess::Options options;
    options.configuration.database = m_postgres.settings();
    options.configuration.host = QHostAddress(QHostAddress::LocalHost);
    options.configuration.port = 0;
    options.configuration.jwtSecret = Redacted(QByteArray(48, 's'));
    options.configuration.metricsToken = Redacted(QByteArrayLiteral("metrics-token"));
    options.configuration.logLevel = Server::LogLevel::Off;
    options.configuration.dataFolder = m_folder.path();
    options.configuration.environment = QStringLiteral("test");
    options.configuration.frontendOrigins = {"http://localhost:5173"};
    options.configuration.eventLoops = 3;
    options.configuration.trustedProxies = proxies;

    Result<void> started;
    m_thread.start();
    auto *context = new QObject;
    context->moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        context,
        [&] {
            m_process = std::make_unique<Server::ServerProcess>(options);
            started = m_process->start();
            m_port = m_process->port();
        },
        Qt::BlockingQueuedConnection);
    context->deleteLater();
    if (!started) {
        qFatal("the server did not start: %s", qPrintable(started.error().detail));
    }
}

ApiServer::~ApiServer()
{
    QMetaObject::invokeMethod(
        m_process.get(),
        [this] {
            m_process->stop();
            m_process.reset();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

ApiAnswer ApiServer::ask(const ApiRequest &request)
{
    return askTogether({request}).first();
}

QNetworkReply *ApiServer::begin(const ApiRequest &request)
{
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(m_port) + request.path;
    QNetworkRequest network(QUrl::fromEncoded(url));
    if (!request.token.isEmpty()) {
        network.setRawHeader("Authorization", "Bearer " + request.token);
    }
    if (!request.body.isNull()) {
        network.setRawHeader("Content-Type", "application/json");
    }
    for (const auto &[name, value] : request.headers) {
        network.setRawHeader(name, value);
    }
    return m_network.sendCustomRequest(network, request.verb, request.body);
}

ApiAnswer ApiServer::finish(QNetworkReply *reply)
{
    if (!waitFor([reply] { return reply->isFinished(); }, std::chrono::seconds(60))) {
        qFatal("no answer in time");
    }
    ApiAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs()) {
        answer.headers.insert(name.toLower(), value);
    }
    reply->deleteLater();
    return answer;
}

void ApiServer::waitUntilLocked(const QNetworkReply *reply)
{
    const bool isSettled = waitFor(
        [this, reply] {
            const auto rows =
                m_database->runText("select count(*) from pg_locks where not granted");
            return reply->isFinished() || (rows && rows->at(0).integer(0) > 0);
        },
        std::chrono::seconds(60));
    if (!isSettled) {
        qFatal("neither a lock nor an answer in time");
    }
}

QList<ApiAnswer> ApiServer::askTogether(const QList<ApiRequest> &requests)
{
    QList<QNetworkReply *> replies;
    for (const ApiRequest &request : requests) {
        replies.append(begin(request));
    }
    QList<ApiAnswer> answers;
    for (QNetworkReply *reply : replies) {
        answers.append(finish(reply));
    }
    return answers;
}

} // namespace EvalTrack::Test
