// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/importplanner.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

class ImportPlannerTest : public testing::Test
{
protected:
    ImportPlannerTest()
    {
        departments = {department(1, u"Finanzas"_qs), department(2, u"Ventas"_qs)};
        people = {person(1, u"Ana"_qs, u"Muñoz"_qs, u"V-1"_qs),
                  person(2, u"Luis"_qs, u"Peña"_qs, u"V-2"_qs),
                  person(3, u"Luis"_qs, u"Peña"_qs, u"V-3"_qs)};
    }
    static Department department(qint64 id, const QString &name)
    {
        Department made;
        made.id = DepartmentId(id);
        made.name = name;
        return made;
    }
    static Employee person(qint64 id, const QString &first, const QString &last,
                           const QString &nationalId)
    {
        Employee employee;
        employee.id = UserId(id);
        employee.uuid = UserUuid(QUuid::createUuidV5(QUuid(), QByteArray::number(id)));
        employee.revision = 7;
        employee.firstName = first;
        employee.lastName = last;
        employee.name = first + u' ' + last;
        employee.email = u"p%1@empresa.com"_qs.arg(id);
        employee.nationalId = nationalId;
        return employee;
    }
    ImportPlan plan(ImportKind kind, const QStringList &headings, const QList<QStringList> &rows)
    {
        const ImportPlanner::Setting setting{
            .kind = kind,
            .mapping = proposedMapping(kind, headings),
            .import = QUuid::createUuidV5(QUuid(), QByteArray("import")),
            .now = Timestamp(std::chrono::milliseconds(1'795'000'000'000)),
            .zone = u"America/Caracas"_qs};
        ImportPlanner planner(setting);
        planner.knowPeople(people.size(), [this](qsizetype index) { return people.at(index); });
        for (const Department &each : departments) {
            planner.know(each);
        }
        for (const Event &each : events) {
            planner.know(each);
        }
        ImportSheet sheet;
        sheet.headings = headings;
        for (const QStringList &each : rows) {
            SheetRow row{static_cast<int>(sheet.rows.size()) + 2, {}};
            for (const QString &cell : each) {
                row.cells.append(cell.isEmpty() ? SheetCell() : SheetCell(cell));
            }
            sheet.rows.append(row);
        }
        return planner.plan(sheet);
    }
    static QList<ImportTrouble> troubles(const ImportRow &row)
    {
        QList<ImportTrouble> found;
        for (const ImportIssue &issue : row.issues) {
            found.append(issue.trouble);
        }
        return found;
    }

    QList<Department> departments;
    QList<Employee> people;
    QList<Event> events;
};

} // namespace

TEST_F(ImportPlannerTest, ABlankCellLeavesWhatIsThere)
{
    const ImportPlan found =
        plan(ImportKind::People, {u"Cédula"_qs, u"Correo"_qs, u"Nombre"_qs}, {{u"V-1"_qs, {}, {}}});
    EXPECT_EQ(found.same, 1);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(found.rows.first().draft));
}

TEST_F(ImportPlannerTest, AnotherNameChangesTheWholeName)
{
    const ImportPlan found =
        plan(ImportKind::People, {u"Cédula"_qs, u"Nombre"_qs}, {{u"V-1"_qs, u"Anaís"_qs}});
    const auto &draft = std::get<ImportDraft<Employee>>(found.rows.first().draft);
    EXPECT_EQ(draft.after.name, u"Anaís Muñoz"_qs);
    EXPECT_EQ(draft.before->name, u"Ana Muñoz"_qs);
    EXPECT_EQ(found.rows.first().changed, QList<int>{1});
}

TEST_F(ImportPlannerTest, WhatBelongsToSomebodyElseIsNamed)
{
    const ImportPlan found =
        plan(ImportKind::People, {u"Cédula"_qs, u"Correo"_qs}, {{u"V-1"_qs, u"P2@empresa.com"_qs}});
    EXPECT_EQ(troubles(found.rows.first()), QList{ImportTrouble::Taken});
    EXPECT_EQ(found.rows.first().issues.first().detail, u"Luis Peña"_qs);
    EXPECT_EQ(found.rows.first().issues.first().column, 1);
}

TEST_F(ImportPlannerTest, KeysOfOneFileAreThereOnce)
{
    const ImportPlan found = plan(ImportKind::People, {u"Cédula"_qs, u"Nombre"_qs, u"Correo"_qs},
                                  {{u"V-9"_qs, u"Eva"_qs, u"eva@empresa.com"_qs},
                                   {u"V-9"_qs, u"Eva"_qs, {}},
                                   {u"V-8"_qs, u"Iván"_qs, u"EVA@empresa.com"_qs}});
    EXPECT_EQ(found.rows.at(0).verdict, ImportVerdict::Create);
    EXPECT_EQ(troubles(found.rows.at(1)), QList{ImportTrouble::Doubled});
    EXPECT_EQ(found.rows.at(1).issues.first().detail, u"2"_qs);
    EXPECT_EQ(troubles(found.rows.at(2)), QList{ImportTrouble::Doubled}) << "whatever its case";
}

TEST_F(ImportPlannerTest, OneRecordOnTwoLinesIsAFaultOfTheSecond)
{
    const ImportPlan found = plan(ImportKind::People, {u"Cédula"_qs, u"Correo"_qs, u"Cargo"_qs},
                                  {{u"V-1"_qs, {}, u"Jefa"_qs}, {{}, u"p1@empresa.com"_qs, {}}});
    EXPECT_EQ(found.rows.at(0).verdict, ImportVerdict::Change);
    EXPECT_EQ(troubles(found.rows.at(1)), QList{ImportTrouble::Doubled});
}

TEST_F(ImportPlannerTest, ANewPersonNeedsAName)
{
    const ImportPlan found =
        plan(ImportKind::People, {u"Cédula"_qs, u"Nombre"_qs}, {{u"V-9"_qs, {}}});
    EXPECT_EQ(troubles(found.rows.first()), QList{ImportTrouble::Missing});
}

TEST_F(ImportPlannerTest, ManagersAreFoundByWhateverNamesThemAndNotBySeveral)
{
    const ImportPlan found = plan(ImportKind::People, {u"Cédula"_qs, u"Nombre"_qs, u"Jefe"_qs},
                                  {{u"V-9"_qs, u"Eva"_qs, u"ana munoz"_qs},
                                   {u"V-8"_qs, u"Iván"_qs, u"Luis Peña"_qs},
                                   {u"V-7"_qs, u"Rosa"_qs, u"V-6"_qs},
                                   {u"V-6"_qs, u"Jefa"_qs, {}},
                                   {u"V-5"_qs, u"Solo"_qs, u"V-5"_qs},
                                   {u"V-4"_qs, u"Nadie"_qs, u"V-404"_qs}});
    EXPECT_EQ(found.rows.at(0).manager, people.at(0).uuid.value());
    EXPECT_EQ(troubles(found.rows.at(1)), QList{ImportTrouble::SeveralMatch});
    EXPECT_EQ(found.rows.at(2).manager, found.rows.at(3).uuid) << "further down in the same file";
    EXPECT_EQ(troubles(found.rows.at(4)), QList{ImportTrouble::OwnManager});
    EXPECT_EQ(troubles(found.rows.at(5)), QList{ImportTrouble::NotFound});
}

TEST_F(ImportPlannerTest, ANewDepartmentIsANoticeWithTheNearestOne)
{
    const ImportPlan found =
        plan(ImportKind::People, {u"Cédula"_qs, u"Nombre"_qs, u"Departamento"_qs},
             {{u"V-9"_qs, u"Eva"_qs, u"Finansas"_qs}, {u"V-8"_qs, u"Iván"_qs, u"VENTAS"_qs}});
    EXPECT_EQ(found.rows.at(0).verdict, ImportVerdict::Create) << "no fault";
    EXPECT_EQ(found.rows.at(0).issues.first().proposal, u"Finanzas"_qs);
    EXPECT_EQ(found.newDepartments, QStringList{u"Finansas"_qs});
    EXPECT_TRUE(found.rows.at(1).issues.isEmpty());
    EXPECT_EQ(std::get<ImportDraft<Employee>>(found.rows.at(1).draft).after.departmentId,
              DepartmentId(2));
}

TEST_F(ImportPlannerTest, NamesOfEveryScriptAndMarksOfEveryKind)
{
    const ImportPlan found = plan(ImportKind::People, {u"Cédula"_qs, u"Nombre"_qs},
                                  {{u"V-9"_qs, u"李小龍"_qs},
                                   {u"V-8"_qs, u"محمد علي"_qs},
                                   {u"V-7"_qs, u"Zoë 👩‍🔬"_qs},
                                   {u"V-6"_qs, u"Jose\u0301 Ñandú"_qs},
                                   {u"V-5"_qs, u"Ab\u0007c"_qs},
                                   {u"V-4"_qs, QString(Limits::NameMax + 1, u'x')}});
    for (int row = 0; row < 4; ++row) {
        EXPECT_EQ(found.rows.at(row).verdict, ImportVerdict::Create) << row;
    }
    EXPECT_EQ(found.rows.at(4).verdict, ImportVerdict::Wrong);
    EXPECT_EQ(found.rows.at(5).verdict, ImportVerdict::Wrong);
}

TEST_F(ImportPlannerTest, TheSamePlanComesTwice)
{
    const QList<QStringList> rows{{u"V-9"_qs, u"Eva"_qs}};
    const QStringList headings{u"Cédula"_qs, u"Nombre"_qs};
    EXPECT_EQ(plan(ImportKind::People, headings, rows).rows.first().uuid,
              plan(ImportKind::People, headings, rows).rows.first().uuid);
}

TEST_F(ImportPlannerTest, WithoutAColumnThatSaysOfWhomItDoesNothing)
{
    const ImportPlan found = plan(ImportKind::People, {u"Teléfono"_qs}, {{u"+58 212 5550000"_qs}});
    EXPECT_FALSE(found.missingFields.isEmpty());
    EXPECT_TRUE(found.rows.isEmpty());
}

TEST_F(ImportPlannerTest, EventsNeedADayAndATimeThatClocksShow)
{
    const ImportPlan found =
        plan(ImportKind::Events,
             {u"Título"_qs, u"Fecha"_qs, u"Hora"_qs, u"Zona horaria"_qs, u"Duración"_qs},
             {{u"A"_qs, u"2026-12-01"_qs, u"09:00"_qs, {}, u"90"_qs},
              {u"B"_qs, u"2026-12-01"_qs, {}, {}, {}},
              {u"C"_qs, u"2026-03-08"_qs, u"02:30"_qs, u"America/New_York"_qs, {}},
              {u"D"_qs, u"2026-12-01"_qs, u"09:00"_qs, u"Mars/Olympus"_qs, {}},
              {u"E"_qs, u"2026-12-01"_qs, u"09:00"_qs, {}, u"10"_qs},
              {u"F"_qs, u"2026-12-01 18:15"_qs, {}, {}, {}}});
    EXPECT_EQ(found.rows.at(0).verdict, ImportVerdict::Create);
    EXPECT_EQ(troubles(found.rows.at(1)), QList{ImportTrouble::Missing});
    EXPECT_EQ(troubles(found.rows.at(2)), QList{ImportTrouble::SkippedTime});
    EXPECT_EQ(troubles(found.rows.at(3)), QList{ImportTrouble::NotAZone});
    EXPECT_EQ(troubles(found.rows.at(4)), QList{ImportTrouble::OutOfRange});
    EXPECT_EQ(found.rows.at(5).verdict, ImportVerdict::Create) << "a day with its time";
}
