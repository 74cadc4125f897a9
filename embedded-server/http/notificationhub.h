// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/changenotifier.h"

#include <QList>
#include <QMutex>

namespace EvalTrack::Server {

class LoopNotifications;

/// Passes changes on to the WebSockets of all event loops. Safe to call from every thread; lives
/// longer than the loops, which add and remove themselves.
class NotificationHub final : public ChangeNotifier
{
public:
    void notify(MaySee maySee) override;
    /// An account's role, state or tokens changed; a null id means any.
    void accountChanged(UserId id);

    void add(LoopNotifications *loop);
    void remove(LoopNotifications *loop);
    /// Open WebSockets of all loops.
    [[nodiscard]] int clientCount() const;

private:
    mutable QMutex m_mutex;
    QList<LoopNotifications *> m_loops;
};

} // namespace EvalTrack::Server
