// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/sharedview.h"

#include <QFuture>
#include <QList>
#include <QObject>

namespace EvalTrack {

/// Ways to look at lists that are shared by role: read from what this computer last heard, changed
/// by the server alone. Lives in the UI thread.
class SharedViews : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Those the caller's role has, and all of them for who may share; by name.
    [[nodiscard]] virtual QList<SharedView> ofList(const QString &list) const = 0;
    /// Asks the server; changed() tells when something is another. Nothing without a connection.
    virtual void refresh() = 0;
    /// With a revision it takes the place of the list's view of that name; Conflict when there is
    /// one and it has none, Stale when it has another.
    virtual QFuture<Result<SharedView>> share(const SharedView &view) = 0;
    virtual QFuture<Result<void>> withdraw(SharedViewId view) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace EvalTrack
