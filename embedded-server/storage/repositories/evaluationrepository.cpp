// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/evaluationrepository.h"

#include "storage/repositories/columns.h"
#include "wire/names.h"

#include <limits>

namespace EvalTrack::Server {

namespace {

std::optional<PersonRef> optionalPerson(const Row &row, int at)
{
    return row.isNull(at) ? std::nullopt : std::optional(Columns::person(row, at));
}

/// An evaluation, then title, date and type of its event, its person, its grader and its
/// attendance.
EvaluationRepository::Listed readListedEvaluation(const Row &row)
{
    constexpr int E = Columns::Evaluation;
    constexpr int U = E + 3;
    constexpr int G = U + Columns::Person;
    constexpr int A = G + Columns::Person;
    EvaluationRepository::Listed listed;
    listed.evaluation = Columns::evaluation(row);
    listed.event.id = listed.evaluation.eventId;
    listed.event.title = row.text(E);
    listed.event.date = row.timestamp(E + 1);
    listed.event.type = row.optionalText(E + 2);
    listed.user = Columns::person(row, U);
    listed.grader = optionalPerson(row, G);
    if (!row.isNull(A)) {
        listed.attendance = Columns::attendance(row, A);
    }
    return listed;
}

EvaluationRepository::Listed readEvaluationOfEvent(const Row &row)
{
    constexpr int U = Columns::Evaluation;
    EvaluationRepository::Listed listed;
    listed.evaluation = Columns::evaluation(row);
    listed.user = Columns::person(row, U);
    listed.grader = optionalPerson(row, U + Columns::Person);
    return listed;
}

Evaluation readEvaluation(const Row &row)
{
    return Columns::evaluation(row);
}

Result<Evaluation> required(Result<std::optional<Evaluation>> evaluation)
{
    if (!evaluation) {
        return std::unexpected(evaluation.error());
    }
    if (!*evaluation) {
        return failure(ErrorCode::NotFound);
    }
    return **evaluation;
}

QByteArray sqlName(EvaluationStatus status)
{
    return Wire::name(status).toByteArray();
}

} // namespace

Result<void> EvaluationRepository::fillIn(QList<Listed> &list) const
{
    QList<EvaluationId> ids;
    QList<EventId> events;
    for (const Listed &listed : list) {
        ids.append(listed.evaluation.id);
        if (!events.contains(listed.event.id)) {
            events.append(listed.event.id);
        }
    }
    const auto answers = answersOf(ids);
    if (!answers) {
        return std::unexpected(answers.error());
    }
    const auto questions =
        all("events.questionsOf", {events}, [](const Row &row) { return Columns::question(row); });
    if (!questions) {
        return std::unexpected(questions.error());
    }
    QHash<EvaluationId, QList<Answer>> answersById;
    for (const Answer &answer : *answers) {
        answersById[answer.evaluationId].append(answer);
    }
    QHash<EventId, QList<Question>> questionsById;
    for (const Question &question : *questions) {
        questionsById[question.eventId].append(question);
    }
    for (Listed &listed : list) {
        listed.evaluation.answers = answersById.value(listed.evaluation.id);
        listed.event.questions = questionsById.value(listed.event.id);
    }
    return {};
}

Result<QList<EvaluationRepository::Listed>>
EvaluationRepository::page(const std::optional<UserId> &user, const std::optional<Position> &after,
                           int limit) const
{
    SqlValues values{after ? SqlValue(after->time) : QByteArrayLiteral("infinity"),
                     after ? after->id : std::numeric_limits<qint64>::max(), limit};
    if (user) {
        values << *user;
    }
    auto list =
        all(user ? "evaluations.pageOfUser" : "evaluations.page", values, readListedEvaluation);
    if (!list) {
        return list;
    }
    if (auto ok = fillIn(*list); !ok) {
        return std::unexpected(ok.error());
    }
    return list;
}

Result<qint64> EvaluationRepository::countOfUser(UserId user) const
{
    return number("evaluations.countOfUser", {user});
}

Result<std::optional<EvaluationRepository::Listed>>
EvaluationRepository::byId(EvaluationId id) const
{
    auto list = all("evaluations.byId", {id}, readListedEvaluation);
    if (!list) {
        return std::unexpected(list.error());
    }
    if (list->isEmpty()) {
        return std::nullopt;
    }
    if (auto ok = fillIn(*list); !ok) {
        return std::unexpected(ok.error());
    }
    return list->first();
}

Result<QList<EvaluationRepository::Listed>>
EvaluationRepository::ofEvent(EventId event, const std::optional<UserId> &user,
                              const std::optional<Position> &after, int limit) const
{
    if (user) {
        return all("evaluations.inEventOfUser", {event, *user}, readEvaluationOfEvent);
    }
    return all("evaluations.inEvent", {event, after ? after->id : 0, limit}, readEvaluationOfEvent);
}

Result<QList<Answer>> EvaluationRepository::answersOf(const QList<EvaluationId> &evaluations) const
{
    return all("evaluations.answersOf", {evaluations},
               [](const Row &row) { return Columns::answer(row); });
}

Result<std::optional<Evaluation>> EvaluationRepository::lock(EvaluationId id) const
{
    return first("evaluations.lock", {id}, readEvaluation);
}

Result<bool> EvaluationRepository::exists(EventId event, UserId user) const
{
    const auto found = number("evaluations.exists", {event, user});
    if (!found) {
        return std::unexpected(found.error());
    }
    return *found != 0;
}

Result<Evaluation> EvaluationRepository::insert(const Evaluation &evaluation) const
{
    const auto uuid = evaluation.uuid.isNull() ? std::nullopt : std::optional(evaluation.uuid);
    return required(first("evaluations.insert",
                          {uuid, evaluation.eventId, evaluation.userId, sqlName(evaluation.status),
                           evaluation.feedback, evaluation.submittedAt},
                          readEvaluation));
}

Result<Evaluation> EvaluationRepository::update(const Evaluation &evaluation) const
{
    return required(
        first("evaluations.update",
              {evaluation.id, evaluation.graderId, sqlName(evaluation.status), evaluation.score,
               evaluation.feedback, evaluation.submittedAt, evaluation.gradedAt},
              readEvaluation));
}

Result<void> EvaluationRepository::remove(EvaluationId id) const
{
    return execute("evaluations.remove", {id});
}

Result<void> EvaluationRepository::insertPending(EventId event, UserId user) const
{
    return execute("evaluations.insertPending", {event, user});
}

Result<void> EvaluationRepository::saveAnswers(EvaluationId evaluation,
                                               const QList<QuestionId> &questions,
                                               const QStringList &responses) const
{
    return execute("evaluations.saveAnswers", {evaluation, questions, responses});
}

Result<qint64> EvaluationRepository::countUnanswered(EvaluationId evaluation) const
{
    return number("evaluations.countUnanswered", {evaluation});
}

Result<EvaluationRepository::StatusFigures>
EvaluationRepository::report(const std::optional<EventId> &event) const
{
    const auto figures = first("evaluations.report", {event}, [](const Row &row) {
        return StatusFigures{row.integer(0), row.integer(1), row.integer(2), row.optionalReal(3)};
    });
    if (!figures) {
        return std::unexpected(figures.error());
    }
    return figures->value_or(StatusFigures{});
}

} // namespace EvalTrack::Server
