// SPDX-License-Identifier: GPL-3.0-or-later
// A page of GET /sync/changes and the records in it: what a client takes in can be written and is
// then the same.
#include "fuzz/demand.h"
#include "wire/entitycodec.h"
#include "wire/fieldreader.h"
#include "wire/syncprotocol.h"

#include <QJsonDocument>

using namespace EvalTrack;
using Fuzz::demand;

namespace {

/// The feed names every record it is about, other answers do not; what lacks a name is not written.
template <typename Entity>
bool isNamed(const Entity &entity)
{
    bool isNamed = true;
    if constexpr (requires { entity.uuid; }) {
        isNamed = isNamed && !entity.uuid.isNull();
    }
    if constexpr (requires { entity.eventUuid; }) {
        isNamed = isNamed && !entity.eventUuid.isNull() && !entity.userUuid.isNull();
    }
    return isNamed;
}

template <typename Entity, typename Parse, typename Write>
void readTwice(const QJsonObject &data, Parse parse, Write write)
{
    const Result<Entity> entity = parse(data);
    if (!entity || !isNamed(*entity)) {
        return;
    }
    Wire::JsonWriter json;
    write(json, *entity);
    const Result<Entity> again = parse(QJsonDocument::fromJson(json.take()).object());
    demand(again.has_value(), "a record that was read can be written and read again");
    demand(*again == *entity, "and is the same");
}

void readRecord(const Wire::Change &change)
{
    using namespace Wire;
    const auto plain = [](JsonWriter &json, const auto &entity) {
        write(json, entity);
    };
    const auto feed = [](JsonWriter &json, const auto &entity) {
        writeForFeed(json, entity);
    };
    switch (change.entity) {
    case FeedEntity::Department:
        readTwice<Department>(change.data, parseDepartment, plain);
        break;
    case FeedEntity::User:
        readTwice<User>(change.data, parseUser, plain);
        break;
    case FeedEntity::Employee:
        readTwice<Employee>(change.data, parseEmployee, plain);
        break;
    case FeedEntity::Event:
        readTwice<Event>(change.data, parseEvent, feed);
        break;
    case FeedEntity::Attendance:
        readTwice<Attendance>(change.data, parseAttendance, feed);
        break;
    case FeedEntity::Evaluation:
        readTwice<Evaluation>(change.data, parseEvaluation, feed);
        break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto object = Wire::parseObject(
        QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!object) {
        return 0;
    }
    const auto page = Wire::parseChangePage(*object);
    if (!page) {
        return 0;
    }
    for (const Wire::Change &change : page->changes) {
        if (change.operation == Wire::ChangeOperation::Upsert) {
            readRecord(change);
        }
    }
    return 0;
}
