// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formats.h"
#include "items/anniversarytablemodel.h"
#include "people/peoplepages.h"
#include "support/screentest.h"

#include <QTest>

namespace EvalTrack::Test {

namespace {

class AnniversariesPageTest : public ScreenTest
{
protected:
    /// Nobody has dates but whom a test gives some.
    void start(const std::function<void(QDate today)> &arrange)
    {
        prepare(Role::HumanResources);
        for (Employee &each : fake->company.people) {
            each.birthDate.reset();
            each.hireDate.reset();
        }
        arrange(Formats::toLocal(fake->clock.now()).date());
        fake->announce();
        open(peoplePages(), PageIds::Anniversaries);
    }
    Employee &person(int index) { return fake->company.people[index]; }
    QStringList column(int column)
    {
        const auto *model = find<QTableView>(u"anniversariesTable"_qs)->model();
        QStringList texts;
        for (int row = 0; row < model->rowCount(); ++row) {
            texts.append(model->index(row, column).data().toString());
        }
        return texts;
    }
};

} // namespace

TEST_F(AnniversariesPageTest, ListsTheNextThirtyDaysInTheirOrder)
{
    start([this](QDate today) {
        person(3).birthDate = today.addDays(5).addYears(-40);
        person(4).hireDate = today.addYears(-10);
        person(5).birthDate = today.addDays(30).addYears(-25);
        person(6).birthDate = today.addDays(31).addYears(-25);
        person(7).birthDate = today.addDays(-1).addYears(-25);
        person(8).hireDate = today.addDays(3); // Begins then: no anniversary.
    });

    EXPECT_EQ(column(AnniversaryTableModel::Name),
              QStringList({person(4).name, person(3).name, person(5).name}));
    EXPECT_EQ(column(AnniversaryTableModel::Occasion),
              QStringList({u"Work anniversary"_qs, u"Birthday"_qs, u"Birthday"_qs}));
    EXPECT_EQ(column(AnniversaryTableModel::Years), QStringList({u"10"_qs, u"40"_qs, u"25"_qs}));
}

TEST_F(AnniversariesPageTest, WhoHasBothIsThereTwiceAndWhoIsInactiveNotAtAll)
{
    start([this](QDate today) {
        person(3).birthDate = today.addDays(5).addYears(-40);
        person(3).hireDate = today.addDays(2).addYears(-4);
        person(4).birthDate = today.addDays(5).addYears(-40);
        person(4).isActive = false;
    });

    EXPECT_EQ(column(AnniversaryTableModel::Name), QStringList({person(3).name, person(3).name}));
}

TEST_F(AnniversariesPageTest, OpensTheProfileByKeyboardAndSaysWhenThereIsNothing)
{
    start([this](QDate today) { person(3).birthDate = today.addDays(5).addYears(-40); });
    auto *table = find<QTableView>(u"anniversariesTable"_qs);
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    settle();
    EXPECT_EQ(wentTo, PageIds::People);
    EXPECT_EQ(PageArgument::value(wentWith, u"person"_qs), toText(person(3).uuid.value()));

    person(3).birthDate.reset();
    fake->announce();
    settle();
    EXPECT_EQ(table->model()->rowCount(), 0);
    click(u"peopleButton"_qs);
    EXPECT_EQ(wentTo, PageIds::People);
}

TEST_F(AnniversariesPageTest, IsReachedFromThePeople)
{
    prepare(Role::HumanResources);
    open(peoplePages(), PageIds::People);
    click(u"anniversariesButton"_qs);

    EXPECT_EQ(wentTo, PageIds::Anniversaries);
}

} // namespace EvalTrack::Test
