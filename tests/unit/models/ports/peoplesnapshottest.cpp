// SPDX-License-Identifier: GPL-3.0-or-later
#include "ports/peoplesearch.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

Employee person(int number, const QString &name)
{
    Employee employee;
    employee.id = UserId(number);
    employee.uuid = UserUuid(QUuid::createUuidV5(QUuid(), QByteArray::number(number)));
    employee.name = name;
    employee.firstName = name.section(u' ', 0, 0);
    employee.lastName = name.section(u' ', 1);
    employee.email = u"p%1@empresa.com"_qs.arg(number);
    employee.nationalId = u"V-%1"_qs.arg(10'000'000 + number);
    employee.badgeCode = u"B%1"_qs.arg(number, 5, 10, QChar(u'0'));
    employee.jobTitle = u"Analista"_qs;
    employee.department = u"Producción"_qs;
    employee.departmentId = DepartmentId(3);
    employee.hireDate = QDate(2020, 1, number % 28 + 1);
    employee.revision = 1;
    return employee;
}

PeopleSnapshot company()
{
    PeopleSnapshot people;
    people.put(person(1, u"José Núñez"_qs));
    people.put(person(2, u"Ana María Peña"_qs));
    people.put(person(3, u"Pedro Pérez"_qs));
    return people;
}

} // namespace

TEST(PeopleSnapshotTest, GivesBackWhomItWasGiven)
{
    PeopleSnapshot people;
    Employee bare = person(7, u"Sin Datos"_qs);
    bare.nationalId.reset();
    bare.phone = QString();
    bare.hireDate.reset();
    bare.contractUntil = QDate(2027, 6, 30);
    bare.leftOn = QDate(2027, 5, 31);
    bare.notes = u"Zurdo"_qs;
    people.put(person(1, u"José Núñez"_qs));
    people.put(bare);

    EXPECT_EQ(people.at(0), person(1, u"José Núñez"_qs));
    EXPECT_EQ(people.at(1), bare);
    EXPECT_TRUE(people.search(u"zurdo").isEmpty())
        << "what HR notes is nothing to look people up by";
}

TEST(PeopleSnapshotTest, FindsWithoutAccentsInAnyOrderOverAllColumns)
{
    const PeopleSnapshot people = company();

    EXPECT_EQ(people.search(u"nunez jose"), QList<qint32>({0}));
    EXPECT_EQ(people.search(u"10000002"), QList<qint32>({1}));
    EXPECT_EQ(people.search(u"PRODUCCION per"), QList<qint32>({2}));
    EXPECT_EQ(people.search(u""), QList<qint32>({0, 1, 2}));
    EXPECT_TRUE(people.search(u"nobody").isEmpty());
}

TEST(PeopleSearchTest, FindsAfterEachKeyWhatASearchFromTheBeginningFinds)
{
    const auto people = std::make_shared<const PeopleSnapshot>(company());
    PeopleSearch search;

    // Typed, corrected, a word more, a word that begins in another person's name, emptied.
    for (const char16_t *query : {u"p", u"pe", u"peñ", u"pe", u"ped", u"pedro ", u"pedro p", u"p",
                                  u"p ana", u"p ana 1", u"p ana 1x", u"", u"  ", u"jo", u"jo nu"}) {
        const QString typed = QString::fromUtf16(query);
        EXPECT_EQ(search.find(people, typed), people->search(typed)) << qPrintable(typed);
    }
}

TEST(PeopleSearchTest, LooksAnewWhenThePeopleAreOthers)
{
    PeopleSearch search;
    ASSERT_EQ(search.find(std::make_shared<const PeopleSnapshot>(), u"pe"_qs), QList<qint32>());

    const auto people = std::make_shared<const PeopleSnapshot>(company());

    EXPECT_EQ(search.find(people, u"ped"_qs), QList<qint32>({2}));
}

TEST(PeopleSnapshotTest, AWordDoesNotMatchAcrossTwoColumns)
{
    PeopleSnapshot people;
    people.put(person(1, u"Ana"_qs));

    EXPECT_TRUE(people.search(u"anav-1").isEmpty());
}

TEST(PeopleSnapshotTest, ReplacesBySameUuid)
{
    PeopleSnapshot people = company();
    Employee changed = person(2, u"Ana María Soto"_qs);
    changed.revision = 2;

    people.put(changed);

    EXPECT_EQ(people.size(), 3);
    EXPECT_EQ(people.at(people.indexOf(changed.uuid)), changed);
    EXPECT_TRUE(people.search(u"peña").isEmpty());
}

TEST(PeopleSnapshotTest, TakesPeopleThatWerePackedElsewhere)
{
    PeopleSnapshot::Packed first;
    first.add(person(1, u"José Núñez"_qs));
    first.add(person(2, u"Ana María Peña"_qs));
    PeopleSnapshot::Packed second;
    second.add(person(3, u"Pedro Pérez"_qs));
    second.add(person(1, u"José Núñez Gil"_qs)); // a second time, as somebody else's change

    PeopleSnapshot people;
    people.put(first);
    people.put(second);

    ASSERT_EQ(people.size(), 3);
    EXPECT_EQ(people.at(0), person(1, u"José Núñez Gil"_qs));
    EXPECT_EQ(people.at(1), person(2, u"Ana María Peña"_qs));
    EXPECT_EQ(people.at(2), person(3, u"Pedro Pérez"_qs));
    EXPECT_EQ(people.search(u"pedro"), QList<qint32>({2}));
    EXPECT_EQ(people.byCode(u"B00003"_qs), person(3, u"Pedro Pérez"_qs));
    EXPECT_EQ(people.indexOf(UserId(2)), 1);
}

TEST(PeopleSnapshotTest, RemovalKeepsEverybodyElseFindable)
{
    PeopleSnapshot people = company();

    people.remove(person(1, {}).uuid);

    EXPECT_EQ(people.size(), 2);
    EXPECT_EQ(people.indexOf(UserId(1)), -1);
    EXPECT_EQ(people.at(people.indexOf(UserId(3))), person(3, u"Pedro Pérez"_qs));
    EXPECT_EQ(people.at(people.indexOf(person(2, {}).uuid)), person(2, u"Ana María Peña"_qs));
}

TEST(PeopleSnapshotTest, MatchesBadgesBeforeNationalIds)
{
    PeopleSnapshot people = company();
    Employee twisted = person(4, u"Otra Persona"_qs);
    twisted.nationalId = u"B00001"_qs;
    people.put(twisted);

    EXPECT_EQ(people.byCode(u"B00001"_qs)->id, UserId(1));
    EXPECT_EQ(people.byCode(u" V-10000003 "_qs)->id, UserId(3));
    EXPECT_EQ(people.byCode(u"B99999"_qs), std::nullopt);
    EXPECT_EQ(people.byCode(u""_qs), std::nullopt);
}

TEST(PeopleSnapshotTest, KnowsWhoChangedSinceItWasCopied)
{
    const PeopleSnapshot before = company();
    PeopleSnapshot now = before;
    EXPECT_EQ(now.changedSince(before), QSet<UserUuid>());

    now.put(person(2, u"Ana María Soto"_qs));
    now.put(person(4, u"Luz Paz"_qs));
    EXPECT_EQ(now.changedSince(before), (QSet{person(2, {}).uuid, person(4, {}).uuid}));

    const PeopleSnapshot between = now;
    now.remove(person(1, {}).uuid);
    EXPECT_EQ(now.changedSince(between), (QSet{person(1, {}).uuid, person(4, {}).uuid}))
        << "the last one took the place of who went";
}

TEST(PeopleSnapshotTest, DoesNotClaimToKnowAnotherHistory)
{
    const PeopleSnapshot before = company();
    PeopleSnapshot mine = before;
    PeopleSnapshot theirs = before;
    mine.put(person(4, u"Luz Paz"_qs));
    theirs.put(person(5, u"Mar Sol"_qs));

    EXPECT_EQ(mine.changedSince(theirs), std::nullopt);
    EXPECT_EQ(before.changedSince(mine), std::nullopt) << "the later one";
    EXPECT_EQ(company().changedSince(before), std::nullopt);

    for (int number = 10; number < 10'010; ++number) {
        mine.put(person(number, u"Muchos"_qs));
    }
    EXPECT_EQ(mine.changedSince(before), std::nullopt) << "too much to follow";
}

TEST(PeopleSnapshotTest, FindsCodesAfterPeopleChangedAndWent)
{
    PeopleSnapshot people = company();
    Employee ana = person(2, u"Ana María Peña"_qs);
    ana.badgeCode = u"NUEVA"_qs;
    people.put(ana);
    const PeopleSnapshot before = people;
    people.remove(person(1, {}).uuid); // Pedro takes the first place.

    EXPECT_EQ(people.byCode(u"NUEVA"_qs)->id, UserId(2));
    EXPECT_EQ(people.byCode(u"B00002"_qs), std::nullopt) << "an old badge";
    EXPECT_EQ(people.byCode(u"B00001"_qs), std::nullopt) << "of somebody who went";
    EXPECT_EQ(people.byCode(u"B00003"_qs)->id, UserId(3));
    EXPECT_EQ(before.byCode(u"B00001"_qs)->id, UserId(1)) << "a snapshot does not change";

    // A badge goes before somebody else's national id.
    Employee luis = person(4, u"Luis Gil"_qs);
    luis.nationalId = u"NUEVA"_qs;
    people.put(luis);
    EXPECT_EQ(people.byCode(u"NUEVA"_qs)->id, UserId(2));
    people.remove(ana.uuid);
    EXPECT_EQ(people.byCode(u"NUEVA"_qs)->id, UserId(4));
}
