// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/openapidocument.h"

#include "domain/permission.h"
#include "http/openapishapes.h"
#include "wire/jsonwriter.h"
#include "wire/names.h"

#include <QLatin1String>

#include <array>

namespace EvalTrack::Server {

namespace {

using Wire::JsonWriter;

constexpr std::array AllRoles{Role::Admin, Role::HumanResources, Role::Employee, Role::Station};

/// "/events/:id/confirm" → "/events/{id}/confirm"
QByteArray templated(const char *path, QList<QByteArray> &parameters)
{
    QByteArray result;
    const QList<QByteArray> segments = QByteArray(path).sliced(1).split('/');
    for (const QByteArray &segment : segments) {
        result += '/';
        if (segment.startsWith(':')) {
            parameters.append(segment.sliced(1));
            result += '{' + parameters.last() + '}';
        } else {
            result += segment;
        }
    }
    return result;
}

/// "get_events_id_confirm": stable names for generated clients.
QByteArray operationId(const Route &route)
{
    QByteArray id = name(route.verb).toByteArray().toLower() + route.path;
    id.replace("/:", "_").replace('/', '_').replace('.', '_').replace('-', '_');
    return id;
}

bool isMutation(Verb verb)
{
    return verb != Verb::Get && verb != Verb::Head && verb != Verb::Options;
}

bool isPublic(const Route &route)
{
    return std::holds_alternative<Public>(route.access);
}

void writeParameter(JsonWriter &writer, QByteArrayView place, QByteArrayView parameter,
                    QByteArrayView type, bool required, QByteArrayView description)
{
    writer.beginObject();
    writer.field(QLatin1String("name"), parameter);
    writer.field(QLatin1String("in"), place);
    writer.field(QLatin1String("required"), required);
    if (!description.isEmpty()) {
        writer.field(QLatin1String("description"), description);
    }
    writer.key(QLatin1String("schema"));
    writer.beginObject();
    writer.field(QLatin1String("type"), type);
    writer.endObject();
    writer.endObject();
}

/// Signing in, renewing and signing out can be repeated without one.
bool takesIdempotencyKey(const Route &route)
{
    return isMutation(route.verb) &&
           (!isPublic(route) || QByteArrayView(route.path) == "/devices/enrol");
}

void writeParameters(JsonWriter &writer, const Route &route, const QList<QByteArray> &inPath)
{
    writer.key(QLatin1String("parameters"));
    writer.beginArray();
    for (const QByteArray &parameter : inPath) {
        writeParameter(writer, "path", parameter, parameter == "id" ? "integer" : "string", true,
                       {});
    }
    const OperationShape shape = operationShape(route.verb, route.path);
    if (shape.query != nullptr) {
        const QList<QByteArray> queryNames = QByteArray(shape.query).split(' ');
        for (const QByteArray &parameter : queryNames) {
            const bool isNumber = parameter == "limit" || parameter.endsWith("Id");
            writeParameter(writer, "query", parameter, isNumber ? "integer" : "string", false, {});
        }
    }
    if (takesIdempotencyKey(route)) {
        writeParameter(writer, "header", "Idempotency-Key", "string", false,
                       "A repeated request under the same key gets the first one's answer");
    }
    if (isMutation(route.verb) && inPath.contains("id")) {
        writeParameter(writer, "header", "If-Match", "string", false,
                       "The revision in quotes; 412 with the current record when it is another");
    }
    if (route.verb == Verb::Get) {
        writeParameter(writer, "header", "If-None-Match", "string", false, {});
    }
    writer.endArray();
}

void writeContent(JsonWriter &writer, QByteArrayView type, bool isPaged = false)
{
    writer.key(QLatin1String("content"));
    writer.beginObject();
    writer.key(QLatin1String("application/json"));
    writer.beginObject();
    writer.key(QLatin1String("schema"));
    if (isPaged) {
        writer.beginObject();
        writer.key(QLatin1String("oneOf"));
        writer.beginArray();
        writeSchema(writer, type);
        writeSchema(writer, QByteArray("page:" + type.chopped(2).toByteArray()));
        writer.endArray();
        writer.endObject();
    } else {
        writeSchema(writer, type);
    }
    writer.endObject();
    writer.endObject();
}

void writeSuccess(JsonWriter &writer, int status, const OperationShape &shape)
{
    const QByteArray type(shape.response);
    const bool isPaged =
        type.endsWith("[]") && QByteArray(shape.query).split(' ').contains("limit");
    writer.key(QLatin1String(QByteArray::number(status)));
    writer.beginObject();
    writer.field(QLatin1String("description"),
                 isPaged ? QByteArrayView("The whole array; with limit, a Page of it")
                         : reasonPhrase(status));
    if (shape.response != nullptr && status != 204) {
        writeContent(writer, type, isPaged);
    }
    writer.endObject();
}

void writeError(JsonWriter &writer, int status)
{
    const QByteArray reference = "#/components/responses/E" + QByteArray::number(status);
    writer.key(QLatin1String(QByteArray::number(status)));
    writer.beginObject();
    writer.field(QLatin1String("$ref"), QByteArrayView(reference));
    writer.endObject();
}

int successOf(const Route &route)
{
    const QByteArrayView path(route.path);
    if (route.verb == Verb::Delete || path == "/auth/logout") {
        return 204;
    }
    return route.verb == Verb::Post && path != "/auth/login" ? 201 : 200;
}

void writeAnswers(JsonWriter &writer, const Route &route, bool hasId)
{
    const QByteArrayView path(route.path);
    writer.key(QLatin1String("responses"));
    writer.beginObject();
    writeSuccess(writer, successOf(route), operationShape(route.verb, route.path));
    if (route.verb == Verb::Get) {
        writeSuccess(writer, 304, {});
    }
    QList<int> errors;
    if (hasId || isMutation(route.verb) ||
        operationShape(route.verb, route.path).query != nullptr) {
        errors.append(400);
    }
    if (!isPublic(route) || path == "/auth/login" || path == "/auth/refresh" ||
        path == "/devices/enrol") {
        errors.append(401);
    }
    if (std::holds_alternative<Permission>(route.access) ||
        std::holds_alternative<Operator>(route.access) || hasId || path == "/auth/refresh") {
        errors.append(403);
    }
    if (hasId) {
        errors.append(404);
    }
    if (isMutation(route.verb)) {
        errors.append({409, 413});
        if (takesIdempotencyKey(route)) {
            errors.append(422);
        }
        if (hasId) {
            errors.append(412);
        }
    }
    if (path == "/sync/changes") {
        errors.append(410);
    }
    if (path == "/auth/login" || path == "/devices/enrol") {
        errors.append(429);
    }
    errors.append({500, 503});
    std::sort(errors.begin(), errors.end());
    for (const int status : std::as_const(errors)) {
        writeError(writer, status);
    }
    writer.endObject();
}

void writeAccess(JsonWriter &writer, const Route &route)
{
    writer.key(QLatin1String("security"));
    writer.beginArray();
    if (!isPublic(route)) {
        writer.beginObject();
        writer.key(QLatin1String("bearer"));
        writer.beginArray();
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
    writer.key(QLatin1String("x-roles"));
    writer.beginArray();
    if (!isPublic(route) && !std::holds_alternative<Operator>(route.access)) {
        const auto *const permission = std::get_if<Permission>(&route.access);
        for (const Role role : AllRoles) {
            if (permission == nullptr || roleHas(role, *permission)) {
                writer.value(Wire::name(role));
            }
        }
    }
    writer.endArray();
}

void writeOperation(JsonWriter &writer, const Route &route, const QList<QByteArray> &inPath)
{
    writer.key(QLatin1String(name(route.verb).toByteArray().toLower()));
    writer.beginObject();
    writer.field(QLatin1String("operationId"), QByteArrayView(operationId(route)));
    writer.field(QLatin1String("summary"), QByteArrayView(route.summary));
    writer.key(QLatin1String("tags"));
    writer.beginArray();
    writer.value(QByteArrayView(QByteArray(route.path).split('/').at(1)));
    writer.endArray();
    writeAccess(writer, route);
    writeParameters(writer, route, inPath);
    if (isMutation(route.verb) && route.verb != Verb::Delete) {
        writer.key(QLatin1String("requestBody"));
        const char *const request = operationShape(route.verb, route.path).request;
        writer.beginObject();
        writeContent(writer, request != nullptr ? request : "any");
        writer.endObject();
        writer.field(QLatin1String("x-body-limit"), route.bodyLimit);
    }
    writeAnswers(writer, route, !inPath.isEmpty());
    writer.endObject();
}

void writeComponents(JsonWriter &writer)
{
    writer.key(QLatin1String("components"));
    writer.beginObject();
    writer.key(QLatin1String("securitySchemes"));
    writer.raw(R"({"bearer":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}})");
    writer.key(QLatin1String("schemas"));
    writeSchemas(writer);
    writer.key(QLatin1String("responses"));
    writer.beginObject();
    for (const int status : {400, 401, 403, 404, 409, 410, 412, 413, 422, 429, 500, 503}) {
        writer.key(QLatin1String(QByteArray('E' + QByteArray::number(status))));
        writer.beginObject();
        writer.field(QLatin1String("description"), reasonPhrase(status));
        writer.key(QLatin1String("content"));
        writer.raw(R"({"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}})");
        writer.endObject();
    }
    writer.endObject();
    writer.endObject();
}

} // namespace

QByteArray openApiDocument(const RouteTable &routes, const QString &version)
{
    JsonWriter writer;
    writer.beginObject();
    writer.field(QLatin1String("openapi"), QByteArrayView("3.1.0"));
    writer.key(QLatin1String("info"));
    writer.beginObject();
    writer.field(QLatin1String("title"), QByteArrayView("EvalTrack"));
    writer.field(QLatin1String("version"), version);
    writer.endObject();
    writer.key(QLatin1String("paths"));
    writer.beginObject();
    QList<QByteArray> written;
    for (const Route &route : routes) {
        if (written.contains(route.path)) {
            continue;
        }
        written.append(route.path);
        QList<QByteArray> parameters;
        writer.key(QLatin1String(templated(route.path, parameters)));
        writer.beginObject();
        for (const Route &sibling : routes) {
            if (qstrcmp(sibling.path, route.path) == 0) {
                writeOperation(writer, sibling, parameters);
            }
        }
        writer.endObject();
    }
    writer.endObject();
    writeComponents(writer);
    writer.endObject();
    return writer.take();
}

} // namespace EvalTrack::Server
