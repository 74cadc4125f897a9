// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

#include "domain/importplanner.h"

namespace EvalTrack::Test {

FakeImports::FakeImports(FakeDesk &desk)
    : m_desk(desk)
{
    // Something to read for whoever says nothing else: a row to correct, and one that means well.
    ImportSheet table;
    table.headings = {u"National id"_qs, u"First name"_qs, u"E-mail"_qs, u"Birth date"_qs};
    table.rows = {{2, {u"V-771"_qs, u"Ana"_qs, SheetCell(), u"31/02/1990"_qs}},
                  {3, {u"V-772"_qs, u"Luis"_qs, u"luis @empresa,com"_qs, SheetCell()}}};
    sheet.sheet = std::make_shared<const ImportSheet>(table);
    sheet.encoding = QStringLiteral("UTF-8");
    sheet.separator = u',';
}

QFuture<Imports::SheetResult> FakeImports::read(const QString &file, const SheetOptions &options)
{
    askedFile = file;
    asked = options;
    if (flaw) {
        return readyFuture<SheetResult>(std::unexpected(*flaw));
    }
    return readyFuture<SheetResult>(sheet);
}

QFuture<Result<Imports::PlanPtr>> FakeImports::dryRun(std::shared_ptr<const ImportSheet> wanted,
                                                      const Setting &setting)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<PlanPtr>(std::unexpected(*error)));
    }
    ImportPlanner::Setting rules{.kind = setting.kind,
                                 .mapping = setting.mapping,
                                 .import = setting.import,
                                 .now = m_desk.clock.now(),
                                 .zone = QStringLiteral("UTC")};
    rules.isOrderChosen = setting.order.has_value();
    rules.order = setting.order.value_or(ImportValues::DayOrder::DayFirst);
    ImportPlanner planner(rules);
    const FakeCompany &company = m_desk.company;
    planner.knowPeople(company.people.size(),
                       [&company](qsizetype index) { return company.people.at(index); });
    for (const Department &each : company.departments) {
        planner.know(each);
    }
    for (const Event &each : company.events) {
        planner.know(each);
    }
    for (const Attendance &each : company.attendances) {
        planner.know(each);
    }
    return m_desk.answer(
        Result<PlanPtr>(std::make_shared<const ImportPlan>(planner.plan(*wanted))));
}

QFuture<Result<ImportOutcome>> FakeImports::carryOut(PlanPtr plan, const QUuid &import,
                                                     const QString &fileName)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<ImportOutcome>(std::unexpected(*error)));
    }
    carriedOut.append(plan);
    ImportOutcome outcome;
    outcome.refused = refused;
    outcome.record.id = records.size() + 1;
    outcome.record.uuid = import;
    outcome.record.kind = plan->kind;
    outcome.record.fileName = fileName;
    outcome.record.byName = QStringLiteral("Marisol Contreras");
    outcome.record.createdAt = m_desk.clock.now();
    if (refused.isEmpty()) {
        outcome.record.appliedAt = m_desk.clock.now();
        outcome.record.created = plan->creations;
        outcome.record.changed = plan->changes;
        records.prepend(outcome.record);
    }
    return m_desk.answer(Result<ImportOutcome>(outcome));
}

QFuture<Result<ImportOutcome>> FakeImports::undo(qint64 id)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<ImportOutcome>(std::unexpected(*error)));
    }
    for (ImportRecord &each : records) {
        if (each.id == id) {
            each.undoneAt = m_desk.clock.now();
            each.leftAsIs = leftByUndo;
            return m_desk.answer(Result<ImportOutcome>(ImportOutcome{each, {}}));
        }
    }
    return m_desk.answer(Result<ImportOutcome>(failure(ErrorCode::NotFound)));
}

QFuture<Result<Paged<ImportRecord>>> FakeImports::page(const QString & /*cursor*/)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Paged<ImportRecord>>(std::unexpected(*error)));
    }
    return m_desk.answer(
        Result<Paged<ImportRecord>>(Paged<ImportRecord>{records, {}, records.size()}));
}

QFuture<Result<QList<QList<ReportCell>>>> FakeImports::exported(ImportKind kind,
                                                                const ExportWords &words)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<QList<QList<ReportCell>>>(std::unexpected(*error)));
    }
    QList<QList<ReportCell>> rows;
    if (kind == ImportKind::People) {
        for (const Employee &each : m_desk.company.people) {
            rows.append(ExportCells::of(each, {}, words));
        }
    }
    return m_desk.answer(Result<QList<QList<ReportCell>>>(rows));
}

} // namespace EvalTrack::Test
