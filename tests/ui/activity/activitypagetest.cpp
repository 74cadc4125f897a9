// SPDX-License-Identifier: GPL-3.0-or-later
#include "activity/activitypages.h"
#include "common/formats.h"
#include "items/activitytablemodel.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QDateEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class ActivityPageTest : public ScreenTest
{
protected:
    void start(const QString &argument = {})
    {
        open(activityPages(), PageIds::Activity, argument);
        settle();
    }
    [[nodiscard]] QString cell(int row, ActivityTableModel::Column column)
    {
        return find<QTableView>(u"activityTable"_qs)->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QDate daysAgo(int days) const
    {
        return Formats::toLocal(fake->clock.now()).date().addDays(-days);
    }
    /// Return on a row.
    void openRow(int row)
    {
        auto *table = find<QTableView>(u"activityTable"_qs);
        table->setCurrentIndex(table->model()->index(row, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        settle();
    }
};

} // namespace

TEST_F(ActivityPageTest, SaysWhoDidWhatOnWhatToTheEndOfTheList)
{
    prepare(Role::Admin);
    start();

    ASSERT_EQ(rows(u"activityTable"_qs), 4) << "page after page";
    EXPECT_EQ(cell(0, ActivityTableModel::Who), fake->activity.list.first().actor->name);
    EXPECT_EQ(cell(0, ActivityTableModel::What), u"Changed an event"_qs);
    EXPECT_EQ(cell(0, ActivityTableModel::On), fake->activity.list.first().title);
    EXPECT_EQ(cell(1, ActivityTableModel::On), QString(fake->activity.list.at(1).title + u" · " +
                                                       fake->activity.list.at(1).person->name));
    EXPECT_EQ(cell(2, ActivityTableModel::On), u"12 capture(s)"_qs);
    EXPECT_EQ(cell(3, ActivityTableModel::Who), u"The server itself"_qs);
    EXPECT_EQ(cell(3, ActivityTableModel::What), u"records.tidy"_qs) << "of a newer server";
}

TEST_F(ActivityPageTest, AListThatTheServerFailsToGiveLetsTheStatusLineKnow)
{
    prepare(Role::Admin);
    start();
    const int before = fake->sync.syncNowCalls;
    fake->failNext({ErrorCode::Internal, {}, {}});
    click(u"refreshButton"_qs);
    EXPECT_TRUE(isShown(u"bannerLabel"_qs));
    EXPECT_EQ(fake->sync.syncNowCalls, before + 1);

    // That there is no connection follows from it, and is not another reason.
    const QString said = text(u"bannerLabel"_qs);
    fake->setOnline(false);
    settle();
    EXPECT_EQ(text(u"bannerLabel"_qs), said);
}

TEST_F(ActivityPageTest, AskedAgainItShowsWhatHasHappenedMeanwhile)
{
    prepare(Role::Admin);
    start();
    fake->activity.list.removeFirst();

    page->askAgain(); // F5

    settle();
    EXPECT_EQ(rows(u"activityTable"_qs), 3);
}

TEST_F(ActivityPageTest, ADayOfTheDashboardIsThatDayHere)
{
    prepare(Role::Admin);
    const QDate yesterday = daysAgo(1);
    start(PageArgument::make(u"day"_qs, yesterday.toString(Qt::ISODate)));

    EXPECT_EQ(fake->activity.asked.since, Formats::fromLocal(yesterday.startOfDay()));
    EXPECT_EQ(fake->activity.asked.until, Formats::fromLocal(yesterday.addDays(1).startOfDay()));
    EXPECT_EQ(rows(u"activityTable"_qs), 1);
    EXPECT_TRUE(isShown(u"dayDateEdit"_qs));
    EXPECT_EQ(find<QDateEdit>(u"dayDateEdit"_qs)->date(), yesterday);
    EXPECT_EQ(text(u"countLabel"_qs), u"1 action(s)"_qs);

    QTest::keyClick(find<QDateEdit>(u"dayDateEdit"_qs), Qt::Key_Down);
    settle();
    EXPECT_NE(fake->activity.asked.since, Formats::fromLocal(yesterday.startOfDay()));
}

TEST_F(ActivityPageTest, AnEmptyDayLeadsBackToAll)
{
    prepare(Role::Admin);
    start(PageArgument::make(u"day"_qs, daysAgo(2).toString(Qt::ISODate)));
    ASSERT_EQ(rows(u"activityTable"_qs), 0);

    click(u"emptyStateButton"_qs);

    EXPECT_EQ(rows(u"activityTable"_qs), 4);
    EXPECT_FALSE(isShown(u"dayDateEdit"_qs));
}

TEST_F(ActivityPageTest, ReturnOpensTheRecord)
{
    prepare(Role::Admin);
    start();

    openRow(0);
    EXPECT_EQ(wentTo, PageIds::Events);
    EXPECT_EQ(wentWith,
              PageArgument::make(u"event"_qs, toText(fake->activity.list.first().entityUuid)));
    openRow(1);
    EXPECT_EQ(wentTo, PageIds::Explanation);
    EXPECT_EQ(wentWith, u"attendance=7"_qs);
}

TEST_F(ActivityPageTest, WithoutAConnectionItSaysSoAndReadsAgainWhenItIsBack)
{
    prepare(Role::Admin);
    fake->setOnline(false);
    start();
    ASSERT_EQ(rows(u"activityTable"_qs), 0);
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"cannot be reached"_qs));

    fake->setOnline(true);
    settle();

    EXPECT_EQ(rows(u"activityTable"_qs), 4);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
}

} // namespace EvalTrack::Test
