// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/importrepository.h"

#include "wire/names.h"

#include <QJsonDocument>

namespace EvalTrack::Server {

namespace {

ImportRepository::Kept readKept(const Row &row)
{
    ImportRepository::Kept kept;
    kept.record.id = row.integer(0);
    kept.record.uuid = row.uuid(1);
    kept.record.kind = Wire::fromName<ImportKind>(row.text(2)).value_or(ImportKind::People);
    kept.record.fileName = row.text(3);
    kept.record.byName = row.text(4);
    kept.record.createdAt = row.timestamp(5);
    kept.record.appliedAt = row.optionalTimestamp(6);
    kept.record.undoneAt = row.optionalTimestamp(7);
    kept.record.created = row.integer(8);
    kept.record.changed = row.integer(9);
    kept.record.leftAsIs = row.integer(10);
    kept.creator = row.id<UserId>(11);
    return kept;
}

QJsonObject objectIn(const Row &row, int column)
{
    return QJsonDocument::fromJson(row.utf8(column).toByteArray()).object();
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

RefusedLine readRefused(const Row &row)
{
    return {row.number(0), row.text(1), row.text(2)};
}

} // namespace

Result<void> ImportRepository::open(const ImportRecord &record, UserId creator) const
{
    return execute("imports.open",
                   {record.uuid, Wire::name(record.kind).toByteArray(), record.fileName, creator});
}

Result<void> ImportRepository::forgetOld() const
{
    if (auto ok = execute("imports.forgetOld"); !ok) {
        return ok;
    }
    return execute("imports.forgetLines");
}

Result<std::optional<ImportRepository::Kept>> ImportRepository::byUuid(const QUuid &uuid) const
{
    return first("imports.byUuid", {uuid}, readKept);
}

Result<std::optional<ImportRepository::Kept>> ImportRepository::lock(qint64 id) const
{
    return first("imports.lock", {id}, readKept);
}

Result<QList<ImportRecord>> ImportRepository::page(qint64 beforeId, int limit) const
{
    return all("imports.page", {beforeId, limit},
               [](const Row &row) { return readKept(row).record; });
}

Result<void> ImportRepository::addLines(qint64 id, const QByteArray &lines) const
{
    return execute("imports.addLines", {id, lines});
}

Result<qint64> ImportRepository::countLines(qint64 id) const
{
    return number("imports.countLines", {id});
}

Result<QList<ImportRepository::Line>> ImportRepository::lines(qint64 id, int after, int limit) const
{
    return all("imports.lines", {id, after, limit}, [](const Row &row) {
        Line line;
        line.line = {row.number(0), row.uuid(1), row.optionalInteger(3)};
        line.fields = objectIn(row, 4);
        if (!row.isNull(5)) {
            line.before = objectIn(row, 5);
        }
        return line;
    });
}

Result<void> ImportRepository::noteBefore(qint64 id, int line, const QJsonObject &before) const
{
    return execute("imports.noteBefore", {id, line, textOf(before)});
}

Result<void> ImportRepository::noteRevision(qint64 id, int line, qint64 revision) const
{
    return execute("imports.noteRevision", {id, line, revision});
}

Result<void> ImportRepository::takeTurn() const
{
    return execute("imports.takeTurn");
}

Result<void> ImportRepository::finish(qint64 id) const
{
    return execute("imports.finish", {id});
}

Result<void> ImportRepository::finishUndo(qint64 id, qint64 leftAsIs) const
{
    return execute("imports.finishUndo", {id, leftAsIs});
}

Result<void> ImportRepository::carryOut(const char *query, qint64 id) const
{
    if (auto ok = execute("imports.forgetPlans"); !ok) {
        return ok;
    }
    return execute(query, {id});
}

Result<void> ImportRepository::carryOut(const char *query, qint64 id, const QList<int> &lines) const
{
    if (auto ok = execute("imports.forgetPlans"); !ok) {
        return ok;
    }
    return execute(query, {id, lines});
}

Result<QList<RefusedLine>> ImportRepository::problems(const char *query, qint64 id) const
{
    return all(query, {id, ImportLimits::Refused}, readRefused);
}

Result<QList<RefusedLine>> ImportRepository::problemsOfPeople(qint64 id, bool managesAccounts) const
{
    return all("imports.people.problems", {id, managesAccounts, ImportLimits::Refused},
               readRefused);
}

Result<qint64> ImportRepository::departmentsLeft(qint64 id) const
{
    return number("imports.departments.left", {id});
}

Result<QList<int>> ImportRepository::untouched(const char *query, qint64 id) const
{
    return all(query, {id}, [](const Row &row) { return row.number(0); });
}

Result<std::optional<ImportRepository::Found<EventId>>>
ImportRepository::event(const QUuid &uuid) const
{
    return first("imports.events.find", {uuid}, [](const Row &row) {
        return Found<EventId>{row.id<EventId>(0), row.integer(1)};
    });
}

Result<std::optional<ImportRepository::Found<UserId>>>
ImportRepository::account(const QUuid &uuid) const
{
    return first("imports.accounts.find", {uuid}, [](const Row &row) {
        return Found<UserId>{row.id<UserId>(0), row.integer(1)};
    });
}

} // namespace EvalTrack::Server
