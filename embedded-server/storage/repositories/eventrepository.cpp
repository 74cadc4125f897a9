// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/eventrepository.h"

#include "storage/repositories/columns.h"
#include "wire/names.h"

#include <limits>

namespace EvalTrack::Server {

namespace {

EventRepository::Listed readListedEvent(const Row &row)
{
    return {Columns::event(row), Columns::person(row, Columns::Event),
            row.integer(Columns::Event + Columns::Person)};
}

Event readEvent(const Row &row)
{
    return Columns::event(row);
}

Question readQuestion(const Row &row)
{
    return Columns::question(row);
}

Result<Event> required(Result<std::optional<Event>> event)
{
    if (!event) {
        return std::unexpected(event.error());
    }
    if (!*event) {
        return failure(ErrorCode::NotFound);
    }
    return **event;
}

SqlValues valuesOf(const Event &event)
{
    return {event.title,
            event.description,
            event.date,
            static_cast<qint64>(event.duration.count()),
            event.location,
            event.type,
            event.maxAttendees,
            Wire::name(event.isActive ? EventStatus::Active : EventStatus::Inactive).toByteArray(),
            event.isActive,
            Wire::name(event.registration).toByteArray(),
            event.zone};
}

} // namespace

Result<QList<EventRepository::Listed>>
EventRepository::page(bool withInactive, const std::optional<Position> &after, int limit) const
{
    const SqlValue time = after ? SqlValue(after->time) : QByteArrayLiteral("-infinity");
    return all("events.page", {time, after ? after->id : 0, limit, withInactive}, readListedEvent);
}

Result<qint64> EventRepository::count(bool withInactive) const
{
    return number("events.count", {withInactive});
}

Result<std::optional<EventRepository::Listed>> EventRepository::byId(EventId id) const
{
    return first("events.byId", {id}, readListedEvent);
}

Result<std::optional<Event>> EventRepository::lock(EventId id) const
{
    return first("events.lock", {id}, readEvent);
}

Result<Event> EventRepository::insert(const Event &event) const
{
    SqlValues values = valuesOf(event);
    values.append(event.creatorId);
    values.append(event.uuid.isNull() ? SqlValue(std::nullopt) : SqlValue(event.uuid));
    return required(first("events.insert", values, readEvent));
}

Result<Event> EventRepository::update(const Event &event) const
{
    SqlValues values = valuesOf(event);
    values.append(event.id);
    return required(first("events.update", values, readEvent));
}

Result<QList<Question>> EventRepository::questions(EventId event) const
{
    return all("events.questions", {event}, readQuestion);
}

Result<QList<Question>> EventRepository::questionsOf(const QList<EventId> &events) const
{
    return all("events.questionsOf", {events}, readQuestion);
}

Result<void> EventRepository::replaceQuestions(EventId event, const QStringList &texts) const
{
    for (const char *query : {"events.retireQuestions", "events.deleteQuestions"}) {
        if (auto ok = execute(query, {event}); !ok) {
            return ok;
        }
    }
    return texts.isEmpty() ? Result<void>() : execute("events.insertQuestions", {event, texts});
}

Result<std::optional<qint64>> EventRepository::seatsLeft(EventId event) const
{
    const auto left =
        first("events.seatsLeft", {event}, [](const Row &row) { return row.optionalInteger(0); });
    if (!left) {
        return std::unexpected(left.error());
    }
    return left->value_or(std::nullopt);
}

Result<qint64> EventRepository::registerEveryone(EventId event) const
{
    const auto rows = run("events.registerEveryone", {event});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return rows->affected();
}

} // namespace EvalTrack::Server
