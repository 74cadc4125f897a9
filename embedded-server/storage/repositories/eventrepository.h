// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/user.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// As much of an event as stands beside something else.
struct EventRef
{
    EventId id;
    QString title;
    Timestamp date;
    std::optional<QString> location;
    std::optional<QString> type;
    EventStatus status = EventStatus::Active;
    QList<Question> questions; ///< Where a route shows them.
};

/// Events and their questions.
class EventRepository : public Repository
{
public:
    using Repository::Repository;

    struct Listed
    {
        Event event;
        PersonRef creator;
        qint64 attendances = 0;
    };

    /// By date, ascending.
    [[nodiscard]] Result<QList<Listed>> page(bool withInactive,
                                             const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> count(bool withInactive) const;
    [[nodiscard]] Result<std::optional<Listed>> byId(EventId id) const;
    [[nodiscard]] Result<std::optional<Event>> lock(EventId id) const;
    [[nodiscard]] Result<Event> insert(const Event &event) const;
    [[nodiscard]] Result<Event> update(const Event &event) const;

    [[nodiscard]] Result<QList<Question>> questions(EventId event) const;
    [[nodiscard]] Result<QList<Question>> questionsOf(const QList<EventId> &events) const;
    /// Questions that somebody answered are taken off the event and kept for their answers.
    [[nodiscard]] Result<void> replaceQuestions(EventId event, const QStringList &texts) const;

    /// Seats that are free; nullopt when there is no limit. Keeps the event locked, so that of two
    /// who want the last seat the second sees the first.
    [[nodiscard]] Result<std::optional<qint64>> seatsLeft(EventId event) const;
    /// Registers every active employee who is not registered yet; how many those were.
    [[nodiscard]] Result<qint64> registerEveryone(EventId event) const;
};

} // namespace EvalTrack::Server
