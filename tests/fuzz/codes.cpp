// SPDX-License-Identifier: GPL-3.0-or-later
// What a scanner types: a code that a station takes in is found among the people who have it, and
// reaches the server as it is.
#include "controllers/capturebatch.h"
#include "domain/validation.h"
#include "fuzz/demand.h"
#include "ports/peoplesnapshot.h"
#include "wire/checkincode.h"
#include "wire/entitycodec.h"
#include "wire/keys.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace EvalTrack;
using Fuzz::demand;

namespace {

Employee whoHas(const QString &badgeCode, const QString &nationalId)
{
    Employee employee;
    employee.id = UserId(7);
    employee.uuid = UserUuid(QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7));
    employee.name = QStringLiteral("Ana");
    employee.badgeCode = badgeCode;
    employee.nationalId = nationalId;
    return employee;
}

Capture captureOf(const QString &code)
{
    Capture capture;
    capture.uuid = CaptureUuid(QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    capture.eventUuid = EventUuid(QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
    capture.code = code;
    capture.deviceId = QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3);
    capture.deviceSequence = 1;
    capture.bootId = QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4);
    capture.capturedAt = Timestamp(std::chrono::milliseconds(1'780'000'000'000));
    return capture;
}

/// What the server makes of it.
QString received(const Capture &capture)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.key(Wire::Key::captures);
    json.beginArray();
    Wire::write(json, capture);
    json.endArray();
    json.endObject();
    const auto body = Wire::parseObject(json.take());
    demand(body.has_value(), "a station writes what the server can read");
    Wire::FieldReader fields(*body);
    const QList<Capture> captures = Server::readCaptureBatch(fields);
    demand(fields.isOk() && captures.size() == 1 && captures.first().code,
           "the server takes in what a station took in");
    return *captures.first().code;
}

/// What is read as an event's code says what it was made of, and only the key's owner signs it.
void demandCheckInCode(const QString &text)
{
    const auto code = Wire::readCheckInCode(text);
    if (!code) {
        return;
    }
    const QByteArray key(32, 'k');
    const QString made = Wire::makeCheckInCode(code->event, code->step, key);
    const auto again = Wire::readCheckInCode(made);
    demand(again && again->event == code->event && again->step == code->step,
           "a code says what it was made of");
    demand(Wire::isSignedWith(*again, key), "a code is signed with the key it was made with");
    demand(Wire::isSignedWith(*code, key) == (code->signature == again->signature),
           "no other signature is taken for the key's");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    // As CodeReader and CaptureLedger take a line.
    const QString code =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))
            .trimmed();
    if (code.isEmpty() || checkText(code, Limits::CodeMax)) {
        return 0;
    }
    demandCheckInCode(code);
    PeopleSnapshot people;
    people.put(whoHas(code, QStringLiteral("other")));
    demand(people.byCode(code).has_value(), "a badge finds its person");
    people.put(whoHas(QStringLiteral("other"), code));
    demand(people.byCode(code).has_value(), "a national id finds its person");
    people.put(whoHas(QStringLiteral("other"), QStringLiteral("another")));
    demand(code == u"other" || code == u"another" || !people.byCode(code),
           "a code that nobody has any more finds nobody");
    demand(received(captureOf(code)) == code, "the code arrives as it was read");
    return 0;
}
