// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/user.h"

#include <QHash>
#include <QMutex>

#include <chrono>

namespace EvalTrack::Server {

/// Who called within the last quarter of an hour, to be counted by role and told to nobody. Of this
/// server alone. Safe to call from every thread.
class ActiveUsers
{
public:
    static constexpr std::chrono::seconds Window = std::chrono::minutes(15);

    void note(UserId id, Role role, std::chrono::milliseconds now);
    /// Forgets who has been silent for longer than the window.
    [[nodiscard]] QHash<Role, int> count(std::chrono::milliseconds now);

private:
    struct Seen
    {
        Role role = Role::Employee;
        std::chrono::milliseconds at{0};
    };

    QMutex m_lock;
    QHash<UserId, Seen> m_seen;
};

} // namespace EvalTrack::Server
