// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/device.h"
#include "ports/session.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// How this computer stands as a capture station.
enum class StationStanding {
    Admitted,   ///< As far as is known here.
    CodeNeeded, ///< Its session is over: it goes on recording, and sends after a new code.
    Revoked,    ///< An administrator has shut it out: nothing more is recorded. What was, is kept.
};

/// This computer as a capture station: how it becomes one, what it was told about itself, and the
/// PIN that leaves it, which is checked without a network. Lives in the UI thread.
class Station : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Absent unless a station is at work here.
    [[nodiscard]] virtual std::optional<StationSettings> settings() const = 0;
    [[nodiscard]] virtual StationStanding standing() const = 0;

    /// Makes this computer the station that an administrator gave the code for, or admits it again.
    /// Needs the server, and a keychain: KeychainUnavailable leaves the code unused. Unauthorized
    /// for a code that is wrong, used or over; Conflict when it is of another station than the one
    /// at work here.
    virtual QFuture<Result<SignedInPerson>> enrol(const QString &code) = 0;

    /// How long to wait before a PIN may be tried again; it outlasts the program.
    [[nodiscard]] virtual std::chrono::seconds exitWait() const = 0;
    /// Unauthorized for a wrong one, TooManyRequests while there is something to wait for.
    virtual QFuture<Result<void>> checkExitPin(const Redacted<QString> &pin) = 0;

    /// The same for a person's own PIN (Employee::pinHash): each person waits for oneself.
    [[nodiscard]] virtual std::chrono::seconds pinWait(UserUuid person) const = 0;
    virtual QFuture<Result<void>> checkPin(UserUuid person, const QString &hash,
                                           const Redacted<QString> &pin) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace EvalTrack
