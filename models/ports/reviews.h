// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/review.h"
#include "ports/paged.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <optional>

namespace EvalTrack {

struct ReviewOrder
{
    ReviewDecision decision = ReviewDecision::Accept;
    QList<CaptureUuid> captures;  ///< 1 to 500.
    std::optional<UserId> person; ///< With Attach.
    QString reason;               ///< Needed with Reject.
};

/// What became of one capture of an order.
struct ReviewResult
{
    CaptureUuid capture;
    QString problem; ///< English word group of the protocol; empty when it was done.
};

/// Decisions on captures, corrections of times, and why an attendance is as it is. What a decision
/// leads to follows from the whole ledger, which only the server has, so every call needs it and
/// says Network when it is away. Lives in the UI thread.
class Reviews : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    enum class Which { Open, Decided };
    virtual QFuture<Result<Paged<CaptureRecord>>> page(Which which, const QString &cursor) = 0;
    virtual QFuture<Result<QList<ReviewResult>>> decide(const ReviewOrder &order) = 0;

    virtual QFuture<Result<AttendanceExplanation>> explain(AttendanceId attendance) = 0;
    /// Without a time the correction is taken back. Stale when the attendance changed since
    /// `revision`.
    virtual QFuture<Result<AttendanceExplanation>> correct(AttendanceId attendance, qint64 revision,
                                                           const std::optional<Timestamp> &at,
                                                           const QString &reason) = 0;
};

} // namespace EvalTrack
