// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/patch.h"
#include "services/unitofwork.h"
#include "storage/repositories/eventrepository.h"

namespace EvalTrack::Server {

/// Events: who may see and change them, their questions, and who is registered when they become
/// active.
class EventService
{
public:
    explicit EventService(Database &database);

    struct Change
    {
        std::optional<QString> title;
        Patch<QString> description;
        std::optional<Timestamp> date;
        std::optional<std::chrono::minutes> duration;
        Patch<QString> location;
        Patch<QString> type;
        Patch<int> maxAttendees;
        std::optional<Registration> registration;
        std::optional<bool> isActive;
        std::optional<QStringList> questions;
        Patch<QString> zone;
    };

    [[nodiscard]] Result<QList<EventRepository::Listed>>
    page(const Caller &caller, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> count(const Caller &caller) const;
    /// Inactive events only for those who manage events.
    [[nodiscard]] Result<EventRepository::Listed> byId(const Caller &caller, EventId id) const;
    [[nodiscard]] Result<QList<Question>> questions(EventId id) const;

    [[nodiscard]] Result<EventId> create(UnitOfWork &unit, const EventUuid &uuid,
                                         const Change &fields) const;
    [[nodiscard]] Result<void> change(UnitOfWork &unit, EventId id, const Change &change) const;
    [[nodiscard]] Result<void> toggle(UnitOfWork &unit, EventId id) const;
    /// Takes it off the lists; nothing that was recorded goes.
    [[nodiscard]] Result<void> deactivate(UnitOfWork &unit, EventId id) const;

private:
    [[nodiscard]] Result<Event> locked(UnitOfWork &unit, EventId id) const;
    [[nodiscard]] Result<void> save(UnitOfWork &unit, const Event &before, const Event &after,
                                    const char *action) const;
    [[nodiscard]] Result<void> replaceQuestions(EventId id, const QStringList &asked) const;
    [[nodiscard]] Result<void> registerEveryone(const Event &event) const;

    Database &m_database;
};

[[nodiscard]] std::unexpected<Error> eventNotFound(EventId id);
[[nodiscard]] std::unexpected<Error> eventIsFull();

} // namespace EvalTrack::Server
