// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "services/seating.h"
#include "services/unitofwork.h"
#include "storage/repositories/capturerepository.h"

namespace EvalTrack::Server {

/// Takes captures into the ledger and derives attendances from them. Every capture is kept,
/// whatever it says; one that no attendance can follow from waits for review with its reason.
/// Nothing that was captured makes a later or contradicting record vanish: see derivePresence() for
/// what wins.
class CaptureService
{
public:
    explicit CaptureService(Database &database);

    /// One receipt for each capture, in the same order. A capture that the ledger has gets the
    /// same answer every time.
    [[nodiscard]] Result<QList<CaptureReceipt>> record(UnitOfWork &unit,
                                                       const QList<Capture> &captures) const;

private:
    struct Presence;
    struct Batch;

    static void admitCancelled(Batch &batch, Presence &presence, Timestamp cancelledAt);
    [[nodiscard]] Result<void> resolve(UnitOfWork &unit, Batch &batch) const;
    [[nodiscard]] Result<void> readPresences(Batch &batch) const;
    static void derivePresences(Batch &batch);
    [[nodiscard]] Result<Seating::Plan> seatWalkIns(Batch &batch) const;
    [[nodiscard]] Result<void> save(UnitOfWork &unit, Batch &batch,
                                    const Seating::Plan &plan) const;
    [[nodiscard]] Result<void> answerKnown(const QList<Capture> &captures, Batch &batch) const;

    CaptureRepository m_captures;
    Seating m_seating;
};

} // namespace EvalTrack::Server
