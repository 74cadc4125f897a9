// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/importcontroller.h"

#include "base/deliver.h"
#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/recordfields.h"
#include "controllers/requestfields.h"
#include "storage/database.h"
#include "wire/importcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtConcurrent>

#include <limits>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

/// As long as one statement over all lines may take.
constexpr auto StatementTimeout = std::chrono::minutes(5);

ImportRecord readImport(FieldReader &fields)
{
    ImportRecord record;
    record.uuid = fields.uuid(Key::uuid, Presence::Required).value_or(QUuid());
    record.kind =
        fields.enumeration<ImportKind>(Key::kind, Presence::Required).value_or(ImportKind::People);
    record.fileName =
        fields.text(Key::fileName, Presence::Required, Limits::ShortTextMax).value_or(QString());
    return record;
}

Result<EventService::Change> readEvent(const QJsonObject &object, Presence presence)
{
    FieldReader fields(object);
    const auto change = readEventFields(fields, presence);
    const auto ok = fields.finish();
    return ok ? Result<EventService::Change>(change) : std::unexpected(ok.error());
}

/// Holds the fields of a line to the same rules as the route for one record does.
Result<void> checkFields(ImportKind kind, const QJsonObject &object, bool isNew)
{
    FieldReader fields(object);
    switch (kind) {
    case ImportKind::People: {
        const auto change = readEmployeeFields(fields);
        if (isNew) {
            // The name is always told: it is what lists show.
            (void)fields.text(Key::name, Presence::Required, Limits::NameMax);
        }
        if (change.departmentId || change.managerId) {
            fields.refuse(change.departmentId ? Key::departmentId : Key::managerId,
                          u"is given as department, or manager, in an import"_qs);
        }
        (void)fields.text(Key::department, Presence::Optional, Limits::ShortTextMax);
        (void)fields.uuid(Key::manager, Presence::Optional);
        break;
    }
    case ImportKind::Departments:
        if (const auto name =
                fields.text(Key::department, Presence::Required, Limits::ShortTextMax)) {
            fields.check(Key::department, checkText(*name, Limits::ShortTextMax), 1,
                         Limits::ShortTextMax);
        }
        break;
    case ImportKind::Events: {
        const auto change =
            readEventFields(fields, isNew ? Presence::Required : Presence::Optional);
        (void)change;
        break;
    }
    case ImportKind::Attendances: {
        const auto presence = isNew ? Presence::Required : Presence::Optional;
        (void)fields.uuid(Key::event, presence);
        (void)fields.uuid(Key::person, presence);
        const auto status = fields.enumeration<AttendanceStatus>(Key::status, presence);
        const auto at = fields.timestamp(Key::attendedAt, Presence::Optional);
        if (isNew && status == AttendanceStatus::Confirmed && !at) {
            fields.check(Key::attendedAt, RuleBroken::Required);
        }
        (void)fields.text(Key::notes, Presence::Optional, Limits::TextMax);
        break;
    }
    case ImportKind::Accounts:
        break;
    }
    return fields.finish();
}

/// The lines as they are kept; every bad field of the first bad line is named.
Result<QByteArray> readLines(ImportKind kind, const QJsonArray &lines)
{
    if (lines.isEmpty() || lines.size() > ImportLimits::LinesPerRequest) {
        return std::unexpected(
            Error{ErrorCode::Validation,
                  {},
                  {{QString(Key::lines), u"lines must contain 1 to 1000 elements"_qs}}});
    }
    QJsonArray kept;
    for (const QJsonValue &each : lines) {
        const QJsonObject object = each.toObject();
        FieldReader reader(object);
        const auto line =
            reader.integer(Key::line, Presence::Required, 1, std::numeric_limits<int>::max());
        const auto uuid = reader.uuid(Key::uuid, Presence::Required);
        const auto revision = reader.integer(Key::revision, Presence::Optional, 1);
        const auto fields = reader.object(Key::fields, Presence::Required);
        if (auto ok = reader.finish(); !ok) {
            return std::unexpected(ok.error());
        }
        if (auto ok = checkFields(kind, *fields, !revision); !ok) {
            Error error = ok.error();
            for (FieldError &field : error.fieldErrors) {
                field.message = u"line %1: %2"_qs.arg(*line).arg(field.message);
            }
            return std::unexpected(error);
        }
        kept.append(QJsonObject{{Key::line, *line},
                                {Key::uuid, uuid->toString(QUuid::WithoutBraces)},
                                {Key::revision, revision ? QJsonValue(*revision) : QJsonValue()},
                                {Key::fields, *fields}});
    }
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

ImportService serviceOf(Database &database)
{
    return {database, [](const QJsonObject &fields) {
                return readEvent(fields, Presence::Optional);
            }};
}

Response answerRecord(int status, const ImportRecord &record)
{
    JsonWriter writer;
    write(writer, record);
    return json(status, writer.take());
}

Response answerOutcome(const ImportOutcome &outcome)
{
    JsonWriter writer;
    write(writer, outcome);
    return json(201, writer.take());
}

/// With the connection of a thread of its own.
Response perform(const LoopContext &context, const Request &request,
                 Result<ImportOutcome> (ImportService::*step)(UnitOfWork &, qint64) const)
{
    DatabaseOptions options;
    options.applicationName = QStringLiteral("evaltrack-import");
    options.statementTimeout = StatementTimeout;
    auto database = Database::open(context.database.settings(), options);
    if (!database) {
        return errorResponse(database.error());
    }
    const LoopContext own{.loop = context.loop,
                          .database = **database,
                          .accounts = context.accounts,
                          .passwords = context.passwords,
                          .tokens = context.tokens,
                          .loginThrottle = context.loginThrottle,
                          .metrics = context.metrics,
                          .changes = context.changes,
                          .clock = context.clock,
                          .log = context.log,
                          .environment = context.environment,
                          .version = context.version,
                          .startedAt = context.startedAt,
                          .fingerprintKey = context.fingerprintKey,
                          .describe = {}};
    const ImportService service = serviceOf(**database);
    // What was refused is told, and all that was done for it until then is rolled back.
    std::optional<ImportOutcome> refused;
    Response response = Mutations(own).perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        refused.reset();
        const auto outcome = (service.*step)(unit, pathNumber(request));
        if (!outcome) {
            return std::unexpected(outcome.error());
        }
        if (!outcome->refused.isEmpty()) {
            refused = *outcome;
            return failure(ErrorCode::Conflict);
        }
        return answerOutcome(*outcome);
    });
    return refused ? answerOutcome(*refused) : std::move(response);
}

} // namespace

ImportController::ImportController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_pool(std::make_shared<QThreadPool>())
{
    m_pool->setMaxThreadCount(1);
}

Response ImportController::list(const Request &request) const
{
    Listing<ImportRecord> records;
    records.name = "imports";
    records.fetch = [service = serviceOf(m_context.database)](const auto &after, int limit) {
        return service.page(after ? after->id : std::numeric_limits<qint64>::max(), limit);
    };
    records.write = [](JsonWriter &writer, const ImportRecord &record) {
        write(writer, record);
    };
    records.positionOf = [](const ImportRecord &record) {
        return Position{{}, record.id};
    };
    return answerOf(records.answerPaged(request));
}

Response ImportController::open(const Request &request) const
{
    const auto body = readBody(request, readImport);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto record = serviceOf(unit.database()).open(unit, *body);
        return record ? Result<Response>(answerRecord(201, *record))
                      : std::unexpected(record.error());
    });
}

Response ImportController::addLines(const Request &request) const
{
    const auto lines = readBody(request, [](FieldReader &fields) {
        return fields.array(Key::lines, Presence::Required).value_or(QJsonArray());
    });
    if (!lines) {
        return errorResponse(lines.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const ImportService service = serviceOf(unit.database());
        const qint64 id = pathNumber(request);
        const auto record = service.waiting(unit, id);
        if (!record) {
            return std::unexpected(record.error());
        }
        const auto kept = readLines(record->kind, *lines);
        if (!kept) {
            return std::unexpected(kept.error());
        }
        if (auto ok = service.addLines(id, *kept); !ok) {
            return std::unexpected(ok.error());
        }
        return noContent();
    });
}

Reply ImportController::later(const Request &request, Step step) const
{
    const LaterReply reply;
    deliver(
        QtConcurrent::run(m_pool.get(),
                          [&context = m_context, request, step] {
                              return std::make_shared<Response>(perform(context, request, step));
                          }),
        &m_context.loop,
        [reply](const std::shared_ptr<Response> &response) { reply.give(std::move(*response)); });
    return reply.future();
}

Reply ImportController::carryOut(const Request &request) const
{
    return later(request, &ImportService::carryOut);
}

Reply ImportController::undo(const Request &request) const
{
    return later(request, &ImportService::undo);
}

} // namespace EvalTrack::Server
