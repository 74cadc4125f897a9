// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"
#include "services/patch.h"
#include "services/unitofwork.h"
#include "storage/repositories/attendancerepository.h"

namespace EvalTrack::Server {

/// Who registers, who was there. A confirmed attendance opens its evaluation in the same
/// transaction.
class AttendanceService
{
public:
    explicit AttendanceService(Database &database);

    struct Change
    {
        std::optional<AttendanceStatus> status;
        Patch<QString> notes;
    };

    /// Without ManageAttendance only one's own, whatever the filter says.
    [[nodiscard]] static AttendanceRepository::Filter
    visible(const Caller &caller, const AttendanceRepository::Filter &filter);
    [[nodiscard]] Result<QList<AttendanceRepository::Listed>>
    page(const AttendanceRepository::Filter &filter, const std::optional<Position> &after,
         int limit) const;
    [[nodiscard]] Result<qint64> count(const AttendanceRepository::Filter &filter) const;
    [[nodiscard]] Result<AttendanceRepository::Listed> byId(const Caller &caller,
                                                            AttendanceId id) const;
    /// Of one event, without the event; without ManageAttendance only one's own.
    [[nodiscard]] Result<QList<AttendanceRepository::Listed>>
    ofEvent(const Caller &caller, EventId event, const std::optional<Position> &after,
            int limit) const;
    [[nodiscard]] Result<AttendanceRepository::StatusCounts>
    report(const std::optional<EventId> &event) const;

    /// The caller registers for an event.
    [[nodiscard]] Result<AttendanceRepository::Listed>
    create(UnitOfWork &unit, EventId event, const AttendanceUuid &uuid,
           const std::optional<QString> &notes) const;
    [[nodiscard]] Result<void> change(UnitOfWork &unit, AttendanceId id,
                                      const Change &change) const;
    [[nodiscard]] Result<Attendance> confirmOwn(UnitOfWork &unit, AttendanceId id) const;
    [[nodiscard]] Result<void> remove(UnitOfWork &unit, AttendanceId id) const;

    /// Why an attendance is as it is; without ManageAttendance only one's own. The same answer for
    /// everybody who may see it.
    [[nodiscard]] Result<AttendanceExplanation> explain(const Caller &caller,
                                                        AttendanceId id) const;
    /// Sets the time of a confirmed attendance, with a reason that stays beside it for ever;
    /// without a time it takes the correction back. Captures no longer change a corrected time.
    /// Conflict when it is not confirmed, Validation for a time that has not come yet.
    [[nodiscard]] Result<void> correct(UnitOfWork &unit, AttendanceId id,
                                       const std::optional<Timestamp> &at,
                                       const QString &reason) const;

private:
    [[nodiscard]] Result<AttendanceRepository::Locked> lock(AttendanceId id) const;
    [[nodiscard]] Result<Attendance> save(UnitOfWork &unit, const Attendance &before,
                                          Attendance after, const char *action) const;
    [[nodiscard]] Result<void> settleSeats(UnitOfWork &unit, const Attendance &before,
                                           const std::optional<AttendanceStatus> &after) const;
    [[nodiscard]] Result<void> deriveAgain(UnitOfWork &unit, const Attendance &attendance) const;

    Database &m_database;
};

} // namespace EvalTrack::Server
