// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/systemstatuscodec.h"

#include "wire/keys.h"
#include "wire/namedperson.h"

#include <QJsonArray>

#include <limits>

namespace EvalTrack::Wire {

namespace {

std::optional<QString> nullIfEmpty(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

void write(JsonWriter &json, const DatabaseStatus &database)
{
    json.beginObject();
    json.field(Key::isReachable, database.isReachable);
    json.field(Key::version, database.version);
    json.field(Key::sizeBytes, database.sizeBytes);
    json.field(Key::poolSize, database.poolSize);
    json.field(Key::poolOpen, database.poolOpen);
    json.field(Key::poolInUse, database.poolInUse);
    json.field(Key::connections, database.connections);
    json.field(Key::maxConnections, database.maxConnections);
    json.endObject();
}

void write(JsonWriter &json, const StationStatus &station)
{
    json.beginObject();
    json.field(Key::id, station.id.value());
    json.field(Key::name, station.name);
    json.field(Key::site, station.site);
    json.field(Key::state, name(station.state));
    json.field(Key::lastSeenAt, station.lastSeenAt);
    json.field(Key::unsentSince, station.unsentSince);
    json.endObject();
}

/// The members of an object within the answer; what is wrong with them goes to `all`.
template <typename Read>
void readPart(FieldReader &all, QLatin1StringView key, Read read)
{
    const auto object = all.object(key, Presence::Required);
    if (!object) {
        return;
    }
    FieldReader part(*object);
    read(part);
    if (!part.isOk()) {
        all.refuse(key, QStringLiteral("is malformed"));
    }
}

int numberIn(FieldReader &reader, QLatin1StringView key)
{
    return static_cast<int>(
        reader.integer(key, Presence::Required, 0, std::numeric_limits<int>::max()).value_or(0));
}

DatabaseStatus databaseIn(FieldReader &reader)
{
    DatabaseStatus database;
    database.isReachable = reader.boolean(Key::isReachable, Presence::Required).value_or(false);
    database.version = reader.text(Key::version, Presence::Optional);
    database.sizeBytes = reader.integer(Key::sizeBytes, Presence::Optional, 0);
    database.poolSize = numberIn(reader, Key::poolSize);
    database.poolOpen = numberIn(reader, Key::poolOpen);
    database.poolInUse = numberIn(reader, Key::poolInUse);
    database.connections = reader.integer(Key::connections, Presence::Optional, 0);
    database.maxConnections = reader.integer(Key::maxConnections, Presence::Optional, 0);
    return database;
}

std::optional<StationStatus> stationOf(const QJsonObject &object)
{
    FieldReader reader(object);
    StationStatus station;
    station.id = DeviceId(reader.integer(Key::id, Presence::Required, 1).value_or(0));
    station.name = reader.text(Key::name, Presence::Required).value_or(QString());
    station.site = reader.text(Key::site, Presence::Required).value_or(QString());
    station.state = reader.enumeration<DeviceState>(Key::state, Presence::Required)
                        .value_or(DeviceState::Waiting);
    station.lastSeenAt = reader.timestamp(Key::lastSeenAt, Presence::Optional);
    station.unsentSince = reader.timestamp(Key::unsentSince, Presence::Optional);
    return reader.isOk() ? std::optional(station) : std::nullopt;
}

QList<StationStatus> stationsIn(FieldReader &reader)
{
    QList<StationStatus> stations;
    const auto array = reader.array(Key::stations, Presence::Required);
    for (const QJsonValue &value : array.value_or(QJsonArray())) {
        const auto station = stationOf(value.toObject());
        if (!station) {
            reader.refuse(Key::stations, QStringLiteral("is malformed"));
            return {};
        }
        stations.append(*station);
    }
    return stations;
}

} // namespace

void writeMembers(JsonWriter &json, const SystemStatus &status)
{
    json.field(Key::timestamp, status.at);
    json.key(Key::server);
    json.beginObject();
    json.field(Key::version, status.version);
    json.field(Key::environment, status.environment);
    json.field(Key::startedAt, status.startedAt);
    json.field(Key::schemaVersion, status.schemaVersion);
    json.field(Key::isDraining, status.isDraining);
    json.endObject();
    json.key(Key::database);
    write(json, status.database);
    json.key(Key::requests);
    json.beginObject();
    json.field(Key::minutes, status.requests.minutes);
    json.field(Key::answered, status.requests.answered);
    json.field(Key::errors, status.requests.errors);
    json.endObject();
    json.key(Key::captures);
    json.beginObject();
    json.field(Key::accepted, status.captures.accepted);
    json.field(Key::duplicate, status.captures.duplicate);
    json.field(Key::review, status.captures.review);
    json.field(Key::toReview, status.captures.toReview);
    json.endObject();
    json.key(Key::backup);
    json.beginObject();
    json.field(Key::isWatched, status.backup.isWatched);
    json.field(Key::lastAt, status.backup.lastAt);
    json.endObject();
    json.key(Key::disk);
    json.beginObject();
    json.field(Key::freeBytes, status.disk.freeBytes);
    json.field(Key::sizeBytes, status.disk.sizeBytes);
    json.endObject();
    json.key(Key::stations);
    json.beginArray();
    for (const StationStatus &station : status.stations) {
        write(json, station);
    }
    json.endArray();
}

Result<SystemStatus> parseSystemStatus(const QJsonObject &object)
{
    FieldReader reader(object);
    SystemStatus status;
    status.at = reader.timestamp(Key::timestamp, Presence::Required).value_or(Timestamp());
    readPart(reader, Key::server, [&status](FieldReader &part) {
        status.version = part.text(Key::version, Presence::Required).value_or(QString());
        status.environment = part.text(Key::environment, Presence::Required).value_or(QString());
        status.startedAt = part.timestamp(Key::startedAt, Presence::Required).value_or(Timestamp());
        status.schemaVersion = part.integer(Key::schemaVersion, Presence::Optional, 0);
        status.isDraining = part.boolean(Key::isDraining, Presence::Required).value_or(false);
    });
    readPart(reader, Key::database,
             [&status](FieldReader &part) { status.database = databaseIn(part); });
    readPart(reader, Key::requests, [&status](FieldReader &part) {
        status.requests.minutes = numberIn(part, Key::minutes);
        status.requests.answered = part.count(Key::answered);
        status.requests.errors = part.count(Key::errors);
    });
    readPart(reader, Key::captures, [&status](FieldReader &part) {
        status.captures.accepted = part.count(Key::accepted);
        status.captures.duplicate = part.count(Key::duplicate);
        status.captures.review = part.count(Key::review);
        status.captures.toReview = part.integer(Key::toReview, Presence::Optional, 0);
    });
    readPart(reader, Key::backup, [&status](FieldReader &part) {
        status.backup.isWatched = part.boolean(Key::isWatched, Presence::Required).value_or(false);
        status.backup.lastAt = part.timestamp(Key::lastAt, Presence::Optional);
    });
    readPart(reader, Key::disk, [&status](FieldReader &part) {
        status.disk.freeBytes = part.integer(Key::freeBytes, Presence::Optional, 0);
        status.disk.sizeBytes = part.integer(Key::sizeBytes, Presence::Optional, 0);
    });
    status.stations = stationsIn(reader);
    const auto ok = reader.finish();
    return ok ? Result<SystemStatus>(status) : std::unexpected(ok.error());
}

void write(JsonWriter &json, const ServerFault &fault)
{
    json.beginObject();
    json.field(Key::id, fault.id);
    json.field(Key::at, fault.at);
    json.field(Key::requestId, fault.requestId);
    json.field(Key::traceId, fault.traceId);
    json.field(Key::method, fault.method);
    json.field(Key::route, fault.route);
    json.field(Key::status, fault.status);
    json.field(Key::code, nullIfEmpty(fault.code));
    json.field(Key::message, nullIfEmpty(fault.message));
    writePerson(json, Key::user, fault.user);
    json.field(Key::uuid, fault.uuid);
    json.endObject();
}

Result<ServerFault> parseServerFault(const QJsonObject &object)
{
    FieldReader reader(object);
    ServerFault fault;
    fault.id = reader.integer(Key::id, Presence::Required, 1).value_or(0);
    fault.at = reader.timestamp(Key::at, Presence::Required).value_or(Timestamp());
    fault.requestId = reader.text(Key::requestId, Presence::Required).value_or(QString());
    fault.traceId = reader.text(Key::traceId, Presence::Required).value_or(QString());
    fault.method = reader.text(Key::method, Presence::Required).value_or(QString());
    fault.route = reader.text(Key::route, Presence::Required).value_or(QString());
    fault.status = numberIn(reader, Key::status);
    fault.code = reader.text(Key::code, Presence::Optional).value_or(QString());
    fault.message = reader.text(Key::message, Presence::Optional).value_or(QString());
    fault.user = personIn(reader, Key::user, Presence::Optional);
    fault.uuid = reader.uuid(Key::uuid, Presence::Required).value_or(QUuid());
    const auto ok = reader.finish();
    return ok ? Result<ServerFault>(fault) : std::unexpected(ok.error());
}

} // namespace EvalTrack::Wire
