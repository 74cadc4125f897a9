// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/entitycodec.h"

#include "wire/fieldreader.h"
#include "wire/isotime.h"
#include "wire/keys.h"
#include "wire/names.h"

#include <QJsonArray>

namespace EvalTrack::Wire {

namespace {

template <typename Id>
std::optional<qint64> number(const std::optional<Id> &id)
{
    return id ? std::optional(id->value()) : std::nullopt;
}

template <typename Id>
std::optional<Id> idOf(std::optional<qint64> value)
{
    return value ? std::optional(Id(*value)) : std::nullopt;
}

void writeTimes(JsonWriter &json, Timestamp createdAt, Timestamp updatedAt)
{
    json.field(Key::createdAt, createdAt);
    json.field(Key::updatedAt, updatedAt);
}

void writeIdentity(JsonWriter &json, const QUuid &uuid, qint64 revision)
{
    json.field(Key::uuid, uuid);
    json.field(Key::revision, revision);
}

void writePlace(JsonWriter &json, const Department &department)
{
    json.field(Key::id, department.id.value());
    json.field(Key::name, department.name);
    json.field(Key::parentId, number(department.parentId));
    json.field(Key::headId, number(department.headId));
}

} // namespace

void writeContract(JsonWriter &json, const User &user)
{
    json.field(Key::id, user.id.value());
    json.field(Key::name, user.name);
    json.field(Key::email, user.email);
    json.field(Key::role, name(user.role));
    json.field(Key::isActive, user.isActive);
    writeTimes(json, user.createdAt, user.updatedAt);
}

void writeAdditions(JsonWriter &json, const User &user)
{
    writeIdentity(json, user.uuid.value(), user.revision);
}

void write(JsonWriter &json, const User &user)
{
    json.beginObject();
    writeContract(json, user);
    writeAdditions(json, user);
    json.endObject();
}

void writeContract(JsonWriter &json, const Event &event)
{
    json.field(Key::id, event.id.value());
    json.field(Key::title, event.title);
    json.field(Key::description, event.description);
    json.field(Key::date, event.date);
    json.field(Key::duration, static_cast<qint64>(event.duration.count()));
    json.field(Key::location, event.location);
    json.field(Key::type, event.type);
    json.field(Key::maxAttendees, event.maxAttendees);
    json.field(Key::status, name(event.status));
    json.field(Key::isActive, event.isActive);
    writeTimes(json, event.createdAt, event.updatedAt);
    json.field(Key::creatorId, event.creatorId.value());
}

void writeAdditions(JsonWriter &json, const Event &event)
{
    json.field(Key::registration, name(event.registration));
    writeIdentity(json, event.uuid.value(), event.revision);
    json.field(Key::zone, event.zone);
}

void write(JsonWriter &json, const Event &event)
{
    json.beginObject();
    writeContract(json, event);
    writeAdditions(json, event);
    json.endObject();
}

void writeForFeed(JsonWriter &json, const Event &event)
{
    json.beginObject();
    writeContract(json, event);
    writeAdditions(json, event);
    json.key(Key::questions);
    writeQuestionRefs(json, event.questions);
    json.endObject();
}

void writeContract(JsonWriter &json, const Attendance &attendance)
{
    json.field(Key::id, attendance.id.value());
    json.field(Key::eventId, attendance.eventId.value());
    json.field(Key::userId, attendance.userId.value());
    json.field(Key::status, name(attendance.status));
    json.field(Key::attendedAt, attendance.attendedAt);
    json.field(Key::notes, attendance.notes);
    writeTimes(json, attendance.createdAt, attendance.updatedAt);
}

void writeAdditions(JsonWriter &json, const Attendance &attendance)
{
    writeIdentity(json, attendance.uuid.value(), attendance.revision);
    json.field(Key::leftAt, attendance.leftAt);
}

void write(JsonWriter &json, const Attendance &attendance)
{
    json.beginObject();
    writeContract(json, attendance);
    writeAdditions(json, attendance);
    json.endObject();
}

void writeForFeed(JsonWriter &json, const Attendance &attendance)
{
    json.beginObject();
    writeContract(json, attendance);
    writeAdditions(json, attendance);
    json.field(Key::eventUuid, attendance.eventUuid.value());
    json.field(Key::userUuid, attendance.userUuid.value());
    json.endObject();
}

void writeContract(JsonWriter &json, const Evaluation &evaluation)
{
    json.field(Key::id, evaluation.id.value());
    json.field(Key::eventId, evaluation.eventId.value());
    json.field(Key::userId, evaluation.userId.value());
    json.field(Key::graderId, number(evaluation.graderId));
    json.field(Key::status, name(evaluation.status));
    json.field(Key::score, evaluation.score);
    json.field(Key::feedback, evaluation.feedback);
    json.field(Key::respuestas, evaluation.respuestas);
    json.field(Key::submittedAt, evaluation.submittedAt);
    json.field(Key::gradedAt, evaluation.gradedAt);
    writeTimes(json, evaluation.createdAt, evaluation.updatedAt);
}

void writeAdditions(JsonWriter &json, const Evaluation &evaluation)
{
    writeIdentity(json, evaluation.uuid.value(), evaluation.revision);
}

void write(JsonWriter &json, const Evaluation &evaluation)
{
    json.beginObject();
    writeContract(json, evaluation);
    writeAdditions(json, evaluation);
    json.endObject();
}

void writeForFeed(JsonWriter &json, const Evaluation &evaluation)
{
    json.beginObject();
    writeContract(json, evaluation);
    writeAdditions(json, evaluation);
    json.key(Key::answers);
    writeAnswerRefs(json, evaluation.answers);
    json.field(Key::eventUuid, evaluation.eventUuid.value());
    json.field(Key::userUuid, evaluation.userUuid.value());
    json.endObject();
}

void write(JsonWriter &json, const Question &question)
{
    json.beginObject();
    json.field(Key::id, question.id.value());
    json.field(Key::eventId, question.eventId.value());
    json.field(Key::text, question.text);
    writeTimes(json, question.createdAt, question.updatedAt);
    json.endObject();
}

void write(JsonWriter &json, const Answer &answer)
{
    json.beginObject();
    json.field(Key::id, answer.id.value());
    json.field(Key::evaluationId, answer.evaluationId.value());
    json.field(Key::questionId, answer.questionId.value());
    json.field(Key::response, answer.response);
    writeTimes(json, answer.createdAt, answer.updatedAt);
    json.endObject();
}

void write(JsonWriter &json, const Employee &employee)
{
    json.beginObject();
    json.field(Key::id, employee.id.value());
    json.field(Key::userId, employee.id.value());
    json.field(Key::name, employee.name);
    json.field(Key::firstName, employee.firstName);
    json.field(Key::lastName, employee.lastName);
    json.field(Key::email, employee.email);
    json.field(Key::nationalId, employee.nationalId);
    json.field(Key::badgeCode, employee.badgeCode);
    json.field(Key::phone, employee.phone);
    json.field(Key::birthDate, employee.birthDate);
    json.field(Key::jobTitle, employee.jobTitle);
    json.field(Key::departmentId, number(employee.departmentId));
    json.field(Key::department, employee.department);
    json.field(Key::managerId, number(employee.managerId));
    json.field(Key::hireDate, employee.hireDate);
    json.field(Key::isActive, employee.isActive);
    writeTimes(json, employee.createdAt, employee.updatedAt);
    writeIdentity(json, employee.uuid.value(), employee.revision);
    if (employee.pinHash) {
        json.field(Key::pinHash, employee.pinHash);
    }
    json.field(Key::contractUntil, employee.contractUntil);
    json.field(Key::leftOn, employee.leftOn);
    json.field(Key::notes, employee.notes);
    json.endObject();
}

void write(JsonWriter &json, const Department &department)
{
    json.beginObject();
    writePlace(json, department);
    json.field(Key::people, department.people);
    writeIdentity(json, department.uuid.value(), department.revision);
    json.endObject();
}

void writeForFeed(JsonWriter &json, const Department &department)
{
    json.beginObject();
    writePlace(json, department);
    writeIdentity(json, department.uuid.value(), department.revision);
    json.endObject();
}

void write(JsonWriter &json, const Dashboard &dashboard)
{
    json.beginObject();
    json.field(Key::role, name(dashboard.role));
    json.field(Key::asOf, dashboard.asOf);
    json.key(Key::figures);
    json.beginObject();
    // In the order of names, so that the same figures are the same text.
    QStringList names = dashboard.figures.keys();
    names.sort();
    for (const QString &figure : std::as_const(names)) {
        json.field(QLatin1StringView(figure.toLatin1()), dashboard.figures.value(figure));
    }
    json.endObject();
    json.key(Key::series);
    json.beginObject();
    names = dashboard.series.keys();
    names.sort();
    for (const QString &chart : std::as_const(names)) {
        json.key(QLatin1StringView(chart.toLatin1()));
        json.beginArray();
        const QList<SeriesPoint> points = dashboard.series.value(chart);
        for (const SeriesPoint &point : points) {
            json.beginObject();
            json.field(Key::key, point.key);
            json.field(Key::label, point.label);
            json.field(Key::value, point.value);
            json.field(Key::id, point.id);
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
    json.endObject();
}

void writePerson(JsonWriter &json, const PersonRef &person)
{
    json.beginObject();
    json.field(Key::id, person.id.value());
    json.field(Key::name, person.name);
    json.field(Key::email, person.email);
    json.endObject();
}

void writePersonWithRole(JsonWriter &json, const PersonRef &person)
{
    json.beginObject();
    json.field(Key::id, person.id.value());
    json.field(Key::name, person.name);
    json.field(Key::email, person.email);
    json.field(Key::role, name(person.role));
    json.endObject();
}

void writeQuestionRefs(JsonWriter &json, const QList<Question> &questions)
{
    json.beginArray();
    for (const Question &question : questions) {
        json.beginObject();
        json.field(Key::id, question.id.value());
        json.field(Key::text, question.text);
        json.endObject();
    }
    json.endArray();
}

void writeAnswerRefs(JsonWriter &json, const QList<Answer> &answers)
{
    json.beginArray();
    for (const Answer &answer : answers) {
        json.beginObject();
        json.field(Key::id, answer.id.value());
        json.field(Key::questionId, answer.questionId.value());
        json.field(Key::response, answer.response);
        json.endObject();
    }
    json.endArray();
}

void write(JsonWriter &json, const Capture &capture)
{
    json.beginObject();
    json.field(Key::captureId, capture.uuid.value());
    json.field(Key::eventId, number(capture.eventId));
    json.field(Key::eventUuid, capture.eventUuid.value());
    json.field(Key::code, capture.code);
    json.field(Key::userId, number(capture.userId));
    json.field(Key::deviceId, capture.deviceId);
    json.field(Key::deviceSequence, capture.deviceSequence);
    json.field(Key::bootId, capture.bootId);
    json.field(Key::capturedAt,
               QByteArrayView(toIsoWithOffset(capture.capturedAt, capture.utcOffset)));
    json.field(Key::zone, capture.zone);
    json.field(Key::monotonicMs, static_cast<qint64>(capture.monotonic.count()));
    json.field(Key::anchorAt, capture.anchorAt);
    json.field(Key::anchorUncertaintyMs,
               capture.anchorUncertainty ? std::optional<qint64>(capture.anchorUncertainty->count())
                                         : std::nullopt);
    json.field(Key::method, name(capture.method));
    json.field(Key::note, capture.note);
    json.field(Key::anchorBootId, capture.anchorBootId);
    json.field(Key::anchorMonotonicMs, capture.anchorMonotonic
                                           ? std::optional<qint64>(capture.anchorMonotonic->count())
                                           : std::nullopt);
    json.field(Key::waiting, capture.isWaiting);
    json.field(Key::leaving, capture.isLeaving);
    json.endObject();
}

void writeFields(JsonWriter &json, const CaptureReceipt &receipt)
{
    json.field(Key::captureId, receipt.uuid.value());
    json.field(Key::outcome, name(receipt.outcome));
    json.field(Key::reason, receipt.reason);
    json.field(Key::attendanceId, number(receipt.attendanceId));
}

void write(JsonWriter &json, const CaptureReceipt &receipt)
{
    json.beginObject();
    writeFields(json, receipt);
    json.endObject();
}

namespace {

/// The value of a required field; the default when it is missing, which finish() then refuses.
template <typename T>
T required(std::optional<T> value)
{
    return value ? *std::move(value) : T{};
}

template <typename T>
Result<T> finished(const FieldReader &reader, T value)
{
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return value;
}

template <typename Entity>
void readTimes(FieldReader &reader, Entity &entity)
{
    entity.createdAt = required(reader.timestamp(Key::createdAt, Presence::Required));
    entity.updatedAt = required(reader.timestamp(Key::updatedAt, Presence::Required));
}

template <typename Entity>
void readIdentity(FieldReader &reader, Entity &entity)
{
    entity.uuid = decltype(entity.uuid)(required(reader.uuid(Key::uuid, Presence::Required)));
    entity.revision = required(reader.integer(Key::revision, Presence::Required));
}

QList<Question> readQuestions(FieldReader &reader, EventId eventId)
{
    QList<Question> questions;
    const QJsonArray array =
        reader.array(Key::questions, Presence::Optional).value_or(QJsonArray());
    for (const QJsonValue &value : array) {
        FieldReader item(value.toObject());
        Question question;
        question.id = QuestionId(required(item.integer(Key::id, Presence::Required)));
        question.eventId = eventId;
        question.text = required(item.text(Key::text, Presence::Required));
        if (!item.isOk()) {
            reader.refuse(Key::questions, QStringLiteral("must be a list of questions"));
            break;
        }
        questions.append(question);
    }
    return questions;
}

QList<Answer> readAnswers(FieldReader &reader, EvaluationId evaluationId)
{
    QList<Answer> answers;
    const QJsonArray array = reader.array(Key::answers, Presence::Optional).value_or(QJsonArray());
    for (const QJsonValue &value : array) {
        FieldReader item(value.toObject());
        Answer answer;
        answer.id = AnswerId(required(item.integer(Key::id, Presence::Required)));
        answer.evaluationId = evaluationId;
        answer.questionId = QuestionId(required(item.integer(Key::questionId, Presence::Required)));
        answer.response = required(item.text(Key::response, Presence::Required));
        if (!item.isOk()) {
            reader.refuse(Key::answers, QStringLiteral("must be a list of answers"));
            break;
        }
        answers.append(answer);
    }
    return answers;
}

} // namespace

Result<User> parseUser(const QJsonObject &object)
{
    FieldReader reader(object);
    User user;
    user.id = UserId(required(reader.integer(Key::id, Presence::Required)));
    user.name = required(reader.text(Key::name, Presence::Required));
    user.email = required(reader.text(Key::email, Presence::Required));
    user.role = required(reader.enumeration<Role>(Key::role, Presence::Required));
    user.isActive = required(reader.boolean(Key::isActive, Presence::Required));
    readTimes(reader, user);
    readIdentity(reader, user);
    return finished(reader, user);
}

Result<Event> parseEvent(const QJsonObject &object)
{
    FieldReader reader(object);
    Event event;
    event.id = EventId(required(reader.integer(Key::id, Presence::Required)));
    event.title = required(reader.text(Key::title, Presence::Required));
    event.description = reader.text(Key::description, Presence::Optional);
    event.date = required(reader.timestamp(Key::date, Presence::Required));
    event.duration =
        std::chrono::minutes(required(reader.integer(Key::duration, Presence::Required)));
    event.location = reader.text(Key::location, Presence::Optional);
    event.type = reader.text(Key::type, Presence::Optional);
    if (const auto seats = reader.integer(Key::maxAttendees, Presence::Optional, 0, INT_MAX)) {
        event.maxAttendees = static_cast<int>(*seats);
    }
    event.status = required(reader.enumeration<EventStatus>(Key::status, Presence::Required));
    event.isActive = required(reader.boolean(Key::isActive, Presence::Required));
    readTimes(reader, event);
    event.creatorId = UserId(required(reader.integer(Key::creatorId, Presence::Required)));
    event.registration =
        required(reader.enumeration<Registration>(Key::registration, Presence::Required));
    readIdentity(reader, event);
    event.zone = reader.text(Key::zone, Presence::Optional);
    event.questions = readQuestions(reader, event.id);
    return finished(reader, event);
}

Result<Attendance> parseAttendance(const QJsonObject &object)
{
    FieldReader reader(object);
    Attendance attendance;
    attendance.id = AttendanceId(required(reader.integer(Key::id, Presence::Required)));
    attendance.eventId = EventId(required(reader.integer(Key::eventId, Presence::Required)));
    attendance.userId = UserId(required(reader.integer(Key::userId, Presence::Required)));
    attendance.status =
        required(reader.enumeration<AttendanceStatus>(Key::status, Presence::Required));
    attendance.attendedAt = reader.timestamp(Key::attendedAt, Presence::Optional);
    attendance.notes = reader.text(Key::notes, Presence::Optional);
    readTimes(reader, attendance);
    readIdentity(reader, attendance);
    attendance.leftAt = reader.timestamp(Key::leftAt, Presence::Optional);
    attendance.eventUuid = EventUuid(required(reader.uuid(Key::eventUuid, Presence::Optional)));
    attendance.userUuid = UserUuid(required(reader.uuid(Key::userUuid, Presence::Optional)));
    return finished(reader, attendance);
}

Result<Evaluation> parseEvaluation(const QJsonObject &object)
{
    FieldReader reader(object);
    Evaluation evaluation;
    evaluation.id = EvaluationId(required(reader.integer(Key::id, Presence::Required)));
    evaluation.eventId = EventId(required(reader.integer(Key::eventId, Presence::Required)));
    evaluation.userId = UserId(required(reader.integer(Key::userId, Presence::Required)));
    evaluation.graderId = idOf<UserId>(reader.integer(Key::graderId, Presence::Optional));
    evaluation.status =
        required(reader.enumeration<EvaluationStatus>(Key::status, Presence::Required));
    if (const auto score = reader.integer(Key::score, Presence::Optional, 0, 100)) {
        evaluation.score = static_cast<int>(*score);
    }
    evaluation.feedback = reader.text(Key::feedback, Presence::Optional);
    evaluation.respuestas = reader.json(Key::respuestas);
    evaluation.submittedAt = reader.timestamp(Key::submittedAt, Presence::Optional);
    evaluation.gradedAt = reader.timestamp(Key::gradedAt, Presence::Optional);
    readTimes(reader, evaluation);
    readIdentity(reader, evaluation);
    evaluation.answers = readAnswers(reader, evaluation.id);
    evaluation.eventUuid = EventUuid(required(reader.uuid(Key::eventUuid, Presence::Optional)));
    evaluation.userUuid = UserUuid(required(reader.uuid(Key::userUuid, Presence::Optional)));
    return finished(reader, evaluation);
}

Result<Employee> parseEmployee(const QJsonObject &object)
{
    FieldReader reader(object);
    Employee employee;
    employee.id = UserId(required(reader.integer(Key::id, Presence::Required)));
    employee.name = required(reader.text(Key::name, Presence::Required));
    employee.firstName = required(reader.text(Key::firstName, Presence::Optional));
    employee.lastName = required(reader.text(Key::lastName, Presence::Optional));
    employee.email = required(reader.text(Key::email, Presence::Required));
    employee.nationalId = reader.text(Key::nationalId, Presence::Optional);
    employee.badgeCode = reader.text(Key::badgeCode, Presence::Optional);
    employee.phone = reader.text(Key::phone, Presence::Optional);
    employee.birthDate = reader.date(Key::birthDate, Presence::Optional);
    employee.jobTitle = reader.text(Key::jobTitle, Presence::Optional);
    employee.departmentId =
        idOf<DepartmentId>(reader.integer(Key::departmentId, Presence::Optional));
    employee.department = reader.text(Key::department, Presence::Optional);
    employee.managerId = idOf<UserId>(reader.integer(Key::managerId, Presence::Optional));
    employee.hireDate = reader.date(Key::hireDate, Presence::Optional);
    employee.isActive = required(reader.boolean(Key::isActive, Presence::Required));
    readTimes(reader, employee);
    readIdentity(reader, employee);
    employee.pinHash = reader.text(Key::pinHash, Presence::Optional);
    employee.contractUntil = reader.date(Key::contractUntil, Presence::Optional);
    employee.leftOn = reader.date(Key::leftOn, Presence::Optional);
    employee.notes = reader.text(Key::notes, Presence::Optional);
    return finished(reader, employee);
}

Result<Department> parseDepartment(const QJsonObject &object)
{
    FieldReader reader(object);
    Department department;
    department.id = DepartmentId(required(reader.integer(Key::id, Presence::Required)));
    department.name = required(reader.text(Key::name, Presence::Required));
    // Servers of before say no more than that.
    department.parentId = idOf<DepartmentId>(reader.integer(Key::parentId, Presence::Optional));
    department.headId = idOf<UserId>(reader.integer(Key::headId, Presence::Optional));
    if (const auto people = reader.integer(Key::people, Presence::Optional, 0, INT_MAX)) {
        department.people = static_cast<int>(*people);
    }
    department.uuid = DepartmentUuid(reader.uuid(Key::uuid, Presence::Optional).value_or(QUuid()));
    department.revision = reader.integer(Key::revision, Presence::Optional).value_or(0);
    return finished(reader, department);
}

Result<Dashboard> parseDashboard(const QJsonObject &object)
{
    FieldReader reader(object);
    Dashboard dashboard;
    dashboard.role = required(reader.enumeration<Role>(Key::role, Presence::Required));
    dashboard.asOf = required(reader.timestamp(Key::asOf, Presence::Required));
    const QJsonObject figures = required(reader.object(Key::figures, Presence::Required));
    for (auto it = figures.begin(); it != figures.end(); ++it) {
        dashboard.figures.insert(it.key(), it.value().toDouble());
    }
    const QJsonObject series = required(reader.object(Key::series, Presence::Required));
    for (auto it = series.begin(); it != series.end(); ++it) {
        QList<SeriesPoint> points;
        const QJsonArray array = it.value().toArray();
        for (const QJsonValue &value : array) {
            const QJsonObject point = value.toObject();
            points.append({point.value(Key::key).toString(), point.value(Key::label).toString(),
                           point.value(Key::value).toDouble(), point.value(Key::id).toInteger()});
        }
        dashboard.series.insert(it.key(), points);
    }
    return finished(reader, dashboard);
}

Result<Capture> parseCapture(const QJsonObject &object)
{
    FieldReader reader(object);
    Capture capture;
    capture.uuid = CaptureUuid(required(reader.uuid(Key::captureId, Presence::Required)));
    capture.eventId = idOf<EventId>(reader.integer(Key::eventId, Presence::Optional, 1));
    capture.eventUuid = EventUuid(required(reader.uuid(Key::eventUuid, Presence::Optional)));
    if (!capture.eventId && capture.eventUuid.isNull()) {
        reader.refuse(Key::eventUuid, QStringLiteral("or eventId must be given"));
    }
    capture.code = reader.text(Key::code, Presence::Optional, Limits::CodeMax);
    capture.userId = idOf<UserId>(reader.integer(Key::userId, Presence::Optional, 1));
    if (capture.code.has_value() == capture.userId.has_value()) {
        reader.refuse(Key::code, QStringLiteral("or userId must be given, and not both"));
    }
    capture.deviceId = required(reader.uuid(Key::deviceId, Presence::Required));
    capture.deviceSequence = required(reader.integer(Key::deviceSequence, Presence::Required, 1));
    capture.bootId = required(reader.uuid(Key::bootId, Presence::Required));
    if (const auto text = reader.text(Key::capturedAt, Presence::Required, Limits::ShortTextMax)) {
        if (const auto time = fromIsoWithOffset(*text)) {
            capture.capturedAt = time->instant;
            capture.utcOffset = time->offset;
        } else {
            reader.refuse(Key::capturedAt, QStringLiteral("must be a valid ISO 8601 date string"));
        }
    }
    capture.zone = required(reader.text(Key::zone, Presence::Optional, Limits::ShortTextMax));
    capture.monotonic = std::chrono::milliseconds(
        required(reader.integer(Key::monotonicMs, Presence::Required, 0)));
    capture.anchorAt = reader.timestamp(Key::anchorAt, Presence::Optional);
    if (const auto uncertainty = reader.integer(Key::anchorUncertaintyMs, Presence::Optional, 0)) {
        capture.anchorUncertainty = std::chrono::milliseconds(*uncertainty);
    }
    capture.method = required(reader.enumeration<CaptureMethod>(Key::method, Presence::Required));
    capture.note = reader.text(Key::note, Presence::Optional);
    capture.anchorBootId = reader.uuid(Key::anchorBootId, Presence::Optional);
    if (const auto monotonic = reader.integer(Key::anchorMonotonicMs, Presence::Optional, 0)) {
        capture.anchorMonotonic = std::chrono::milliseconds(*monotonic);
    }
    capture.isWaiting = reader.boolean(Key::waiting, Presence::Optional).value_or(false);
    capture.isLeaving = reader.boolean(Key::leaving, Presence::Optional).value_or(false);
    return finished(reader, capture);
}

Result<CaptureReceipt> parseCaptureReceipt(const QJsonObject &object)
{
    FieldReader reader(object);
    CaptureReceipt receipt;
    receipt.uuid = CaptureUuid(required(reader.uuid(Key::captureId, Presence::Required)));
    receipt.outcome =
        required(reader.enumeration<CaptureOutcome>(Key::outcome, Presence::Required));
    receipt.reason = reader.text(Key::reason, Presence::Optional);
    receipt.attendanceId =
        idOf<AttendanceId>(reader.integer(Key::attendanceId, Presence::Optional));
    return finished(reader, receipt);
}

} // namespace EvalTrack::Wire
