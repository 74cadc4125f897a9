// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/evaluationcontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/entitycodec.h"

#include <QJsonArray>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

using ListedEvaluation = EvaluationRepository::Listed;

struct NewEvaluationBody
{
    EventId event;
    EvaluationUuid uuid;
    std::optional<QString> feedback;
};

struct GradeBody
{
    int score = 0;
    Patch<QString> feedback;
};

Patch<QString> readWords(FieldReader &fields, QLatin1StringView key)
{
    return BodyFields::patch(fields, key, [&] { return fields.text(key, Presence::Optional); });
}

Patch<QString> readFeedback(FieldReader &fields)
{
    return readWords(fields, Key::feedback);
}

NewEvaluationBody readNewEvaluation(FieldReader &fields)
{
    NewEvaluationBody body;
    body.event = EventId(fields.integer(Key::eventId, Presence::Required, 1).value_or(0));
    body.uuid = BodyFields::uuid<EvaluationUuid>(fields);
    body.feedback = fields.text(Key::feedback, Presence::Optional);
    return body;
}

GradeBody readGrade(FieldReader &fields)
{
    GradeBody body;
    // The grading screen of v2's web client sends `nota` and `observaciones`; its own server took
    // them and kept neither.
    const bool isOfWebClient = !fields.has(Key::score) && fields.has(Key::nota);
    body.score =
        static_cast<int>(fields
                             .integer(isOfWebClient ? Key::nota : Key::score, Presence::Required,
                                      Limits::ScoreMin, Limits::ScoreMax)
                             .value_or(0));
    body.feedback = readWords(fields, isOfWebClient ? Key::observaciones : Key::feedback);
    return body;
}

QList<EvaluationService::Response> readAnswers(FieldReader &fields)
{
    QList<EvaluationService::Response> responses;
    const auto answers = fields.array(Key::answers, Presence::Required).value_or(QJsonArray());
    if (answers.size() > Limits::QuestionsMax) {
        fields.refuse(
            Key::answers,
            QStringLiteral("must contain no more than %1 elements").arg(Limits::QuestionsMax));
        return responses;
    }
    for (const QJsonValue &value : answers) {
        FieldReader answer(value.toObject());
        const auto question = answer.integer(Key::questionId, Presence::Required, 1);
        const auto text = answer.text(Key::response, Presence::Required);
        const auto ok = answer.finish();
        if (!ok) {
            for (const FieldError &error : ok.error().fieldErrors) {
                fields.refuse(Key::answers, u"each value: "_qs + error.message);
            }
            return responses;
        }
        responses.append({QuestionId(*question), *text});
    }
    return responses;
}

enum class EventParts { Brief, WithQuestions, WithTypeAndQuestions };

void writeEvent(JsonWriter &writer, const EventRef &event, EventParts parts)
{
    writer.key(Key::event);
    writer.beginObject();
    writer.field(Key::id, event.id.value());
    writer.field(Key::title, event.title);
    writer.field(Key::date, event.date);
    if (parts == EventParts::WithTypeAndQuestions) {
        writer.field(Key::type, event.type);
    }
    if (parts != EventParts::Brief) {
        writer.key(Key::questions);
        writeQuestionRefs(writer, event.questions);
    }
    writer.endObject();
}

void writeGrader(JsonWriter &writer, const ListedEvaluation &listed)
{
    writer.key(Key::grader);
    if (listed.grader) {
        writePerson(writer, *listed.grader);
    } else {
        writer.null();
    }
}

/// As GET /evaluations and GET /evaluations/:id show one.
void writeWhole(JsonWriter &writer, const ListedEvaluation &listed, EventParts parts)
{
    writer.beginObject();
    writeContract(writer, listed.evaluation);
    writeEvent(writer, listed.event, parts);
    writer.key(Key::user);
    writePersonWithRole(writer, listed.user);
    writeGrader(writer, listed);
    writer.key(Key::answers);
    writeAnswerRefs(writer, listed.evaluation.answers);
    if (parts == EventParts::WithQuestions) {
        writer.key(Key::attendance);
        if (listed.attendance) {
            write(writer, *listed.attendance);
        } else {
            writer.null();
        }
    }
    writeAdditions(writer, listed.evaluation);
    writer.endObject();
}

enum class Grader { Shown, Hidden };

/// As the answer to a change shows one, read again with what stands beside it.
Result<Response> answerChanged(int status, const Result<ListedEvaluation> &listed, Grader grader)
{
    if (!listed) {
        return std::unexpected(listed.error());
    }
    JsonWriter writer;
    writer.beginObject();
    writeContract(writer, listed->evaluation);
    writeEvent(writer, listed->event, EventParts::Brief);
    writer.key(Key::user);
    writePerson(writer, listed->user);
    if (grader == Grader::Shown) {
        writeGrader(writer, *listed);
    }
    writeAdditions(writer, listed->evaluation);
    writer.endObject();
    return json(status, writer.take());
}

} // namespace

EvaluationController::EvaluationController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
    , m_feed(context.database)
{}

Response EvaluationController::list(const Request &request) const
{
    Listing<ListedEvaluation> evaluations;
    evaluations.name = "evaluations";
    evaluations.fetch = [service = m_service, caller = request.caller](const auto &after,
                                                                       int limit) {
        return service.page(caller, after, limit);
    };
    evaluations.write = [](JsonWriter &writer, const ListedEvaluation &listed) {
        writeWhole(writer, listed, EventParts::WithQuestions);
    };
    evaluations.positionOf = [](const ListedEvaluation &listed) {
        return Position{listed.evaluation.createdAt, listed.evaluation.id.value()};
    };
    evaluations.tag = tagOf(request, m_feed);
    return answerOf(evaluations.answer(request));
}

Result<Response> EvaluationController::show(const Caller &caller, EvaluationId id) const
{
    const auto listed = m_service.byId(caller, id);
    if (!listed) {
        return std::unexpected(listed.error());
    }
    JsonWriter writer;
    writeWhole(writer, *listed, EventParts::WithTypeAndQuestions);
    return json(200, writer.take());
}

Response EvaluationController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<EvaluationId>(request)));
}

Response EvaluationController::report(const Request &request) const
{
    const auto event = queryId<EventId>(request, u"eventId");
    if (!event) {
        return errorResponse(event.error());
    }
    const auto figures = m_service.report(*event);
    if (!figures) {
        return errorResponse(figures.error());
    }
    struct Group
    {
        EvaluationStatus status;
        qint64 count;
        std::optional<double> score;
    };
    JsonWriter writer;
    writer.beginArray();
    for (const Group &group :
         {Group{EvaluationStatus::Pending, figures->pending, std::nullopt},
          Group{EvaluationStatus::Submitted, figures->submitted, std::nullopt},
          Group{EvaluationStatus::Graded, figures->graded, figures->averageScore}}) {
        if (group.count == 0) {
            continue;
        }
        writer.beginObject();
        writer.key(Key::Count);
        writer.beginObject();
        writer.field(Key::status, group.count);
        writer.endObject();
        writer.key(Key::Average);
        writer.beginObject();
        writer.field(Key::score, group.score);
        writer.endObject();
        writer.field(Key::status, Wire::name(group.status));
        writer.endObject();
    }
    writer.endArray();
    return json(200, writer.take());
}

Response EvaluationController::create(const Request &request) const
{
    const auto body = readBody(request, readNewEvaluation);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto created = m_service.create(unit, body->event, body->uuid, body->feedback);
        if (!created) {
            return std::unexpected(created.error());
        }
        return answerChanged(201, m_service.byId(request.caller, *created), Grader::Hidden);
    });
}

Response EvaluationController::answer(const Request &request) const
{
    const auto object = parseObject(request.body);
    return m_mutations.performOn<EvaluationId>(
        request,
        [&](UnitOfWork &unit, EvaluationId id) -> Result<Response> {
            if (!object) {
                return std::unexpected(object.error());
            }
            // The contract says 404 and 403 before it looks at the answers.
            const auto evaluation = m_service.lockForAnswers(unit, id);
            if (!evaluation) {
                return std::unexpected(evaluation.error());
            }
            FieldReader fields(*object);
            const auto responses = readAnswers(fields);
            if (auto ok = fields.finish(); !ok) {
                return std::unexpected(ok.error());
            }
            if (auto ok = m_service.answer(unit, *evaluation, responses); !ok) {
                return std::unexpected(ok.error());
            }
            JsonWriter writer;
            writer.beginObject();
            writer.field(Key::success, true);
            writer.endObject();
            return json(200, writer.take());
        },
        std::bind_front(&EvaluationController::show, this));
}

Response EvaluationController::grade(const Request &request) const
{
    return m_mutations.performOn<EvaluationId>(
        request, readGrade,
        [&](UnitOfWork &unit, EvaluationId id, const auto &body) -> Result<Response> {
            if (auto ok = m_service.grade(unit, id, body.score, body.feedback); !ok) {
                return std::unexpected(ok.error());
            }
            return answerChanged(200, m_service.byId(request.caller, id), Grader::Shown);
        },
        std::bind_front(&EvaluationController::show, this));
}

Response EvaluationController::comment(const Request &request) const
{
    return m_mutations.performOn<EvaluationId>(
        request, readFeedback,
        [&](UnitOfWork &unit, EvaluationId id, const auto &feedback) -> Result<Response> {
            if (auto ok = m_service.comment(unit, id, feedback); !ok) {
                return std::unexpected(ok.error());
            }
            return answerChanged(200, m_service.byId(request.caller, id), Grader::Hidden);
        },
        std::bind_front(&EvaluationController::show, this));
}

Response EvaluationController::remove(const Request &request) const
{
    return m_mutations.performOn<EvaluationId>(
        request, [&](UnitOfWork &unit, EvaluationId id) { return m_service.remove(unit, id); },
        std::bind_front(&EvaluationController::show, this));
}

} // namespace EvalTrack::Server
