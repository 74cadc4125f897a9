// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/peopletablemodel.h"

#include "items/itemtext.h"
#include "modelwatch.h"
#include "support/fakecompany.h"
#include "support/fakedesk.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>

#include <random>

namespace EvalTrack::Test {

namespace {

using namespace Qt::Literals::StringLiterals;

std::shared_ptr<const PeopleSnapshot> snapshotOf(const QList<Employee> &people)
{
    auto snapshot = std::make_shared<PeopleSnapshot>();
    snapshot->reserve(people.size());
    for (const Employee &each : people) {
        snapshot->put(each);
    }
    return snapshot;
}

QStringList column(const PeopleTableModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts.append(model.index(row, column).data().toString());
    }
    return texts;
}

class PeopleTableModelTest : public testing::Test
{
protected:
    PeopleTableModelTest()
    {
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        model.setHeaders({u"Nombre"_s, u"Cédula"_s});
        model.setWords({u"Activo"_s, u"Inactivo"_s});
    }
    ~PeopleTableModelTest() override { QLocale::setDefault(QLocale::c()); }

    FakeCompany company = FakeCompany::small(FakeClock().now());
    PeopleTableModel model;
};

} // namespace

TEST_F(PeopleTableModelTest, SortsByNameAsPeopleDo)
{
    const ModelWatch watch(model);

    model.setSnapshot(snapshotOf(company.people));

    const QStringList names = column(model, PeopleTableModel::Name);
    ASSERT_EQ(names.size(), 30);
    EXPECT_EQ(names.first(), u"Ana Karina Ibáñez Mora"_s);
    // Óscar stands between N and P, not after Z.
    EXPECT_LT(names.indexOf(u"Óscar Lozada Briceño"_s),
              names.indexOf(u"Patricia Contreras Blanco"_s));
    EXPECT_EQ(names.last(), u"Yolanda Álvarez Quintero"_s);
}

TEST_F(PeopleTableModelTest, SortsAFactoryAsItSortsAShop)
{
    // So many names that two processors share the work.
    QList<Employee> people;
    for (int number = 0; number < 5'000; ++number) {
        Employee person = company.people.at(number % company.people.size());
        person.uuid = UserUuid(QUuid::createUuidV5(QUuid(), QByteArray::number(number)));
        person.id = UserId(1'000 + number);
        person.name += u' ' + QString::number(number * 7'919 % 5'003);
        people.append(person);
    }

    model.setSnapshot(snapshotOf(people));

    QStringList expected;
    for (const Employee &person : std::as_const(people)) {
        expected.append(person.name);
    }
    std::sort(expected.begin(), expected.end(), ItemText::collator());
    EXPECT_EQ(column(model, PeopleTableModel::Name), expected);
}

TEST_F(PeopleTableModelTest, SortsDescendingAndKeepsThePersonOfAnIndex)
{
    const ModelWatch watch(model);
    model.setSnapshot(snapshotOf(company.people));
    const QPersistentModelIndex first(model.index(0, 0));
    const QString name = first.data().toString();

    model.sort(PeopleTableModel::Name, Qt::DescendingOrder);

    EXPECT_EQ(first.row(), 29);
    EXPECT_EQ(first.data().toString(), name);
    EXPECT_EQ(watch.resets.count(), 0);
    EXPECT_EQ(watch.laidOut.count(), 1);
}

TEST_F(PeopleTableModelTest, SortsByEveryColumn)
{
    const ModelWatch watch(model);
    model.setSnapshot(snapshotOf(company.people));

    for (int each = 0; each < PeopleTableModel::ColumnCount; ++each) {
        model.sort(each);
        EXPECT_EQ(model.rowCount(), 30);
    }
    model.sort(PeopleTableModel::HireDate);

    QDate last(1900, 1, 1);
    for (int row = 0; row < model.rowCount(); ++row) {
        const QDate date = model.index(row, PeopleTableModel::HireDate).data(RawRole).toDate();
        EXPECT_LE(last, date);
        last = date;
    }
}

TEST_F(PeopleTableModelTest, FindsByAnyPartWithoutAccents)
{
    const ModelWatch watch(model);
    model.setSnapshot(snapshotOf(company.people));

    model.setQuery(u"nunez"_s, PeopleTableModel::Show::All);

    EXPECT_EQ(column(model, PeopleTableModel::Name), QStringList{u"María José Núñez Peña"_s});
    EXPECT_EQ(watch.resets.count(), 1);
}

TEST_F(PeopleTableModelTest, ShowsTheWantedStateAndDepartment)
{
    const ModelWatch watch(model);
    model.setSnapshot(snapshotOf(company.people));

    model.setQuery({}, PeopleTableModel::Show::Inactive);
    EXPECT_EQ(model.rowCount(), 2);

    model.setQuery({}, PeopleTableModel::Show::Active, DepartmentId(2));
    for (int row = 0; row < model.rowCount(); ++row) {
        EXPECT_EQ(model.index(row, PeopleTableModel::Department).data().toString(), u"Finanzas"_s);
        EXPECT_EQ(model.index(row, PeopleTableModel::State).data().toString(), u"Activo"_s);
    }
}

TEST_F(PeopleTableModelTest, FollowsANewSnapshotWithoutReset)
{
    const ModelWatch watch(model);
    model.setSnapshot(snapshotOf(company.people));
    const qsizetype insertedBefore = watch.inserted.count();
    const QPersistentModelIndex yolanda(model.index(29, 0));

    Employee added = company.people.at(5);
    added.uuid = UserUuid(makeUuidV7());
    added.id = UserId(900);
    added.name = u"Aarón Abreu"_s;
    company.people.append(added);
    company.people.removeAt(10); // Beatriz
    company.people[4].jobTitle = u"Contadora principal"_s;
    model.setSnapshot(snapshotOf(company.people));

    EXPECT_EQ(watch.resets.count(), 0);
    EXPECT_EQ(watch.inserted.count() - insertedBefore, 1);
    EXPECT_EQ(watch.removed.count(), 1);
    ASSERT_EQ(watch.changed.count(), 1);
    EXPECT_EQ(model.rowCount(), 30);
    EXPECT_EQ(model.index(0, 0).data().toString(), u"Aarón Abreu"_s);
    EXPECT_EQ(model.index(1, PeopleTableModel::JobTitle).data().toString(),
              u"Contadora principal"_s);
    EXPECT_TRUE(yolanda.isValid());
    EXPECT_EQ(yolanda.data().toString(), u"Yolanda Álvarez Quintero"_s);
}

TEST_F(PeopleTableModelTest, MovesWhoWasRenamed)
{
    const ModelWatch watch(model);
    model.setSnapshot(snapshotOf(company.people));

    for (int i = 0; i < 10; ++i) {
        company.people[i].name = QString(QChar(u'z')) + QString::number(9 - i);
    }
    model.setSnapshot(snapshotOf(company.people));

    EXPECT_EQ(column(model, 0).mid(20), (QStringList{u"z0"_s, u"z1"_s, u"z2"_s, u"z3"_s, u"z4"_s,
                                                     u"z5"_s, u"z6"_s, u"z7"_s, u"z8"_s, u"z9"_s}));
    EXPECT_EQ(watch.resets.count(), 0);
}

TEST_F(PeopleTableModelTest, FollowsCopiesAsItWouldBeMadeAnew)
{
    const ModelWatch watch(model);
    auto people = std::make_shared<const PeopleSnapshot>(*snapshotOf(company.people));
    model.setSnapshot(people);
    const qsizetype resets = watch.resets.count();
    std::minstd_rand chance(1); // the same deeds in every run
    const auto random = [&chance](qsizetype below) {
        return static_cast<int>(chance() % static_cast<unsigned>(below));
    };

    for (int round = 0; round < 60; ++round) {
        auto copy = std::make_shared<PeopleSnapshot>(*people);
        for (int deed = random(4); deed >= 0; --deed) {
            Employee who = copy->at(random(copy->size()));
            switch (random(5)) {
            case 0:
                copy->remove(who.uuid);
                break;
            case 1:
                who.uuid = UserUuid(makeUuidV7());
                who.id = UserId(1000 + round * 10 + deed);
                who.name = u"Nueva %1"_s.arg(random(100));
                copy->put(who);
                break;
            case 2:
                who.name = u"Otra %1"_s.arg(random(100));
                copy->put(who);
                break;
            case 3:
                copy->put(who); // as before
                break;
            default:
                who.isActive = !who.isActive;
                who.phone = QString::number(random(100));
                copy->put(who);
            }
        }
        people = copy;
        model.setSnapshot(people);
        if (round == 20) {
            model.sort(PeopleTableModel::Department, Qt::DescendingOrder);
        }
        if (round == 30) {
            model.setQuery({}, PeopleTableModel::Show::Active);
        }
        if (round == 50) {
            model.setQuery(u"a"_s, PeopleTableModel::Show::Active);
        }

        PeopleTableModel anew;
        anew.setWords({u"Activo"_s, u"Inactivo"_s});
        anew.setSnapshot(people);
        if (round >= 20) {
            anew.sort(PeopleTableModel::Department, Qt::DescendingOrder);
        }
        if (round >= 30) {
            anew.setQuery(round >= 50 ? u"a"_s : QString(), PeopleTableModel::Show::Active);
        }
        // Equal departments may stand in any order.
        QStringList shown = column(model, PeopleTableModel::Name);
        QStringList expected = column(anew, PeopleTableModel::Name);
        EXPECT_EQ(column(model, PeopleTableModel::Department),
                  column(anew, PeopleTableModel::Department));
        shown.sort();
        expected.sort();
        ASSERT_EQ(shown, expected) << round;
        for (int row = 0; row < model.rowCount(); ++row) {
            ASSERT_EQ(model.at(row), people->at(people->indexOf(model.personAt(row))));
        }
    }
    EXPECT_EQ(watch.resets.count() - resets, 2) << "only the new searches";
}

TEST_F(PeopleTableModelTest, KnowsItsRowsByUuid)
{
    model.setSnapshot(snapshotOf(company.people));

    const int row = model.rowOf(company.people.at(4).uuid.value());

    EXPECT_EQ(row, 0);
    EXPECT_EQ(model.personAt(row), company.people.at(4).uuid);
    EXPECT_EQ(model.at(row), company.people.at(4));
    EXPECT_EQ(model.rowOf(makeUuidV7()), -1);
}

TEST_F(PeopleTableModelTest, SaysTheColumnToAScreenReader)
{
    model.setSnapshot(snapshotOf(company.people));

    EXPECT_EQ(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
              u"Nombre: Ana Karina Ibáñez Mora"_s);
    EXPECT_EQ(model.headerData(1, Qt::Horizontal).toString(), u"Cédula"_s);
}

TEST_F(PeopleTableModelTest, HoldsAHundredThousand)
{
    const FakeCompany crowd = FakeCompany::crowd(100'000, FakeClock().now());
    const auto first = snapshotOf(crowd.people);
    QList<Employee> changed = crowd.people;
    changed[500].name = u"Zoraida Zapata"_s;
    const auto second = snapshotOf(changed);
    QElapsedTimer timer;
    const auto report = [&](const char *what) {
        testing::Test::RecordProperty(what, static_cast<int>(timer.elapsed()));
        timer.restart();
    };

    timer.start();
    model.setSnapshot(first);
    report("first snapshot");
    model.setQuery(u"mar"_s, PeopleTableModel::Show::All);
    report("search");
    model.setQuery({}, PeopleTableModel::Show::All);
    report("no search");
    model.sort(PeopleTableModel::Department);
    report("sort by department");
    model.sort(PeopleTableModel::Email);
    report("sort by e-mail");
    model.sort(PeopleTableModel::Name, Qt::DescendingOrder);
    report("sort by name");
    model.setSnapshot(second);
    report("one renamed");
    auto third = std::make_shared<PeopleSnapshot>(*second);
    Employee renamed = third->at(900);
    renamed.name = u"Zulay Zurita"_s;
    third->put(renamed);
    timer.restart();
    model.setSnapshot(third);
    report("one renamed in a copy");

    EXPECT_EQ(model.rowCount(), 100'000);
    EXPECT_EQ(model.index(0, 0).data().toString(), u"Zulay Zurita"_s);
}

} // namespace EvalTrack::Test
