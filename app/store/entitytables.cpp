// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/entitytables.h"

#include "base/deliver.h"

#include <QtConcurrent>

namespace EvalTrack {

namespace {

constexpr QByteArrayView Departments("departments");
constexpr QByteArrayView People("people");
constexpr QByteArrayView Events("events");
constexpr QByteArrayView Attendances("attendances");
constexpr QByteArrayView Evaluations("evaluations");

QVariant blob(const QUuid &uuid)
{
    return uuid.toRfc4122();
}

QVariant number(Timestamp time)
{
    return static_cast<qint64>(time.time_since_epoch().count());
}

QVariant number(const std::optional<Timestamp> &time)
{
    return time ? number(*time) : QVariant();
}

struct SealedRow
{
    QUuid uuid;
    QByteArray sealed;
};

// All three from any thread.

template <typename Entity>
Result<Entity> opened(const Sealer &sealer, QByteArrayView table, const SealedRow &row)
{
    const auto plain = sealer.open(table, row.uuid, row.sealed);
    return plain ? StoreCodec::decode<Entity>(*plain) : std::unexpected(plain.error());
}

template <typename Entity>
Result<QList<Entity>> opened(const Sealer &sealer, QByteArrayView table,
                             const QList<SealedRow> &rows)
{
    QList<Entity> entities;
    entities.reserve(rows.size());
    for (const SealedRow &row : rows) {
        auto entity = opened<Entity>(sealer, table, row);
        if (!entity) {
            return std::unexpected(entity.error());
        }
        entities.append(*std::move(entity));
    }
    return entities;
}

Result<PeopleSnapshot::Packed> packed(const Sealer &sealer, const QList<SealedRow> &rows)
{
    PeopleSnapshot::Packed people;
    for (const SealedRow &row : rows) {
        const auto person = opened<Employee>(sealer, People, row);
        if (!person) {
            return std::unexpected(person.error());
        }
        people.add(*person);
    }
    return people;
}

} // namespace

EntityTables::EntityTables(StoreDatabase &database, const Sealer &sealer)
    : m_database(database)
    , m_sealer(sealer)
{}

Result<void> EntityTables::put(const Department &department)
{
    // Departments are few: the table has no column for it.
    const auto known = find(department.uuid);
    if (!known) {
        return std::unexpected(known.error());
    }
    if (*known && (*known)->revision > department.revision) {
        return {};
    }
    const QUuid uuid = department.uuid.value();
    return m_database.run("INSERT OR REPLACE INTO departments (uuid, id, sealed) VALUES (?, ?, ?)",
                          {blob(uuid), department.id.value(),
                           m_sealer.seal(Departments, uuid, StoreCodec::encode(department))});
}

Result<void> EntityTables::put(const Employee &employee)
{
    const QUuid uuid = employee.uuid.value();
    return m_database.run("INSERT INTO people (uuid, id, revision, sealed) VALUES (?, ?, ?, ?) ON "
                          "CONFLICT (uuid) DO UPDATE SET id = excluded.id, revision = "
                          "excluded.revision, sealed = excluded.sealed WHERE excluded.revision >= "
                          "people.revision",
                          {blob(uuid), employee.id.value(), employee.revision,
                           m_sealer.seal(People, uuid, StoreCodec::encode(employee))});
}

Result<void> EntityTables::put(const Event &event)
{
    const QUuid uuid = event.uuid.value();
    return m_database.run(
        "INSERT INTO events (uuid, id, revision, date, is_active, sealed) VALUES (?, "
        "?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET id = excluded.id, revision = "
        "excluded.revision, date = excluded.date, is_active = excluded.is_active, "
        "sealed = excluded.sealed WHERE excluded.revision >= events.revision",
        {blob(uuid), event.id.value(), event.revision, number(event.date), event.isActive ? 1 : 0,
         m_sealer.seal(Events, uuid, StoreCodec::encode(event))});
}

Result<void> EntityTables::put(const Attendance &attendance)
{
    const QUuid uuid = attendance.uuid.value();
    return m_database.run(
        "INSERT INTO attendances (uuid, id, revision, event_uuid, user_uuid, status, "
        "attended_at, left_at, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO "
        "UPDATE SET id = excluded.id, revision = excluded.revision, event_uuid = "
        "excluded.event_uuid, user_uuid = excluded.user_uuid, status = "
        "excluded.status, attended_at = excluded.attended_at, left_at = "
        "excluded.left_at, sealed = "
        "excluded.sealed WHERE excluded.revision >= attendances.revision",
        {blob(uuid), attendance.id.value(), attendance.revision, blob(attendance.eventUuid.value()),
         blob(attendance.userUuid.value()), static_cast<int>(attendance.status),
         number(attendance.attendedAt), number(attendance.leftAt),
         m_sealer.seal(Attendances, uuid, StoreCodec::encode(attendance))});
}

Result<void> EntityTables::put(const Evaluation &evaluation)
{
    const QUuid uuid = evaluation.uuid.value();
    return m_database.run(
        "INSERT INTO evaluations (uuid, id, revision, event_uuid, user_uuid, status, "
        "created_at, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO "
        "UPDATE SET id = excluded.id, revision = excluded.revision, event_uuid = "
        "excluded.event_uuid, user_uuid = excluded.user_uuid, status = "
        "excluded.status, created_at = excluded.created_at, sealed = excluded.sealed "
        "WHERE excluded.revision >= evaluations.revision",
        {blob(uuid), evaluation.id.value(), evaluation.revision, blob(evaluation.eventUuid.value()),
         blob(evaluation.userUuid.value()), static_cast<int>(evaluation.status),
         number(evaluation.createdAt),
         m_sealer.seal(Evaluations, uuid, StoreCodec::encode(evaluation))});
}

Result<void> EntityTables::remove(DepartmentUuid uuid)
{
    return m_database.run("DELETE FROM departments WHERE uuid = ?", {blob(uuid.value())});
}

Result<void> EntityTables::remove(UserUuid uuid)
{
    return m_database.run("DELETE FROM people WHERE uuid = ?", {blob(uuid.value())});
}

Result<void> EntityTables::remove(EventUuid uuid)
{
    return m_database.run("DELETE FROM events WHERE uuid = ?", {blob(uuid.value())});
}

Result<void> EntityTables::remove(AttendanceUuid uuid)
{
    return m_database.run("DELETE FROM attendances WHERE uuid = ?", {blob(uuid.value())});
}

Result<void> EntityTables::remove(EvaluationUuid uuid)
{
    return m_database.run("DELETE FROM evaluations WHERE uuid = ?", {blob(uuid.value())});
}

Result<void> EntityTables::clear()
{
    for (const char *sql :
         {"DELETE FROM departments", "DELETE FROM people", "DELETE FROM events",
          "DELETE FROM attendances", "DELETE FROM evaluations", "DELETE FROM unreadable"}) {
        if (auto ok = m_database.run(sql); !ok) {
            return ok;
        }
    }
    return {};
}

Result<void> EntityTables::setUnreadable(const Wire::Change &change)
{
    return m_database.run(
        "INSERT OR REPLACE INTO unreadable (uuid, entity, revision) VALUES (?, ?, ?)",
        {blob(change.uuid), static_cast<int>(change.entity), change.revision});
}

Result<void> EntityTables::clearUnreadable(const QUuid &uuid)
{
    return m_database.run("DELETE FROM unreadable WHERE uuid = ?", {blob(uuid)});
}

Result<int> EntityTables::unreadableCount()
{
    const auto count = m_database.value("SELECT count(*) FROM unreadable");
    return count ? Result<int>(count->toInt()) : std::unexpected(count.error());
}

Result<bool> EntityTables::prune(Timestamp before, UserUuid keep)
{
    const QVariant time = number(before);
    const QVariant me = blob(keep.value());
    const int graded = static_cast<int>(EvaluationStatus::Graded);
    const auto changedBefore = m_database.value("SELECT total_changes()");
    auto ok = m_database.run(
        "DELETE FROM evaluations WHERE status = ? AND user_uuid <> ? AND event_uuid IN "
        "(SELECT uuid FROM events WHERE date < ?)",
        {graded, me, time});
    ok = ok ? m_database.run(
                  "DELETE FROM attendances WHERE user_uuid <> ? AND event_uuid IN "
                  "(SELECT uuid FROM events WHERE date < ?) AND NOT EXISTS (SELECT 1 FROM "
                  "evaluations e WHERE e.event_uuid = attendances.event_uuid AND e.user_uuid = "
                  "attendances.user_uuid)",
                  {me, time})
            : ok;
    ok = ok ? m_database.run("DELETE FROM events WHERE date < ? AND uuid NOT IN (SELECT "
                             "event_uuid FROM attendances) AND uuid NOT IN (SELECT event_uuid "
                             "FROM evaluations)",
                             {time})
            : ok;
    const auto changedAfter = m_database.value("SELECT total_changes()");
    return ok ? Result<bool>(changedBefore != changedAfter) : std::unexpected(ok.error());
}

template <typename T>
Result<QList<T>> EntityTables::list(const char *sql, const QVariantList &values,
                                    QByteArrayView table)
{
    QList<T> found;
    auto ok = m_database.select(sql, values, [&](const QSqlQuery &row) -> Result<void> {
        const QUuid uuid = QUuid::fromRfc4122(row.value(0).toByteArray());
        auto plain = m_sealer.open(table, uuid, row.value(1).toByteArray());
        auto entity = plain ? StoreCodec::decode<T>(*plain) : std::unexpected(plain.error());
        if (!entity) {
            return std::unexpected(entity.error());
        }
        if constexpr (std::same_as<T, Department>) {
            entity->uuid = DepartmentUuid(uuid); // Rows of the first programs do not say it.
        }
        found.append(std::move(*entity));
        return {};
    });
    return ok ? Result<QList<T>>(std::move(found)) : std::unexpected(ok.error());
}

template <typename T>
Result<std::optional<T>> EntityTables::one(const char *sql, const QUuid &uuid, QByteArrayView table)
{
    auto found = list<T>(sql, {blob(uuid)}, table);
    if (!found) {
        return std::unexpected(found.error());
    }
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

Result<std::optional<Department>> EntityTables::find(DepartmentUuid uuid)
{
    return one<Department>("SELECT uuid, sealed FROM departments WHERE uuid = ?", uuid.value(),
                           Departments);
}

Result<std::optional<Employee>> EntityTables::find(UserUuid uuid)
{
    return one<Employee>("SELECT uuid, sealed FROM people WHERE uuid = ?", uuid.value(), People);
}

Result<std::optional<Attendance>> EntityTables::find(AttendanceUuid uuid)
{
    return one<Attendance>("SELECT uuid, sealed FROM attendances WHERE uuid = ?", uuid.value(),
                           Attendances);
}

Result<std::optional<Evaluation>> EntityTables::find(EvaluationUuid uuid)
{
    return one<Evaluation>("SELECT uuid, sealed FROM evaluations WHERE uuid = ?", uuid.value(),
                           Evaluations);
}

Result<QList<Department>> EntityTables::departments()
{
    return list<Department>("SELECT uuid, sealed FROM departments", {}, Departments);
}

Result<QList<Event>> EntityTables::events()
{
    return list<Event>("SELECT uuid, sealed FROM events ORDER BY date, id", {}, Events);
}

Result<qint64> EntityTables::peopleCount()
{
    const auto count = m_database.value("SELECT count(*) FROM people");
    return count ? Result<qint64>(count->toLongLong()) : std::unexpected(count.error());
}

// Opening a row and packing who is in it costs more than fetching it: another processor does that
// piece by piece while this thread puts the piece before away and fetches the next.
Result<void> EntityTables::readPeople(PeopleSnapshot &people)
{
    constexpr qsizetype PieceSize = 1000;
    using Piece = Result<PeopleSnapshot::Packed>;
    QList<SealedRow> piece;
    QFuture<Piece> underWay = readyFuture(Piece());
    const auto takePacked = [&]() -> Result<void> {
        const Piece before = underWay.result();
        underWay = readyFuture(Piece());
        if (!before) {
            return std::unexpected(before.error());
        }
        people.put(*before);
        return {};
    };
    // The next piece goes on its way before the one before is put away.
    const auto handOver = [&]() -> Result<void> {
        auto next = QtConcurrent::run(
            [&sealer = m_sealer, rows = std::exchange(piece, {})] { return packed(sealer, rows); });
        auto taken = takePacked();
        underWay = std::move(next);
        return taken;
    };
    auto ok = m_database.select("SELECT uuid, sealed FROM people", {},
                                [&](const QSqlQuery &row) -> Result<void> {
                                    piece.append({QUuid::fromRfc4122(row.value(0).toByteArray()),
                                                  row.value(1).toByteArray()});
                                    return piece.size() < PieceSize ? Result<void>() : handOver();
                                });
    ok = ok ? handOver() : ok;
    const auto last = takePacked(); // also after a failure: nothing may stay under way
    return ok ? last : ok;
}

Result<QList<Attendance>> EntityTables::attendancesOf(EventUuid event)
{
    return list<Attendance>("SELECT uuid, sealed FROM attendances WHERE event_uuid = ?",
                            {blob(event.value())}, Attendances);
}

Result<QList<Attendance>> EntityTables::attendancesOf(UserUuid person)
{
    return list<Attendance>("SELECT uuid, sealed FROM attendances WHERE user_uuid = ?",
                            {blob(person.value())}, Attendances);
}

Result<QList<Evaluation>> EntityTables::evaluations(const EvaluationFilter &filter)
{
    // The narrowest index first; what is left is looked at by the caller.
    if (filter.event) {
        return list<Evaluation>("SELECT uuid, sealed FROM evaluations WHERE event_uuid = ?",
                                {blob(filter.event->value())}, Evaluations);
    }
    if (filter.person) {
        return list<Evaluation>("SELECT uuid, sealed FROM evaluations WHERE user_uuid = ?",
                                {blob(filter.person->value())}, Evaluations);
    }
    if (filter.status) {
        return list<Evaluation>("SELECT uuid, sealed FROM evaluations WHERE status = ?",
                                {static_cast<int>(*filter.status)}, Evaluations);
    }
    return list<Evaluation>("SELECT uuid, sealed FROM evaluations", {}, Evaluations);
}

Result<QList<EntityTables::Count>> EntityTables::counts(const char *sql, const QVariantList &values)
{
    QList<Count> found;
    auto ok = m_database.select(sql, values, [&found](const QSqlQuery &row) {
        found.append({EventUuid(QUuid::fromRfc4122(row.value(0).toByteArray())),
                      static_cast<AttendanceStatus>(row.value(1).toInt()), row.value(2).toInt(),
                      row.value(3).toInt()});
    });
    return ok ? Result<QList<Count>>(std::move(found)) : std::unexpected(ok.error());
}

Result<QList<EntityTables::Count>> EntityTables::attendanceCounts()
{
    return counts(
        "SELECT event_uuid, status, count(*), 0 FROM attendances GROUP BY event_uuid, status UNION "
        "ALL SELECT event_uuid, 0, 0, count(*) FROM attendances WHERE left_at IS NOT NULL GROUP BY "
        "event_uuid",
        {});
}

Result<QList<EntityTables::Count>> EntityTables::attendanceCounts(EventUuid event)
{
    return counts("SELECT event_uuid, status, count(*), 0 FROM attendances WHERE event_uuid = ? "
                  "GROUP BY event_uuid, status UNION ALL SELECT event_uuid, 0, 0, count(*) FROM "
                  "attendances WHERE event_uuid = ? AND left_at IS NOT NULL GROUP BY event_uuid",
                  {blob(event.value()), blob(event.value())});
}

} // namespace EvalTrack
