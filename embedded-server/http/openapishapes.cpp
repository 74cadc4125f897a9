// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/openapishapes.h"

#include "wire/jsonwriter.h"
#include "wire/names.h"

#include <QLatin1String>

#include <array>

namespace EvalTrack::Server {

namespace {

using Wire::JsonWriter;

struct Schema
{
    const char *name;
    const char *fields; ///< "name:type …" in the order they are sent; "name!:type" is required in a
                        ///< request.
};

// clang-format off
constexpr std::array Schemas{
    Schema{"Person", "id:int name:str email:str"},
    Schema{"User", "id:int name:str email:str role:Role isActive:bool createdAt:time updatedAt:time uuid:uuid revision:int"},
    Schema{"Event", "id:int title:str description:str? date:time duration:int location:str? type:str? maxAttendees:int? "
                    "status:EventStatus isActive:bool createdAt:time updatedAt:time creatorId:int registration:Registration "
                    "uuid:uuid revision:int"},
    Schema{"Question", "id:int eventId:int text:str createdAt:time updatedAt:time"},
    Schema{"Answer", "id:int evaluationId:int questionId:int response:str createdAt:time updatedAt:time"},
    Schema{"Attendance", "id:int eventId:int userId:int status:AttendanceStatus attendedAt:time? notes:str? createdAt:time "
                         "updatedAt:time event:any user:Person uuid:uuid revision:int"},
    Schema{"Evaluation", "id:int eventId:int userId:int graderId:int? status:EvaluationStatus score:int? feedback:str? "
                         "respuestas:any submittedAt:time? gradedAt:time? createdAt:time updatedAt:time event:any user:Person "
                         "grader:any answers:Answer[] uuid:uuid revision:int"},
    Schema{"Employee", "id:int userId:int name:str firstName:str lastName:str email:str nationalId:str? badgeCode:str? phone:str? "
                       "birthDate:date? jobTitle:str? departmentId:int? department:str? managerId:int? hireDate:date? "
                       "isActive:bool createdAt:time updatedAt:time uuid:uuid revision:int"},
    Schema{"Department", "id:int name:str"},
    Schema{"Credentials", "email!:str password!:str"},
    Schema{"RefreshToken", "refresh_token!:str"},
    Schema{"Session", "access_token:str user:any refresh_token:str expires_in:int"},
    Schema{"UserInput", "name:str email:str password:str role:Role isActive:bool"},
    Schema{"EventInput", "title:str date:time duration:int description:str? location:str? type:str? maxAttendees:int? "
                         "preguntas:str[] registration:Registration"},
    Schema{"AttendanceInput", "eventId!:int notes:str?"},
    Schema{"AttendanceChange", "status:AttendanceStatus notes:str?"},
    Schema{"EvaluationInput", "eventId!:int feedback:str?"},
    Schema{"FeedbackInput", "feedback!:str"},
    Schema{"AnswerInput", "questionId!:int response!:str"},
    Schema{"AnswersInput", "answers!:AnswerInput[]"},
    Schema{"GradeInput", "score!:int feedback:str?"},
    Schema{"EmployeeInput", "uuid:uuid name:str firstName:str lastName:str email:str nationalId:str? badgeCode:str? phone:str? birthDate:date? "
                            "jobTitle:str? departmentId:int? managerId:int? hireDate:date? isActive:bool"},
    Schema{"Capture", "captureId!:uuid eventId:int eventUuid:uuid code:str userId:int deviceId!:str deviceSequence!:int "
                      "bootId:str capturedAt!:str zone:str monotonicMs:int anchorAt:time? anchorUncertaintyMs:int? "
                      "method!:CaptureMethod note:str?"},
    Schema{"Captures", "captures!:Capture[]"},
    Schema{"CaptureReceipts", "results:CaptureReceipt[]"},
    Schema{"CaptureReceipt", "captureId:uuid outcome:CaptureOutcome reason:str? attendanceId:int?"},
    Schema{"Change", "entity:str uuid:uuid op:str revision:int data:any"},
    Schema{"Changes", "changes:Change[] cursor:str hasMore:bool epoch:int serverTime:time"},
    Schema{"Page", "items:any[] nextCursor:str? total:int?"},
    Schema{"Health", "status:str timestamp:time uptime:num environment:str version:str"},
};

const QList<OperationShape> Shapes{
    {Verb::Get, "/health", nullptr, nullptr, "Health"},
    {Verb::Get, "/dashboard", "zone", nullptr, "any"},
    {Verb::Post, "/auth/login", nullptr, "Credentials", "Session"},
    {Verb::Post, "/auth/refresh", nullptr, "RefreshToken", "Session"},
    {Verb::Post, "/auth/logout", nullptr, "RefreshToken", nullptr},
    {Verb::Get, "/auth/me", nullptr, nullptr, "User"},
    {Verb::Get, "/users", "limit cursor search role state", nullptr, "User[]"},
    {Verb::Post, "/users", nullptr, "UserInput", "User"},
    {Verb::Get, "/users/:id", nullptr, nullptr, "User"},
    {Verb::Patch, "/users/:id", nullptr, "UserInput", "User"},
    {Verb::Get, "/employees", "limit cursor search", nullptr, "Employee[]"},
    {Verb::Post, "/employees", nullptr, "EmployeeInput", "Employee"},
    {Verb::Get, "/employees/:id", nullptr, nullptr, "Employee"},
    {Verb::Patch, "/employees/:id", nullptr, "EmployeeInput", "Employee"},
    {Verb::Get, "/departments", "limit cursor", nullptr, "Department[]"},
    {Verb::Get, "/events", "limit cursor", nullptr, "Event[]"},
    {Verb::Post, "/events", nullptr, "EventInput", "Event"},
    {Verb::Get, "/events/:id", nullptr, nullptr, "Event"},
    {Verb::Patch, "/events/:id", nullptr, "EventInput", "Event"},
    {Verb::Patch, "/events/:id/toggle-status", nullptr, nullptr, "Event"},
    {Verb::Get, "/attendances", "eventId limit cursor", nullptr, "Attendance[]"},
    {Verb::Post, "/attendances", nullptr, "AttendanceInput", "Attendance"},
    {Verb::Get, "/attendances/report", "eventId", nullptr, "any[]"},
    {Verb::Get, "/attendances/:id", nullptr, nullptr, "Attendance"},
    {Verb::Patch, "/attendances/:id", nullptr, "AttendanceChange", "Attendance"},
    {Verb::Patch, "/attendances/:id/confirm", nullptr, nullptr, "Attendance"},
    {Verb::Get, "/evaluations", "limit cursor", nullptr, "Evaluation[]"},
    {Verb::Post, "/evaluations", nullptr, "EvaluationInput", "Evaluation"},
    {Verb::Get, "/evaluations/report", "eventId", nullptr, "any[]"},
    {Verb::Get, "/evaluations/:id", nullptr, nullptr, "Evaluation"},
    {Verb::Patch, "/evaluations/:id", nullptr, "FeedbackInput", "Evaluation"},
    {Verb::Patch, "/evaluations/:id/answer", nullptr, "AnswersInput", "any"},
    {Verb::Patch, "/evaluations/:id/grade", nullptr, "GradeInput", "Evaluation"},
    {Verb::Get, "/sync/changes", "cursor since", nullptr, "Changes"},
    {Verb::Post, "/sync/captures", nullptr, "Captures", "CaptureReceipts"},
};
// clang-format on

template <typename Enum>
void writeEnum(JsonWriter &writer, const char *name)
{
    writer.key(QLatin1String(name));
    writer.beginObject();
    writer.field(QLatin1String("type"), QByteArrayView("string"));
    writer.key(QLatin1String("enum"));
    writer.beginArray();
    const QList<QByteArrayView> names = Wire::allNames<Enum>();
    for (const QByteArrayView value : names) {
        writer.value(value);
    }
    writer.endArray();
    writer.endObject();
}

void writePlain(JsonWriter &writer, QByteArrayView type, QByteArrayView format, bool isNullable)
{
    writer.key(QLatin1String("type"));
    if (isNullable) {
        writer.beginArray();
        writer.value(type);
        writer.value(QByteArrayView("null"));
        writer.endArray();
    } else {
        writer.value(type);
    }
    if (!format.isEmpty()) {
        writer.field(QLatin1String("format"), format);
    }
}

} // namespace

const QList<OperationShape> &operationShapes()
{
    return Shapes;
}

OperationShape operationShape(Verb verb, const char *path)
{
    for (const OperationShape &shape : Shapes) {
        if (shape.verb == verb && qstrcmp(shape.path, path) == 0) {
            return shape;
        }
    }
    return {};
}

void writeSchema(JsonWriter &writer, QByteArrayView type)
{
    const bool isNullable = type.endsWith('?');
    if (isNullable) {
        type.chop(1);
    }
    writer.beginObject();
    if (type.endsWith("[]")) {
        writePlain(writer, "array", {}, isNullable);
        writer.key(QLatin1String("items"));
        writeSchema(writer, type.chopped(2));
    } else if (type == "int") {
        writePlain(writer, "integer", {}, isNullable);
    } else if (type == "num") {
        writePlain(writer, "number", {}, isNullable);
    } else if (type == "str") {
        writePlain(writer, "string", {}, isNullable);
    } else if (type == "bool") {
        writePlain(writer, "boolean", {}, isNullable);
    } else if (type == "time") {
        writePlain(writer, "string", "date-time", isNullable);
    } else if (type == "date") {
        writePlain(writer, "string", "date", isNullable);
    } else if (type == "uuid") {
        writePlain(writer, "string", "uuid", isNullable);
    } else if (type != "any") {
        const QByteArray reference = "#/components/schemas/" + type.toByteArray();
        writer.field(QLatin1String("$ref"), QByteArrayView(reference));
    }
    writer.endObject();
}

void writeSchemas(JsonWriter &writer)
{
    writer.beginObject();
    writeEnum<Role>(writer, "Role");
    writeEnum<EventStatus>(writer, "EventStatus");
    writeEnum<Registration>(writer, "Registration");
    writeEnum<AttendanceStatus>(writer, "AttendanceStatus");
    writeEnum<EvaluationStatus>(writer, "EvaluationStatus");
    writeEnum<CaptureMethod>(writer, "CaptureMethod");
    writeEnum<CaptureOutcome>(writer, "CaptureOutcome");
    writer.key(QLatin1String("Error"));
    writer.raw(
        R"({"type":"object","required":["message","statusCode"],"properties":{)"
        R"("message":{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},)"
        R"("error":{"type":"string"},"statusCode":{"type":"integer"}}})");
    for (const Schema &schema : Schemas) {
        writer.key(QLatin1String(schema.name));
        writer.beginObject();
        writer.field(QLatin1String("type"), QByteArrayView("object"));
        QList<QByteArray> required;
        writer.key(QLatin1String("properties"));
        writer.beginObject();
        const QList<QByteArray> fields = QByteArray(schema.fields).split(' ');
        for (const QByteArray &field : fields) {
            const qsizetype colon = field.indexOf(':');
            QByteArray name = field.first(colon);
            if (name.endsWith('!')) {
                name.chop(1);
                required.append(name);
            }
            writer.key(QLatin1String(name));
            writeSchema(writer, QByteArrayView(field).sliced(colon + 1));
        }
        writer.endObject();
        if (!required.isEmpty()) {
            writer.key(QLatin1String("required"));
            writer.beginArray();
            for (const QByteArray &name : std::as_const(required)) {
                writer.value(QByteArrayView(name));
            }
            writer.endArray();
        }
        writer.endObject();
    }
    writer.endObject();
}

} // namespace EvalTrack::Server
