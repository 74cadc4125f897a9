// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attendanceservice.h"

#include "services/attendancederivation.h"
#include "services/eventservice.h"
#include "services/seating.h"
#include "storage/repositories/evaluationrepository.h"
#include "storage/repositories/reviewrepository.h"

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
    if (before.status == AttendanceStatus::Cancelled) {
        // Captures that waited count now, and may say an earlier time.
        const auto current = AttendanceRepository(m_database).lock(after.id);
        if (!current || !*current) {
            return current ? attendanceNotFound(after.id) : std::unexpected(current.error());
        }
        saved = (*current)->attendance;
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
        auto settled = CaptureRepository(m_database).settleReviews(before.id, unit.caller().id);
        return settled ? deriveAgain(unit, before) : settled;
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

/// After what people said of it has changed.
Result<void> AttendanceService::deriveAgain(UnitOfWork &unit, const Attendance &attendance) const
{
    Capture ofEvent;
    ofEvent.eventId = attendance.eventId;
    const auto events = CaptureRepository(m_database).lockEvents({ofEvent});
    if (!events) {
        return std::unexpected(events.error());
    }
    QHash<EventId, CaptureRepository::EventFacts> facts;
    for (const CaptureRepository::EventFacts &event : *events) {
        facts.insert(event.id, event);
    }
    const auto derived = AttendanceDerivation(m_database)
                             .derive(unit, {{{attendance.eventId, attendance.userId}, {}}}, facts);
    return derived ? Result<void>() : std::unexpected(derived.error());
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

namespace {

AttendanceRule ruleOf(const ReviewRepository::Presence &presence)
{
    switch (presence.status) {
    case AttendanceStatus::Pending:
        return AttendanceRule::NotYet;
    case AttendanceStatus::Cancelled:
        return presence.hasClaim      ? AttendanceRule::WaitsForSeat
               : presence.cancelledAt ? AttendanceRule::Cancelled
                                      : AttendanceRule::NoneCounts;
    case AttendanceStatus::Confirmed:
        return presence.correctedAt                     ? AttendanceRule::Corrected
               : presence.handAt == presence.attendedAt ? AttendanceRule::ByHand
                                                        : AttendanceRule::EarliestCapture;
    }
    return AttendanceRule::NotYet;
}

} // namespace

Result<AttendanceExplanation> AttendanceService::explain(const Caller &caller,
                                                         AttendanceId id) const
{
    const auto listed = byId(caller, id);
    if (!listed) {
        return std::unexpected(listed.error());
    }
    const ReviewRepository reviews(m_database);
    const auto presence = reviews.presence(id);
    auto captures = reviews.ofAttendance(listed->attendance.eventId, listed->attendance.userId);
    auto corrections = reviews.corrections(id);
    auto steps = reviews.steps(id);
    if (!presence || !captures || !corrections || !steps) {
        return std::unexpected(!presence      ? presence.error()
                               : !captures    ? captures.error()
                               : !corrections ? corrections.error()
                                              : steps.error());
    }
    if (!*presence) {
        return attendanceNotFound(id);
    }
    AttendanceExplanation explanation;
    explanation.attendance = listed->attendance;
    explanation.rule = ruleOf(**presence);
    explanation.confirmedByHandAt = (*presence)->handAt;
    explanation.cancelledAt = (*presence)->cancelledAt;
    explanation.captures = *std::move(captures);
    explanation.corrections = *std::move(corrections);
    explanation.steps = *std::move(steps);
    return explanation;
}

Result<void> AttendanceService::correct(UnitOfWork &unit, AttendanceId id,
                                        const std::optional<Timestamp> &at,
                                        const QString &reason) const
{
    const auto locked = lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    const Attendance &attendance = locked->attendance;
    if (auto ok = unit.requireRevision(attendance.revision); !ok) {
        return ok;
    }
    if (attendance.status != AttendanceStatus::Confirmed) {
        return failure(ErrorCode::Conflict,
                       u"Solo se puede corregir la hora de una asistencia confirmada"_qs);
    }
    if (at && *at > unit.now()) {
        return std::unexpected(
            Error{ErrorCode::Validation,
                  {},
                  {{u"attendedAt"_qs, u"attendedAt must not be in the future"_qs}}});
    }
    if (auto ok = ReviewRepository(m_database).correct(id, at, reason, unit.caller().id); !ok) {
        return ok;
    }
    if (auto ok = deriveAgain(unit, attendance); !ok) {
        return ok;
    }
    unit.audit(at ? "attendance.correct" : "attendance.uncorrect", "attendance", id.value(),
               attendance.uuid.value());
    unit.announceTo(attendance.userId, Permission::ManageAttendance);
    return {};
}

} // namespace EvalTrack::Server
