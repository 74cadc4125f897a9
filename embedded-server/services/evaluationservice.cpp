// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evaluationservice.h"

#include "storage/repositories/attendancerepository.h"

#include <algorithm>

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> evaluationNotFound(EvaluationId id)
{
    return failure(ErrorCode::NotFound,
                   u"Evaluación con ID "_qs + QString::number(id.value()) + u" no encontrada");
}

std::unexpected<Error> notOwn()
{
    return failure(ErrorCode::Forbidden, QStringLiteral("No tienes permisos para esta evaluación"));
}

std::unexpected<Error> isClosed()
{
    return failure(ErrorCode::Forbidden,
                   QStringLiteral("La evaluación ya fue calificada y no se puede modificar"));
}

} // namespace

EvaluationService::EvaluationService(Database &database)
    : m_database(database)
{}

Result<QList<EvaluationRepository::Listed>>
EvaluationService::page(const Caller &caller, const std::optional<Position> &after, int limit) const
{
    const auto own =
        caller.may(Permission::GradeEvaluations) ? std::nullopt : std::optional(caller.id);
    return EvaluationRepository(m_database).page(own, after, limit);
}

Result<EvaluationRepository::Listed> EvaluationService::byId(const Caller &caller,
                                                             EvaluationId id) const
{
    const auto evaluation = EvaluationRepository(m_database).byId(id);
    if (!evaluation) {
        return std::unexpected(evaluation.error());
    }
    if (!*evaluation) {
        return evaluationNotFound(id);
    }
    if (!caller.may(Permission::GradeEvaluations) && (*evaluation)->user.id != caller.id) {
        return notOwn();
    }
    return **evaluation;
}

Result<QList<EvaluationRepository::Listed>>
EvaluationService::ofEvent(const Caller &caller, EventId event,
                           const std::optional<Position> &after, int limit) const
{
    const auto own =
        caller.may(Permission::GradeEvaluations) ? std::nullopt : std::optional(caller.id);
    if (own && after) {
        return QList<EvaluationRepository::Listed>(); // there is at most one
    }
    return EvaluationRepository(m_database).ofEvent(event, own, after, limit);
}

Result<EvaluationRepository::StatusFigures>
EvaluationService::report(const std::optional<EventId> &event) const
{
    return EvaluationRepository(m_database).report(event);
}

Result<EvaluationId> EvaluationService::create(UnitOfWork &unit, EventId event,
                                               const EvaluationUuid &uuid,
                                               const std::optional<QString> &feedback) const
{
    const EvaluationRepository evaluations(m_database);
    const UserId user = unit.caller().id;
    const auto known = EventRepository(m_database).byId(event);
    if (!known) {
        return std::unexpected(known.error());
    }
    if (!*known) {
        return failure(ErrorCode::NotFound, QStringLiteral("Evento no encontrado"));
    }
    const auto attended = AttendanceRepository(m_database).hasConfirmed(event, user);
    if (!attended) {
        return std::unexpected(attended.error());
    }
    if (!*attended) {
        return failure(
            ErrorCode::Forbidden,
            QStringLiteral("Debes tener asistencia confirmada para crear una evaluación"));
    }
    const auto exists = evaluations.exists(event, user);
    if (!exists) {
        return std::unexpected(exists.error());
    }
    if (*exists) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("Ya tienes una evaluación para este evento"));
    }
    Evaluation evaluation;
    evaluation.eventId = event;
    evaluation.userId = user;
    evaluation.status = EvaluationStatus::Submitted;
    evaluation.feedback = feedback;
    evaluation.submittedAt = unit.now();
    evaluation.uuid = uuid;
    const auto created = evaluations.insert(evaluation);
    if (!created) {
        return std::unexpected(created.error());
    }
    unit.audit("evaluation.create", "evaluation", created->id.value(), created->uuid.value());
    unit.announceTo(user, Permission::GradeEvaluations);
    return created->id;
}

Result<Evaluation> EvaluationService::lock(EvaluationId id) const
{
    const auto locked = EvaluationRepository(m_database).lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return evaluationNotFound(id);
    }
    return **locked;
}

Result<Evaluation> EvaluationService::lockForAnswers(UnitOfWork &unit, EvaluationId id) const
{
    auto evaluation = lock(id);
    if (!evaluation) {
        return evaluation;
    }
    if (evaluation->userId != unit.caller().id) {
        return notOwn();
    }
    if (auto ok = unit.requireRevision(evaluation->revision); !ok) {
        return std::unexpected(ok.error());
    }
    if (evaluation->status == EvaluationStatus::Graded) {
        return isClosed();
    }
    return evaluation;
}

Result<void> EvaluationService::answer(UnitOfWork &unit, const Evaluation &evaluation,
                                       const QList<Response> &responses) const
{
    const EvaluationRepository evaluations(m_database);
    const auto questions = EventRepository(m_database).questions(evaluation.eventId);
    if (!questions) {
        return std::unexpected(questions.error());
    }
    QList<QuestionId> ids;
    QStringList texts;
    for (const Response &response : responses) {
        const bool isAsked =
            std::any_of(questions->begin(), questions->end(),
                        [&](const Question &question) { return question.id == response.question; });
        if (!isAsked) {
            return failure(ErrorCode::BadRequest, u"questionId "_qs +
                                                      QString::number(response.question.value()) +
                                                      u" no pertenece al evento");
        }
        ids.append(response.question);
        texts.append(response.text);
    }
    if (!ids.isEmpty()) {
        if (auto ok = evaluations.saveAnswers(evaluation.id, ids, texts); !ok) {
            return ok;
        }
    }
    const auto unanswered = evaluations.countUnanswered(evaluation.id);
    if (!unanswered) {
        return std::unexpected(unanswered.error());
    }
    Evaluation after = evaluation;
    if (*unanswered == 0 && after.status == EvaluationStatus::Pending) {
        after.status = EvaluationStatus::Submitted;
        after.submittedAt = unit.now();
    }
    return save(unit, after, "evaluation.answer");
}

Result<void> EvaluationService::grade(UnitOfWork &unit, EvaluationId id, int score,
                                      const Patch<QString> &feedback) const
{
    auto evaluation = lock(id);
    if (!evaluation) {
        return std::unexpected(evaluation.error());
    }
    if (evaluation->status == EvaluationStatus::Graded) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("Esta evaluación ya ha sido calificada"));
    }
    if (auto ok = unit.requireRevision(evaluation->revision); !ok) {
        return ok;
    }
    evaluation->status = EvaluationStatus::Graded;
    evaluation->graderId = unit.caller().id;
    evaluation->gradedAt = unit.now();
    evaluation->score = score;
    if (feedback) {
        evaluation->feedback = *feedback;
    }
    return save(unit, *evaluation, "evaluation.grade");
}

Result<void> EvaluationService::comment(UnitOfWork &unit, EvaluationId id,
                                        const Patch<QString> &feedback) const
{
    auto evaluation = lock(id);
    if (!evaluation) {
        return std::unexpected(evaluation.error());
    }
    if (!unit.caller().may(Permission::GradeEvaluations) &&
        evaluation->userId != unit.caller().id) {
        return notOwn();
    }
    if (evaluation->status == EvaluationStatus::Graded) {
        return isClosed();
    }
    if (auto ok = unit.requireRevision(evaluation->revision); !ok) {
        return ok;
    }
    if (feedback) {
        evaluation->feedback = *feedback;
    }
    return save(unit, *evaluation, "evaluation.update");
}

Result<void> EvaluationService::remove(UnitOfWork &unit, EvaluationId id) const
{
    const auto evaluation = lock(id);
    if (!evaluation) {
        return std::unexpected(evaluation.error());
    }
    if (auto ok = unit.requireRevision(evaluation->revision); !ok) {
        return ok;
    }
    if (auto ok = EvaluationRepository(m_database).remove(id); !ok) {
        return ok;
    }
    unit.audit("evaluation.delete", "evaluation", id.value(), evaluation->uuid.value());
    unit.announceTo(evaluation->userId, Permission::GradeEvaluations);
    return {};
}

Result<void> EvaluationService::save(UnitOfWork &unit, const Evaluation &evaluation,
                                     const char *action) const
{
    if (auto ok = EvaluationRepository(m_database).update(evaluation); !ok) {
        return std::unexpected(ok.error());
    }
    unit.audit(action, "evaluation", evaluation.id.value(), evaluation.uuid.value());
    unit.announceTo(evaluation.userId, Permission::GradeEvaluations);
    return {};
}

} // namespace EvalTrack::Server
