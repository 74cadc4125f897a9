// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/activitytablemodel.h"
#include "people/peoplepages.h"
#include "support/screentest.h"

namespace EvalTrack::Test {

namespace {

class HistoryPageTest : public ScreenTest
{
protected:
    [[nodiscard]] QString argumentOf(qsizetype person) const
    {
        return PageArgument::make(u"person"_qs,
                                  toText(fake->company.people.at(person).uuid.value()));
    }
    void start(qsizetype person = FakeCompany::EmployeeIndex)
    {
        open(peoplePages(), PageIds::History, argumentOf(person));
    }
    [[nodiscard]] QString cell(int row, int column)
    {
        return find<QTableView>(u"historyTable"_qs)->model()->index(row, column).data().toString();
    }
};

} // namespace

TEST_F(HistoryPageTest, TellsWhoDidWhatNewestFirst)
{
    prepare(Role::HumanResources);
    start();

    ASSERT_EQ(rows(u"historyTable"_qs), 3);
    EXPECT_EQ(cell(0, ActivityTableModel::What), u"Set a PIN"_qs);
    EXPECT_EQ(cell(0, ActivityTableModel::Who),
              fake->company.people.at(FakeCompany::HumanResourcesIndex).name);
    EXPECT_EQ(cell(1, ActivityTableModel::What), u"Changed a profile"_qs);
    EXPECT_EQ(cell(1, ActivityTableModel::Who),
              fake->company.people.at(FakeCompany::EmployeeIndex).name);
    EXPECT_EQ(cell(2, ActivityTableModel::What), u"Added a person"_qs);
    EXPECT_TRUE(text(u"pageTitleLabel"_qs)
                    .contains(fake->company.people.at(FakeCompany::EmployeeIndex).name));
    // What the wire names twice is said once.
    EXPECT_EQ(cell(1, ActivityTableModel::On), u"Department, Phone"_qs);
    EXPECT_EQ(cell(0, ActivityTableModel::On), QString());
}

TEST_F(HistoryPageTest, TheProfileLeadsThereAndBack)
{
    prepare(Role::HumanResources);
    open(peoplePages(), PageIds::People, argumentOf(FakeCompany::EmployeeIndex));
    click(u"showHistoryButton"_qs);
    EXPECT_EQ(wentTo, PageIds::History);
    EXPECT_EQ(wentWith, argumentOf(FakeCompany::EmployeeIndex));

    start();
    click(u"backButton"_qs);
    EXPECT_EQ(wentTo, PageIds::People);
    EXPECT_EQ(wentWith, argumentOf(FakeCompany::EmployeeIndex));
}

TEST_F(HistoryPageTest, AnotherPersonHasAnother)
{
    prepare(Role::HumanResources);
    start();
    page->activate(argumentOf(FakeCompany::EmployeeIndex + 3));
    settle();
    EXPECT_EQ(rows(u"historyTable"_qs), 0);
}

TEST_F(HistoryPageTest, ComesBackWithTheConnection)
{
    prepare(Role::HumanResources);
    fake->setOnline(false);
    start();
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"kept by the server"_qs));
    EXPECT_EQ(rows(u"historyTable"_qs), 0);

    fake->setOnline(true);
    settle();
    EXPECT_EQ(rows(u"historyTable"_qs), 3);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
}

} // namespace EvalTrack::Test
