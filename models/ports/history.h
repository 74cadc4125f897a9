// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace EvalTrack {

/// What lies before the local window: events, and the attendances and evaluations that hang on
/// them. It is the server's until somebody asks for it; then it is fetched a year at a time, put
/// into the local store, and kept until the window moves (the next day). The stores of
/// ports/stores.h show it like everything else and say so by their own signals. Lives in the UI
/// thread.
class History : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The date of the oldest events that are here whole: the beginning of the local window, or of
    /// what was fetched. nullopt before the first copy is complete.
    [[nodiscard]] virtual std::optional<Timestamp> shownSince() const = 0;
    /// Whether there may be something older; false once the server was asked and has nothing.
    [[nodiscard]] virtual bool hasOlder() const = 0;
    [[nodiscard]] virtual bool isFetching() const = 0;

    /// Fetches the next older year in which there is anything. Ready when it can be seen; nothing
    /// older is no error. Network, Timeout or Unavailable when the server cannot be reached,
    /// Conflict while another fetch or the first copy is under way.
    virtual QFuture<Result<void>> fetchOlder() = 0;

Q_SIGNALS:
    void changed();
};

} // namespace EvalTrack
