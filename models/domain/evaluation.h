// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"

#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace EvalTrack {

enum class EvaluationStatus {
    Pending,   ///< Waits for the employee's answers.
    Submitted, ///< Answered, waits for a grade.
    Graded,    ///< Has its score; closed.
};

/// The answer to one question of an evaluation; one per (evaluation, question).
struct Answer
{
    AnswerId id;
    EvaluationId evaluationId;
    QuestionId questionId;
    QString response;
    Timestamp createdAt;
    Timestamp updatedAt;

    bool operator==(const Answer &) const = default;
};

/// What a person said of an event, and the grade HR gave. One per (event, user); it needs an
/// attendance of the same pair. answers, eventUuid and userUuid come with the change feed.
struct Evaluation
{
    EvaluationId id;
    EventId eventId;
    UserId userId;
    std::optional<UserId> graderId;
    EvaluationStatus status = EvaluationStatus::Pending;
    std::optional<int> score; ///< 1..10
    std::optional<QString> feedback;
    QJsonValue respuestas =
        QJsonValue::Null; ///< Free JSON of older clients; kept, not interpreted.
    std::optional<Timestamp> submittedAt;
    std::optional<Timestamp> gradedAt;
    Timestamp createdAt;
    Timestamp updatedAt;
    EvaluationUuid uuid;
    qint64 revision = 0;

    QList<Answer> answers;
    EventUuid eventUuid;
    UserUuid userUuid;

    bool operator==(const Evaluation &) const = default;
};

} // namespace EvalTrack
