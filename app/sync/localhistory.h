// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/history.h"
#include "store/storehost.h"
#include "wire/syncprotocol.h"

#include <QPromise>

#include <memory>

namespace EvalTrack {

/// Fetches what lies before the local window, a year at a time, through the feed's pages of one
/// span of time. shownSince() moves when a year is whole; what an interrupted fetch left is dropped
/// with the next reading of the feed. Lives in the UI thread.
class LocalHistory final : public History
{
    Q_OBJECT
public:
    LocalHistory(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    [[nodiscard]] std::optional<Timestamp> shownSince() const override { return m_shownSince; }
    [[nodiscard]] bool hasOlder() const override;
    [[nodiscard]] bool isFetching() const override { return m_promise != nullptr; }

    QFuture<Result<void>> fetchOlder() override;

private:
    void askForOldest();
    void fetchSpan();
    void fetchPage();
    void received(const Result<HttpAnswer> &answer);
    void applyFrom(const std::shared_ptr<const Wire::ChangePage> &page, qsizetype start);
    void spanFetched();
    void finish(const Result<void> &result);
    void reset();

    StoreHost &m_host;
    ApiClient &m_api;
    std::optional<Timestamp> m_shownSince;
    std::optional<Timestamp> m_oldest; ///< Event of the server's, as far as it was asked.
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    quint64 m_generation = 0; ///< What comes back from before an account was closed is dropped.
    // Of the span that is being fetched.
    Timestamp m_from;
    int m_months = 0;
    QString m_cursor;
    QString m_epoch;
    bool m_hasFound = false;
};

} // namespace EvalTrack
