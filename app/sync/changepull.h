// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "store/storehost.h"
#include "wire/syncprotocol.h"

#include <QObject>
#include <QPromise>

#include <memory>

namespace EvalTrack {

/// Reads the change feed to its end: pages are fetched one after the other (the next one while this
/// one is written), parsed in a pool, and written in small pieces so that nobody at a door waits
/// for them. The cursor moves in the same
/// transaction as the last piece of its page, so an interruption repeats a page and never skips
/// one. A new epoch, or a cursor that the server no longer knows, starts the copy over; what was
/// recorded here stays. Lives in the UI thread.
class ChangePull final : public QObject
{
    Q_OBJECT
public:
    ChangePull(StoreHost &host, ApiClient &api, const Clock &clock, QObject *parent = nullptr);

    /// Ready when the copy is up to date, or with the error that stopped it.
    QFuture<Result<void>> run();
    [[nodiscard]] std::chrono::seconds retryAfter() const { return m_retryAfter; }
    /// Whether the last run brought anything.
    [[nodiscard]] bool hasChanged() const { return m_hasChanged; }
    /// The server is told with the next page how often sending came to a standstill.
    void countStall() { ++m_stalls; }

Q_SIGNALS:
    /// The first copy is being fetched; screens may be incomplete.
    void firstCopyStarted();

private:
    struct Position
    {
        QString cursor;
        QString epoch;
        bool isComplete = false;
        std::optional<Timestamp> unsentSince; ///< When the run began; the server is told.
    };

    void readPosition();
    /// A request on its way.
    struct Asked
    {
        QFuture<Result<HttpAnswer>> answer;
        std::chrono::milliseconds sentAt{0};
        int stalls = 0; ///< Told with it.
    };

    void fetch();
    [[nodiscard]] Asked ask(const QString &cursor);
    void received(const Result<HttpAnswer> &answer);
    void parsed(const Result<Wire::ChangePage> &page);
    void applyFrom(const std::shared_ptr<const Wire::ChangePage> &page, qsizetype start);
    void startOver();
    void complete();
    void finish(Result<void> result);

    StoreHost &m_host;
    ApiClient &m_api;
    const Clock &m_clock;
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    Position m_position;
    Timestamp m_startedAt;
    Timestamp m_serverTime; ///< Of the last page: what is old is judged by it, not by this
                            ///< computer's clock.
    std::chrono::seconds m_retryAfter{0};
    std::optional<Asked> m_ahead;
    std::chrono::milliseconds m_sentAt{0}; ///< Of the page that is being read.
    bool m_isAborted = false;              ///< The account's store was closed under way.
    bool m_hasChanged = false;
    int m_restarts = 0;
    int m_stalls = 0;      ///< Not told yet.
    int m_stallsAsked = 0; ///< Told with the page that is being read.
};

} // namespace EvalTrack
