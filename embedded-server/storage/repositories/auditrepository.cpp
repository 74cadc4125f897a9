// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/auditrepository.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace EvalTrack::Server {

namespace {

SqlValue timeOr(const std::optional<Timestamp> &time, const char *otherwise)
{
    return time ? SqlValue(*time) : SqlValue(QString::fromLatin1(otherwise));
}

ActivityEntry readEntry(const Row &row)
{
    const auto named = [&row](int id, int name) {
        return row.isNull(id) ? std::nullopt
                              : std::optional(NamedPerson{UserId(row.integer(id)), row.text(name)});
    };
    ActivityEntry entry;
    entry.id = row.integer(0);
    entry.at = row.timestamp(1);
    entry.actor = named(2, 3);
    entry.action = row.text(4);
    entry.entity = row.text(5);
    entry.entityId = row.optionalInteger(6);
    entry.entityUuid = row.uuid(7);
    entry.title = row.text(8);
    entry.person = named(9, 10);
    if (!row.isNull(11)) {
        entry.captures = row.number(11);
    }
    const QJsonArray fields = QJsonDocument::fromJson(row.text(12).toUtf8()).array();
    for (const QJsonValue &field : fields) {
        entry.fields.append(field.toString());
    }
    return entry;
}

} // namespace

Result<void> AuditRepository::append(UserId actor, const QByteArray &requestId,
                                     const Entry &entry) const
{
    const auto orNull = [](bool isThere, const SqlValue &value) {
        return isThere ? value : SqlValue(std::nullopt);
    };
    return execute("audit.append",
                   {orNull(!actor.isNull(), actor), QByteArray(entry.action),
                    QByteArray(entry.entity), orNull(entry.entityId != 0, entry.entityId),
                    orNull(!entry.entityUuid.isNull(), entry.entityUuid),
                    orNull(!entry.detail.isEmpty(), entry.detail), requestId});
}

Result<QList<ActivityEntry>> AuditRepository::page(const ActivityFilter &filter,
                                                   const std::optional<Position> &after,
                                                   int limit) const
{
    return all("audit.page",
               {timeOr(filter.since, "-infinity"), timeOr(filter.until, "infinity"),
                after ? SqlValue(after->time) : timeOr(std::nullopt, "infinity"),
                after ? after->id : std::numeric_limits<qint64>::max(), limit},
               readEntry);
}

Result<QList<ActivityEntry>>
AuditRepository::pageOfPerson(UserId person, const std::optional<Position> &after, int limit) const
{
    return all("audit.ofPerson",
               {person, after ? SqlValue(after->time) : timeOr(std::nullopt, "infinity"),
                after ? after->id : std::numeric_limits<qint64>::max(), limit},
               readEntry);
}

Result<qint64> AuditRepository::countOfPerson(UserId person) const
{
    return number("audit.countOfPerson", {person});
}

Result<qint64> AuditRepository::count(Timestamp since, Timestamp until) const
{
    return number("audit.count", {since, until});
}

} // namespace EvalTrack::Server
