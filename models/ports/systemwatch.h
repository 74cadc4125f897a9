// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/systemstatus.h"
#include "ports/paged.h"

#include <QFuture>
#include <QObject>

namespace EvalTrack {

/// How the server is, and what went wrong on it: only the server knows, so every call needs it and
/// says Network when it is away. For administrators. Lives in the UI thread.
class SystemWatch : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<SystemStatus>> status() = 0;
    /// Newest first.
    virtual QFuture<Result<Paged<ServerFault>>> faults(const QString &cursor) = 0;
};

} // namespace EvalTrack
