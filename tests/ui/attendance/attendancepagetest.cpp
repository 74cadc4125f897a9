// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"
#include "items/attendancetablemodel.h"
#include "support/screentest.h"
#include "wire/dashboardkeys.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

#include <algorithm>

namespace EvalTrack::Test {

namespace {

class AttendancePageTest : public ScreenTest
{
protected:
    void start(Role role, const QString &argument = {})
    {
        prepare(role);
        open(attendancePages(), PageIds::Attendance, argument);
    }
    int count(AttendanceStatus status) const
    {
        const EventUuid event = fake->company.events.at(3).uuid;
        return static_cast<int>(std::count_if(
            fake->company.attendances.begin(), fake->company.attendances.end(),
            [&](const Attendance &a) { return a.eventUuid == event && a.status == status; }));
    }
    void show(AttendanceStatus status)
    {
        auto *combo = find<QComboBox>(u"statusComboBox"_qs);
        combo->setCurrentIndex(combo->findData(static_cast<int>(status)));
        settle();
    }
};

} // namespace

TEST_F(AttendancePageTest, OpensWithTheEventThatIsNearest)
{
    start(Role::HumanResources);

    EXPECT_TRUE(
        find<QComboBox>(u"eventComboBox"_qs)->currentText().startsWith(u"Reunión general de mayo"));
    EXPECT_EQ(rows(u"attendanceTable"_qs), 28);
}

TEST_F(AttendancePageTest, ASearchIsCountedAndMovesNoColumn)
{
    start(Role::HumanResources);
    const auto *table = find<QTableView>(u"attendanceTable"_qs);
    const auto hidden = [table] {
        QList<int> columns;
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            if (table->isColumnHidden(column)) {
                columns.append(column);
            }
        }
        return columns;
    };
    EXPECT_TRUE(text(u"countLabel"_qs).endsWith(u" confirmed"));
    const QList<int> before = hidden();

    type(u"searchLineEdit"_qs, u"zqxv"_qs);
    EXPECT_EQ(rows(u"attendanceTable"_qs), 0);
    EXPECT_EQ(text(u"countLabel"_qs), u"0 of 28"_qs);
    EXPECT_EQ(hidden(), before);

    type(u"searchLineEdit"_qs, {});
    EXPECT_EQ(rows(u"attendanceTable"_qs), 28);
    EXPECT_TRUE(text(u"countLabel"_qs).endsWith(u" confirmed"));
}

TEST_F(AttendancePageTest, AChartsLinkShowsTheRowsThatItCounted)
{
    start(Role::HumanResources, u"status=PENDING"_qs);

    const auto *table = find<QTableView>(u"attendanceTable"_qs);
    const auto figures = fake->dashboard.dashboard()->figures;
    EXPECT_EQ(table->model()->rowCount(),
              qRound(figures.value(Wire::DashboardKeys::ConfirmationsPending)));
    EXPECT_FALSE(table->isColumnHidden(AttendanceTableModel::Event));
    EXPECT_TRUE(text(u"countLabel"_qs).startsWith(u"%1 of "_qs.arg(table->model()->rowCount())))
        << qPrintable(text(u"countLabel"_qs));
    EXPECT_TRUE(text(u"countLabel"_qs).endsWith(u" pending"));
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        EXPECT_EQ(table->model()->index(row, AttendanceTableModel::Status).data(RawRole).toInt(),
                  static_cast<int>(AttendanceStatus::Pending));
    }

    show(AttendanceStatus::Confirmed);
    const auto confirmed =
        std::count_if(fake->company.attendances.begin(), fake->company.attendances.end(),
                      [](const Attendance &a) { return a.status == AttendanceStatus::Confirmed; });
    EXPECT_EQ(table->model()->rowCount(), confirmed);
}

TEST_F(AttendancePageTest, OneEventHidesItsOwnName)
{
    start(Role::HumanResources, u"status=PENDING"_qs);

    find<QComboBox>(u"eventComboBox"_qs)->setCurrentIndex(1);
    settle();

    EXPECT_TRUE(
        find<QTableView>(u"attendanceTable"_qs)->isColumnHidden(AttendanceTableModel::Event));
    EXPECT_EQ(rows(u"attendanceTable"_qs), count(AttendanceStatus::Pending));
}

TEST_F(AttendancePageTest, ConfirmsSeveralAtOnceAndTakesItBack)
{
    start(Role::HumanResources);
    show(AttendanceStatus::Pending);
    const int before = count(AttendanceStatus::Confirmed);
    clickRow(u"attendanceTable"_qs, 0);
    clickRow(u"attendanceTable"_qs, 2, 0, Qt::ShiftModifier);

    click(u"confirmButton"_qs);
    EXPECT_EQ(count(AttendanceStatus::Confirmed), before + 3);
    EXPECT_EQ(toaster.said.last(), u"3 attendance(s) confirmed."_qs);

    ASSERT_TRUE(toaster.undo);
    toaster.undo();
    settle();
    EXPECT_EQ(count(AttendanceStatus::Confirmed), before);
}

TEST_F(AttendancePageTest, CancelsOne)
{
    start(Role::HumanResources);
    show(AttendanceStatus::Pending);
    clickRow(u"attendanceTable"_qs, 1);

    click(u"cancelAttendanceButton"_qs);

    const auto *command = lastCommand<UpdateAttendance>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->before.status, AttendanceStatus::Pending);
    EXPECT_EQ(command->after.status, AttendanceStatus::Cancelled);
}

TEST_F(AttendancePageTest, KeepsANote)
{
    start(Role::HumanResources);
    clickRow(u"attendanceTable"_qs, 0);
    type(u"noteTextEdit"_qs, u"Llegó con su jefe"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());

    click(u"saveButton"_qs);

    const auto *command = lastCommand<UpdateAttendance>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.notes, u"Llegó con su jefe"_qs);
    EXPECT_EQ(command->after.status, command->before.status);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(AttendancePageTest, ANoteIsNotLostByATab)
{
    start(Role::HumanResources);
    auto *tabs = find<QTabBar>(u"byTabBar"_qs);
    clickRow(u"attendanceTable"_qs, 0);
    type(u"noteTextEdit"_qs, u"Llegó con su jefe"_qs);

    prompter.answerNext(false);
    tabs->setCurrentIndex(1);
    settle();
    EXPECT_EQ(tabs->currentIndex(), 0);
    EXPECT_EQ(find<QPlainTextEdit>(u"noteTextEdit"_qs)->toPlainText(), u"Llegó con su jefe"_qs);

    prompter.answerNext(true);
    tabs->setCurrentIndex(1);
    settle();
    EXPECT_EQ(tabs->currentIndex(), 1);
    EXPECT_FALSE(page->hasUnsavedInput());
    EXPECT_EQ(prompter.asked.size(), 2);
}

TEST_F(AttendancePageTest, RemovingAsksFirst)
{
    start(Role::HumanResources);
    const int before = rows(u"attendanceTable"_qs);
    clickRow(u"attendanceTable"_qs, 0);

    click(u"removeButton"_qs);
    EXPECT_EQ(rows(u"attendanceTable"_qs), before);

    prompter.answerNext(true);
    click(u"removeButton"_qs);
    EXPECT_EQ(rows(u"attendanceTable"_qs), before - 1);
    EXPECT_EQ(prompter.asked.size(), 2);
}

TEST_F(AttendancePageTest, ShowsAPersonsAttendances)
{
    start(Role::HumanResources);
    find<QTabBar>(u"byTabBar"_qs)->setCurrentIndex(1);
    settle();
    EXPECT_EQ(rows(u"attendanceTable"_qs), 0);

    type(u"personLineEdit"_qs, u"nunez"_qs);
    QTest::keyClick(find<>(u"personLineEdit"_qs), Qt::Key_Return);
    settle();

    EXPECT_EQ(rows(u"attendanceTable"_qs), 5);
    EXPECT_TRUE(
        find<QTableView>(u"attendanceTable"_qs)->isColumnHidden(AttendanceTableModel::Person));
}

TEST_F(AttendancePageTest, DropsTheAnswerOfAnEventThatWasLeft)
{
    start(Role::HumanResources);
    fake->setSlow(true);
    auto *events = find<QComboBox>(u"eventComboBox"_qs);
    events->setCurrentIndex(3);
    events->setCurrentIndex(2); // Seguridad y salud: fewer people
    const QString chosen = events->currentText();
    fake->setSlow(false);
    fake->releaseAnswersBackwards();
    settle();

    auto *table = find<QTableView>(u"attendanceTable"_qs);
    ASSERT_GT(table->model()->rowCount(), 0);
    EXPECT_TRUE(
        chosen.startsWith(table->model()->index(0, AttendanceTableModel::Event).data().toString()));
}

TEST_F(AttendancePageTest, SaysWhenTheStoreFails)
{
    prepare(Role::HumanResources);
    fake->failAlways(Error{ErrorCode::Storage, {}, {}});

    open(attendancePages(), PageIds::Attendance);

    EXPECT_TRUE(isShown(u"banner"_qs));
}

TEST_F(AttendancePageTest, AnEmployeeConfirmsWhatIsInProgress)
{
    start(Role::Employee);
    EXPECT_EQ(rows(u"ownAttendanceTable"_qs), 5);
    EXPECT_EQ(find<QAbstractButton>(u"confirmOwnButton"_qs)->toolTip(),
              fake->company.events.at(3).title);

    click(u"confirmOwnButton"_qs);

    const auto *command = lastCommand<ConfirmOwnAttendance>();
    ASSERT_NE(command, nullptr);
    const Attendance *own =
        fake->company.attendance(fake->company.events.at(3).uuid, fake->signedIn().uuid);
    EXPECT_EQ(command->attendance, own->uuid);
    EXPECT_EQ(own->status, AttendanceStatus::Confirmed);
    EXPECT_FALSE(find<QAbstractButton>(u"confirmOwnButton"_qs)->isEnabled());
}

TEST_F(AttendancePageTest, AnEmployeeSeesTheStateThatAChartCounted)
{
    start(Role::Employee, u"status=CONFIRMED"_qs);

    const auto *model = find<QTableView>(u"ownAttendanceTable"_qs)->model();
    const auto states =
        fake->dashboard.dashboard()->series.value(Wire::DashboardKeys::OwnAttendanceByStatus);
    EXPECT_EQ(model->rowCount(), qRound(states.at(1).value));
    EXPECT_EQ(text(u"countLabel"_qs), u"%1 event(s)"_qs.arg(model->rowCount()));
}

TEST_F(AttendancePageTest, AnEmployeeRegisters)
{
    start(Role::Employee);

    click(u"registerButton"_qs);

    ASSERT_NE(lastCommand<RegisterSelf>(), nullptr);
    EXPECT_EQ(rows(u"ownAttendanceTable"_qs), 6);
}

TEST_F(AttendancePageTest, OpensTheOneThatItIsAskedFor)
{
    prepare(Role::HumanResources);
    const Event event = fake->company.events.at(5); // Not the nearest.
    const QList<Attendance> attendances = fake->company.attendances;
    const auto asked = std::ranges::find(attendances, event.uuid, &Attendance::eventUuid);
    ASSERT_NE(asked, attendances.end());

    open(attendancePages(), PageIds::Attendance,
         PageArgument::make(u"attendance"_qs, toText(asked->uuid.value())) + u"&edit"_qs);

    ASSERT_TRUE(waitFor([this] { return isShown(u"attendancePanel"_qs); }));
    EXPECT_TRUE(find<QComboBox>(u"eventComboBox"_qs)->currentText().startsWith(event.title));
    const auto *chosen = find<QTableView>(u"attendanceTable"_qs)->selectionModel();
    ASSERT_EQ(chosen->selectedRows().size(), 1);
    EXPECT_EQ(chosen->selectedRows(AttendanceTableModel::Person).first().data().toString(),
              fake->company.person(asked->userUuid)->name);
    EXPECT_TRUE(find<>(u"noteTextEdit"_qs)->hasFocus());
}

TEST_F(AttendancePageTest, SaysThatTheOneAskedForIsGone)
{
    start(Role::HumanResources, PageArgument::make(u"attendance"_qs, toText(makeUuidV7())));

    ASSERT_TRUE(waitFor([this] { return !toaster.said.isEmpty(); }));
    EXPECT_EQ(toaster.said.last(), u"This attendance is no longer on this computer."_qs);
    EXPECT_FALSE(isShown(u"attendancePanel"_qs));
}

TEST_F(AttendancePageTest, ItsOrderAndColumnsAreKeptBetweenStarts)
{
    start(Role::HumanResources);
    clickHead(u"attendanceTable"_qs, AttendanceTableModel::Status);
    ASSERT_TRUE(isColumnShown(u"attendanceTable"_qs, AttendanceTableModel::Department));
    toggleColumn(u"attendanceTable"_qs, AttendanceTableModel::Department);

    open(attendancePages(), PageIds::Attendance);

    const auto *head = find<QTableView>(u"attendanceTable"_qs)->horizontalHeader();
    EXPECT_EQ(head->sortIndicatorSection(), static_cast<int>(AttendanceTableModel::Status));
    EXPECT_FALSE(isColumnShown(u"attendanceTable"_qs, AttendanceTableModel::Department));
    EXPECT_TRUE(isColumnShown(u"attendanceTable"_qs, AttendanceTableModel::Person));
    EXPECT_FALSE(isColumnShown(u"attendanceTable"_qs, AttendanceTableModel::Event));
}

TEST_F(AttendancePageTest, AnEmployeesColumnsAreKeptBetweenStarts)
{
    start(Role::Employee);
    clickHead(u"ownAttendanceTable"_qs, AttendanceTableModel::Event);
    ASSERT_TRUE(isColumnShown(u"ownAttendanceTable"_qs, AttendanceTableModel::Status));
    toggleColumn(u"ownAttendanceTable"_qs, AttendanceTableModel::Status);

    open(attendancePages(), PageIds::Attendance);

    const auto *head = find<QTableView>(u"ownAttendanceTable"_qs)->horizontalHeader();
    EXPECT_EQ(head->sortIndicatorSection(), static_cast<int>(AttendanceTableModel::Event));
    EXPECT_FALSE(isColumnShown(u"ownAttendanceTable"_qs, AttendanceTableModel::Status));
    EXPECT_FALSE(isColumnShown(u"ownAttendanceTable"_qs, AttendanceTableModel::Person));
    EXPECT_TRUE(isColumnShown(u"ownAttendanceTable"_qs, AttendanceTableModel::EventDate));
}

TEST_F(AttendancePageTest, BehindAnotherPageChangesAreReadOnceAndWhenItIsShown)
{
    start(Role::HumanResources);
    page->hide();
    fake->setSlow(true);

    Q_EMIT fake->attendances.attendancesChanged();
    Q_EMIT fake->attendances.attendancesChanged();
    settle();
    EXPECT_EQ(fake->heldAnswers(), 0);

    page->show();
    settle();
    EXPECT_EQ(fake->heldAnswers(), 1);
    fake->releaseAnswers();
}

} // namespace EvalTrack::Test
