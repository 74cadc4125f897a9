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
///
/// One batch is under way at a time, so captures arrive in their order. Meanwhile the store makes
/// the next one ready, and settles one while the next is under way.
class CaptureDrain final : public QObject
{
    Q_OBJECT
public:
    CaptureDrain(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    /// Ready when all that could be sent is, or with the transient error that stopped it. What is
    /// recorded after the last batch was made ready is for the next run: a door that captures
    /// without a pause would keep the run from its end.
    QFuture<Result<void>> run();
    [[nodiscard]] std::chrono::seconds retryAfter() const { return m_retryAfter; }

private:
    struct Batch
    {
        QList<QUuid> captures;
        QByteArray body;
        bool isLast = false; ///< Nothing else could be sent when it was made ready.
    };
    struct Settled
    {
        int named = 0;
        int refused = 0;
    };
    using Ahead = QFuture<Result<Batch>>;

    [[nodiscard]] static Result<Batch> takeBatch(LocalStore &store, int limit,
                                                 const QSet<QUuid> &except);
    [[nodiscard]] static Result<Settled> takeReceipts(LocalStore &store, const QList<QUuid> &sent,
                                                      const QList<CaptureReceipt> &receipts);
    [[nodiscard]] Ahead take(const QSet<QUuid> &except);
    void sendNext();
    void send(const Result<Batch> &batch);
    void settle(const Batch &sent, const Result<HttpAnswer> &answer);
    void finish(Result<void> result);
    /// `then`, unless this run is over when it is called: another callback may have ended it.
    template <typename Then>
    [[nodiscard]] auto inThisRun(Then then)
    {
        return [this, run = m_run, then = std::move(then)](const auto &result) {
            if (run == m_run) {
                then(result);
            }
        };
    }

    StoreHost &m_host;
    ApiClient &m_api;
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    std::chrono::seconds m_retryAfter{0};
    int m_run = 0;
    std::optional<Ahead> m_ahead; ///< The batch after the one under way.
    bool m_isAborted = false;     ///< The account's store was closed under way.
    int m_batchSize = 0;
    QSet<QUuid> m_failed; ///< Alone at fault in this run.
    std::optional<Error> m_failure;
};

} // namespace EvalTrack
