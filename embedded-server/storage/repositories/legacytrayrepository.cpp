// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/legacytrayrepository.h"

namespace EvalTrack::Server {

namespace {

LegacyTrayEntry readTrayEntry(const Row &row)
{
    LegacyTrayEntry entry;
    entry.id = row.id<LegacyTrayId>(0);
    entry.source = row.utf8(1).toByteArray();
    entry.row = row.integer(2);
    entry.reason = row.utf8(3).toByteArray();
    entry.content = row.utf8(4).toByteArray();
    entry.notedAt = row.timestamp(5);
    entry.decidedAt = row.optionalTimestamp(6);
    if (!row.isNull(7)) {
        entry.decidedBy = NamedPerson{UserId(row.integer(7)), row.text(8)};
    }
    entry.note = row.optionalText(9);
    return entry;
}

} // namespace

Result<QList<LegacyTrayEntry>>
LegacyTrayRepository::page(bool isDecided, const std::optional<Position> &after, int limit) const
{
    return all("legacy.trayPage",
               {isDecided, after ? SqlValue(after->time) : SqlValue(QByteArray("-infinity")),
                after ? after->id : 0, limit},
               readTrayEntry);
}

Result<qint64> LegacyTrayRepository::count(bool isDecided) const
{
    return number("legacy.trayCount", {isDecided});
}

Result<std::optional<LegacyTrayEntry>> LegacyTrayRepository::byId(LegacyTrayId id) const
{
    return first("legacy.trayItem", {id}, readTrayEntry);
}

Result<void> LegacyTrayRepository::decide(LegacyTrayId id, bool isDecided, Timestamp at, UserId by,
                                          const std::optional<QString> &note) const
{
    return execute("legacy.decideTray", {id, isDecided, at, by, note});
}

} // namespace EvalTrack::Server
