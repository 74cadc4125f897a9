// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardpage.h"

#include "common/banner.h"
#include "common/chartpanel.h"
#include "common/emptystate.h"
#include "common/theme.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "dashboard/figurecard.h"
#include "support/fakedesk.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"
#include "wire/dashboardkeys.h"
#include "wire/names.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QLabel>
#include <QLayout>
#include <QLineSeries>
#include <QPieSeries>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace EvalTrack::Test {

namespace {

namespace Keys = Wire::DashboardKeys;

class SilentToaster final : public Toaster
{
public:
    void toast(const QString & /*text*/, Tone /*tone*/) override {}
    void toastWithAction(const QString & /*text*/, const QString & /*action*/,
                         const std::function<void()> & /*triggered*/) override
    {}
};

class DashboardPageTest : public testing::TestWithParam<Role>
{
protected:
    void open(Role role)
    {
        fake = std::make_unique<FakeDesk>(role);
        desk = std::make_unique<Desk>(fake->desk());
        page = std::make_unique<DashboardPage>(PageContext{*desk, prompter, toaster, settings});
        QObject::connect(page.get(), &Page::navigate, page.get(),
                         [this](const QString &id, const QString &argument) {
                             wentTo = id;
                             with = argument;
                         });
        page->resize(1100, 700);
        page->show();
        page->activate({});
        EXPECT_TRUE(QTest::qWaitForWindowExposed(page.get()));
        // Charts come one after the other, once the window is there.
        EXPECT_TRUE(waitFor([this] {
            const QList<ChartPanel *> charts = page->findChildren<ChartPanel *>();
            return std::ranges::all_of(charts, [](const ChartPanel *each) {
                return each->findChild<QTableWidget *>() != nullptr;
            });
        }));
    }

    template <typename T>
    T *child(QLatin1StringView key, const char *suffix)
    {
        return page->findChild<T *>(QString(key) + QString::fromLatin1(suffix));
    }

    Theme theme{*qApp};
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    ScriptedPrompter prompter;
    SilentToaster toaster;
    std::unique_ptr<FakeDesk> fake;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<DashboardPage> page;
    QString wentTo;
    QString with;
};

} // namespace

TEST_P(DashboardPageTest, ShowsTheChartsOfTheRoleWithTheirNumbers)
{
    open(GetParam());
    const QList<ChartPanel *> charts = page->findChildren<ChartPanel *>();

    ASSERT_EQ(charts.size(), DashboardContent::charts(GetParam()).size());
    for (ChartPanel *chart : charts) {
        auto *table = chart->findChild<QTableWidget *>(u"chartTable"_qs);
        EXPECT_EQ(table->rowCount(), chart->points().size()) << qPrintable(chart->accessibleName());
        EXPECT_FALSE(chart->accessibleName().isEmpty());
        EXPECT_FALSE(chart->points().isEmpty()) << qPrintable(chart->objectName());
    }
}

INSTANTIATE_TEST_SUITE_P(Roles, DashboardPageTest,
                         testing::Values(Role::Admin, Role::HumanResources, Role::Employee));

TEST_F(DashboardPageTest, ASliceHasTheHueOfItsChip)
{
    open(Role::Employee);
    const auto *chart = child<ChartPanel>(Keys::OwnAttendanceByStatus, "Chart");
    const auto *pie = qobject_cast<QPieSeries *>(
        chart->findChild<QChartView *>()->chart()->series().constFirst());
    ASSERT_NE(pie, nullptr);
    const Colours &colours = coloursOf(page->palette());

    ASSERT_GE(pie->slices().size(), 2);
    for (qsizetype i = 0; i < pie->slices().size(); ++i) {
        const auto status = Wire::fromName<AttendanceStatus>(chart->points().at(i).key);
        ASSERT_TRUE(status);
        EXPECT_EQ(pie->slices().at(i)->color(), colours.seriesOf(Wording::tone(*status)));
    }
}

TEST_F(DashboardPageTest, OpensTheRowsBehindAFigure)
{
    open(Role::HumanResources);

    QTest::mouseClick(child<FigureCard>(Keys::EvaluationsToGrade, "Card"), Qt::LeftButton);

    EXPECT_EQ(wentTo, PageIds::Evaluations);
    EXPECT_EQ(PageArgument::value(with, u"status"_qs), u"SUBMITTED"_qs);
}

TEST_F(DashboardPageTest, OpensTheRowsBehindALineOfTheNumbers)
{
    open(Role::HumanResources);
    auto *chart = child<ChartPanel>(Keys::AttendanceRateByDepartment, "Chart");
    QTest::mouseClick(chart->findChild<QToolButton *>(u"chartTableButton"_qs), Qt::LeftButton);
    ASSERT_TRUE(chart->isTableShown());
    auto *table = chart->findChild<QTableWidget *>(u"chartTable"_qs);

    table->setCurrentCell(0, 0);
    QTest::keyClick(table, Qt::Key_Return);

    EXPECT_EQ(wentTo, PageIds::Attendance);
    EXPECT_EQ(PageArgument::value(with, u"department"_qs).toLongLong(), chart->points().first().id);
}

TEST_F(DashboardPageTest, TheChartIsAsHighAfterItsNumbersAsBefore)
{
    open(Role::HumanResources);
    auto *chart = child<ChartPanel>(Keys::AttendanceRateByMonth, "Chart");
    QList<SeriesPoint> points;
    for (int month = 1; month <= 13; ++month) {
        points.append({QString::number(month), u"Month %1"_qs.arg(month), 0.5, 0});
    }
    chart->setPoints(points); // Thirteen lines are higher than their chart.
    QApplication::processEvents();
    const int height = chart->layout()->minimumSize().height();
    auto *toggle = chart->findChild<QToolButton *>(u"chartTableButton"_qs);

    QTest::mouseClick(toggle, Qt::LeftButton);
    QApplication::processEvents();
    ASSERT_GT(chart->layout()->minimumSize().height(), height);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QApplication::processEvents();

    ASSERT_FALSE(chart->isTableShown());
    EXPECT_EQ(chart->layout()->minimumSize().height(), height);
}

TEST_F(DashboardPageTest, AMonthWithoutEventsKeepsItsPlaceAndShowsNothing)
{
    const QList<SeriesPoint> points = DashboardContent::everyMonth(
        {{u"2025-11"_qs, {}, 0.8, 0}, {u"2026-02"_qs, {}, 0.9, 0}, {u"2026-03"_qs, {}, 0.7, 0}},
        false);
    QStringList months;
    for (const SeriesPoint &point : points) {
        months.append(point.key);
    }
    ASSERT_EQ(months, (QStringList{u"2025-11"_qs, u"2025-12"_qs, u"2026-01"_qs, u"2026-02"_qs,
                                   u"2026-03"_qs}));
    EXPECT_EQ(DashboardContent::everyMonth({points.first(), points.last()}, true).at(1).value, 0);

    ChartPanel panel(ChartKind::Line, ValueFormat::Percent);
    panel.setPoints(points);
    panel.show(); // A chart is drawn when it is seen.
    ASSERT_TRUE(waitFor([&panel] { return panel.findChild<QChartView *>() != nullptr; }));
    const auto *table = panel.findChild<QTableWidget *>(u"chartTable"_qs);
    EXPECT_EQ(table->item(1, 1)->text(), u"—"_qs);
    QList<qsizetype> lines;
    QList<qsizetype> bridges;
    for (const QAbstractSeries *series : panel.findChild<QChartView *>()->chart()->series()) {
        if (const auto *line = qobject_cast<const QLineSeries *>(series)) {
            (line->pen().style() == Qt::SolidLine ? lines : bridges).append(line->count());
        }
    }
    EXPECT_EQ(lines, (QList<qsizetype>{1, 2}));
    EXPECT_EQ(bridges, (QList<qsizetype>{2})) << "what is not known is dotted";
}

TEST_F(DashboardPageTest, TheRatesOfMonthsAreShownWithTheirGaps)
{
    open(Role::HumanResources);
    auto *chart = child<ChartPanel>(Keys::AttendanceRateByMonth, "Chart");
    const qsizetype months = chart->points().size();
    Dashboard latest = *fake->dashboard.dashboard();
    latest.series[Keys::AttendanceRateByMonth].remove(4, 2);
    fake->dashboard.fixed = latest;
    Q_EMIT fake->dashboard.dashboardChanged();

    EXPECT_EQ(chart->points().size(), months);
}

TEST_F(DashboardPageTest, TellsWhereANextEventIsWhenItsClocksDiffer)
{
    open(Role::Employee);
    const auto first = [this] {
        return page->findChild<QAbstractButton *>(u"nextEventButton"_qs)->accessibleName();
    };
    EXPECT_FALSE(first().contains(u"UTC"));

    for (Event &event : fake->company.events) {
        event.zone = u"Pacific/Kiritimati"_qs;
    }
    fake->announce();

    EXPECT_TRUE(waitFor([&] { return first().contains(u"(Kiritimati, UTC+14)"); }))
        << first().toStdString();
}

TEST_F(DashboardPageTest, OpensTheNextEvent)
{
    open(Role::Employee);
    auto *row = page->findChild<QAbstractButton *>(u"nextEventButton"_qs);
    ASSERT_NE(row, nullptr);

    QTest::keyClick(row, Qt::Key_Space);

    EXPECT_EQ(wentTo, PageIds::Events);
    EXPECT_GT(PageArgument::value(with, u"eventId"_qs).toLongLong(), 0);
}

TEST_F(DashboardPageTest, SaysOfWhenTheFiguresAreWhileOffline)
{
    open(Role::HumanResources);
    auto *banner = page->findChild<Banner *>(u"offlineBanner"_qs);
    EXPECT_FALSE(banner->isVisible());

    fake->setOnline(false);

    EXPECT_TRUE(banner->isVisible());
    EXPECT_TRUE(banner->text().contains(u"as of"_qs));
    EXPECT_FALSE(page->findChild<QLabel *>(u"asOfLabel"_qs)->isVisible());

    const int before = fake->sync.syncNowCalls;
    auto *again = banner->findChild<QPushButton *>();
    ASSERT_TRUE(again->isVisible());
    again->setFocus();
    QTest::keyClick(again, Qt::Key_Space);
    EXPECT_EQ(fake->sync.syncNowCalls, before + 1);
}

TEST_F(DashboardPageTest, WithoutFiguresAndNetworkItSaysSoAndAsksAgain)
{
    open(Role::HumanResources);
    fake->dashboard.hasNothing = true;
    Q_EMIT fake->dashboard.dashboardChanged();
    auto *empty = page->findChild<EmptyState *>();
    EXPECT_FALSE(empty->isVisible()) << "they are on their way";
    EXPECT_TRUE(page->findChild<FigureCard *>()->accessibleName().endsWith(u"being worked out"));

    fake->setOnline(false);
    EXPECT_TRUE(empty->isVisible());
    EXPECT_EQ(empty->accessibleName(), u"No figures yet"_qs);
    const int asked = fake->dashboard.refreshCalls;
    QTest::keyClick(empty->findChild<QPushButton *>(u"emptyStateButton"_qs), Qt::Key_Space);
    EXPECT_EQ(fake->dashboard.refreshCalls, asked + 1);

    fake->dashboard.hasNothing = false;
    Q_EMIT fake->dashboard.dashboardChanged();
    EXPECT_FALSE(empty->isVisible());
}

} // namespace EvalTrack::Test
