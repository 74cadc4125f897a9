// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/notificationhub.h"

#include "http/loopnotifications.h"

#include <QMetaObject>

namespace EvalTrack::Server {

void NotificationHub::notify(MaySee maySee)
{
    const QMutexLocker locker(&m_mutex);
    for (LoopNotifications *const loop : std::as_const(m_loops)) {
        QMetaObject::invokeMethod(
            loop, [loop, maySee] { loop->notify(maySee); }, Qt::QueuedConnection);
    }
}

void NotificationHub::accountChanged(UserId id)
{
    const QMutexLocker locker(&m_mutex);
    for (LoopNotifications *const loop : std::as_const(m_loops)) {
        QMetaObject::invokeMethod(
            loop, [loop, id] { loop->checkAccount(id); }, Qt::QueuedConnection);
    }
}

void NotificationHub::add(LoopNotifications *loop)
{
    const QMutexLocker locker(&m_mutex);
    m_loops.append(loop);
}

void NotificationHub::remove(LoopNotifications *loop)
{
    const QMutexLocker locker(&m_mutex);
    m_loops.removeOne(loop);
}

int NotificationHub::clientCount() const
{
    const QMutexLocker locker(&m_mutex);
    int count = 0;
    for (const LoopNotifications *const loop : m_loops) {
        count += loop->clientCount();
    }
    return count;
}

} // namespace EvalTrack::Server
