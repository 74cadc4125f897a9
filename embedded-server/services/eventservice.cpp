// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/eventservice.h"

#include "services/seating.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> mayNotSee()
{
    return failure(ErrorCode::Forbidden, QStringLiteral("No tienes permisos para ver este evento"));
}

void applyTo(Event &event, const EventService::Change &change)
{
    applyPatch(change.title, event.title);
    applyPatch(change.description, event.description);
    applyPatch(change.date, event.date);
    applyPatch(change.duration, event.duration);
    applyPatch(change.location, event.location);
    applyPatch(change.type, event.type);
    applyPatch(change.maxAttendees, event.maxAttendees);
    applyPatch(change.registration, event.registration);
    applyPatch(change.isActive, event.isActive);
    applyPatch(change.zone, event.zone);
}

bool invitesEveryone(const Event &event)
{
    return event.isActive && event.registration == Registration::Everyone;
}

} // namespace

std::unexpected<Error> eventNotFound(EventId id)
{
    return failure(ErrorCode::NotFound,
                   u"Evento con ID "_qs + QString::number(id.value()) + u" no encontrado");
}

std::unexpected<Error> eventIsFull()
{
    return failure(ErrorCode::Conflict, QStringLiteral("El evento está lleno, no quedan cupos"));
}

EventService::EventService(Database &database)
    : m_database(database)
{}

Result<QList<EventRepository::Listed>>
EventService::page(const Caller &caller, const std::optional<Position> &after, int limit) const
{
    return EventRepository(m_database).page(caller.may(Permission::ManageEvents), after, limit);
}

Result<qint64> EventService::count(const Caller &caller) const
{
    return EventRepository(m_database).count(caller.may(Permission::ManageEvents));
}

Result<EventRepository::Listed> EventService::byId(const Caller &caller, EventId id) const
{
    const auto event = EventRepository(m_database).byId(id);
    if (!event) {
        return std::unexpected(event.error());
    }
    if (!*event) {
        return eventNotFound(id);
    }
    if (!(*event)->event.isActive && !caller.may(Permission::ManageEvents)) {
        return mayNotSee();
    }
    return **event;
}

Result<QList<Question>> EventService::questions(EventId id) const
{
    return EventRepository(m_database).questions(id);
}

Result<EventId> EventService::create(UnitOfWork &unit, const EventUuid &uuid,
                                     const Change &fields) const
{
    const EventRepository events(m_database);
    Event event;
    applyTo(event, fields);
    event.creatorId = unit.caller().id;
    event.uuid = uuid;
    const auto created = events.insert(event);
    if (!created) {
        return std::unexpected(created.error());
    }
    if (fields.questions) {
        if (auto ok = events.replaceQuestions(created->id, *fields.questions); !ok) {
            return std::unexpected(ok.error());
        }
    }
    if (invitesEveryone(*created)) {
        if (auto ok = registerEveryone(*created); !ok) {
            return std::unexpected(ok.error());
        }
    }
    unit.audit("event.create", "event", created->id.value(), created->uuid.value());
    unit.announceToEverybody();
    return created->id;
}

Result<Event> EventService::locked(UnitOfWork &unit, EventId id) const
{
    const auto event = EventRepository(m_database).lock(id);
    if (!event) {
        return std::unexpected(event.error());
    }
    if (!*event) {
        return eventNotFound(id);
    }
    if (!(*event)->isActive && !unit.caller().may(Permission::ManageEvents)) {
        return mayNotSee();
    }
    if (auto ok = unit.requireRevision((*event)->revision); !ok) {
        return std::unexpected(ok.error());
    }
    return **event;
}

Result<void> EventService::change(UnitOfWork &unit, EventId id, const Change &change) const
{
    const auto before = locked(unit, id);
    if (!before) {
        return std::unexpected(before.error());
    }
    Event after = *before;
    applyTo(after, change);
    // Activating is for those who manage events; a form that sends the flag as it is asks for
    // nothing.
    if (after.isActive != before->isActive && !unit.caller().may(Permission::ManageEvents)) {
        return failure(ErrorCode::Forbidden);
    }
    // One new revision, whatever changed: the questions' trigger makes it unless the event's row is
    // this transaction's already, which an update without a difference would make it too. So
    // without one the questions come first.
    const bool differs = after != *before;
    if (!differs && change.questions) {
        if (auto ok = replaceQuestions(id, *change.questions); !ok) {
            return ok;
        }
    }
    if (auto ok = save(unit, *before, after, "event.update"); !ok) {
        return ok;
    }
    return differs && change.questions ? replaceQuestions(id, *change.questions) : Result<void>();
}

Result<void> EventService::replaceQuestions(EventId id, const QStringList &asked) const
{
    const EventRepository events(m_database);
    const auto questions = events.questions(id);
    if (!questions) {
        return std::unexpected(questions.error());
    }
    QStringList texts;
    for (const Question &question : *questions) {
        texts.append(question.text);
    }
    // The same questions keep their answers.
    return texts == asked ? Result<void>() : events.replaceQuestions(id, asked);
}

Result<void> EventService::toggle(UnitOfWork &unit, EventId id) const
{
    const auto before = locked(unit, id);
    if (!before) {
        return std::unexpected(before.error());
    }
    Event after = *before;
    after.isActive = !after.isActive;
    return save(unit, *before, after, after.isActive ? "event.activate" : "event.deactivate");
}

Result<void> EventService::deactivate(UnitOfWork &unit, EventId id) const
{
    const auto before = locked(unit, id);
    if (!before) {
        return std::unexpected(before.error());
    }
    Event after = *before;
    after.isActive = false;
    return save(unit, *before, after, "event.deactivate");
}

Result<void> EventService::save(UnitOfWork &unit, const Event &before, const Event &after,
                                const char *action) const
{
    if (auto ok = EventRepository(m_database).update(after); !ok) {
        return std::unexpected(ok.error());
    }
    if (invitesEveryone(after) && !invitesEveryone(before)) {
        if (auto ok = registerEveryone(after); !ok) {
            return ok;
        }
    }
    if (after.maxAttendees != before.maxAttendees) {
        if (auto ok = Seating(m_database).reseat(unit, after.id); !ok) {
            return ok;
        }
    }
    unit.audit(action, "event", after.id.value(), after.uuid.value());
    unit.announceToEverybody();
    return {};
}

Result<void> EventService::registerEveryone(const Event &event) const
{
    const EventRepository events(m_database);
    if (auto registered = events.registerEveryone(event.id); !registered) {
        return std::unexpected(registered.error());
    }
    const auto left = events.seatsLeft(event.id);
    if (!left) {
        return std::unexpected(left.error());
    }
    if (left->value_or(0) < 0) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("El evento no tiene cupos para todos los empleados activos"));
    }
    return {};
}

} // namespace EvalTrack::Server
