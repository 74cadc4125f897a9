// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

#include <algorithm>

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

FakeLegacyMove::FakeLegacyMove(FakeDesk &desk)
    : m_desk(desk)
{
    known = {true, true, true, u"America/Caracas"_s};
    counts = {
        tally(u"role"_s, 4),    tally(u"user"_s, 5'000),           tally(u"employee"_s, 4'980),
        tally(u"event"_s, 250), tally(u"attendance"_s, 1'000'000), tally(u"evaluation"_s, 96'000)};
    LegacyRun dryRun = made(LegacyRunKind::DryRun, 1);
    dryRun.state = LegacyRunState::Done;
    dryRun.finishedAt = m_desk.clock.now() - 1h;
    list.append(dryRun);
    const auto add = [this](const QString &entity, qint64 row, const QString &reason,
                            const QList<std::pair<QString, QString>> &content) {
        LegacyTrayRow waits;
        waits.id = rows.size() + 1;
        waits.entity = entity;
        waits.entityId = row;
        waits.reason = reason;
        waits.message = u"As the server says it"_s;
        waits.content = content;
        waits.at = m_desk.clock.now() - 1h;
        rows.append(waits);
    };
    add(u"attendance"_s, 4711, u"record.orphan"_s,
        {{u"asistio"_s, u"Sí"_s},
         {u"empleado_id"_s, u"88"_s},
         {u"evento_id"_s, u"31"_s},
         {u"fecha_asistencia"_s, u"2025-03-04"_s},
         {u"status"_s, u"Confirmada"_s}});
    add(u"role"_s, 7, u"role.custom"_s,
        {{u"name"_s, u"Supervisor"_s}, {u"permissions"_s, u"ver empleados,ver eventos"_s}});
    add(u"user"_s, 12, u"email.doubled"_s,
        {{u"email"_s, u"ANA@empresa.com"_s},
         {u"nombre"_s, u"Ana"_s},
         {u"apellido"_s, u"Álvarez"_s},
         {u"username"_s, u"ana2"_s}});
}

LegacyTally FakeLegacyMove::tally(const QString &entity, qint64 read)
{
    LegacyTally made;
    made.entity = entity;
    made.read = read;
    return made;
}

LegacyRun FakeLegacyMove::made(LegacyRunKind kind, qint64 id) const
{
    LegacyRun run;
    run.id = id;
    run.kind = kind;
    run.state = LegacyRunState::Running;
    run.startedAt = m_desk.clock.now() - 2h;
    run.total = 1'106'230;
    run.startedBy = NamedPerson{m_desk.signedIn().id, m_desk.signedIn().name};
    run.hasReport = kind != LegacyRunKind::Verify;
    run.found.tables = counts;
    for (LegacyTally &each : run.found.tables) {
        each.written = each.read - each.read / 100;
        each.waiting = each.read / 100;
    }
    if (kind != LegacyRunKind::Verify) {
        run.found.rules = {{u"record.orphan"_s, u"A record of an event…"_s, 412},
                           {u"score.scaled"_s, u"A grade from 0 to 100"_s, 90'112},
                           {u"a.newOne"_s, u"What a newer server finds"_s, 3}};
    }
    return run;
}

template <typename T>
std::optional<QFuture<Result<T>>> FakeLegacyMove::refusal()
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<T>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<T>(std::unexpected(*error)));
    }
    return std::nullopt;
}

QFuture<Result<LegacySources>> FakeLegacyMove::sources()
{
    if (auto refused = refusal<LegacySources>()) {
        return *refused;
    }
    return m_desk.answer(Result<LegacySources>(known));
}

QFuture<Result<QList<LegacyTally>>> FakeLegacyMove::look(const LegacyPlace &place)
{
    places.append(place);
    if (auto refused = refusal<QList<LegacyTally>>()) {
        return *refused;
    }
    return m_desk.answer(fault ? Result<QList<LegacyTally>>(std::unexpected(*fault))
                               : Result<QList<LegacyTally>>(counts));
}

QFuture<Result<Paged<LegacyRun>>> FakeLegacyMove::runs(const QString & /*cursor*/)
{
    if (auto refused = refusal<Paged<LegacyRun>>()) {
        return *refused;
    }
    return m_desk.answer(Result<Paged<LegacyRun>>(Paged<LegacyRun>{list, {}, {}}));
}

QFuture<Result<LegacyRun>> FakeLegacyMove::run(qint64 id)
{
    if (auto refused = refusal<LegacyRun>()) {
        return *refused;
    }
    const auto found = std::ranges::find(list, id, &LegacyRun::id);
    return m_desk.answer(found == list.end() ? Result<LegacyRun>(failure(ErrorCode::NotFound))
                                             : Result<LegacyRun>(*found));
}

QFuture<Result<LegacyRun>> FakeLegacyMove::start(LegacyRunKind kind, const LegacyPlace &place)
{
    places.append(place);
    if (auto refused = refusal<LegacyRun>()) {
        return *refused;
    }
    if (fault) {
        return m_desk.answer(Result<LegacyRun>(std::unexpected(*fault)));
    }
    LegacyRun run = made(kind, list.size() + 1);
    run.startedAt = m_desk.clock.now();
    run.entity = u"attendance"_s;
    run.done = 340'000;
    run.left = 42s;
    list.prepend(run);
    return m_desk.answer(Result<LegacyRun>(run));
}

QFuture<Result<LegacyRun>> FakeLegacyMove::cancel(qint64 id)
{
    if (auto refused = refusal<LegacyRun>()) {
        return *refused;
    }
    const auto found = std::ranges::find(list, id, &LegacyRun::id);
    found->isCancelling = true;
    return m_desk.answer(Result<LegacyRun>(*found));
}

QFuture<Result<QByteArray>> FakeLegacyMove::report(qint64 id, Report report)
{
    if (auto refused = refusal<QByteArray>()) {
        return *refused;
    }
    return m_desk.answer(
        Result<QByteArray>((report == Report::Page ? "<html>" : "csv ") + QByteArray::number(id)));
}

QFuture<Result<Paged<LegacyTrayRow>>> FakeLegacyMove::tray(Which which, const QString & /*cursor*/)
{
    if (auto refused = refusal<Paged<LegacyTrayRow>>()) {
        return *refused;
    }
    Paged<LegacyTrayRow> page;
    std::ranges::copy_if(rows, std::back_inserter(page.items), [which](const LegacyTrayRow &row) {
        return row.decidedAt.has_value() == (which == Which::Decided);
    });
    page.total = page.items.size();
    return m_desk.answer(Result<Paged<LegacyTrayRow>>(page));
}

QFuture<Result<LegacyTrayRow>> FakeLegacyMove::decide(qint64 row, bool isDecided,
                                                      const QString &note)
{
    if (auto refused = refusal<LegacyTrayRow>()) {
        return *refused;
    }
    const auto found = std::ranges::find(rows, row, &LegacyTrayRow::id);
    if (found == rows.end()) {
        return m_desk.answer(Result<LegacyTrayRow>(failure(ErrorCode::NotFound)));
    }
    found->note = note;
    found->decidedAt = isDecided ? std::optional(m_desk.clock.now()) : std::nullopt;
    found->decidedBy =
        isDecided ? std::optional(NamedPerson{m_desk.session.who->id, m_desk.session.who->name})
                  : std::nullopt;
    return m_desk.answer(Result<LegacyTrayRow>(*found));
}

} // namespace EvalTrack::Test
