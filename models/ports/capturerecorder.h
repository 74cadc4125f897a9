// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/capture.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace EvalTrack {

/// What the person at the door is told. Everything in it is known locally, so it is the same with
/// and without a network.
struct RecordedCapture
{
    enum class Finding {
        Confirmed,  ///< Registered, now in.
        WalkIn,     ///< Known, was not registered.
        AlreadyIn,  ///< Was in already, at alreadyInAt.
        ReadTwice,  ///< The same, and read here a moment ago: one tap too many.
        Left,       ///< Was in, now out.
        BackIn,     ///< Had left, and is in again.
        AlreadyOut, ///< Had left already, at leftAt.
        // From here on kept for HR to decide, and not counted as in:
        UnknownCode,
        EventInactive,
        PersonInactive,
        EventFull,             ///< Not registered, and this computer has no seat to give: waits.
        RegistrationCancelled, ///< Taken off the list later than this, or may not say so oneself.
        NotIn,                 ///< Leaves, and nobody here knows that the person came.
    };

    CaptureUuid uuid;
    QString code;
    Finding finding = Finding::Confirmed;
    QString personName; ///< Empty when unknown.
    QString department;
    Timestamp at;
    std::optional<Timestamp> alreadyInAt;
    std::optional<Timestamp> leftAt; ///< Of somebody who had left before.
    int confirmedCount = 0;          ///< Came to this event, this one included.
    int leftCount = 0;               ///< Of them, who left and did not come back.
};

/// Records who came. Lives in the UI thread.
class CaptureRecorder : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// People come in here to this event. Where its seats are limited, this computer gets a share
    /// of them that it may give away without a network. Recording somebody says the same.
    virtual void openDoor(EventUuid event) = 0;

    /// Ready once the capture is durable on this disk: only then may anybody be told "recorded".
    /// Storage and StorageFull mean that nothing was recorded. Requests are carried out in the
    /// order they are made.
    virtual QFuture<Result<RecordedCapture>> record(EventUuid event, const QString &code,
                                                    CaptureMethod method, Direction direction) = 0;
};

} // namespace EvalTrack
