// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "services/attendancederivation.h"
#include "services/unitofwork.h"
#include "storage/repositories/capturerepository.h"

namespace EvalTrack::Server {

/// Takes captures into the ledger and derives attendances from them. Every capture is kept,
/// whatever it says; one that no attendance can follow from waits for review with its reason.
/// Nothing that was captured makes a later or contradicting record vanish: see derivePresence() for
/// what wins. What is doubtful about its time or its number is flagged for a person to look at,
/// never refused and never put right in silence.
class CaptureService
{
public:
    explicit CaptureService(Database &database);

    /// Why a capture is believed.
    enum class Warrant {
        Sender,    ///< By what its sender may do.
        EventCode, ///< Its person read the code that the event showed: as good as a station.
    };
    /// One receipt for each capture, in the same order. A capture that the ledger has gets the
    /// same answer every time.
    [[nodiscard]] Result<QList<CaptureReceipt>> record(UnitOfWork &unit,
                                                       const QList<Capture> &captures,
                                                       Warrant warrant = Warrant::Sender) const;

private:
    struct Batch;

    [[nodiscard]] Result<void> resolve(UnitOfWork &unit, Batch &batch) const;
    [[nodiscard]] Result<void> holdCancelled(Batch &batch) const;
    [[nodiscard]] Result<void> derive(UnitOfWork &unit, Batch &batch) const;
    [[nodiscard]] Result<void> lookAtSequence(Batch &batch) const;
    [[nodiscard]] Result<void> save(UnitOfWork &unit, Batch &batch) const;
    [[nodiscard]] Result<void> answerKnown(const QList<Capture> &captures, Batch &batch) const;

    CaptureRepository m_captures;
    AttendanceDerivation m_derivation;
};

} // namespace EvalTrack::Server
