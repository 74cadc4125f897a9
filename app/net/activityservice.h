// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/activity.h"

namespace EvalTrack {

/// The Activity port over GET /activity.
class ActivityService final : public Activity
{
    Q_OBJECT
public:
    explicit ActivityService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<Paged<ActivityEntry>>> page(const ActivityFilter &filter,
                                               const QString &cursor) override;
    QFuture<Result<Paged<ActivityEntry>>> ofPerson(UserId person, const QString &cursor) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
