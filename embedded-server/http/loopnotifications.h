// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "http/changenotifier.h"

#include <QBasicTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QWebSocketServer>

#include <atomic>
#include <functional>
#include <memory>

class QTcpSocket;
class QWebSocket;

namespace EvalTrack::Server {

/// The WebSockets of one event loop (GET /notifications). Tells a client that something it may see
/// has changed, in one small text frame, and nothing else: what changed is fetched over the change
/// feed. Looks at each client's account again when it is pinged or its account changes, and closes
/// when the token or the account no longer holds. Lives in its event loop.
class LoopNotifications final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoopNotifications)

public:
    static constexpr auto Path = "/notifications";
    /// The subprotocol under which a browser, which cannot set headers, offers its token: "bearer,
    /// <token>".
    static constexpr auto TokenProtocol = "bearer";

    struct Limits
    {
        std::chrono::milliseconds pingInterval = std::chrono::seconds(30);
        std::chrono::milliseconds gatherTime =
            std::chrono::milliseconds(100); ///< Changes within it are told once.
        int clients = 4096;
        int clientsPerAccount = 16;
    };
    /// From a token to the caller as the account stands now.
    using Authenticate = std::function<Result<Caller>(const QByteArray &)>;

    LoopNotifications(Authenticate authenticate, const Limits &limits, QObject *parent = nullptr);
    ~LoopNotifications() override;

    [[nodiscard]] static QByteArray tokenOf(const QList<QPair<QByteArray, QByteArray>> &headers,
                                            const QList<QPair<QString, QString>> &query);
    /// Whether somebody with this token may have one more socket.
    [[nodiscard]] Result<Caller> admit(const QByteArray &token) const;
    /// Finishes the handshake, whose bytes are still in the socket.
    void take(std::unique_ptr<QTcpSocket> socket, const QByteArray &token, const Caller &caller);

    void notify(const ChangeNotifier::MaySee &maySee);
    /// A null id means every account.
    void checkAccount(UserId id);
    void closeAll();
    /// Safe to call from every thread.
    [[nodiscard]] int clientCount() const { return m_clientCount; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Client
    {
        QByteArray token;
        Caller caller;
        bool answeredPing = true;
    };

    void welcome();
    void tell();
    void check(QWebSocket *socket, Client &client);

    const Authenticate m_authenticate;
    const Limits m_limits;
    QWebSocketServer m_server;
    QHash<QString, Client> m_expected; // by peer address and port, until the handshake is done
    QHash<QWebSocket *, Client> m_clients;
    QList<ChangeNotifier::MaySee> m_changes;
    std::atomic<int> m_clientCount = 0;
    QBasicTimer m_tellTimer;
    QBasicTimer m_pingTimer;

    static constexpr qsizetype MostChangesKept = 1000;
};

} // namespace EvalTrack::Server
