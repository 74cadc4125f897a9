// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/checkincode.h"

#include <QFuture>
#include <QObject>

namespace EvalTrack {

/// What a screen needs to show an event's check-in code: its key, and the server's clock, carried
/// on by this computer's monotonic one, so that nobody's wall clock matters. Good without a network
/// until the event is over.
struct CheckInScreen
{
    Wire::CheckInKey key;
    std::chrono::milliseconds seenAt{0}; ///< Monotonic, when the server's clock said serverTime.

    [[nodiscard]] Timestamp serverTime(const Clock &clock) const
    {
        return key.serverTime + (clock.monotonic() - seenAt);
    }
    [[nodiscard]] QString code(const Clock &clock) const
    {
        return Wire::makeCheckInCode(key.event, Wire::checkInStepAt(serverTime(clock)), key.key);
    }
    /// Until another code is shown; more than nothing.
    [[nodiscard]] std::chrono::milliseconds left(const Clock &clock) const
    {
        return Wire::CheckInStep - serverTime(clock).time_since_epoch() % Wire::CheckInStep;
    }
};

/// People check themselves in by the code that an event shows. Who was there is for the server's
/// clock to say, so both sides need it: Network when it is away, and then nothing is recorded.
/// Lives in the UI thread.
class CheckIn : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// For whoever shows the code (CaptureAttendance).
    virtual QFuture<Result<CheckInScreen>> screenOf(EventId event) = 0;
    /// The person signed in read `code`. Ready with a value when it is recorded at the server, and
    /// not before; Conflict with a message of wire/messages.h when it is not good now, Validation
    /// when it is no code of an event there. The same code again after a lost answer is the same
    /// check-in.
    virtual QFuture<Result<Wire::CheckedIn>> checkIn(const QString &code) = 0;
};

} // namespace EvalTrack
