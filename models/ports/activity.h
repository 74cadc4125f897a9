// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/activity.h"
#include "ports/paged.h"

#include <QFuture>
#include <QObject>

namespace EvalTrack {

/// Who did what, newest first: the server's audit log, so every call needs the server and says
/// Network when it is away. For administrators, but for what was done to one person, which is for
/// HR too. Lives in the UI thread.
class Activity : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<Paged<ActivityEntry>>> page(const ActivityFilter &filter,
                                                       const QString &cursor) = 0;
    /// What was done to somebody's profile and account.
    virtual QFuture<Result<Paged<ActivityEntry>>> ofPerson(UserId person,
                                                           const QString &cursor) = 0;
};

} // namespace EvalTrack
