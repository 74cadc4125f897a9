// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/peoplemapping.h"

#include "legacyrows.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace EvalTrack::Test;

class PeopleMappingTest : public testing::Test
{
protected:
    PeopleMappingTest()
    {
        m_rows.roles = legacyRoles();
        m_rows.users = {legacyUser(1), legacyUser(2)};
        m_rows.employees = {legacyEmployee(1), legacyEmployee(2)};
    }

    void map() { m_mapped = mapPeople(m_rows, m_known, legacyReading()); }
    QByteArray &user(qint64 id, int column) { return m_rows.users[id - 1].values[column]; }
    QByteArray &employee(qint64 id, int column) { return m_rows.employees[id - 1].values[column]; }
    const LegacyPerson *personOf(LegacySource source, qint64 id) const
    {
        for (const LegacyPerson &each : m_mapped.people) {
            if ((source == LegacySource::User ? each.account : each.employee) == id) {
                return &each;
            }
        }
        return nullptr;
    }
    const PersonContent &account(qint64 id) const
    {
        return personOf(LegacySource::User, id)->content;
    }
    bool waits(LegacySource source, qint64 id, LegacyRule reason) const
    {
        return std::ranges::any_of(m_mapped.tray, [&](const LegacyTrayItem &item) {
            return item.source == source && item.row == id && item.reason == reason;
        });
    }
    bool found(LegacyRule rule) const { return has(m_mapped.findings, rule); }

    LegacyPeople m_rows;
    KnownPeople m_known;
    MappedPeople m_mapped;
};

TEST_F(PeopleMappingTest, PutsAccountAndEmployeeTogether)
{
    map();

    ASSERT_EQ(m_mapped.people.size(), 2);
    EXPECT_EQ(m_mapped.findings, LegacyFindings()) << rulesOf(m_mapped.findings).join(' ').data();
    EXPECT_TRUE(m_mapped.tray.isEmpty());
    const PersonContent &ana = account(1);
    EXPECT_EQ(personOf(LegacySource::User, 1)->employee, 1);
    EXPECT_EQ(ana.name, QStringLiteral("Ana Rojas"));
    EXPECT_EQ(ana.email, QStringLiteral("p1@empresa.com"));
    EXPECT_EQ(ana.passwordHash, "$2y$12$abc");
    EXPECT_EQ(ana.role, Role::Employee);
    EXPECT_EQ(ana.birthDate, QDate(1990, 5, 1));
    EXPECT_TRUE(ana.isActive);
}

TEST_F(PeopleMappingTest, KeepsOneAccountOfAMailbox)
{
    user(1, UserColumn::Email) = " P2@Empresa.com";
    employee(1, EmployeeColumn::UserId) = QByteArray();

    map();

    EXPECT_TRUE(waits(LegacySource::User, 1, LegacyRule::EmailDoubled))
        << "the one without an employee waits, although it is older";
    EXPECT_EQ(m_mapped.sameMailbox.value(1), 2);
    EXPECT_TRUE(found(LegacyRule::EmailForm));
    EXPECT_EQ(account(2).email, QStringLiteral("p2@empresa.com"));
}

TEST_F(PeopleMappingTest, TakesTheEmployeesWordAndTellsOfTheOther)
{
    employee(1, EmployeeColumn::FirstName) = "Anita";
    employee(1, EmployeeColumn::Phone) = QByteArray();

    map();

    EXPECT_EQ(account(1).name, QStringLiteral("Anita Rojas"));
    EXPECT_EQ(account(1).phone, QStringLiteral("0212"));
    ASSERT_EQ(m_mapped.findings.size(), 1);
    EXPECT_EQ(m_mapped.findings.first().rule, LegacyRule::Disagreement);
    EXPECT_EQ(m_mapped.findings.first().before, QStringLiteral("Ana"));
    EXPECT_EQ(m_mapped.findings.first().after, QStringLiteral("Anita"));
}

TEST_F(PeopleMappingTest, LinksByEmailWhereTheIdIsNobodys)
{
    employee(1, EmployeeColumn::UserId) = "999";

    map();

    EXPECT_EQ(personOf(LegacySource::User, 1)->employee, 1);
    EXPECT_TRUE(found(LegacyRule::LinkByEmail));
}

TEST_F(PeopleMappingTest, KeepsTheEmailOfTheAccount)
{
    employee(1, EmployeeColumn::Email) = "otra@empresa.com";

    map();

    EXPECT_EQ(account(1).email, QStringLiteral("p1@empresa.com"));
    EXPECT_EQ(personOf(LegacySource::User, 1)->employee, 1);
    EXPECT_TRUE(found(LegacyRule::EmailDiffers));
}

TEST_F(PeopleMappingTest, LetsTheNationalIdDecideBetweenTwoAccounts)
{
    m_rows.employees = {legacyEmployee(1)};
    employee(1, EmployeeColumn::UserId) = "2";

    map();

    EXPECT_EQ(personOf(LegacySource::User, 1)->employee, 1);
    EXPECT_EQ(personOf(LegacySource::User, 2)->employee, std::nullopt);
    EXPECT_TRUE(found(LegacyRule::LinkByNationalId));
}

TEST_F(PeopleMappingTest, LetsHumanResourcesDecideWhereNothingTells)
{
    m_rows.employees = {legacyEmployee(1)};
    employee(1, EmployeeColumn::UserId) = "2";
    employee(1, EmployeeColumn::NationalId) = "E-77";

    map();

    EXPECT_TRUE(waits(LegacySource::Employee, 1, LegacyRule::LinkUnclear));
    EXPECT_EQ(m_mapped.people.size(), 2);
}

TEST_F(PeopleMappingTest, MakesAPersonOfASecondEmployeeOfOneAccount)
{
    employee(2, EmployeeColumn::UserId) = "1";
    employee(2, EmployeeColumn::Email) = "";

    map();

    const LegacyPerson *second = personOf(LegacySource::Employee, 2);
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(second->account, std::nullopt);
    EXPECT_TRUE(second->content.passwordHash.isNull());
    EXPECT_EQ(personOf(LegacySource::User, 1)->employee, 1);
    EXPECT_TRUE(found(LegacyRule::LinkTaken));
}

TEST_F(PeopleMappingTest, MakesAPersonOfAnOrphan)
{
    employee(1, EmployeeColumn::UserId) = "999";
    employee(1, EmployeeColumn::Email) = "nueva@empresa.com";

    map();

    EXPECT_EQ(personOf(LegacySource::Employee, 1)->content.email,
              QStringLiteral("nueva@empresa.com"));
    EXPECT_TRUE(found(LegacyRule::LinkOrphan));
}

TEST_F(PeopleMappingTest, GivesANationalIdOnce)
{
    employee(2, EmployeeColumn::NationalId) = "V 10.001";
    user(2, UserColumn::NationalId) = "V 10.001";

    map();

    EXPECT_EQ(account(1).nationalId, QStringLiteral("V-10001"));
    EXPECT_EQ(account(2).nationalId, std::nullopt);
    EXPECT_TRUE(found(LegacyRule::NationalIdDoubled));
}

TEST_F(PeopleMappingTest, ReadsRoles)
{
    m_rows.users += {legacyUser(3), legacyUser(4), legacyUser(5), legacyUser(6)};
    m_rows.roles.append(legacyRow(LegacySource::Role, 4,
                                  {"Jefe", "web", QByteArray(), "ver eventos,editar eventos"}));
    m_rows.roles.append(
        legacyRow(LegacySource::Role, 5, {"Viejo", "web", "2025-01-01 00:00:00", QByteArray()}));
    user(1, UserColumn::Roles) = "1";
    user(2, UserColumn::Roles) = "2,3";
    user(3, UserColumn::Roles) = "4";
    user(4, UserColumn::Roles) = "5";
    user(5, UserColumn::Roles) = QByteArray();
    user(6, UserColumn::DirectPermissions) = "ver eventos";

    map();

    EXPECT_EQ(account(1).role, Role::Admin);
    EXPECT_EQ(account(2).role, Role::HumanResources);
    EXPECT_EQ(account(3).role, Role::Employee);
    EXPECT_EQ(account(4).role, Role::Employee);
    EXPECT_EQ(account(5).role, Role::Employee);
    EXPECT_EQ(m_mapped.roles, (QList<qint64>{1, 2, 3}));
    EXPECT_TRUE(waits(LegacySource::Role, 4, LegacyRule::RoleCustom));
    EXPECT_TRUE(waits(LegacySource::Role, 5, LegacyRule::RoleDeleted));
    for (const LegacyRule rule :
         {LegacyRule::RoleSeveral, LegacyRule::RoleNone, LegacyRule::DirectPermissions}) {
        EXPECT_TRUE(found(rule)) << idOf(rule).constData();
    }
}

TEST_F(PeopleMappingTest, GivesACustomRoleNoMoreThanItHad)
{
    QByteArray all = "calificar evaluaciones,ver empleados,crear empleados,editar empleados";
    for (const char *entity : {"eventos", "asistencias", "evaluaciones"}) {
        for (const char *verb : {"ver ", "crear ", "editar ", "eliminar "}) {
            all += QByteArray(",") + verb + entity;
        }
    }
    m_rows.roles.append(legacyRow(LegacySource::Role, 4, {"Jefe", "web", QByteArray(), all}));
    user(1, UserColumn::Roles) = "4";
    map();
    EXPECT_EQ(account(1).role, Role::HumanResources);

    m_rows.roles.last().values[RoleColumn::Permissions].replace("calificar evaluaciones,", "");
    map();
    EXPECT_EQ(account(1).role, Role::Employee);
}

TEST_F(PeopleMappingTest, FindsANameForEverybody)
{
    user(1, UserColumn::FirstName) = QByteArray();
    user(1, UserColumn::LastName) = QByteArray();
    employee(1, EmployeeColumn::FirstName) = "";
    employee(1, EmployeeColumn::LastName) = " ";

    map();

    EXPECT_EQ(account(1).name, QStringLiteral("user1"));
    EXPECT_TRUE(found(LegacyRule::NoName));
}

TEST_F(PeopleMappingTest, LetsNobodyInWithoutAnAddressOrAHash)
{
    user(1, UserColumn::Email) = "nadie";
    employee(1, EmployeeColumn::Email) = "nadie";
    user(2, UserColumn::Password) = "en claro";

    map();

    EXPECT_EQ(account(1).email, QString());
    EXPECT_TRUE(account(1).passwordHash.isNull());
    EXPECT_TRUE(account(2).passwordHash.isNull());
    EXPECT_TRUE(found(LegacyRule::EmailBad) && found(LegacyRule::NoPassword));
    for (const LegacyFinding &each : std::as_const(m_mapped.findings)) {
        EXPECT_FALSE(each.before.contains(u"en claro")) << "a password is in the report";
    }
}

TEST_F(PeopleMappingTest, LeavesWhoIsHereAlready)
{
    m_known.byEmail.insert(QStringLiteral("p1@empresa.com"), 77);

    map();

    EXPECT_EQ(personOf(LegacySource::User, 1)->known, 77);
    EXPECT_EQ(personOf(LegacySource::User, 2)->known, std::nullopt);
    EXPECT_TRUE(found(LegacyRule::KnownAccount));
}

TEST_F(PeopleMappingTest, ReadsDaysAndStatesThatAreNone)
{
    employee(1, EmployeeColumn::BirthDate) = "0000-00-00";
    user(1, UserColumn::BirthDate) = QByteArray();
    employee(1, EmployeeColumn::State) = "";
    employee(2, EmployeeColumn::State) = "inactivo";
    user(2, UserColumn::CreatedAt) = QByteArray();

    map();

    EXPECT_EQ(account(1).birthDate, std::nullopt);
    EXPECT_TRUE(account(1).isActive);
    EXPECT_FALSE(account(2).isActive);
    EXPECT_EQ(rulesOf(m_mapped.findings),
              (QByteArrayList{"date.noTimestamp", "date.zero", "person.badState"}));
}

TEST(NationalIdTest, KnowsTwoSpellingsOfOne)
{
    EXPECT_EQ(nationalIdKey(QStringLiteral("V-12.345.678")),
              nationalIdKey(QStringLiteral("12345678")));
    EXPECT_EQ(nationalIdKey(QStringLiteral("v 012345678")),
              nationalIdKey(QStringLiteral("12345678")));
    EXPECT_NE(nationalIdKey(QStringLiteral("E-12345678")),
              nationalIdKey(QStringLiteral("12345678")));
}
