// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/evaluation.h"
#include "domain/user.h"
#include "storage/repositories/eventrepository.h"

namespace EvalTrack::Server {

/// Evaluations and their answers, with what the contract shows beside them.
class EvaluationRepository : public Repository
{
public:
    using Repository::Repository;

    struct Listed
    {
        Evaluation evaluation; ///< With its answers where a route shows them.
        EventRef event;
        PersonRef user;
        std::optional<PersonRef> grader;
        std::optional<Attendance> attendance;
    };
    struct StatusFigures
    {
        qint64 pending = 0;
        qint64 submitted = 0;
        qint64 graded = 0;
        std::optional<double> averageScore; ///< Of the graded ones.
    };

    /// Newest first: of one person, or of everybody who has a confirmed attendance. With questions
    /// and answers.
    [[nodiscard]] Result<QList<Listed>> page(const std::optional<UserId> &user,
                                             const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> countOfUser(UserId user) const;
    /// With questions and answers.
    [[nodiscard]] Result<std::optional<Listed>> byId(EvaluationId id) const;
    /// Of one event, by person; of one person only, when `user` is given. Without questions and
    /// answers.
    [[nodiscard]] Result<QList<Listed>> ofEvent(EventId event, const std::optional<UserId> &user,
                                                const std::optional<Position> &after,
                                                int limit) const;
    [[nodiscard]] Result<QList<Answer>> answersOf(const QList<EvaluationId> &evaluations) const;

    [[nodiscard]] Result<std::optional<Evaluation>> lock(EvaluationId id) const;
    [[nodiscard]] Result<bool> exists(EventId event, UserId user) const;
    [[nodiscard]] Result<Evaluation> insert(const Evaluation &evaluation) const;
    [[nodiscard]] Result<Evaluation> update(const Evaluation &evaluation) const;
    [[nodiscard]] Result<void> remove(EvaluationId id) const;
    /// The evaluation that a confirmed attendance opens, unless there is one.
    [[nodiscard]] Result<void> insertPending(EventId event, UserId user) const;

    [[nodiscard]] Result<void> saveAnswers(EvaluationId evaluation,
                                           const QList<QuestionId> &questions,
                                           const QStringList &responses) const;
    /// Questions of the event without an answer, or with a blank one.
    [[nodiscard]] Result<qint64> countUnanswered(EvaluationId evaluation) const;

    [[nodiscard]] Result<StatusFigures> report(const std::optional<EventId> &event) const;

private:
    [[nodiscard]] Result<void> fillIn(QList<Listed> &list) const;
};

} // namespace EvalTrack::Server
