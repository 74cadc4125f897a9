// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "store/storehost.h"

#include <QPromise>

#include <memory>

namespace EvalTrack {

/// Asks for this computer's share of the seats of events with a limit whose door is open here
/// (POST /sync/seats), and says what it gave away and gives back. After the captures were sent:
/// the server counts on having them. A server that knows no shares, or does not give one, changes
/// nothing. Lives in the UI thread.
class SeatShares final : public QObject
{
    Q_OBJECT
public:
    SeatShares(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    /// One at a time. Fails only with what is worth another try later.
    [[nodiscard]] QFuture<Result<void>> run();

private:
    using Question = CaptureLedger::ShareQuestion;

    void askNext();
    void take(const Question &asked, const Result<HttpAnswer> &answer);
    void finish(Result<void> result);

    StoreHost &m_host;
    ApiClient &m_api;
    std::unique_ptr<QPromise<Result<void>>> m_promise;
    QList<Question> m_questions;
    bool m_isAborted = false; ///< The account's store was closed under way.
};

} // namespace EvalTrack
