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

// An entity has what any route adds to it; which, the contract says.
// clang-format off
constexpr std::array Schemas{
    Schema{"Person", "id:int name:str email:str role:Role uuid:uuid"},
    Schema{"User", "id:int name:str email:str role:Role isActive:bool createdAt:time updatedAt:time uuid:uuid revision:int"},
    Schema{"Event", "id:int title:str description:str? date:time duration:int location:str? type:str? maxAttendees:int? "
                    "status:EventStatus isActive:bool createdAt:time updatedAt:time creatorId:int creator:Person _count:AttendanceCount attendances:Attendance[] "
                    "evaluations:Evaluation[] questions:Question[] registration:Registration uuid:uuid revision:int zone:str?"},
    Schema{"AttendanceCount", "attendances:int"},
    Schema{"EventInBrief", "id:int title:str date:time location:str? status:EventStatus type:str? questions:Question[]"},
    Schema{"Question", "id:int eventId:int text:str createdAt:time updatedAt:time"},
    Schema{"Answer", "id:int evaluationId:int questionId:int response:str createdAt:time updatedAt:time"},
    Schema{"Attendance", "id:int eventId:int userId:int status:AttendanceStatus attendedAt:time? notes:str? createdAt:time "
                         "updatedAt:time event:EventInBrief user:Person uuid:uuid revision:int leftAt:time?"},
    Schema{"Evaluation", "id:int eventId:int userId:int graderId:int? status:EvaluationStatus score:int? feedback:str? "
                         "respuestas:any submittedAt:time? gradedAt:time? createdAt:time updatedAt:time event:EventInBrief user:Person "
                         "grader:Person? answers:Answer[] attendance:Attendance uuid:uuid revision:int"},
    Schema{"Employee", "id:int userId:int name:str firstName:str lastName:str email:str nationalId:str? badgeCode:str? phone:str? "
                       "birthDate:date? jobTitle:str? departmentId:int? department:str? managerId:int? hireDate:date? "
                       "isActive:bool createdAt:time updatedAt:time uuid:uuid revision:int contractUntil:date? leftOn:date? notes:str?"},
    Schema{"Pin", "isSet:bool"},
    Schema{"PinInput", "pin!:str?"},
    Schema{"Document", "id:int userId:int kind:DocumentKind title:str fileName:str mediaType:str size:int sha256:str validUntil:date? "
                       "createdBy:NamedPerson createdAt:time updatedAt:time uuid:uuid revision:int"},
    Schema{"DocumentInput", "kind!:DocumentKind title!:str fileName!:str mediaType:str? content!:str validUntil:date? uuid:uuid"},
    Schema{"DocumentChange", "title:str kind:DocumentKind validUntil:date?"},
    Schema{"SharedView", "id:int name:str list:str roles:str[] state:any sharedBy:NamedPerson? uuid:uuid revision:int"},
    Schema{"SharedViewInput", "list!:str name!:str roles!:str[] state!:any"},
    Schema{"Department", "id:int name:str parentId:int? headId:int? people:int? uuid:uuid revision:int"},
    Schema{"Credentials", "email!:str password!:str"},
    Schema{"RefreshToken", "refresh_token!:str"},
    Schema{"Session", "access_token:str user:Person refresh_token:str expires_in:int"},
    Schema{"UserInput", "name!:str email!:str password!:str role:PersonRole uuid:uuid"},
    Schema{"UserChange", "name:str email:str password:str role:PersonRole isActive:bool"},
    Schema{"Device", "id:int name:str site:str state:DeviceState isRevoked:bool doubleTapSeconds:int asksPin:bool enrolledAt:time? revokedAt:time? "
                     "lastSeenAt:time? codeExpiresAt:time? createdAt:time updatedAt:time uuid:uuid revision:int"},
    Schema{"DeviceInput", "name!:str site:str doubleTapSeconds:int asksPin:bool exitPin!:str uuid:uuid"},
    Schema{"DeviceChange", "name:str site:str doubleTapSeconds:int asksPin:bool exitPin:str isRevoked:bool"},
    Schema{"DeviceWithCode", "device:Device enrolmentCode:str"},
    Schema{"StationSettings", "uuid:uuid name:str site:str doubleTapSeconds:int exitPinHash:str asksPin:bool"},
    Schema{"EnrolmentInput", "code!:str deviceUuid:uuid"},
    Schema{"Enrolment", "access_token:str user:Person refresh_token:str expires_in:int device:StationSettings"},
    Schema{"EventInput", "title!:str date!:time duration!:int description:str? location:str? type:str? maxAttendees:int? "
                         "preguntas:str[] registration:Registration isActive:bool uuid:uuid zone:str?"},
    Schema{"EventChange", "title:str date:time duration:int description:str? location:str? type:str? maxAttendees:int? "
                          "preguntas:str[] registration:Registration isActive:bool zone:str?"},
    Schema{"AttendanceInput", "eventId!:int notes:str? uuid:uuid"},
    Schema{"AttendanceChange", "status:AttendanceStatus notes:str?"},
    Schema{"EvaluationInput", "eventId!:int feedback:str? uuid:uuid"},
    Schema{"FeedbackInput", "feedback:str?"},
    Schema{"AnswerInput", "questionId!:int response!:str"},
    Schema{"AnswersInput", "answers!:AnswerInput[]"},
    Schema{"GradeInput", "score!:int feedback:str?"},
    Schema{"EmployeeInput", "name:str firstName:str lastName:str email:str nationalId:str? badgeCode:str? phone:str? birthDate:date? "
                            "jobTitle:str? departmentId:int? managerId:int? hireDate:date? isActive:bool uuid:uuid "
                            "contractUntil:date? leftOn:date? notes:str?"},
    Schema{"EmployeeChange", "name:str firstName:str lastName:str email:str nationalId:str? badgeCode:str? phone:str? birthDate:date? "
                             "jobTitle:str? departmentId:int? managerId:int? hireDate:date? isActive:bool contractUntil:date? leftOn:date? "
                             "notes:str?"},
    Schema{"DepartmentInput", "name!:str parentId:int? headId:int? uuid:uuid"},
    Schema{"DepartmentChange", "name:str parentId:int? headId:int?"},
    Schema{"Capture", "captureId!:uuid eventId:int? eventUuid:uuid code:str? userId:int? deviceId!:str deviceSequence!:int "
                      "bootId:str capturedAt!:str zone:str monotonicMs:int anchorAt:time? anchorUncertaintyMs:int? anchorBootId:uuid? "
                      "anchorMonotonicMs:int? method!:CaptureMethod note:str? waiting:bool leaving:bool"},
    Schema{"NamedPerson", "id:int name:str"},
    Schema{"CaptureRecord", "capture:Capture outcome:CaptureOutcome reason:str? flags:str[] countedAt:time bestAt:time? uncertaintyMs:int? "
                            "receivedAt:time recordedBy:NamedPerson person:NamedPerson? eventId:int? eventTitle:str attendanceId:int? "
                            "state:ReviewState? decidedBy:NamedPerson? decidedAt:time? decisionNote:str? change:any"},
    Schema{"DecisionInput", "decision!:ReviewDecision captureIds!:str[] userId:int reason:str?"},
    Schema{"DecisionResults", "results:DecisionResult[]"},
    Schema{"DecisionResult", "captureId:uuid message:str?"},
    Schema{"CorrectionInput", "attendedAt!:time? reason!:str"},
    Schema{"Correction", "at:time previousAt:time? correctedAt:time? reason:str by:NamedPerson"},
    Schema{"AttendanceStep", "at:time action:str by:NamedPerson?"},
    Schema{"AttendanceExplanation", "attendance:Attendance rule:AttendanceRule confirmedByHandAt:time? cancelledAt:time? "
                                    "captures:CaptureRecord[] corrections:Correction[] steps:AttendanceStep[]"},
    Schema{"CheckInKey", "eventUuid:uuid checkInKey:str stepSeconds:int opensAt:time closesAt:time serverTime:time"},
    Schema{"CheckInInput", "code!:str"},
    Schema{"CheckedIn", "captureId:uuid outcome:CaptureOutcome reason:str? attendanceId:int? eventTitle:str capturedAt:time"},
    Schema{"Captures", "captures!:Capture[]"},
    Schema{"SeatShareRequest", "eventUuid!:uuid deviceId!:uuid held!:int lastSequence!:int"},
    Schema{"SeatShare", "eventUuid:uuid seats:int?"},
    Schema{"CaptureReceipts", "results:CaptureReceipt[]"},
    Schema{"CaptureReceipt", "captureId:uuid outcome:CaptureOutcome reason:str? attendanceId:int?"},
    Schema{"Change", "entity:str uuid:uuid op:str revision:int data:any"},
    Schema{"Changes", "changes:Change[] cursor:str hasMore:bool epoch:str serverTime:time"},
    Schema{"Health", "status:str timestamp:time uptime:num environment:str version:str"},
    Schema{"Liveness", "status:str"},
    Schema{"Readiness", "status:str checks:str{} timestamp:time"},
    Schema{"SystemStatus", "user:Person system:SystemState timestamp:time server:ServerState database:DatabaseState requests:RequestFigures "
                           "captures:CaptureFigures backup:BackupState disk:DiskSpace stations:StationState[]"},
    Schema{"SystemState", "status:str load:num alerts:str[]"},
    Schema{"ServerState", "version:str environment:str startedAt:time schemaVersion:int? isDraining:bool"},
    Schema{"DatabaseState", "isReachable:bool version:str? sizeBytes:int? poolSize:int poolOpen:int poolInUse:int connections:int? maxConnections:int?"},
    Schema{"RequestFigures", "minutes:int answered:int errors:int"},
    Schema{"CaptureFigures", "accepted:int duplicate:int review:int toReview:int?"},
    Schema{"BackupState", "isWatched:bool lastAt:time?"},
    Schema{"DiskSpace", "freeBytes:int? sizeBytes:int?"},
    Schema{"StationState", "id:int name:str site:str state:DeviceState lastSeenAt:time? unsentSince:time?"},
    Schema{"ServerError", "id:int at:time requestId:str traceId:str method:str route:str status:int code:str? message:str? user:NamedPerson? uuid:uuid"},
    Schema{"Dashboard", "role:Role asOf:time figures:num{} series:SeriesPoint[]{}"},
    Schema{"SeriesPoint", "key:str label:str value:num id:int"},
    Schema{"ActivityEntry", "id:int at:time actor:NamedPerson? action:str entity:str entityId:int? entityUuid:uuid? title:str? person:NamedPerson? captures:int? fields:str[]"},
    Schema{"Import", "id:int kind:ImportKind fileName:str by:str createdAt:time appliedAt:time? undoneAt:time? created:int changed:int "
                     "leftAsIs:int uuid:uuid"},
    Schema{"ImportInput", "uuid!:uuid kind!:ImportKind fileName!:str"},
    Schema{"ImportLine", "line!:int uuid!:uuid revision:int? fields!:any"},
    Schema{"ImportLines", "lines!:ImportLine[]"},
    Schema{"RefusedLine", "line:int field:str message:str"},
    Schema{"ImportOutcome", "record:Import refused:RefusedLine[]"},
    Schema{"LegacyTrayEntry", "id:int entity:str entityId:int reason:str message:str content:any at:time decidedAt:time? decidedBy:NamedPerson? note:str?"},
    Schema{"LegacyDecision", "isDecided!:bool note:str?"},
    Schema{"LegacySources", "hasDriver:bool hasAccounts:bool hasBusiness:bool zone:str"},
    Schema{"LegacyPlaceInput", "accountsUrl:str? businessUrl:str? zone:str? olderZone:str? olderZoneUntil:date?"},
    Schema{"LegacyRunInput", "kind!:LegacyRunKind accountsUrl:str? businessUrl:str? zone:str? olderZone:str? olderZoneUntil:date?"},
    Schema{"LegacyCount", "entity:str rows:int"},
    Schema{"LegacyCounts", "tables:LegacyCount[]"},
    Schema{"LegacyTally", "entity:str read:int written:int unchanged:int merged:int waiting:int gone:int"},
    Schema{"LegacyRuleCount", "rule:str message:str rows:int"},
    Schema{"LegacyFound", "tables:LegacyTally[] rules:LegacyRuleCount[] broken:str[] brokenCount:int changed:str[] changedCount:int"},
    Schema{"LegacyRun", "id:int kind:LegacyRunKind state:LegacyRunState startedAt:time startedBy:NamedPerson? finishedAt:time? entity:str? done:int "
                        "total:int secondsLeft:int? isCancelling:bool message:str? hasReport:bool found:LegacyFound"},
    Schema{"StatusCount", "status:int"},
    Schema{"AverageScore", "score:num?"},
    Schema{"AttendanceReport", "_count:StatusCount status:AttendanceStatus"},
    Schema{"EvaluationReport", "_count:StatusCount _avg:AverageScore status:EvaluationStatus"},
    Schema{"Success", "success:bool"},
};

const QList<OperationShape> Shapes{
    {Verb::Get, "/health", nullptr, nullptr, "Health"},
    {Verb::Get, "/health/live", nullptr, nullptr, "Liveness"},
    {Verb::Get, "/health/ready", nullptr, nullptr, "Readiness"},
    {Verb::Get, "/ready", nullptr, nullptr, "Readiness"},
    {Verb::Get, "/admin/status", nullptr, nullptr, "SystemStatus"},
    {Verb::Get, "/admin/errors", "limit cursor", nullptr, "page:ServerError"},
    {Verb::Get, "/dashboard", "zone", nullptr, "Dashboard"},
    {Verb::Get, "/activity", "limit cursor since until", nullptr, "page:ActivityEntry"},
    {Verb::Post, "/auth/login", nullptr, "Credentials", "Session"},
    {Verb::Post, "/auth/refresh", nullptr, "RefreshToken", "Session"},
    {Verb::Post, "/auth/logout", nullptr, "RefreshToken", nullptr},
    {Verb::Get, "/auth/me", nullptr, nullptr, "User"},
    {Verb::Get, "/users", "limit cursor search role state", nullptr, "User[]"},
    {Verb::Post, "/users", nullptr, "UserInput", "User"},
    {Verb::Get, "/users/:id", nullptr, nullptr, "User"},
    {Verb::Patch, "/users/:id", nullptr, "UserChange", "User"},
    {Verb::Get, "/employees", "limit cursor search", nullptr, "page:Employee"},
    {Verb::Post, "/employees", nullptr, "EmployeeInput", "Employee"},
    {Verb::Get, "/employees/:id", nullptr, nullptr, "Employee"},
    {Verb::Patch, "/employees/:id", nullptr, "EmployeeChange", "Employee"},
    {Verb::Get, "/employees/:id/pin", nullptr, nullptr, "Pin"},
    {Verb::Post, "/employees/:id/pin", nullptr, "PinInput", nullptr},
    {Verb::Get, "/employees/:id/documents", "limit cursor", nullptr, "page:Document"},
    {Verb::Post, "/employees/:id/documents", nullptr, "DocumentInput", "Document"},
    {Verb::Get, "/employees/:id/history", "limit cursor", nullptr, "page:ActivityEntry"},
    {Verb::Get, "/documents/:id", nullptr, nullptr, "Document"},
    {Verb::Patch, "/documents/:id", nullptr, "DocumentChange", "Document"},
    {Verb::Get, "/views", "limit cursor", nullptr, "page:SharedView"},
    {Verb::Post, "/views", nullptr, "SharedViewInput", "SharedView"},
    {Verb::Delete, "/views/:id", nullptr, nullptr, nullptr},
    {Verb::Get, "/departments", "limit cursor", nullptr, "page:Department"},
    {Verb::Post, "/departments", nullptr, "DepartmentInput", "Department"},
    {Verb::Get, "/departments/:id", nullptr, nullptr, "Department"},
    {Verb::Patch, "/departments/:id", nullptr, "DepartmentChange", "Department"},
    {Verb::Delete, "/departments/:id", "moveTo", nullptr, nullptr},
    {Verb::Get, "/events", "limit cursor", nullptr, "Event[]"},
    {Verb::Post, "/events", nullptr, "EventInput", "Event"},
    {Verb::Get, "/events/:id", nullptr, nullptr, "Event"},
    {Verb::Patch, "/events/:id", nullptr, "EventChange", "Event"},
    {Verb::Patch, "/events/:id/toggle-status", nullptr, nullptr, "Event"},
    {Verb::Get, "/attendances", "eventId limit cursor", nullptr, "Attendance[]"},
    {Verb::Get, "/events/:id/check-in-key", nullptr, nullptr, "CheckInKey"},
    {Verb::Post, "/attendances/check-in", nullptr, "CheckInInput", "CheckedIn"},
    {Verb::Post, "/attendances", nullptr, "AttendanceInput", "Attendance"},
    {Verb::Get, "/attendances/report", "eventId", nullptr, "AttendanceReport[]"},
    {Verb::Get, "/attendances/:id", nullptr, nullptr, "Attendance"},
    {Verb::Patch, "/attendances/:id", nullptr, "AttendanceChange", "Attendance"},
    {Verb::Patch, "/attendances/:id/confirm", nullptr, nullptr, "Attendance"},
    {Verb::Get, "/attendances/:id/explanation", nullptr, nullptr, "AttendanceExplanation"},
    {Verb::Post, "/attendances/:id/corrections", nullptr, "CorrectionInput", "AttendanceExplanation"},
    {Verb::Get, "/reviews", "limit cursor state", nullptr, "page:CaptureRecord"},
    {Verb::Post, "/reviews/decisions", nullptr, "DecisionInput", "DecisionResults"},
    {Verb::Get, "/evaluations", "limit cursor", nullptr, "Evaluation[]"},
    {Verb::Post, "/evaluations", nullptr, "EvaluationInput", "Evaluation"},
    {Verb::Get, "/evaluations/report", "eventId", nullptr, "EvaluationReport[]"},
    {Verb::Get, "/evaluations/:id", nullptr, nullptr, "Evaluation"},
    {Verb::Patch, "/evaluations/:id", nullptr, "FeedbackInput", "Evaluation"},
    {Verb::Patch, "/evaluations/:id/answer", nullptr, "AnswersInput", "Success"},
    {Verb::Patch, "/evaluations/:id/grade", nullptr, "GradeInput", "Evaluation"},
    {Verb::Get, "/devices", "limit cursor", nullptr, "page:Device"},
    {Verb::Post, "/devices", nullptr, "DeviceInput", "DeviceWithCode"},
    {Verb::Get, "/devices/:id", nullptr, nullptr, "Device"},
    {Verb::Patch, "/devices/:id", nullptr, "DeviceChange", "Device"},
    {Verb::Post, "/devices/:id/code", nullptr, nullptr, "DeviceWithCode"},
    {Verb::Post, "/devices/enrol", nullptr, "EnrolmentInput", "Enrolment"},
    {Verb::Get, "/devices/self", nullptr, nullptr, "StationSettings"},
    {Verb::Get, "/imports", "limit cursor", nullptr, "page:Import"},
    {Verb::Post, "/imports", nullptr, "ImportInput", "Import"},
    {Verb::Post, "/imports/:id/lines", nullptr, "ImportLines", nullptr},
    {Verb::Post, "/imports/:id/carry-out", nullptr, nullptr, "ImportOutcome"},
    {Verb::Post, "/imports/:id/undo", nullptr, nullptr, "ImportOutcome"},
    {Verb::Get, "/legacy/tray", "limit cursor state", nullptr, "page:LegacyTrayEntry"},
    {Verb::Patch, "/legacy/tray/:id", nullptr, "LegacyDecision", "LegacyTrayEntry"},
    {Verb::Get, "/legacy/sources", nullptr, nullptr, "LegacySources"},
    {Verb::Post, "/legacy/sources", nullptr, "LegacyPlaceInput", "LegacyCounts"},
    {Verb::Get, "/legacy/runs", "limit cursor", nullptr, "page:LegacyRun"},
    {Verb::Post, "/legacy/runs", nullptr, "LegacyRunInput", "LegacyRun"},
    {Verb::Get, "/legacy/runs/:id", nullptr, nullptr, "LegacyRun"},
    {Verb::Post, "/legacy/runs/:id/cancel", nullptr, nullptr, "LegacyRun"},
    {Verb::Get, "/sync/changes", "limit cursor since until stalls unsent", nullptr, "Changes"},
    {Verb::Post, "/sync/captures", nullptr, "Captures", "CaptureReceipts"},
    {Verb::Post, "/sync/seats", nullptr, "SeatShareRequest", "SeatShare"},
};
// clang-format on

void writeNames(JsonWriter &writer, const char *name, const QList<QByteArrayView> &names)
{
    writer.key(QLatin1String(name));
    writer.beginObject();
    writer.field(QLatin1String("type"), QByteArrayView("string"));
    writer.key(QLatin1String("enum"));
    writer.beginArray();
    for (const QByteArrayView value : names) {
        writer.value(value);
    }
    writer.endArray();
    writer.endObject();
}

template <typename Enum>
void writeEnum(JsonWriter &writer, const char *name)
{
    writeNames(writer, name, Wire::allNames<Enum>());
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

void writeReference(JsonWriter &writer, QByteArrayView type, bool isNullable)
{
    const QByteArray reference = "#/components/schemas/" + type.toByteArray();
    if (!isNullable) {
        writer.field(QLatin1String("$ref"), QByteArrayView(reference));
        return;
    }
    writer.key(QLatin1String("oneOf"));
    writer.raw(QByteArray(R"([{"$ref":")" + reference + R"("},{"type":"null"}])"));
}

void writePage(JsonWriter &writer, QByteArrayView item)
{
    writePlain(writer, "object", {}, false);
    writer.key(QLatin1String("properties"));
    writer.beginObject();
    writer.key(QLatin1String("items"));
    writeSchema(writer, QByteArray(item.toByteArray() + "[]"));
    writer.key(QLatin1String("nextCursor"));
    writeSchema(writer, "str?");
    writer.key(QLatin1String("total"));
    writeSchema(writer, "int?");
    writer.endObject();
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
    if (type.startsWith("page:")) {
        writePage(writer, type.sliced(qstrlen("page:")));
    } else if (type.endsWith("[]")) {
        writePlain(writer, "array", {}, isNullable);
        writer.key(QLatin1String("items"));
        writeSchema(writer, type.chopped(2));
    } else if (type.endsWith("{}")) {
        writePlain(writer, "object", {}, isNullable);
        writer.key(QLatin1String("additionalProperties"));
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
        writeReference(writer, type, isNullable);
    }
    writer.endObject();
}

void writeSchemas(JsonWriter &writer)
{
    writer.beginObject();
    writeEnum<Role>(writer, "Role");
    writeNames(writer, "PersonRole", Wire::personRoleNames());
    writeEnum<DeviceState>(writer, "DeviceState");
    writeEnum<EventStatus>(writer, "EventStatus");
    writeEnum<Registration>(writer, "Registration");
    writeEnum<AttendanceStatus>(writer, "AttendanceStatus");
    writeEnum<EvaluationStatus>(writer, "EvaluationStatus");
    writeEnum<CaptureMethod>(writer, "CaptureMethod");
    writeEnum<CaptureOutcome>(writer, "CaptureOutcome");
    writeEnum<ReviewState>(writer, "ReviewState");
    writeEnum<ReviewDecision>(writer, "ReviewDecision");
    writeEnum<AttendanceRule>(writer, "AttendanceRule");
    writeEnum<ImportKind>(writer, "ImportKind");
    writeEnum<DocumentKind>(writer, "DocumentKind");
    writeEnum<LegacyRunKind>(writer, "LegacyRunKind");
    writeEnum<LegacyRunState>(writer, "LegacyRunState");
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
