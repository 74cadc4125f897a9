// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"

#include <QByteArrayView>
#include <QList>

namespace EvalTrack::Wire {
class JsonWriter;
}

namespace EvalTrack::Server {

/// What a request to a route carries and what its answer is, for the OpenAPI document: names of
/// schemas, "[]" for an array.
struct OperationShape
{
    Verb verb = Verb::Get;
    const char *path = nullptr;
    const char *query = nullptr;    ///< Names of the query parameters, separated by spaces.
    const char *request = nullptr;  ///< Schema of the body.
    const char *response = nullptr; ///< Schema of the success answer's body.
};

[[nodiscard]] const QList<OperationShape> &operationShapes();
/// The shape of a route; an empty one when nothing is written down.
[[nodiscard]] OperationShape operationShape(Verb verb, const char *path);

/// Writes the schema that a short type stands for: int, num, str, bool, time, date, uuid, any, or
/// the name of a schema; "[]" for an array of it, "{}" for an object of them by any name, "page:"
/// before it for a page of them, "?" when it may be null.
void writeSchema(Wire::JsonWriter &writer, QByteArrayView type);
/// Writes the object of all named schemas.
void writeSchemas(Wire::JsonWriter &writer);

} // namespace EvalTrack::Server
