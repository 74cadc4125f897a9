// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localattendancestore.h"

namespace EvalTrack {

LocalAttendanceStore::LocalAttendanceStore(StoreHost &host, QObject *parent)
    : AttendanceStore(parent)
    , m_host(host)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Attendances)) {
            Q_EMIT attendancesChanged();
        }
    });
    connect(&host, &StoreHost::closed, this, &AttendanceStore::attendancesChanged);
}

QFuture<Result<QList<AttendanceRow>>> LocalAttendanceStore::ofEvent(EventUuid event)
{
    return m_host.run(StoreHost::Priority::Normal,
                      [event](LocalStore &store) { return store.reader().attendancesOf(event); });
}

QFuture<Result<QList<AttendanceRow>>> LocalAttendanceStore::ofPerson(UserUuid person)
{
    return m_host.run(StoreHost::Priority::Normal,
                      [person](LocalStore &store) { return store.reader().attendancesOf(person); });
}

} // namespace EvalTrack
