// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/reviews.h"

namespace EvalTrack {

/// Reviews over the server's API; nothing is kept here. Lives in the UI thread.
class ReviewsService final : public Reviews
{
    Q_OBJECT
public:
    explicit ReviewsService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<Paged<CaptureRecord>>> page(Which which, const QString &cursor) override;
    QFuture<Result<QList<ReviewResult>>> decide(const ReviewOrder &order) override;
    QFuture<Result<AttendanceExplanation>> explain(AttendanceId attendance) override;
    QFuture<Result<AttendanceExplanation>> correct(AttendanceId attendance, qint64 revision,
                                                   const std::optional<Timestamp> &at,
                                                   const QString &reason) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
