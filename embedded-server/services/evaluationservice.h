// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/patch.h"
#include "services/unitofwork.h"
#include "storage/repositories/evaluationrepository.h"

namespace EvalTrack::Server {

/// What people say of an event, and the grade they get for it. A graded evaluation is closed.
class EvaluationService
{
public:
    explicit EvaluationService(Database &database);

    struct Response
    {
        QuestionId question;
        QString text;
    };

    /// Without GradeEvaluations only one's own; else those of people with a confirmed attendance.
    [[nodiscard]] Result<QList<EvaluationRepository::Listed>>
    page(const Caller &caller, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<EvaluationRepository::Listed> byId(const Caller &caller,
                                                            EvaluationId id) const;
    [[nodiscard]] Result<QList<EvaluationRepository::Listed>>
    ofEvent(const Caller &caller, EventId event, const std::optional<Position> &after,
            int limit) const;
    [[nodiscard]] Result<EvaluationRepository::StatusFigures>
    report(const std::optional<EventId> &event) const;

    [[nodiscard]] Result<EvaluationId> create(UnitOfWork &unit, EventId event,
                                              const EvaluationUuid &uuid,
                                              const std::optional<QString> &feedback) const;
    /// The evaluation, if it is there, is the caller's own and is not closed; locked. The first
    /// half of answer(), apart from it because the contract looks at the body after this.
    [[nodiscard]] Result<Evaluation> lockForAnswers(UnitOfWork &unit, EvaluationId id) const;
    [[nodiscard]] Result<void> answer(UnitOfWork &unit, const Evaluation &evaluation,
                                      const QList<Response> &responses) const;
    [[nodiscard]] Result<void> grade(UnitOfWork &unit, EvaluationId id, int score,
                                     const Patch<QString> &feedback) const;
    [[nodiscard]] Result<void> comment(UnitOfWork &unit, EvaluationId id,
                                       const Patch<QString> &feedback) const;
    [[nodiscard]] Result<void> remove(UnitOfWork &unit, EvaluationId id) const;

private:
    [[nodiscard]] Result<Evaluation> lock(EvaluationId id) const;
    [[nodiscard]] Result<void> save(UnitOfWork &unit, const Evaluation &evaluation,
                                    const char *action) const;

    Database &m_database;
};

} // namespace EvalTrack::Server
