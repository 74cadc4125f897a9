// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/accountspages.h"
#include "attendance/attendancepages.h"
#include "dashboard/dashboardcontent.h"
#include "evaluations/evaluationspages.h"
#include "events/eventspages.h"
#include "items/attendancetablemodel.h"
#include "items/evaluationtablemodel.h"
#include "support/screentest.h"
#include "wire/dashboardkeys.h"

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;
namespace Keys = Wire::DashboardKeys;

/// What a click on a figure or chart shows has to be what it counted.
class CountedRowsTest : public ScreenTest
{
protected:
    void start(Role role)
    {
        prepare(role);
        fake->accounts.pageSize = 100;
        // What must not be counted: an inactive event of today, and one that was cancelled.
        Event inactive = fake->company.events.at(4);
        inactive.id = EventId(90);
        inactive.uuid = EventUuid(makeUuidV7());
        inactive.isActive = false;
        fake->company.events.append(inactive);
        Event longAgo = fake->company.events.at(0);
        longAgo.id = EventId(91);
        longAgo.uuid = EventUuid(makeUuidV7());
        longAgo.date = fake->clock.now() - 24h * 500;
        fake->company.events.append(longAgo);
        for (Attendance &attendance : fake->company.attendances) {
            if (attendance.userUuid == fake->signedIn().uuid &&
                attendance.eventUuid == fake->company.events.at(4).uuid) {
                attendance.status = AttendanceStatus::Cancelled;
            }
        }
        fake->announce();
        dashboard = *fake->dashboard.dashboard();
    }
    void follow(const QString &pageId, const QString &argument)
    {
        open(attendancePages() + eventsPages() + evaluationsPages() + accountsPages(), pageId,
             argument);
    }
    QAbstractItemModel *shown()
    {
        for (const QString &table :
             {u"eventsTable"_qs, u"attendanceTable"_qs, u"ownAttendanceTable"_qs,
              u"evaluationsTable"_qs, u"accountsTable"_qs}) {
            if (auto *view = page->findChild<QTableView *>(table)) {
                return view->model();
            }
        }
        return nullptr;
    }
    double rateShown()
    {
        const auto *model = qobject_cast<AttendanceTableModel *>(shown());
        EXPECT_NE(model, nullptr);
        double confirmed = 0;
        for (const AttendanceRow &row : model->rows()) {
            confirmed += row.attendance.status == AttendanceStatus::Confirmed ? 1 : 0;
        }
        return model->rows().isEmpty() ? 0 : confirmed / static_cast<double>(model->rowCount());
    }
    double averageShown()
    {
        const auto *model = qobject_cast<EvaluationTableModel *>(shown());
        EXPECT_NE(model, nullptr);
        double sum = 0;
        for (const EvaluationRow &row : model->rows()) {
            sum += row.evaluation.score.value_or(0);
        }
        return model->rows().isEmpty() ? 0 : sum / static_cast<double>(model->rowCount());
    }

    Dashboard dashboard;
};

class FigureTest : public CountedRowsTest, public testing::WithParamInterface<Role>
{};

} // namespace

TEST_P(FigureTest, OpensTheRowsThatItCounts)
{
    start(GetParam());
    for (const FigureSpec &figure : DashboardContent::figures(GetParam())) {
        follow(figure.pageId, figure.argument);

        const double value = dashboard.figures.value(figure.key);
        switch (figure.format) {
        case FigureFormat::Count:
            EXPECT_EQ(shown()->rowCount(), value) << qPrintable(figure.key);
            break;
        case FigureFormat::Percent:
            EXPECT_DOUBLE_EQ(rateShown(), value) << qPrintable(figure.key);
            EXPECT_GT(shown()->rowCount(), 0) << qPrintable(figure.key);
            break;
        case FigureFormat::Score:
            EXPECT_DOUBLE_EQ(averageShown(), value) << qPrintable(figure.key);
            EXPECT_GT(shown()->rowCount(), 0) << qPrintable(figure.key);
            break;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Roles, FigureTest,
                         testing::Values(Role::Admin, Role::HumanResources, Role::Employee));

TEST_F(CountedRowsTest, ADepartmentsRateOpensItsAttendances)
{
    start(Role::HumanResources);
    const auto charts = DashboardContent::charts(Role::HumanResources);
    const auto chart = std::find_if(charts.begin(), charts.end(), [](const ChartSpec &each) {
        return each.key == Keys::AttendanceRateByDepartment;
    });
    for (const SeriesPoint &point : dashboard.series.value(chart->key)) {
        follow(chart->pageId, DashboardContent::argumentOf(*chart, point.key, point.id));

        EXPECT_DOUBLE_EQ(rateShown(), point.value) << qPrintable(point.label);
    }
}

TEST_F(CountedRowsTest, ADepartmentsScoreOpensItsGradedEvaluations)
{
    start(Role::HumanResources);
    const auto charts = DashboardContent::charts(Role::HumanResources);
    const auto chart = std::find_if(charts.begin(), charts.end(), [](const ChartSpec &each) {
        return each.key == Keys::ScoresByDepartment;
    });
    for (const SeriesPoint &point : dashboard.series.value(chart->key)) {
        follow(chart->pageId, DashboardContent::argumentOf(*chart, point.key, point.id));

        EXPECT_DOUBLE_EQ(averageShown(), point.value) << qPrintable(point.label);
    }
}

TEST_F(CountedRowsTest, SaysThatItShowsOnlyAPartAndGoesBackToAll)
{
    start(Role::Employee);
    follow(PageIds::Attendance, u"when=over"_qs);
    const int part = shown()->rowCount();
    EXPECT_TRUE(isShown(u"banner"_qs));

    click(u"bannerButton"_qs);

    EXPECT_GT(shown()->rowCount(), part);
    EXPECT_FALSE(isShown(u"banner"_qs));
}

} // namespace EvalTrack::Test
