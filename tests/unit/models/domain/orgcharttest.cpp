// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/orgchart.h"

#include <gtest/gtest.h>

#include <chrono>

using namespace EvalTrack;

namespace {

UserUuid uuidOf(int person)
{
    return UserUuid(QUuid(static_cast<uint>(person), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
}

/// People 1, 2, 3, … with these managers; 0 for none.
OrgChart chartOf(const QList<int> &managers)
{
    QList<OrgChart::Person> people;
    for (int i = 0; i < managers.size(); ++i) {
        people.append({uuidOf(i + 1), UserId(i + 1),
                       managers.at(i) == 0 ? std::nullopt : std::optional(UserId(managers.at(i)))});
    }
    OrgChart chart(people);
    chart.layOut();
    return chart;
}

int at(const OrgChart &chart, int person)
{
    return chart.indexOf(uuidOf(person));
}

/// In reading order, by their numbers.
QList<int> order(const OrgChart &chart)
{
    QList<int> people;
    for (int i = 0; i < chart.size(); ++i) {
        people.append(static_cast<int>(chart.uuidAt(i).value().data1));
    }
    return people;
}

QList<int> shown(const OrgChart &chart)
{
    QList<int> people;
    chart.visit(chart.area(), [&](int index) {
        people.append(static_cast<int>(chart.uuidAt(index).value().data1));
    });
    return people;
}

void expectNoOverlap(const OrgChart &chart)
{
    QList<int> all;
    chart.visit(chart.area(), [&](int index) { all.append(index); });
    for (const int a : all) {
        EXPECT_TRUE(chart.area().contains(chart.boxOf(a)));
        for (const int b : all) {
            EXPECT_TRUE(a == b || !chart.boxOf(a).intersects(chart.boxOf(b))) << a << " and " << b;
        }
    }
}

/// So many reports each, so many levels.
QList<int> regular(int reports, int people)
{
    QList<int> managers;
    for (int i = 0; i < people; ++i) {
        managers.append(i == 0 ? 0 : (i - 1) / reports + 1);
    }
    return managers;
}

} // namespace

TEST(OrgChartTest, ReadsFromTheTopReportsWithoutReportsFirst)
{
    //      1
    //   4  2  3       3 leads 5
    const OrgChart chart = chartOf({0, 1, 1, 1, 3});

    EXPECT_EQ(order(chart), QList<int>({1, 2, 4, 3, 5}));
    EXPECT_EQ(chart.reportCount(0), 3);
    EXPECT_EQ(chart.belowCount(0), 4);
    EXPECT_EQ(chart.depthOf(at(chart, 5)), 2);
    expectNoOverlap(chart);
}

TEST(OrgChartTest, GoesToManagerFirstReportAndSiblings)
{
    const OrgChart chart = chartOf({0, 1, 1, 1, 3});

    EXPECT_EQ(chart.managerOf(at(chart, 5)), at(chart, 3));
    EXPECT_EQ(chart.firstReportOf(at(chart, 1)), at(chart, 2));
    EXPECT_EQ(chart.firstReportOf(at(chart, 2)), -1);
    EXPECT_EQ(chart.nextSiblingOf(at(chart, 2)), at(chart, 4));
    EXPECT_EQ(chart.nextSiblingOf(at(chart, 3)), -1);
    EXPECT_EQ(chart.previousSiblingOf(at(chart, 3)), at(chart, 4));
    EXPECT_EQ(chart.previousSiblingOf(at(chart, 2)), -1);
    EXPECT_EQ(chart.managerOf(at(chart, 1)), -1);
}

TEST(OrgChartTest, EverybodyWithoutAManagerIsAtTheTop)
{
    // 4 leads two, 1 leads one, 3 and 7 stand alone; 8's manager is nobody here.
    const OrgChart chart = chartOf({0, 1, 0, 0, 4, 4, 0, 99});

    EXPECT_EQ(order(chart), QList<int>({4, 5, 6, 1, 2, 3, 7, 8}));
    EXPECT_EQ(chart.depthOf(at(chart, 8)), 0);
    EXPECT_EQ(chart.nextSiblingOf(at(chart, 4)), at(chart, 1));
    EXPECT_EQ(chart.previousSiblingOf(at(chart, 1)), at(chart, 4));
    EXPECT_EQ(chart.boxOf(at(chart, 1)).top(), chart.boxOf(at(chart, 4)).top());
    EXPECT_GT(chart.boxOf(at(chart, 3)).left(), chart.boxOf(at(chart, 1)).right());
    expectNoOverlap(chart);
}

TEST(OrgChartTest, ACircleIsAtTheTopMarkedAndWhole)
{
    // 2 → 3 → 4 → 2; 5 reports to 3; 6 to itself.
    const OrgChart chart = chartOf({0, 3, 4, 2, 3, 6});

    EXPECT_EQ(chart.size(), 6);
    ASSERT_EQ(chart.circles().size(), 2);
    EXPECT_EQ(chart.circles().first(), QList<int>({at(chart, 2), at(chart, 4), at(chart, 3)}));
    EXPECT_EQ(chart.circles().last(), QList<int>({at(chart, 6)}));
    EXPECT_EQ(chart.depthOf(at(chart, 2)), 0);
    EXPECT_TRUE(chart.isInCircle(at(chart, 4)));
    EXPECT_FALSE(chart.isInCircle(at(chart, 5))) << "reports to one of them";
    EXPECT_FALSE(chart.isInCircle(at(chart, 1)));
    EXPECT_EQ(shown(chart).size(), 6);
    expectNoOverlap(chart);
}

TEST(OrgChartTest, ABranchHoldsEverybodyBelowAndNobodyElse)
{
    OrgChart chart = chartOf({0, 1, 1, 3, 3, 2});
    const QRectF branch = chart.branchOf(at(chart, 3));
    for (const int person : {3, 4, 5}) {
        EXPECT_TRUE(branch.contains(chart.boxOf(at(chart, person)))) << person;
    }
    for (const int person : {1, 2, 6}) {
        EXPECT_FALSE(branch.intersects(chart.boxOf(at(chart, person)))) << person;
    }
}

TEST(OrgChartTest, FoldingTakesThePeopleBelowAway)
{
    OrgChart chart = chartOf({0, 1, 1, 3, 4});
    const QRectF wide = chart.area();
    chart.setFolded(at(chart, 3), true);
    chart.layOut();

    EXPECT_EQ(shown(chart), QList<int>({1, 2, 3}));
    EXPECT_FALSE(chart.isShown(at(chart, 5)));
    EXPECT_EQ(chart.belowCount(at(chart, 3)), 2) << "what the badge says";
    EXPECT_LT(chart.area().height(), wide.height());
    EXPECT_TRUE(chart.linesBelow(at(chart, 3)).isEmpty());

    chart.setFolded(at(chart, 2), true);
    EXPECT_FALSE(chart.isFolded(at(chart, 2))) << "who has nobody has nothing to fold";

    chart.reveal(at(chart, 5));
    chart.layOut();
    EXPECT_TRUE(chart.isShown(at(chart, 5)));
}

TEST(OrgChartTest, FoldsFromADepthOnAndByName)
{
    OrgChart chart = chartOf({0, 1, 2, 3, 4});
    chart.foldFrom(1);
    chart.layOut();
    EXPECT_EQ(shown(chart), QList<int>({1, 2}));
    EXPECT_EQ(chart.folded(), (QSet<UserUuid>{uuidOf(2), uuidOf(3), uuidOf(4)}));

    OrgChart next = chartOf({0, 1, 2, 3, 4, 1});
    next.setFolded(chart.folded());
    next.layOut();
    EXPECT_EQ(shown(next), QList<int>({1, 6, 2}));
}

class OrgChartLinesTest : public testing::TestWithParam<bool>
{};

TEST_P(OrgChartLinesTest, ReachEveryReport)
{
    OrgChart chart = chartOf({0, 1, 1, 1, 4, 4, 1, 7, 2, 9});
    chart.setFolded(at(chart, 4), GetParam());
    chart.layOut();
    expectNoOverlap(chart);
    for (int i = 0; i < chart.size(); ++i) {
        if (!chart.isShown(i)) {
            continue;
        }
        const QLineF to = chart.lineTo(i);
        if (chart.managerOf(i) < 0) {
            EXPECT_TRUE(to.isNull());
            continue;
        }
        EXPECT_TRUE(chart.boxOf(i).adjusted(-1, -1, 1, 1).contains(to.p2())) << i;
        EXPECT_TRUE(to.dx() == 0 || to.dy() == 0) << i;
        bool isJoined = false;
        for (const QLineF &line : chart.linesBelow(chart.managerOf(i))) {
            const QRectF reach = QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1);
            isJoined = isJoined || reach.contains(to.p1());
        }
        EXPECT_TRUE(isJoined) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Folded, OrgChartLinesTest, testing::Bool());

// Managers who are but one box stand below each other, not in a row as wide as the company.
TEST(OrgChartTest, FoldedManagersStandInColumns)
{
    OrgChart chart = chartOf(regular(10, 111));
    const qreal unfolded = chart.area().width();
    chart.foldFrom(1);
    chart.layOut();

    EXPECT_LT(chart.area().width(), 3 * (OrgChart::BoxWidth + OrgChart::GapX));
    EXPECT_LT(chart.area().width(), unfolded / 3);
    EXPECT_EQ(chart.boxOf(chart.nextSiblingOf(1)).left(), chart.boxOf(1).left());
}

TEST(OrgChartTest, FindsWhoStandsSomewhere)
{
    const OrgChart chart = chartOf(regular(4, 40));
    for (int i = 0; i < chart.size(); ++i) {
        EXPECT_EQ(chart.at(chart.boxOf(i).center()), i);
    }
    EXPECT_EQ(chart.at(chart.boxOf(0).topLeft() - QPointF(4, 0)), -1);
}

TEST(OrgChartTest, VisitsOnlyWhatIsInSight)
{
    const OrgChart chart = chartOf(regular(8, 10'000));
    int visited = 0;
    chart.visit(chart.boxOf(5'000).adjusted(-400, -300, 400, 300), [&](int) { ++visited; });

    EXPECT_GT(visited, 0);
    EXPECT_LT(visited, 100);
}

TEST(OrgChartTest, ALargeTeamStaysCompact)
{
    QList<int> managers(2'001, 1);
    managers[0] = 0;
    const OrgChart chart = chartOf(managers);

    EXPECT_LT(chart.area().width() / chart.area().height(), 4);
    EXPECT_GT(chart.area().width() / chart.area().height(), 0.5);
    expectNoOverlap(chartOf(QList<int>(managers.first(60))));
}

// Everybody is the manager of the next one: no recursion may follow.
TEST(OrgChartTest, ALineOfThousandsIsDrawnToo)
{
    QList<int> managers;
    for (int i = 0; i < 20'000; ++i) {
        managers.append(i);
    }
    const OrgChart chart = chartOf(managers);

    EXPECT_EQ(chart.depthOf(chart.size() - 1), 19'999);
    managers[0] = 20'000;
    EXPECT_EQ(chartOf(managers).circles().first().size(), 20'000);
}

TEST(OrgChartTest, NobodyIsAnEmptyChart)
{
    const OrgChart chart = chartOf({});

    EXPECT_EQ(chart.size(), 0);
    EXPECT_TRUE(chart.area().isEmpty());
    EXPECT_EQ(chart.at({0, 0}), -1);
}
