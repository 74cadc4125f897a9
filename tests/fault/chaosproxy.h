// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/random.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace EvalTrack::Fault {

/// A bad network between stations and a server: an HTTP proxy on loopback that mistreats requests
/// by chance. It understands just enough HTTP for that (a request with Content-Length; the answer
/// is read until the server closes). WebSockets pass as they are. Lives in the thread it was made
/// in.
class ChaosProxy final : public QObject
{
    Q_OBJECT
public:
    enum class Fault {
        Delay,
        BlackHole,       ///< Nothing goes on until the heal; then it does, late.
        CutBefore,       ///< The request does not arrive.
        AnswerLost,      ///< The server did it, and nobody hears of it.
        Duplicate,       ///< The request arrives twice.
        ArrivesLate,     ///< The sender is cut off; its request arrives after others.
        AnswerTruncated, ///< Half the answer, then a cut.
        AnswerSlow,      ///< The answer in drops.
        TooManyRequests,
        InternalError,
        InternalErrorAfterwards, ///< The server did it, and a gateway says 500.
        Unavailable,
        CaptivePortal, ///< 200 with somebody's web page.
        EmptyObject,   ///< 200 with JSON that is not ours.
        Throttled,     ///< 429 as our server says it, of itself.
        OwnError,      ///< 500 as our server says it, of itself.
    };
    static constexpr int FaultKinds = static_cast<int>(Fault::OwnError) + 1;

    ChaosProxy(const QUrl &target, quint64 seed, QObject *parent = nullptr);

    [[nodiscard]] QUrl url() const;
    /// One request in `n` meets a fault; 0: none does.
    void setFaultOnceIn(int n) { m_onceIn = n; }
    /// No faults from now on; what was held back goes on.
    void heal();
    /// Whether nothing is under way any more, late requests included.
    [[nodiscard]] bool isQuiet() const { return m_underWay == 0 && m_heldBack.isEmpty(); }
    [[nodiscard]] qint64 faults() const { return m_faults; }
    /// Those that met captures on their way.
    [[nodiscard]] qint64 captureFaults() const { return m_captureFaults; }
    /// How often each kind happened.
    [[nodiscard]] QHash<int, qint64> faultsByKind() const { return m_byKind; }

private:
    using Answered = std::function<void(const QByteArray &answer)>;

    void accept();
    void readRequest(QTcpSocket *client);
    void treat(QTcpSocket *client, const QByteArray &request);
    void mistreat(Fault fault, const QPointer<QTcpSocket> &client, const QByteArray &request);
    void forward(const QByteArray &request, const Answered &answered);
    void tunnel(QTcpSocket *client, const QByteArray &request);
    void answer(const QPointer<QTcpSocket> &client, const QByteArray &answer);
    void answerInDrops(const QPointer<QTcpSocket> &client, const QByteArray &answer);

    QUrl m_target;
    QTcpServer m_listener;
    Random m_random;
    int m_onceIn = 0;
    int m_underWay = 0; ///< Requests on their way to the server, or waiting to go.
    qint64 m_faults = 0;
    qint64 m_captureFaults = 0;
    QHash<int, qint64> m_byKind;
    QList<std::function<void()>> m_heldBack;
};

} // namespace EvalTrack::Fault
