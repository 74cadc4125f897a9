// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/legacyrunrepository.h"

#include "wire/legacycodec.h"
#include "wire/names.h"

#include <QJsonDocument>

#include <limits>

namespace EvalTrack::Server {

namespace {

QByteArray textOf(const LegacyFound &found)
{
    Wire::JsonWriter json;
    write(json, found);
    return json.take();
}

LegacyRun readRun(const Row &row)
{
    LegacyRun run;
    run.id = row.integer(0);
    run.kind = Wire::fromName<LegacyRunKind>(row.text(1)).value_or(LegacyRunKind::Import);
    run.state = Wire::fromName<LegacyRunState>(row.text(2)).value_or(LegacyRunState::Done);
    run.startedAt = row.timestamp(3);
    if (!row.isNull(4)) {
        run.startedBy = NamedPerson{UserId(row.integer(4)), row.text(5)};
    }
    run.finishedAt = row.optionalTimestamp(6);
    run.entity = row.text(7);
    run.done = row.integer(8);
    run.total = row.integer(9);
    if (const auto seconds = row.optionalInteger(10);
        seconds && run.state == LegacyRunState::Running) {
        run.left = std::chrono::seconds(*seconds);
    }
    run.isCancelling = row.boolean(11) && run.state == LegacyRunState::Running;
    run.message = row.text(12);
    if (!row.isNull(13)) {
        run.found =
            Wire::parseLegacyFound(QJsonDocument::fromJson(row.utf8(13).toByteArray()).object())
                .value_or(LegacyFound());
    }
    return run;
}

} // namespace

Result<qint64> LegacyRunRepository::begin(LegacyRunKind kind, std::optional<UserId> by,
                                          qint64 total) const
{
    return number("legacy.beginRun", {Wire::name(kind).toByteArray(), by, total});
}

Result<bool> LegacyRunRepository::note(qint64 id, const Standing &standing,
                                       const LegacyFound &found) const
{
    const auto rows = run("legacy.noteRun", {id, standing.entity, standing.done,
                                             standing.secondsLeft, textOf(found)});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto row = rows->first();
    return row && row->boolean(0);
}

Result<void> LegacyRunRepository::finish(qint64 id, LegacyRunState outcome, const QString &message,
                                         const LegacyFound &found) const
{
    return execute("legacy.finishRun",
                   {id, Wire::name(outcome).toByteArray(),
                    message.isEmpty() ? std::nullopt : std::optional(message), textOf(found)});
}

Result<QList<LegacyRun>> LegacyRunRepository::page(qint64 beforeId, int limit) const
{
    return all("legacy.runs", {beforeId, limit}, readRun);
}

Result<std::optional<LegacyRun>> LegacyRunRepository::byId(qint64 id) const
{
    auto found =
        first("legacy.runs", {id < std::numeric_limits<qint64>::max() ? id + 1 : id, 1}, readRun);
    if (found && *found && (*found)->id != id) {
        found->reset();
    }
    return found;
}

Result<void> LegacyRunRepository::askToCancel(qint64 id) const
{
    return execute("legacy.askToCancel", {id});
}

} // namespace EvalTrack::Server
