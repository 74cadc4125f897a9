// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// The contract's EventStatus. The live flag is Event::isActive; the two move together here.
enum class EventStatus { Active, Inactive };

/// Who is registered when an event becomes active (contract section 6).
enum class Registration {
    Open,     ///< Everybody registers for themselves.
    Everyone, ///< Every active employee is registered by the server.
};

/// A question of an event's evaluation.
struct Question
{
    QuestionId id;
    EventId eventId;
    QString text;
    Timestamp createdAt;
    Timestamp updatedAt;

    bool operator==(const Question &) const = default;
};

/// A corporate event. `questions` is filled where the whole event is meant (GET /events/:id, the
/// change feed).
struct Event
{
    EventId id;
    QString title;
    std::optional<QString> description;
    Timestamp date; ///< When it starts.
    std::chrono::minutes duration{60};
    std::optional<QString> location;
    std::optional<QString> type;
    std::optional<int> maxAttendees;
    EventStatus status = EventStatus::Active;
    bool isActive = true;
    Timestamp createdAt;
    Timestamp updatedAt;
    UserId creatorId;
    Registration registration = Registration::Open;
    EventUuid uuid;
    qint64 revision = 0;
    /// IANA name of the zone of the place where it happens; nothing when nobody said: everyone's
    /// own is meant then.
    std::optional<QString> zone;

    QList<Question> questions;

    [[nodiscard]] Timestamp end() const { return date + duration; }
    bool operator==(const Event &) const = default;
};

} // namespace EvalTrack
