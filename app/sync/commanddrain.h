// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "store/storehost.h"

#include <QObject>
#include <QPromise>

#include <memory>

namespace EvalTrack {

/// Sends what the outbox holds, one command after the other in the order they were made. What is
/// refused goes to the tray and holds up only later commands about the same record that need it.
/// It stops at the first answer that does not come, leaving that command queued. Lives in the UI
/// thread; the work is done in the store thread and in the network.
class CommandDrain final : public QObject
{
    Q_OBJECT
public:
    CommandDrain(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    /// Ready when nothing is left that could be sent, or with the transient error that stopped it.
    /// One run at a time.
    QFuture<Result<void>> run();
    /// What the server asked for at the last 429 or 503.
    [[nodiscard]] std::chrono::seconds retryAfter() const { return m_retryAfter; }

private:
    void sendNext();
    void finish(Result<void> result);

    StoreHost &m_host;
    ApiClient &m_api;
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    std::chrono::seconds m_retryAfter{0};
    bool m_isAborted = false; ///< The account's store was closed under way.
};

} // namespace EvalTrack
