// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/importcontroller.h"

#include "base/deliver.h"
#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/recordfields.h"
#include "controllers/requestfields.h"
#include "security/passwordhasher.h"
#include "storage/database.h"
#include "wire/importcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtConcurrent>

#include <algorithm>
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

UserService::Change readAccountFields(FieldReader &fields, Presence presence)
{
    UserService::Change change;
    change.name = fields.text(Key::name, presence, Limits::NameMax);
    if (change.name) {
        fields.check(Key::name, checkName(*change.name), Limits::NameMin, Limits::NameMax);
    }
    change.email = fields.text(Key::email, presence, Limits::EmailMax);
    if (change.email && !(change.email->isEmpty() && presence == Presence::Optional)) {
        fields.check(Key::email, checkEmail(*change.email));
    }
    change.role = fields.oneOf<Role>(Key::role, Presence::Optional, personRoleNames());
    change.isActive = fields.boolean(Key::isActive, Presence::Optional);
    return change;
}

Result<UserService::Change> readAccount(const QJsonObject &object)
{
    FieldReader fields(object);
    const auto change = readAccountFields(fields, Presence::Optional);
    const auto ok = fields.finish();
    return ok ? Result<UserService::Change>(change) : std::unexpected(ok.error());
}

/// No password is kept, not even while its line waits: it becomes the hash that the account will
/// have. Takes 30 ms each. One that breaks the rules stays, to be refused.
QJsonArray withHashedPasswords(QJsonArray lines)
{
    for (auto each = lines.begin(); each != lines.end(); ++each) {
        QJsonObject line = each->toObject();
        QJsonObject fields = line.value(Key::fields).toObject();
        const QJsonValue password = fields.value(Key::password);
        if (!password.isString() || password.toString().size() > Limits::PasswordMax ||
            checkNewPassword(password.toString())) {
            continue;
        }
        if (const auto hash = PasswordHasher::hashNow(password.toString())) {
            fields.remove(Key::password);
            fields.insert(Key::passwordHash, *hash);
            line.insert(Key::fields, fields);
            *each = line;
        }
    }
    return lines;
}

/// Hashes are made here alone.
QJsonArray withoutHashes(QJsonArray lines)
{
    for (auto each = lines.begin(); each != lines.end(); ++each) {
        QJsonObject line = each->toObject();
        if (QJsonObject fields = line.value(Key::fields).toObject();
            fields.contains(Key::passwordHash)) {
            fields.remove(Key::passwordHash);
            line.insert(Key::fields, fields);
            *each = line;
        }
    }
    return lines;
}

bool hasPasswords(const QJsonArray &lines)
{
    return std::ranges::any_of(lines, [](const QJsonValue &line) {
        return line.toObject().value(Key::fields).toObject().contains(Key::password);
    });
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
                fields.text(Key::department, isNew ? Presence::Required : Presence::Optional,
                            Limits::ShortTextMax)) {
            fields.check(Key::department,
                         name->trimmed().isEmpty() ? RuleBroken::Required
                                                   : checkText(*name, Limits::ShortTextMax),
                         1, Limits::ShortTextMax);
        }
        (void)fields.uuid(Key::parent, Presence::Optional);
        (void)fields.uuid(Key::head, Presence::Optional);
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
    case ImportKind::Accounts: {
        (void)readAccountFields(fields, isNew ? Presence::Required : Presence::Optional);
        // One that keeps the rules is a hash by now.
        if (const auto password =
                fields.text(Key::password, Presence::Optional, Limits::PasswordMax)) {
            fields.check(Key::password, checkNewPassword(*password), Limits::PasswordMin);
        }
        if (!isNew && fields.text(Key::passwordHash, Presence::Optional)) {
            fields.refuse(Key::password, u"is for new accounts"_qs);
        }
        break;
    }
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
    return {database,
            {[](const QJsonObject &fields) { return readEvent(fields, Presence::Optional); },
             readAccount}};
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
    const ImportService service = serviceOf(**database);
    // What was refused is told, and all that was done for it until then is rolled back.
    std::optional<ImportOutcome> refused;
    Response response = Mutations(context.over(**database))
                            .perform(request, [&](UnitOfWork &unit) -> Result<Response> {
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

Reply ImportController::addLines(const Request &request) const
{
    auto lines = readBody(request, [](FieldReader &fields) {
        return fields.array(Key::lines, Presence::Required).value_or(QJsonArray());
    });
    if (!lines) {
        return errorResponse(lines.error());
    }
    *lines = withoutHashes(*lines);
    if (!hasPasswords(*lines)) {
        return keepLines(request, *lines);
    }
    if (!request.caller.may(Permission::ManageAccounts)) {
        return errorResponse(Error{ErrorCode::Forbidden, {}, {}});
    }
    if (lines->size() > ImportLimits::LinesPerRequest) {
        return keepLines(request, *lines); // Refused there.
    }
    const LaterReply reply;
    deliver(QtConcurrent::run(m_pool.get(), withHashedPasswords, *lines), &m_context.loop,
            [this, reply, request](const QJsonArray &hashed) {
                reply.give(keepLines(request, hashed));
            });
    return reply.future();
}

Response ImportController::keepLines(const Request &request, const QJsonArray &lines) const
{
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const ImportService service = serviceOf(unit.database());
        const qint64 id = pathNumber(request);
        const auto record = service.waiting(unit, id);
        if (!record) {
            return std::unexpected(record.error());
        }
        const auto kept = readLines(record->kind, lines);
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
