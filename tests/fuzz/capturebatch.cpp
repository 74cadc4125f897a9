// SPDX-License-Identifier: GPL-3.0-or-later
// The body of POST /sync/captures: what is taken in can be written and is then the same.
#include "controllers/capturebatch.h"
#include "domain/validation.h"
#include "fuzz/demand.h"
#include "wire/entitycodec.h"
#include "wire/syncprotocol.h"

#include <QJsonDocument>

using namespace EvalTrack;
using Fuzz::demand;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto object = Wire::parseObject(
        QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!object) {
        return 0;
    }
    Wire::FieldReader fields(*object);
    const QList<Capture> captures = Server::readCaptureBatch(fields);
    if (!fields.isOk()) {
        return 0;
    }
    demand(!captures.isEmpty() && captures.size() <= Wire::CapturesPerRequestMax,
           "as many captures as a request may have");
    for (const Capture &capture : captures) {
        demand(!capture.code || (capture.code->size() <= Limits::CodeMax &&
                                 !checkText(*capture.code, Limits::CodeMax)),
               "a code that the database can keep");
        if (capture.eventUuid.isNull()) {
            continue; // By the event's number only; a station, which writes captures, has its name.
        }
        Wire::JsonWriter json;
        Wire::write(json, capture);
        const auto again = Wire::parseCapture(QJsonDocument::fromJson(json.take()).object());
        demand(again.has_value(), "what was taken in can be read again");
        demand(*again == capture, "and is the same");
    }
    return 0;
}
