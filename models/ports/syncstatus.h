// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QObject>

#include <optional>

namespace EvalTrack {

enum class SyncActivity {
    Idle,    ///< Nothing to do.
    Syncing, ///< Sending or fetching.
    Initial, ///< First copy is being fetched; screens may be incomplete.
    Waiting, ///< Backing off until the next try.
};

/// What the status bar always shows. Lives in the UI thread.
class SyncStatus : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual bool isOnline() const = 0;
    [[nodiscard]] virtual SyncActivity activity() const = 0;
    [[nodiscard]] virtual std::optional<Timestamp> lastSync() const = 0;
    /// Commands and captures that are still to be sent or under way: what a network would bring
    /// down to nothing.
    [[nodiscard]] virtual int waitingCount() const = 0;
    /// How many others need a person. Not among waitingCount(): of these the server has answered
    /// each; it keeps what is under review, and has not taken what it rejected.
    [[nodiscard]] virtual int attentionCount() const = 0;
    /// Of attentionCount(): what the server keeps until human resources decides. Nothing that can
    /// be done in the outbox brings it on.
    [[nodiscard]] virtual int reviewCount() const = 0;
    [[nodiscard]] virtual std::optional<Error> lastError() const = 0;
    /// Whether the server can be reached and the same record has been the next to be sent for more
    /// than a minute; until something is sent.
    [[nodiscard]] virtual bool isStalled() const { return false; }
    /// Records of the server that this version of the program cannot read: they are left out here,
    /// and the rest goes on.
    [[nodiscard]] virtual int unreadableCount() const { return 0; }

    /// Tries at once instead of at the next turn.
    virtual void syncNow() = 0;

Q_SIGNALS:
    void changed();
};

} // namespace EvalTrack
