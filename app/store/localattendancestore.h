// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"
#include "store/storehost.h"

namespace EvalTrack {

/// Attendances, opened when they are asked for. Lives in the UI thread.
class LocalAttendanceStore final : public AttendanceStore
{
    Q_OBJECT
public:
    explicit LocalAttendanceStore(StoreHost &host, QObject *parent = nullptr);

    QFuture<Result<QList<AttendanceRow>>> ofEvent(EventUuid event) override;
    QFuture<Result<QList<AttendanceRow>>> ofPerson(UserUuid person) override;

private:
    StoreHost &m_host;
};

} // namespace EvalTrack
