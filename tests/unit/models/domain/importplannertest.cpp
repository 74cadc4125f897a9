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
        made.uuid = DepartmentUuid(QUuid::createUuidV5(QUuid(), "d" + QByteArray::number(id)));
        made.revision = 3;
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
        for (const User &each : accounts) {
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
    QList<User> accounts;
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

TEST_F(ImportPlannerTest, NobodyLeavesBeforeTheyAreHired)
{
    people[0].hireDate = QDate(2020, 5, 1);
    people[1].contractUntil = QDate(2024, 12, 31);
    const QStringList headings{u"Cédula"_qs, u"Fecha de ingreso"_qs, u"Contrato hasta"_qs,
                               u"Fecha de egreso"_qs};
    const ImportPlan found = plan(ImportKind::People, headings,
                                  {{u"V-1"_qs, {}, {}, u"2020-04-30"_qs},
                                   {u"V-2"_qs, u"2025-01-01"_qs, {}, {}},
                                   {u"V-3"_qs, u"2025-01-01"_qs, u"2025-12-31"_qs, {}}});
    EXPECT_EQ(troubles(found.rows.at(0)), QList{ImportTrouble::BeforeHiring});
    EXPECT_EQ(found.rows.at(0).issues.first().column, 3);
    EXPECT_EQ(troubles(found.rows.at(1)), QList{ImportTrouble::BeforeHiring});
    EXPECT_EQ(std::get<ImportDraft<Employee>>(found.rows.at(2).draft).after.contractUntil,
              QDate(2025, 12, 31));
    const ImportPlan hired =
        plan(ImportKind::People, headings.first(2), {{u"V-2"_qs, u"2025-01-01"_qs}});
    EXPECT_EQ(hired.rows.first().issues.first().column, 1) << "the day that the sheet says";
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

TEST_F(ImportPlannerTest, ADepartmentGoesBelowOneThatIsNewInTheSameFile)
{
    const ImportPlan found =
        plan(ImportKind::Departments, {u"Departamento"_qs, u"Superior"_qs, u"Responsable"_qs},
             {{u"Ventas"_qs, u"Comercial"_qs, u"V-1"_qs}, {u"Comercial"_qs, {}, {}}});
    ASSERT_EQ(found.wrong, 0);
    EXPECT_EQ(found.changes, 1);
    EXPECT_EQ(found.creations, 1);
    const ImportRow &moved = found.rows.first();
    EXPECT_EQ(moved.uuid, departments.last().uuid.value());
    EXPECT_EQ(moved.parent, found.rows.last().uuid);
    EXPECT_EQ(moved.changed, (QList<int>{1, 2}));
    EXPECT_EQ(std::get<ImportDraft<Department>>(moved.draft).after.headId, UserId(1));
}

TEST_F(ImportPlannerTest, WhatADepartmentIsAlreadyIsNoChange)
{
    departments[1].parentId = departments.first().id;
    departments[1].headId = UserId(2);
    const ImportPlan found =
        plan(ImportKind::Departments, {u"Departamento"_qs, u"Superior"_qs, u"Responsable"_qs},
             {{u"ventas"_qs, u"FINANZAS"_qs, u"V-2"_qs}, {u"Ventas"_qs, {}, {}}});
    EXPECT_EQ(found.rows.first().changed, QList<int>{0}); // Its letters are small now.
    EXPECT_EQ(troubles(found.rows.last()).first(), ImportTrouble::Doubled);
}

TEST_F(ImportPlannerTest, NoDepartmentComesBelowItself)
{
    departments[1].parentId = departments.first().id;
    const QStringList headings{u"Departamento"_qs, u"Superior"_qs};
    // Below one that is below it; in a circle of three; in itself.
    EXPECT_EQ(
        troubles(
            plan(ImportKind::Departments, headings, {{u"Finanzas"_qs, u"Ventas"_qs}}).rows.first()),
        QList{ImportTrouble::BelowItself});
    const ImportPlan circle =
        plan(ImportKind::Departments, headings,
             {{u"Uno"_qs, u"Dos"_qs}, {u"Dos"_qs, u"Tres"_qs}, {u"Tres"_qs, u"Uno"_qs}});
    EXPECT_EQ(circle.wrong, 1);
    EXPECT_EQ(troubles(circle.rows.last()), QList{ImportTrouble::BelowItself});
    EXPECT_EQ(
        troubles(
            plan(ImportKind::Departments, headings, {{u"Ventas"_qs, u"Ventas"_qs}}).rows.first()),
        QList{ImportTrouble::BelowItself});
    // Turned round in one file it is none.
    departments[0].parentId.reset();
    const ImportPlan turned =
        plan(ImportKind::Departments, headings,
             {{u"Ventas"_qs, u"Nueva"_qs}, {u"Finanzas"_qs, u"Ventas"_qs}, {u"Nueva"_qs, {}}});
    EXPECT_EQ(turned.wrong, 0);
}

TEST_F(ImportPlannerTest, ADepartmentIsRenamedByItsId)
{
    const QString id = departments.last().uuid.value().toString(QUuid::WithoutBraces);
    const QStringList headings{u"Departamento"_qs, u"Id de EvalTrack"_qs};
    const ImportPlan renamed = plan(ImportKind::Departments, headings, {{u"Comercial"_qs, id}});
    EXPECT_EQ(renamed.changes, 1);
    EXPECT_EQ(std::get<ImportDraft<Department>>(renamed.rows.first().draft).before->name,
              u"Ventas"_qs);
    const ImportPlan taken = plan(ImportKind::Departments, headings, {{u"finanzas"_qs, id}});
    EXPECT_EQ(troubles(taken.rows.first()), QList{ImportTrouble::Taken});
    EXPECT_EQ(taken.rows.first().issues.first().detail, u"Finanzas"_qs);
}

class AccountPlannerTest : public ImportPlannerTest
{
protected:
    AccountPlannerTest()
    {
        User account;
        account.id = UserId(1);
        account.uuid = UserUuid(QUuid::createUuidV5(QUuid(), QByteArray("a")));
        account.name = u"Ana Muñoz"_qs;
        account.email = u"ana@empresa.com"_qs;
        account.revision = 4;
        accounts = {account};
    }
    const QStringList headings{u"Nombre"_qs, u"Correo"_qs, u"Rol"_qs, u"Contraseña inicial"_qs};
};

TEST_F(AccountPlannerTest, RolesAreKnownInBothLanguages)
{
    const QList<std::pair<QString, Role>> words{{u"Administradora"_qs, Role::Admin},
                                                {u"ADMIN"_qs, Role::Admin},
                                                {u"Recursos  Humanos"_qs, Role::HumanResources},
                                                {u"Human resources"_qs, Role::HumanResources},
                                                {u"employee"_qs, Role::Employee}};
    for (const auto &[word, role] : words) {
        const ImportPlan found =
            plan(ImportKind::Accounts, {u"Nombre completo"_qs, u"Correo"_qs, u"Rol"_qs},
                 {{u"Eva Ruiz"_qs, u"eva@empresa.com"_qs, word}});
        ASSERT_EQ(found.creations, 1) << word.toStdString();
        EXPECT_EQ(std::get<ImportDraft<User>>(found.rows.first().draft).after.role, role);
    }
    const ImportPlan found =
        plan(ImportKind::Accounts, {u"Nombre completo"_qs, u"Correo"_qs, u"Rol"_qs},
             {{u"Eva Ruiz"_qs, u"eva@empresa.com"_qs, u"ESTACION"_qs}});
    EXPECT_EQ(troubles(found.rows.first()), QList{ImportTrouble::NotAChoice});
}

TEST_F(AccountPlannerTest, AnAddressSaysWhoseAccountItIs)
{
    const ImportPlan found =
        plan(ImportKind::Accounts, {u"Correo"_qs, u"Rol"_qs},
             {{u"ANA@empresa.com"_qs, u"RRHH"_qs}, {u"nadie@empresa.com"_qs, u"RRHH"_qs}});
    const ImportRow &known = found.rows.first();
    EXPECT_EQ(known.verdict, ImportVerdict::Change);
    EXPECT_EQ(known.uuid, accounts.first().uuid.value());
    // Who is new needs a name.
    EXPECT_EQ(troubles(found.rows.last()), QList{ImportTrouble::Missing});
}

TEST_F(AccountPlannerTest, OnlyNewAccountsGetAPassword)
{
    const QStringList columns{u"Nombre completo"_qs, u"Correo"_qs, u"Contraseña inicial"_qs};
    const ImportPlan found = plan(ImportKind::Accounts, columns,
                                  {{{}, u"ana@empresa.com"_qs, u"secreto-largo"_qs},
                                   {u"Eva Ruiz"_qs, u"eva@empresa.com"_qs, u"corta"_qs},
                                   {u"Iván Paz"_qs, u"ivan@empresa.com"_qs, u"bastante-larga"_qs}});
    EXPECT_EQ(troubles(found.rows.at(0)), QList{ImportTrouble::NotNewAccount});
    EXPECT_EQ(troubles(found.rows.at(1)), QList{ImportTrouble::TooShort});
    EXPECT_EQ(found.rows.at(2).verdict, ImportVerdict::Create);
    EXPECT_EQ(found.rows.at(2).password.reveal(), u"bastante-larga"_qs);
}
