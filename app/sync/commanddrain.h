// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "store/storehost.h"

#include <QHash>
#include <QObject>
#include <QPromise>
#include <QSet>

#include <memory>

namespace EvalTrack {

/// Sends what the outbox holds, one command after the other in the order they were made. What is
/// refused goes to the tray and holds up only later commands about the same record that need it.
/// It stops at the first answer that does not come, leaving that command queued. An answer that
/// says that the server failed, or that cannot be read, may be this command's fault alone: its
/// record waits, the rest goes on. Lives in the UI thread; the work is done in the store thread and
/// in the network.
class CommandDrain final : public QObject
{
    Q_OBJECT
public:
    CommandDrain(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    /// What to do with the commands that failed in the run before.
    enum class Failed {
        Retry, ///< Like all others.
        Leave, ///< Not their turn yet.
    };

    /// Ready when nothing is left that could be sent, or with the transient error that stopped it.
    /// One run at a time.
    QFuture<Result<void>> run(Failed failed = Failed::Retry);
    /// What the server asked for at the last 429 or 503.
    [[nodiscard]] std::chrono::seconds retryAfter() const { return m_retryAfter; }
    /// Whether the last run sent anything that the server took.
    [[nodiscard]] bool hasSent() const { return m_hasSent; }
    /// Whether something waits for a record that the server has not shown yet.
    [[nodiscard]] bool isHolding() const { return m_isHolding; }

    /// The server works otherwise: what failed in the last run failed by itself. What does so again
    /// and again goes to the tray with its reason.
    QFuture<Result<void>> blameFailed();

private:
    struct Failure
    {
        CommandUuid command;
        Error reason;
    };

    void sendNext();
    void settled(const CommandUuid &command, const QUuid &subject, const Result<HttpAnswer> &answer,
                 const Result<void> &result);
    void finish(Result<void> result);

    StoreHost &m_host;
    ApiClient &m_api;
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    std::chrono::seconds m_retryAfter{0};
    bool m_isAborted = false; ///< The account's store was closed under way.
    bool m_hasSent = false;
    bool m_isHolding = false;
    QSet<QUuid> m_heldUp; ///< Records that have to wait for the next run.
    QList<Failure> m_failed;
    std::optional<Error> m_error;       ///< Of the first that failed and has not been tried again.
    QHash<CommandUuid, int> m_failures; ///< Since this program was started.
};

} // namespace EvalTrack
