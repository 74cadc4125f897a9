// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/trustedproxies.h"
#include "support/testpostgres.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

namespace EvalTrack::Server {
class ServerProcess;
}

namespace EvalTrack::Test {

struct ApiRequest
{
    QByteArray verb = "GET";
    QByteArray path;
    QByteArray body;
    QByteArray token;
    QList<QPair<QByteArray, QByteArray>> headers;
};

struct ApiAnswer
{
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< Names in lower case.

    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    /// The contract's error message, if it is one text.
    [[nodiscard]] QString message() const
    {
        return object().value(QLatin1String("message")).toString();
    }
};

/// The whole server over a database of its own, asked over real sockets. Started in the
/// constructor, with nobody in the database; a server that does not start fails the test by qFatal.
class ApiServer
{
public:
    explicit ApiServer(const Server::TrustedProxies &proxies = {});
    ~ApiServer();
    ApiServer(const ApiServer &) = delete;
    ApiServer &operator=(const ApiServer &) = delete;

    [[nodiscard]] ApiAnswer ask(const ApiRequest &request);
    /// All at once, over as many connections as the access manager opens; answers in order.
    [[nodiscard]] QList<ApiAnswer> askTogether(const QList<ApiRequest> &requests);
    /// Sends a request without waiting; finish() waits for its answer and deletes the reply.
    [[nodiscard]] QNetworkReply *begin(const ApiRequest &request);
    [[nodiscard]] ApiAnswer finish(QNetworkReply *reply);
    /// Waits until some statement in the database waits for a lock, or the reply is there.
    void waitUntilLocked(const QNetworkReply *reply);
    [[nodiscard]] Server::Database &database() { return *m_database; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString dataFolder() const { return m_folder.path(); }

private:
    TestPostgres m_postgres;
    std::unique_ptr<Server::Database> m_database; // the test's own connection
    QTemporaryDir m_folder;
    QThread m_thread;
    std::unique_ptr<Server::ServerProcess> m_process;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
};

} // namespace EvalTrack::Test
