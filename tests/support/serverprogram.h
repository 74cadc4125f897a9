// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>

namespace EvalTrack::Test {

/// Where a server is set up.
struct ServerSite
{
    QString host = QStringLiteral("127.0.0.1"); ///< What it listens on, loopback included.
    QString place;       ///< Its data folder is made below it; empty: where temporary folders are.
    QString databaseUrl; ///< Empty: a private PostgreSQL.
};

/// `evaltrack-server` as people run it: the program itself, in a data folder of its own with its
/// private PostgreSQL, unless it is told of another, and a demo company. Ends with the object.
/// Calls wait with the event loop running; a server that does not start fails the test by qFatal.
class ServerProgram
{
public:
    ServerProgram(int people, int events, const ServerSite &site = {});
    ~ServerProgram();
    ServerProgram(const ServerProgram &) = delete;
    ServerProgram &operator=(const ServerProgram &) = delete;

    void start();
    void begin(); ///< As start(), without waiting.
    void stop();  ///< SIGTERM, waited for.
    void kill();  ///< SIGKILL, waited for.

    /// As Station::setEnvironment; of the next start.
    void setEnvironment(const QHash<QString, QString> &variables);
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// The same at every start.
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString dataFolder() const { return m_data->path(); }
    [[nodiscard]] QString databaseUrl() const { return m_databaseUrl; }
    /// Of the private PostgreSQL. Not below dataFolder() when root runs the tests.
    [[nodiscard]] QString clusterFolder() const;

    struct Answer
    {
        int status = 0;
        QByteArray body;
        QList<QNetworkReply::RawHeaderPair> headers;

        [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(body); }
        [[nodiscard]] QByteArray header(const QByteArray &name) const;
    };
    /// One request; `token` may be empty.
    Answer call(const QByteArray &verb, const QString &pathAndQuery, const QByteArray &token = {},
                const QByteArray &body = {},
                const QList<QPair<QByteArray, QByteArray>> &headers = {});
    /// The access token of a demo account.
    QByteArray signIn(const QString &email, const QString &password);
    /// What psql prints for a statement in the server's database, unaligned and without a header.
    QByteArray sql(const QByteArray &statement);
    /// As sql(), for a database that may refuse or be away; nothing then.
    std::optional<QByteArray> trySql(const QByteArray &statement);
    /// What `verify-ledger` says of a ledger that is not whole.
    [[nodiscard]] std::optional<QByteArray> problemOfLedger();

private:
    struct Outcome
    {
        bool isGood = false;
        QByteArray output;
    };

    [[nodiscard]] static QString program();
    [[nodiscard]] Outcome outcomeOf(const QString &executable, const QStringList &arguments,
                                    QProcess::ProcessChannelMode channels);
    QByteArray run(const QString &executable, const QStringList &arguments);

    ServerSite m_site;
    std::unique_ptr<QTemporaryDir> m_data;
    QProcess m_process;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
    QString m_databaseUrl;
};

} // namespace EvalTrack::Test
