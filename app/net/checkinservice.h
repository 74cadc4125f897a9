// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/checkin.h"

namespace EvalTrack {

/// CheckIn over the server's API. Lives in the UI thread.
class CheckInService final : public CheckIn
{
    Q_OBJECT
public:
    CheckInService(ApiClient &api, const Clock &clock, QObject *parent = nullptr);

    QFuture<Result<CheckInScreen>> screenOf(EventId event) override;
    QFuture<Result<Wire::CheckedIn>> checkIn(const QString &code) override;

private:
    ApiClient &m_api;
    const Clock &m_clock;
    QString m_code; ///< Of the last check-in.
    QUuid m_idempotencyKey;
};

} // namespace EvalTrack
