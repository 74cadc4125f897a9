// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/captureservice.h"
#include "services/eventservice.h"
#include "wire/checkincode.h"

namespace EvalTrack::Server {

/// People who check themselves in by the code that their event shows. A code is good for the 15 s
/// that it is shown and the 15 s after, by this server's clock; one that was forwarded comes late,
/// and one made ahead of its time is refused as well. The capture is this server's own: its device
/// is the event's, its number the next one, its time now.
class CheckInService
{
public:
    /// Every event's key follows from the one of this installation.
    CheckInService(Database &database, QByteArray installationKey);

    /// For whoever shows the code. NotFound for an event that the caller may not see.
    [[nodiscard]] Result<Wire::CheckInKey> keyOf(const Caller &caller, EventId event,
                                                 Timestamp now) const;
    /// Validation for a code that no event of this server has shown; Conflict, with a message of
    /// wire/messages.h, for one that is not good now. Nothing is recorded then.
    [[nodiscard]] Result<Wire::CheckedIn> checkIn(UnitOfWork &unit,
                                                  const Wire::CheckInCode &code) const;

private:
    [[nodiscard]] QByteArray keyFor(EventUuid event) const;

    EventService m_events;
    CaptureService m_captures;
    CaptureRepository m_ledger;
    QByteArray m_installationKey;
};

} // namespace EvalTrack::Server
