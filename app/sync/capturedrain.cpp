// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/capturedrain.h"

#include "base/deliver.h"
#include "base/failpoint.h"
#include "net/erroranswer.h"
#include "wire/entitycodec.h"
#include "wire/keys.h"
#include "wire/syncprotocol.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

constexpr std::chrono::seconds BatchTime{60};
/// So many captures at fault, each by itself, are the server's fault.
constexpr qsizetype FailedCapturesMax = 3;

Result<QList<CaptureReceipt>> receiptsOf(const QJsonObject &answer)
{
    if (!answer.value(Key::results).isArray()) {
        return failure(ErrorCode::ProtocolMismatch, QStringLiteral("no receipts in the answer"));
    }
    QList<CaptureReceipt> receipts;
    const QJsonArray results = answer.value(Key::results).toArray();
    for (const QJsonValue &result : results) {
        const auto receipt = Wire::parseCaptureReceipt(result.toObject());
        if (receipt) {
            receipts.append(*receipt);
        }
    }
    return receipts;
}

/// Whether each of them has its receipt.
bool areAllNamed(const QList<QUuid> &sent, const QList<CaptureReceipt> &receipts)
{
    QSet<QUuid> unnamed(sent.begin(), sent.end());
    for (const CaptureReceipt &receipt : receipts) {
        unnamed.remove(receipt.uuid.value());
    }
    return unnamed.isEmpty();
}

} // namespace

// In the store thread.
Result<CaptureDrain::Batch> CaptureDrain::takeBatch(LocalStore &store, int limit,
                                                    const QSet<QUuid> &except)
{
    const auto captures = store.captures().queued(limit, store.outbox().eventsToCreate(), except);
    if (!captures) {
        return std::unexpected(captures.error());
    }
    Batch batch;
    batch.isLast = captures->size() < limit;
    Wire::JsonWriter json;
    json.beginObject();
    json.key(Key::captures);
    json.beginArray();
    for (const StoredCapture &stored : *captures) {
        Wire::write(json, stored.capture);
        batch.captures.append(stored.capture.uuid.value());
    }
    json.endArray();
    json.endObject();
    batch.body = json.take();
    return batch;
}

// In the store thread: what the receipts name, in one transaction.
Result<CaptureDrain::Settled> CaptureDrain::takeReceipts(LocalStore &store,
                                                         const QList<QUuid> &sent,
                                                         const QList<CaptureReceipt> &receipts)
{
    const QSet<QUuid> ours(sent.begin(), sent.end());
    Settled settled;
    auto ok = store.database().inTransaction([&]() -> Result<void> {
        for (const CaptureReceipt &receipt : receipts) {
            if (!ours.contains(receipt.uuid.value())) {
                continue;
            }
            ++settled.named;
            StoreCodec::Outcome outcome;
            const bool isReview = receipt.outcome == CaptureOutcome::Review;
            if (isReview) {
                outcome.reason = Error{ErrorCode::Conflict, receipt.reason.value_or(QString()), {}};
            }
            auto set = store.captures().setState(
                receipt.uuid.value(), isReview ? OutboxState::Review : OutboxState::Acknowledged, 1,
                outcome);
            if (!set) {
                return set;
            }
            failpoint("applying-answer");
        }
        return {};
    });
    store.touch(StorePart::Outbox | StorePart::Attendances | StorePart::Events);
    // Whom the station called in is not in. Whom it did not call in changes nothing, and reading a
    // large event again takes as long as sending a batch.
    const bool isAnyCalledIn = std::ranges::any_of(receipts, [&](const CaptureReceipt &receipt) {
        if (receipt.outcome != CaptureOutcome::Review) {
            return false;
        }
        const auto stored = store.captures().find(receipt.uuid.value());
        return !stored || (*stored && (*stored)->person);
    });
    if (isAnyCalledIn) {
        store.ledger().forgetPresence();
    }
    return ok ? Result<Settled>(settled) : std::unexpected(ok.error());
}

CaptureDrain::CaptureDrain(StoreHost &host, ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&m_host, &StoreHost::closed, this, [this] { m_isAborted = true; });
}

QFuture<Result<void>> CaptureDrain::run()
{
    m_promise = std::make_unique<QPromise<Result<void>>>();
    m_promise->start();
    m_isAborted = false;
    m_retryAfter = {};
    m_batchSize = Wire::CapturesPerRequestMax;
    m_failed.clear();
    m_failure.reset();
    sendNext();
    return m_promise->future();
}

CaptureDrain::Ahead CaptureDrain::take(const QSet<QUuid> &except)
{
    return m_host.run(StoreHost::Priority::Normal,
                      [limit = m_batchSize, except](LocalStore &store) {
                          return takeBatch(store, limit, except);
                      });
}

void CaptureDrain::sendNext()
{
    deliver(take(m_failed), this, inThisRun([this](const Result<Batch> &batch) {
                if (batch && batch->captures.isEmpty()) {
                    finish(m_failure ? std::unexpected(*m_failure) : Result<void>());
                } else {
                    send(batch);
                }
            }));
}

void CaptureDrain::send(const Result<Batch> &batch)
{
    if (m_isAborted || !batch) {
        finish(m_isAborted ? failure(ErrorCode::Cancelled) : std::unexpected(batch.error()));
        return;
    }
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/sync/captures");
    request.body = batch->body;
    request.timeout = BatchTime;
    failpoint("before-send");
    deliver(m_api.send(request), this,
            inThisRun(
                [this, sent = *batch](const Result<HttpAnswer> &answer) { settle(sent, answer); }));
    // The request is under way once the event loop runs again.
    QTimer::singleShot(0, this, [] { failpoint("after-send"); });
    if (batch->captures.size() == Wire::CapturesPerRequestMax) {
        m_ahead = take(m_failed + QSet<QUuid>(batch->captures.begin(), batch->captures.end()));
    }
}

void CaptureDrain::settle(const Batch &batch, const Result<HttpAnswer> &answer)
{
    const QList<QUuid> &sent = batch.captures;
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    failpoint("answer-received");
    const std::optional<Ahead> ahead = std::exchange(m_ahead, std::nullopt);
    m_retryAfter = answer && answer->retryAfter ? *answer->retryAfter : m_retryAfter;
    const auto object = objectOf(answer);
    const bool isFailure = !object && isTransient(object.error().code);
    if (isFailure && (!answer || answer->status != 500)) {
        finish(std::unexpected(object.error()));
        return;
    }
    if (!object && sent.size() > 1) {
        m_batchSize = std::max<int>(1, static_cast<int>(sent.size()) / 2);
        sendNext();
        return;
    }
    if (isFailure) {
        m_failure = object.error();
        m_failed.insert(sent.first());
        if (m_failed.size() >= FailedCapturesMax) {
            finish(std::unexpected(*m_failure));
        } else {
            sendNext();
        }
        return;
    }
    const auto receipts = object ? receiptsOf(*object) : Result<QList<CaptureReceipt>>();
    if (!receipts) {
        finish(std::unexpected(receipts.error()));
        return;
    }
    const auto settleInStore =
        [sent, receipts = *receipts,
         refusal = object ? std::optional<Error>()
                          : std::optional(object.error())](LocalStore &store) -> Result<Settled> {
        if (!refusal) {
            return takeReceipts(store, sent, receipts);
        }
        StoreCodec::Outcome outcome;
        outcome.reason = *refusal;
        store.touch(StorePart::Outbox | StorePart::Attendances | StorePart::Events);
        auto ok = store.captures().setState(sent.first(), OutboxState::Rejected, 1, outcome);
        store.ledger().forgetPresence();
        return ok ? Result<Settled>(Settled{0, 1}) : std::unexpected(ok.error());
    };
    // The store works in order: what is settled here is not taken again by what is asked later.
    const auto settling = m_host.run(StoreHost::Priority::Normal, settleInStore);
    const bool isAllNamed = object && areAllNamed(sent, *receipts);
    const bool isDone = batch.isLast && (isAllNamed || !object);
    const bool goesOn = ahead && isAllNamed;
    if (goesOn) {
        deliver(*ahead, this, inThisRun([this](const Result<Batch> &next) {
            if (next && next->captures.isEmpty()) {
                sendNext(); // Something may have come since.
            } else {
                send(next);
            }
        }));
    }
    deliver(settling, this, inThisRun([this, isDone, goesOn](const Result<Settled> &settled) {
                if (!settled) {
                    finish(std::unexpected(settled.error()));
                } else if (settled->named + settled->refused == 0) {
                    // An answer that names nothing acknowledges nothing; asking again at once would
                    // go round for ever.
                    finish(failure(ErrorCode::ProtocolMismatch,
                                   QStringLiteral("the receipts name none of the captures")));
                } else if (isDone) {
                    finish(m_failure ? std::unexpected(*m_failure) : Result<void>());
                } else if (!goesOn) {
                    // Small batches were for finding the one at fault.
                    m_batchSize = std::min(m_batchSize * 2, Wire::CapturesPerRequestMax);
                    sendNext();
                }
            }));
}

void CaptureDrain::finish(Result<void> result)
{
    ++m_run;
    m_ahead.reset();
    m_promise->addResult(std::move(result));
    m_promise->finish();
}

} // namespace EvalTrack
