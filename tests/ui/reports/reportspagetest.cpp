// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/chartpanel.h"
#include "common/emptystate.h"
#include "items/reporttablemodel.h"
#include "reports/reportspages.h"
#include "reports/reportwords.h"
#include "support/screentest.h"
#include "support/waitfor.h"

#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class ReportsPageTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::HumanResources);
        open(reportsPages(), PageIds::Reports);
        settle();
    }
    /// Until the rows are in order, too, which is done beside the window.
    void settle()
    {
        ScreenTest::settle();
        EXPECT_TRUE(waitFor([this] {
            return fake->heldAnswers() > 0 || !page->findChild<EmptyState *>()->isLoading();
        }));
    }
    void choose(const QString &box, int index)
    {
        auto *combo = find<QComboBox>(box);
        combo->setFocus();
        while (combo->currentIndex() != index) {
            QTest::keyClick(combo, combo->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
        }
        settle();
    }
    void chooseReport(ReportKind kind)
    {
        const auto at = std::find(ReportWords::Kinds.begin(), ReportWords::Kinds.end(), kind);
        choose(u"reportComboBox"_qs, static_cast<int>(at - ReportWords::Kinds.begin()));
    }
    [[nodiscard]] const Report &report()
    {
        return static_cast<ReportTableModel *>(find<QTableView>(u"reportTable"_qs)->model())
            ->report();
    }
    [[nodiscard]] QString cell(int row, int column)
    {
        return find<QTableView>(u"reportTable"_qs)->model()->index(row, column).data().toString();
    }
    /// By the menu of the button.
    void exportAs(int output)
    {
        find<QMenu>(u"exportMenu"_qs)->actions().at(output)->trigger();
        settle();
    }

    QTemporaryDir m_folder;
};

} // namespace

TEST_F(ReportsPageTest, ShowsEventsWithTheirTotalsLast)
{
    start();

    const int all = rows(u"reportTable"_qs);
    ASSERT_GT(all, 2);
    EXPECT_EQ(all, report().rows.size() + 1);
    EXPECT_EQ(cell(all - 1, 0), u"Total"_qs);
    qint64 came = 0;
    const qsizetype column = report().fields.indexOf(ReportField::Came);
    for (const ReportRow &row : report().rows) {
        came += std::get<qint64>(row.cells.at(column));
    }
    EXPECT_EQ(report().totals.at(column), ReportCell(came));
    EXPECT_TRUE(text(u"stampLabel"_qs).contains(u"All departments"_qs));

    for (int sorted = 0; sorted < 2; ++sorted) {
        clickHead(u"reportTable"_qs, 0);
        EXPECT_EQ(cell(all - 1, 0), u"Total"_qs) << "however it is sorted";
    }
}

TEST_F(ReportsPageTest, EachReportIsChosenByKeyboard)
{
    start();
    for (const ReportKind kind : ReportWords::Kinds) {
        chooseReport(kind);
        EXPECT_EQ(report().kind, kind);
        EXPECT_FALSE(report().rows.isEmpty()) << static_cast<int>(kind);
        EXPECT_EQ(isShown(u"viewButton"_qs), ReportWords::chart(kind).has_value());
    }
}

TEST_F(ReportsPageTest, ADepartmentAndDaysAreAskedFor)
{
    start();
    const Department first = fake->people.departments().first(); // By name, as the list has them.
    choose(u"departmentFilterComboBox"_qs, 1);
    EXPECT_EQ(fake->reports.asked.department, first.id);
    EXPECT_TRUE(text(u"stampLabel"_qs).contains(first.name));

    auto *from = find<QDateEdit>(u"fromDateEdit"_qs);
    const QDate day = from->date().addDays(1);
    from->setFocus();
    from->setSelectedSection(QDateTimeEdit::DaySection);
    QTest::keyClick(from, Qt::Key_Up);
    settle();
    EXPECT_EQ(fake->reports.asked.from, day);
    EXPECT_EQ(find<QComboBox>(u"periodComboBox"_qs)->currentText(), u"Chosen days"_qs);
}

TEST_F(ReportsPageTest, APeriodThatEndsBeforeItBeginsIsSaid)
{
    start();
    auto *to = find<QDateEdit>(u"toDateEdit"_qs);
    to->setDate(find<QDateEdit>(u"fromDateEdit"_qs)->date().addDays(-1));
    settle();

    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"ends before it begins"_qs));
    EXPECT_FALSE(find<QPushButton>(u"exportButton"_qs)->isEnabled());

    choose(u"periodComboBox"_qs, 4);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
    EXPECT_TRUE(find<QPushButton>(u"exportButton"_qs)->isEnabled());
}

TEST_F(ReportsPageTest, TheChartIsOfTheRowsInTheirOrder)
{
    start();
    click(u"viewButton"_qs);

    const auto *chart = find<ChartPanel>(u"reportChart"_qs);
    ASSERT_NE(chart, nullptr);
    ASSERT_EQ(chart->points().size(), std::min<qsizetype>(16, report().rows.size()));
    EXPECT_EQ(chart->points().first().label,
              std::get<QString>(report().rows.first().cells.first()));
    EXPECT_FALSE(isShown(u"reportTable"_qs));

    click(u"viewButton"_qs);
    EXPECT_TRUE(isShown(u"reportTable"_qs));
}

TEST_F(ReportsPageTest, ReturnOnARowOpensItsAttendances)
{
    start();
    auto *table = find<QTableView>(u"reportTable"_qs);
    table->setCurrentIndex(table->model()->index(1, 0));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    settle();

    EXPECT_EQ(wentTo, PageIds::Attendance);
    EXPECT_EQ(wentWith, PageArgument::make(u"event"_qs, report().rows.at(1).subject.toString(
                                                            QUuid::WithoutBraces)));
}

TEST_F(ReportsPageTest, AFileHasTheRowsInTheOrderOfTheScreen)
{
    start();
    clickHead(u"reportTable"_qs, 0); // Ascending already: the other way round.
    prompter.answerNextFile(u"/tmp/informe.xlsx"_qs);
    exportAs(0);

    ASSERT_EQ(fake->reports.written.size(), 1);
    const auto &written = fake->reports.written.first();
    EXPECT_EQ(written.format, ReportFile::Xlsx);
    EXPECT_EQ(written.file, u"/tmp/informe.xlsx"_qs);
    EXPECT_TRUE(prompter.filesAsked.first().suggestedName.endsWith(u".xlsx"_qs));
    ASSERT_EQ(written.document.rows.size(), report().rows.size());
    for (qsizetype row = 0; row < report().rows.size(); ++row) {
        EXPECT_EQ(written.document.rows.at(row), report().rows.at(row).cells);
    }
    EXPECT_EQ(written.document.stamp.join(u" · "_qs), text(u"stampLabel"_qs));

    prompter.answerNextFile(u"/tmp/informe.csv"_qs);
    exportAs(1);
    EXPECT_EQ(fake->reports.written.last().format, ReportFile::Csv);
}

TEST_F(ReportsPageTest, AFileThatCannotBeWrittenIsSaidAndCanBeTriedAgain)
{
    start();
    prompter.answerNextFile(m_folder.filePath(u"gone/informe.pdf"_qs));
    exportAs(2);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !prompter.errors.isEmpty(); }));
    EXPECT_TRUE(find<QPushButton>(u"exportButton"_qs)->isEnabled());

    prompter.answerNextFile(m_folder.filePath(u"informe.pdf"_qs));
    exportAs(2);
    ASSERT_TRUE(QTest::qWaitFor([this] {
        settle();
        return QFile::exists(m_folder.filePath(u"informe.pdf"_qs));
    }));
    EXPECT_EQ(prompter.errors.size(), 1);
}

TEST_F(ReportsPageTest, AReportThatCannotBeReadIsSaid)
{
    start();
    fake->failAlways(Error{ErrorCode::Storage, u"disk"_qs, {}});
    chooseReport(ReportKind::Absences);

    EXPECT_TRUE(isShown(u"bannerLabel"_qs));
    EXPECT_EQ(rows(u"reportTable"_qs), 0);

    fake->failAlways({});
    click(u"bannerButton"_qs);
    EXPECT_GT(rows(u"reportTable"_qs), 0);
}

} // namespace EvalTrack::Test
