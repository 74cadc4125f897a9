// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/attendancederivation.h"
#include "services/unitofwork.h"
#include "storage/repositories/reviewrepository.h"

namespace EvalTrack::Server {

/// The review tray: captures that the rules hold back or flag, and what HR decides of them. A
/// decision changes no capture; it says whether and for whom it counts, and the attendances are
/// derived anew from the whole ledger. Taking it back derives them as if it had never been.
class ReviewService
{
public:
    explicit ReviewService(Database &database);

    [[nodiscard]] Result<QList<ReviewRepository::Listed>>
    page(ReviewRepository::Which which, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> openCount() const;

    struct Order
    {
        ReviewDecision decision = ReviewDecision::Accept;
        QList<CaptureUuid> captures;
        std::optional<UserId> person;  ///< With Attach.
        std::optional<QString> reason; ///< Needed with Reject.
    };
    struct Decided
    {
        CaptureUuid capture;
        /// Why nothing was done with it, English; empty when it was. What one capture cannot does
        /// not keep the others from it.
        QString problem;
    };
    /// One answer a capture, in the order of the order. NotFound when the person to attach to does
    /// not exist.
    [[nodiscard]] Result<QList<Decided>> decide(UnitOfWork &unit, const Order &order) const;

private:
    [[nodiscard]] static QString problemOf(const Order &order, const CaptureRecord &record);
    [[nodiscard]] Result<void> carryOut(UnitOfWork &unit, const Order &order,
                                        const QList<CaptureRecord> &records) const;

    CaptureRepository m_captures;
    ReviewRepository m_reviews;
    AttendanceDerivation m_derivation;
};

} // namespace EvalTrack::Server
