// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/attendancerepository.h"

#include "storage/repositories/columns.h"
#include "wire/names.h"

#include <limits>

namespace EvalTrack::Server {

namespace {

EventStatus statusOf(const Row &row, int column)
{
    return row.utf8(column) == Wire::name(EventStatus::Active) ? EventStatus::Active
                                                               : EventStatus::Inactive;
}

/// An attendance, then title, date, location and status of its event, then name, e-mail and role of
/// its person.
AttendanceRepository::Listed readListedAttendance(const Row &row)
{
    constexpr int E = Columns::Attendance;
    constexpr int U = E + 4;
    AttendanceRepository::Listed listed;
    listed.attendance = Columns::attendance(row);
    listed.event.id = listed.attendance.eventId;
    listed.event.title = row.text(E);
    listed.event.date = row.timestamp(E + 1);
    listed.event.location = row.optionalText(E + 2);
    listed.event.status = statusOf(row, E + 3);
    listed.user = {listed.attendance.userId, row.text(U), row.text(U + 1),
                   Columns::role(row, U + 2)};
    return listed;
}

AttendanceRepository::Listed readAttendanceOfEvent(const Row &row)
{
    constexpr int U = Columns::Attendance;
    AttendanceRepository::Listed listed;
    listed.attendance = Columns::attendance(row);
    listed.user = {listed.attendance.userId, row.text(U), row.text(U + 1),
                   Columns::role(row, U + 2)};
    return listed;
}

Result<Attendance> required(Result<std::optional<Attendance>> attendance)
{
    if (!attendance) {
        return std::unexpected(attendance.error());
    }
    if (!*attendance) {
        return failure(ErrorCode::NotFound);
    }
    return **attendance;
}

Attendance readAttendance(const Row &row)
{
    return Columns::attendance(row);
}

QByteArray sqlName(AttendanceStatus status)
{
    return Wire::name(status).toByteArray();
}

} // namespace

Result<QList<AttendanceRepository::Listed>>
AttendanceRepository::page(const Filter &filter, const std::optional<Position> &after,
                           int limit) const
{
    SqlValues values{after ? SqlValue(after->time) : QByteArrayLiteral("infinity"),
                     after ? after->id : std::numeric_limits<qint64>::max(), limit};
    // A statement for each filter, because a plan that serves them all serves none well.
    if (filter.event && filter.user) {
        values << *filter.event << *filter.user;
        return all("attendances.pageOfEventAndUser", values, readListedAttendance);
    }
    if (filter.event) {
        values << *filter.event;
        return all("attendances.pageOfEvent", values, readListedAttendance);
    }
    if (filter.user) {
        values << *filter.user;
        return all("attendances.pageOfUser", values, readListedAttendance);
    }
    return all("attendances.page", values, readListedAttendance);
}

Result<qint64> AttendanceRepository::count(const Filter &filter) const
{
    if (filter.user) {
        return number("attendances.countOfUser", {*filter.user, filter.event});
    }
    return number("attendances.count", {filter.event});
}

Result<std::optional<AttendanceRepository::Listed>>
AttendanceRepository::byId(AttendanceId id) const
{
    return first("attendances.byId", {id}, readListedAttendance);
}

Result<QList<AttendanceRepository::Listed>>
AttendanceRepository::ofEvent(EventId event, const std::optional<UserId> &user,
                              const std::optional<Position> &after, int limit) const
{
    const SqlValues values{event, after ? SqlValue(after->time) : QByteArrayLiteral("-infinity"),
                           after ? after->id : 0, limit};
    if (user) {
        return all("attendances.inEventOfUser", {event, *user}, readAttendanceOfEvent);
    }
    return all("attendances.inEvent", values, readAttendanceOfEvent);
}

Result<std::optional<AttendanceRepository::Admission>>
AttendanceRepository::admission(EventId event, UserId user) const
{
    return first("attendances.admission", {event, user}, [](const Row &row) {
        Admission admission;
        admission.event.id = row.id<EventId>(0);
        admission.event.title = row.text(1);
        admission.event.date = row.timestamp(2);
        admission.event.location = row.optionalText(3);
        admission.event.status = statusOf(row, 4);
        admission.isActive = row.boolean(5);
        admission.hasSeatLimit = row.boolean(6);
        admission.isRegistered = row.boolean(7);
        return admission;
    });
}

Result<std::optional<AttendanceRepository::Locked>>
AttendanceRepository::lock(AttendanceId id) const
{
    return first("attendances.lock", {id}, [](const Row &row) {
        constexpr int E = Columns::Attendance;
        const Timestamp begin = row.timestamp(E);
        return Locked{Columns::attendance(row), begin,
                      begin + std::chrono::minutes(row.integer(E + 1))};
    });
}

Result<Attendance> AttendanceRepository::insert(const Attendance &attendance) const
{
    const auto uuid = attendance.uuid.isNull() ? std::nullopt : std::optional(attendance.uuid);
    return required(first("attendances.insert",
                          {uuid, attendance.eventId, attendance.userId, attendance.notes},
                          readAttendance));
}

Result<Attendance> AttendanceRepository::update(const Attendance &attendance) const
{
    return required(
        first("attendances.update",
              {attendance.id, sqlName(attendance.status), attendance.attendedAt, attendance.notes},
              readAttendance));
}

Result<void> AttendanceRepository::remove(AttendanceId id) const
{
    return execute("attendances.remove", {id});
}

Result<bool> AttendanceRepository::hasConfirmed(EventId event, UserId user) const
{
    const auto found = number("attendances.hasConfirmed", {event, user});
    if (!found) {
        return std::unexpected(found.error());
    }
    return *found != 0;
}

Result<AttendanceRepository::StatusCounts>
AttendanceRepository::report(const std::optional<EventId> &event) const
{
    const auto counts = first("attendances.report", {event}, [](const Row &row) {
        return StatusCounts{row.integer(0), row.integer(1), row.integer(2)};
    });
    if (!counts) {
        return std::unexpected(counts.error());
    }
    return counts->value_or(StatusCounts{});
}

} // namespace EvalTrack::Server
