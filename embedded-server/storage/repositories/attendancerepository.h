// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/user.h"
#include "storage/repositories/eventrepository.h"

namespace EvalTrack::Server {

/// Attendances, with what the contract shows beside them.
class AttendanceRepository : public Repository
{
public:
    using Repository::Repository;

    struct Listed
    {
        Attendance attendance;
        EventRef event;
        PersonRef user;
    };
    /// What decides whether somebody may register.
    struct Admission
    {
        EventRef event;
        bool isActive = false;
        bool isRegistered = false;
        bool hasSeatLimit = false;
    };
    struct Locked
    {
        Attendance attendance;
        Timestamp eventBegin;
        Timestamp eventEnd;
    };
    struct Filter
    {
        std::optional<EventId> event;
        std::optional<UserId> user;
    };
    struct StatusCounts
    {
        qint64 pending = 0;
        qint64 confirmed = 0;
        qint64 cancelled = 0;
    };

    /// Newest first.
    [[nodiscard]] Result<QList<Listed>> page(const Filter &filter,
                                             const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> count(const Filter &filter) const;
    [[nodiscard]] Result<std::optional<Listed>> byId(AttendanceId id) const;
    /// Of one event, oldest first; of one person only, when `user` is given. Without the event.
    [[nodiscard]] Result<QList<Listed>> ofEvent(EventId event, const std::optional<UserId> &user,
                                                const std::optional<Position> &after,
                                                int limit) const;

    [[nodiscard]] Result<std::optional<Admission>> admission(EventId event, UserId user) const;
    [[nodiscard]] Result<std::optional<Locked>> lock(AttendanceId id) const;
    [[nodiscard]] Result<Attendance> insert(const Attendance &attendance) const;
    [[nodiscard]] Result<Attendance> update(const Attendance &attendance) const;
    [[nodiscard]] Result<void> remove(AttendanceId id) const;
    [[nodiscard]] Result<bool> hasConfirmed(EventId event, UserId user) const;

    [[nodiscard]] Result<StatusCounts> report(const std::optional<EventId> &event) const;
};

} // namespace EvalTrack::Server
