// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attendanceservice.h"

#include "services/eventservice.h"
#include "services/seating.h"
#include "storage/repositories/evaluationrepository.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> attendanceNotFound(AttendanceId id)
{
    return failure(ErrorCode::NotFound,
                   u"Asistencia con ID "_qs + QString::number(id.value()) + u" no encontrada");
}

std::optional<UserId> onlyOwn(const Caller &caller)
{
    return caller.may(Permission::ManageAttendance) ? std::nullopt : std::optional(caller.id);
}

} // namespace

AttendanceService::AttendanceService(Database &database)
    : m_database(database)
{}

AttendanceRepository::Filter AttendanceService::visible(const Caller &caller,
                                                        const AttendanceRepository::Filter &filter)
{
    return {filter.event,
            caller.may(Permission::ManageAttendance) ? filter.user : std::optional(caller.id)};
}

Result<QList<AttendanceRepository::Listed>>
AttendanceService::page(const AttendanceRepository::Filter &filter,
                        const std::optional<Position> &after, int limit) const
{
    return AttendanceRepository(m_database).page(filter, after, limit);
}

Result<qint64> AttendanceService::count(const AttendanceRepository::Filter &filter) const
{
    return AttendanceRepository(m_database).count(filter);
}

Result<AttendanceRepository::Listed> AttendanceService::byId(const Caller &caller,
                                                             AttendanceId id) const
{
    const auto attendance = AttendanceRepository(m_database).byId(id);
    if (!attendance) {
        return std::unexpected(attendance.error());
    }
    if (!*attendance) {
        return attendanceNotFound(id);
    }
    if (!caller.may(Permission::ManageAttendance) && (*attendance)->user.id != caller.id) {
        return failure(ErrorCode::Forbidden,
                       QStringLiteral("No tienes permisos para ver esta asistencia"));
    }
    return **attendance;
}

Result<QList<AttendanceRepository::Listed>>
AttendanceService::ofEvent(const Caller &caller, EventId event,
                           const std::optional<Position> &after, int limit) const
{
    const auto own = onlyOwn(caller);
    if (own && after) {
        return QList<AttendanceRepository::Listed>(); // there is at most one
    }
    return AttendanceRepository(m_database).ofEvent(event, own, after, limit);
}

Result<AttendanceRepository::StatusCounts>
AttendanceService::report(const std::optional<EventId> &event) const
{
    return AttendanceRepository(m_database).report(event);
}

Result<AttendanceRepository::Listed>
AttendanceService::create(UnitOfWork &unit, EventId event, const AttendanceUuid &uuid,
                          const std::optional<QString> &notes) const
{
    const AttendanceRepository attendances(m_database);
    const Caller &caller = unit.caller();
    const auto admission = attendances.admission(event, caller.id);
    if (!admission) {
        return std::unexpected(admission.error());
    }
    if (!*admission) {
        return failure(ErrorCode::NotFound, QStringLiteral("Evento no encontrado"));
    }
    if (!(*admission)->isActive) {
        return failure(ErrorCode::Forbidden,
                       QStringLiteral("El evento no está disponible para asistencia"));
    }
    if ((*admission)->isRegistered) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("Ya tienes una asistencia registrada para este evento"));
    }
    if ((*admission)->hasSeatLimit) {
        const auto left = EventRepository(m_database).seatsLeft(event);
        if (!left) {
            return std::unexpected(left.error());
        }
        if (left->value_or(1) <= 0) {
            return eventIsFull();
        }
    }
    AttendanceRepository::Listed created;
    created.attendance.eventId = event;
    created.attendance.userId = caller.id;
    created.attendance.notes = notes;
    created.attendance.uuid = uuid;
    const auto inserted = attendances.insert(created.attendance);
    if (!inserted) {
        return std::unexpected(inserted.error());
    }
    created.attendance = *inserted;
    created.event = (*admission)->event;
    created.user = {caller.id, caller.name, caller.email, caller.role};
    unit.audit("attendance.create", "attendance", inserted->id.value(), inserted->uuid.value());
    unit.announceTo(caller.id, Permission::ManageAttendance);
    return created;
}

Result<AttendanceRepository::Locked> AttendanceService::lock(AttendanceId id) const
{
    const auto locked = AttendanceRepository(m_database).lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return attendanceNotFound(id);
    }
    return **locked;
}

Result<Attendance> AttendanceService::save(UnitOfWork &unit, const Attendance &before,
                                           Attendance after, const char *action) const
{
    const bool becomesConfirmed =
        after.status == AttendanceStatus::Confirmed && before.status != AttendanceStatus::Confirmed;
    if (becomesConfirmed) {
        after.attendedAt = unit.now();
    }
    if (before.status == AttendanceStatus::Cancelled &&
        after.status != AttendanceStatus::Cancelled) {
        // Who was off the list takes a seat again.
        const auto left = EventRepository(m_database).seatsLeft(after.eventId);
        if (!left) {
            return std::unexpected(left.error());
        }
        if (left->value_or(1) <= 0) {
            return eventIsFull();
        }
    }
    auto saved = AttendanceRepository(m_database).update(after);
    if (!saved) {
        return saved;
    }
    if (auto ok = settleSeats(unit, before, after.status); !ok) {
        return std::unexpected(ok.error());
    }
    if (becomesConfirmed) {
        if (auto ok = EvaluationRepository(m_database).insertPending(after.eventId, after.userId);
            !ok) {
            return std::unexpected(ok.error());
        }
    }
    unit.audit(action, "attendance", after.id.value(), after.uuid.value());
    unit.announceTo(after.userId, Permission::ManageAttendance);
    return saved;
}

/// Captures that found no seat wait for this: a seat given by hand, or one that becomes free.
Result<void> AttendanceService::settleSeats(UnitOfWork &unit, const Attendance &before,
                                            const std::optional<AttendanceStatus> &after) const
{
    const bool hadSeat = before.status != AttendanceStatus::Cancelled;
    const bool hasSeat = after.value_or(AttendanceStatus::Cancelled) != AttendanceStatus::Cancelled;
    if (hasSeat && !hadSeat) {
        return CaptureRepository(m_database).settleReviews(before.id, unit.caller().id);
    }
    if (hadSeat && !hasSeat) {
        const auto left = EventRepository(m_database).seatsLeft(before.eventId);
        if (!left) {
            return std::unexpected(left.error());
        }
        return *left ? Seating(m_database).reseat(unit, before.eventId) : Result<void>();
    }
    return {};
}

Result<void> AttendanceService::change(UnitOfWork &unit, AttendanceId id,
                                       const Change &change) const
{
    const auto locked = lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (auto ok = unit.requireRevision(locked->attendance.revision); !ok) {
        return ok;
    }
    Attendance after = locked->attendance;
    after.status = change.status.value_or(after.status);
    if (change.notes) {
        after.notes = *change.notes;
    }
    if (auto saved = save(unit, locked->attendance, after, "attendance.update"); !saved) {
        return std::unexpected(saved.error());
    }
    return {};
}

Result<Attendance> AttendanceService::confirmOwn(UnitOfWork &unit, AttendanceId id) const
{
    const auto locked = lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (locked->attendance.userId != unit.caller().id) {
        return failure(ErrorCode::Forbidden,
                       QStringLiteral("Solo puedes confirmar tu propia asistencia"));
    }
    if (auto ok = unit.requireRevision(locked->attendance.revision); !ok) {
        return std::unexpected(ok.error());
    }
    if (locked->attendance.status == AttendanceStatus::Confirmed) {
        return failure(ErrorCode::Conflict, QStringLiteral("La asistencia ya fue confirmada"));
    }
    if (unit.now() < locked->eventBegin) {
        return failure(ErrorCode::Forbidden, QStringLiteral("Aún no ha iniciado el evento"));
    }
    if (unit.now() > locked->eventEnd) {
        return failure(ErrorCode::Forbidden,
                       QStringLiteral("El evento ya finalizó, no puedes confirmar asistencia"));
    }
    Attendance after = locked->attendance;
    after.status = AttendanceStatus::Confirmed;
    return save(unit, locked->attendance, after, "attendance.confirm");
}

Result<void> AttendanceService::remove(UnitOfWork &unit, AttendanceId id) const
{
    const auto locked = lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    const Attendance &attendance = locked->attendance;
    if (auto ok = unit.requireRevision(attendance.revision); !ok) {
        return ok;
    }
    if (auto ok = AttendanceRepository(m_database).remove(id); !ok) {
        return ok;
    }
    if (auto ok = settleSeats(unit, attendance, std::nullopt); !ok) {
        return ok;
    }
    unit.audit("attendance.delete", "attendance", id.value(), attendance.uuid.value());
    unit.announceTo(attendance.userId, Permission::ManageAttendance);
    return {};
}

} // namespace EvalTrack::Server
