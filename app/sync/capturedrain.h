// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "store/storehost.h"

#include <QObject>
#include <QPromise>
#include <QSet>

#include <memory>
#include <optional>

namespace EvalTrack {

/// Sends captures in batches. Only what a receipt names is acknowledged; captures without a receipt
/// stay queued. When the server refuses a batch as a whole, it is sent in halves until the one at
/// fault is alone and goes to the tray; when the server fails at it, the one at fault stays queued
/// and the others are sent. Captures of events that the server does not know yet wait. Lives in the
/// UI thread.
class CaptureDrain final : public QObject
{
    Q_OBJECT
public:
    CaptureDrain(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    /// Ready when nothing is left that could be sent, or with the transient error that stopped it.
    QFuture<Result<void>> run();
    [[nodiscard]] std::chrono::seconds retryAfter() const { return m_retryAfter; }

private:
    void sendNext();
    void settle(const QList<QUuid> &sent, const Result<HttpAnswer> &answer);
    void finish(Result<void> result);

    StoreHost &m_host;
    ApiClient &m_api;
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    std::chrono::seconds m_retryAfter{0};
    bool m_isAborted = false; ///< The account's store was closed under way.
    int m_batchSize = 0;
    QSet<QUuid> m_failed; ///< Alone at fault in this run.
    std::optional<Error> m_failure;
};

} // namespace EvalTrack
