// SPDX-License-Identifier: GPL-3.0-or-later
// Many rows changed at once, and cells of a spreadsheet pasted onto them: over the real pages, by
// key, with one way back for all of it.
#include "common/bulkplan.h"
#include "common/tableview.h"
#include "items/attendancetablemodel.h"
#include "items/eventtablemodel.h"
#include "items/peopletablemodel.h"
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

namespace EvalTrack::Test {

namespace {

class BulkEditTest : public WindowTest
{
protected:
    void begin(const QString &page, const QString &tableName, Role role = Role::Admin)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        start(role);
        window->openPage(page);
        settle();
        table = window->findChild<TableView *>(tableName);
        ASSERT_NE(table, nullptr);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, table->shownColumns().first()));
        table->selectRow(0);
    }

    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }

    /// The first `count` rows, by key.
    void select(int count)
    {
        for (int i = 1; i < count; ++i) {
            QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        }
        ASSERT_EQ(table->selectedRecords().size(), count);
        settle();
    }

    [[nodiscard]] QDialog *dialog() const
    {
        const QList<QDialog *> all = window->findChildren<QDialog *>(u"bulkEditDialog"_qs);
        const auto open =
            std::ranges::find_if(all, [](const QDialog *each) { return each->isVisible(); });
        return open == all.end() ? nullptr : *open;
    }

    template <typename T>
    T *inside(const QString &name)
    {
        auto *found = dialog() == nullptr ? nullptr : dialog()->findChild<T *>(name);
        EXPECT_NE(found, nullptr) << qPrintable(name);
        return found;
    }

    /// The offscreen platform leaves the window without the keyboard after a dialog.
    void activate()
    {
        QApplication::setActiveWindow(window.get());
        table->setFocus();
        settle();
    }

    void edit()
    {
        activate();
        QTest::keyClick(table, Qt::Key_E, Qt::ControlModifier);
        ASSERT_NE(dialog(), nullptr);
    }

    void paste(const QString &text)
    {
        QApplication::clipboard()->setText(text);
        activate();
        QTest::keyClick(table, Qt::Key_V, Qt::ControlModifier);
        settle();
    }

    void chooseField(const QString &label)
    {
        auto *field = inside<QComboBox>(u"bulkFieldComboBox"_qs);
        field->setCurrentIndex(field->findText(label));
        ASSERT_EQ(field->currentText(), label);
    }

    void choose(const QString &text)
    {
        auto *choice = inside<QComboBox>(u"bulkChoiceComboBox"_qs);
        choice->setCurrentIndex(choice->findText(text));
        ASSERT_EQ(choice->currentText(), text);
    }

    QString summary() { return inside<QLabel>(u"bulkSummaryLabel"_qs)->text(); }

    /// "who: before → after (why)", line by line.
    QStringList preview()
    {
        const QAbstractItemModel &plan = *inside<TableView>(u"bulkPreviewTable"_qs)->model();
        QStringList lines;
        for (int row = 0; row < plan.rowCount(); ++row) {
            const auto cell = [&](int column) {
                return plan.index(row, column).data().toString();
            };
            const QString why = cell(BulkPlan::Why);
            lines.append(cell(BulkPlan::Row) + u": "_qs + cell(BulkPlan::Before) + u" → "_qs +
                         (why.isEmpty() ? cell(BulkPlan::After) : why));
        }
        return lines;
    }

    /// Waits until the list below says what was chosen, then agrees by Return.
    void agree()
    {
        auto *change = inside<QAbstractButton>(u"bulkChangeButton"_qs);
        ASSERT_TRUE(waitFor([change] { return change->isEnabled(); })) << qPrintable(summary());
        QTest::keyClick(dialog(), Qt::Key_Return);
        ASSERT_TRUE(waitFor([this] { return dialog() == nullptr; }));
        settle();
    }

    void undo()
    {
        activate();
        QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
        settle();
    }

    [[nodiscard]] QString cell(int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QStringList column(int column, int count) const
    {
        QStringList cells;
        for (int row = 0; row < count; ++row) {
            cells.append(cell(row, column));
        }
        return cells;
    }
    [[nodiscard]] Employee &person(const QString &name)
    {
        return *std::ranges::find(fake->company.people, name, &Employee::name);
    }

    TableView *table = nullptr;
};

} // namespace

TEST_F(BulkEditTest, PeopleGetADepartmentTogetherAndOneUndoTakesItBack)
{
    begin(PageIds::People, u"peopleTable"_qs);
    select(4);
    const QStringList before = column(PeopleTableModel::Department, 4);
    const qsizetype commands = fake->commands.submitted.size();
    edit();
    EXPECT_FALSE(inside<QAbstractButton>(u"bulkChangeButton"_qs)->isEnabled())
        << "nothing was chosen";
    chooseField(u"Department"_qs);
    choose(before.first());
    auto *change = inside<QAbstractButton>(u"bulkChangeButton"_qs);
    ASSERT_TRUE(waitFor([change] { return change->isEnabled(); }));
    const auto same = before.count(before.first());
    EXPECT_EQ(preview().size(), 4 - same) << "what is so already is not listed";
    EXPECT_EQ(preview().first(), u"%1: %2 → %3"_qs.arg(cell(1, 0), before.at(1), before.first()));
    EXPECT_EQ(fake->commands.submitted.size(), commands) << "nothing is done before it is agreed";
    agree();

    EXPECT_EQ(column(PeopleTableModel::Department, 4), QStringList(4, before.first()));
    EXPECT_EQ(fake->commands.submitted.size(), commands + 4 - same);
    EXPECT_EQ(window->findChild<QAction *>(u"undoAction"_qs)->text(),
              u"Undo: %1 changes at once"_qs.arg(4 - same));

    undo();
    EXPECT_EQ(column(PeopleTableModel::Department, 4), before);
    EXPECT_FALSE(window->findChild<QAction *>(u"undoAction"_qs)->isEnabled());
}

TEST_F(BulkEditTest, WhatCannotBeChangedSaysWhy)
{
    begin(PageIds::People, u"peopleTable"_qs);
    select(3);
    Employee &boss = person(cell(1, PeopleTableModel::Name));
    Employee &other = person(cell(0, PeopleTableModel::Name));
    boss.managerId = other.id; // So that the other way round would be a circle.
    fake->people.reload();
    fake->announce();
    settle();
    edit();
    chooseField(u"Manager"_qs);
    auto *manager = inside<QLineEdit>(u"bulkPersonLineEdit"_qs);
    manager->setFocus();
    manager->setText(boss.email);
    Q_EMIT manager->textEdited(boss.email);
    QTest::keyClick(manager, Qt::Key_Down);
    QWidget *popup = QApplication::activePopupWidget();
    QTest::keyClick(popup != nullptr ? popup : manager, Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return preview().size() == 3; })) << qPrintable(summary());
    EXPECT_TRUE(
        preview().at(0).endsWith(QString(boss.name % u" reports to " % other.name % u" already.")))
        << qPrintable(preview().at(0));
    EXPECT_TRUE(preview().at(1).endsWith(u"Nobody is the own manager."));
    EXPECT_TRUE(preview().at(2).endsWith(boss.name)) << qPrintable(preview().at(2));
    EXPECT_EQ(summary(), u"1 row will change. 2 values cannot be changed."_qs);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    EXPECT_EQ(dialog(), nullptr);
    EXPECT_TRUE(fake->commands.submitted.isEmpty());
}

TEST_F(BulkEditTest, PeopleAreDeactivatedOfflineTooAndAWayBackIsThere)
{
    begin(PageIds::People, u"peopleTable"_qs);
    fake->setOnline(false);
    select(3);
    const QString last = cell(2, PeopleTableModel::Name);
    edit();
    chooseField(u"Status"_qs);
    choose(u"Inactive"_qs);
    agree();
    EXPECT_FALSE(person(last).isActive);
    undo();
    EXPECT_TRUE(person(last).isActive);
}

TEST_F(BulkEditTest, EventsGetPlaceAndDuration)
{
    begin(PageIds::Events, u"eventsTable"_qs);
    auto *when = window->findChild<QComboBox *>(u"whenComboBox"_qs);
    when->setCurrentIndex(2);
    settle();
    table->setFocus();
    table->selectRow(0);
    select(3);
    const QStringList before = column(EventTableModel::Location, 3);
    edit();
    chooseField(u"Place"_qs);
    QTest::keyClicks(inside<QLineEdit>(u"bulkTextLineEdit"_qs), u"Patio"_qs);
    agree();
    EXPECT_EQ(column(EventTableModel::Location, 3), QStringList(3, u"Patio"_qs));

    edit();
    chooseField(u"Duration"_qs);
    auto *minutes = inside<QSpinBox>(u"bulkNumberSpinBox"_qs);
    minutes->setValue(75);
    agree();
    EXPECT_EQ(column(EventTableModel::Duration, 3), QStringList(3, u"75 min"_qs));
    undo();
    undo();
    EXPECT_EQ(column(EventTableModel::Location, 3), before);

    edit();
    chooseField(u"Type"_qs);
    QTest::keyClick(inside<QCheckBox>(u"bulkNothingCheckBox"_qs), Qt::Key_Space);
    agree();
    EXPECT_EQ(column(EventTableModel::Type, 3), QStringList(3, QString()));
}

TEST_F(BulkEditTest, AttendancesGetAStatus)
{
    begin(PageIds::Attendance, u"attendanceTable"_qs, Role::HumanResources);
    select(5);
    const QStringList before = column(AttendanceTableModel::Status, 5);
    edit();
    chooseField(u"Status"_qs);
    choose(u"Cancelled"_qs);
    agree();
    EXPECT_EQ(column(AttendanceTableModel::Status, 5), QStringList(5, u"Cancelled"_qs));
    undo();
    EXPECT_EQ(column(AttendanceTableModel::Status, 5), before);
}

TEST_F(BulkEditTest, TheMenuOfARowEditsWhatIsSelectedToo)
{
    begin(PageIds::People, u"peopleTable"_qs);
    select(2);
    ASSERT_TRUE(waitFor([this] {
        return window->findChild<QAbstractButton *>(u"editSelectedButton"_qs)->isVisible();
    }));
    activate();
    QTest::keyClick(table, Qt::Key_Menu);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    menu->setActiveAction(menu->findChild<QAction *>(u"editSelectedAction"_qs));
    QTest::keyClick(menu, Qt::Key_Return);
    settle();
    ASSERT_NE(dialog(), nullptr);
    EXPECT_EQ(dialog()->windowTitle(), u"Edit 2 selected rows"_qs);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTest::mouseClick(window->findChild<QAbstractButton *>(u"editSelectedButton"_qs),
                      Qt::LeftButton);
    EXPECT_NE(dialog(), nullptr);
}

TEST_F(BulkEditTest, CellsArePastedByTheirHeadings)
{
    begin(PageIds::People, u"peopleTable"_qs);
    select(2);
    const QString second = cell(1, PeopleTableModel::Department);
    const QString name = cell(0, PeopleTableModel::Name);
    paste(u"Job\tDepartment\tName\nJefa\tVentas\tSomebody else\nJefe\tNowhere\t%1\n"_qs.arg(
        cell(1, PeopleTableModel::Name)));
    ASSERT_NE(dialog(), nullptr);
    ASSERT_TRUE(waitFor([&] { return summary().startsWith(u"2 rows will change"); }))
        << qPrintable(summary());
    EXPECT_EQ(summary(), u"2 rows will change. 2 values cannot be changed."_qs);
    EXPECT_TRUE(preview().filter(u"There is no “Nowhere” to choose."_qs).size() == 1);
    EXPECT_TRUE(
        preview().filter(name + u": "_qs + name + u" → This column cannot be changed"_qs).size() ==
        1);
    agree();
    EXPECT_EQ(column(PeopleTableModel::JobTitle, 2), (QStringList{u"Jefa"_qs, u"Jefe"_qs}));
    EXPECT_EQ(column(PeopleTableModel::Department, 2), (QStringList{u"Ventas"_qs, second}));
    undo();
    EXPECT_EQ(cell(1, PeopleTableModel::Department), second);
    EXPECT_NE(cell(1, PeopleTableModel::JobTitle), u"Jefe");
}

TEST_F(BulkEditTest, CellsArePastedFromTheColumnWhereTheKeyboardIs)
{
    begin(PageIds::People, u"peopleTable"_qs);
    table->selectRow(0);
    table->selectionModel()->setCurrentIndex(table->model()->index(0, PeopleTableModel::JobTitle),
                                             QItemSelectionModel::NoUpdate);
    paste(u"Uno\nDos\nTres"_qs); // From the only one that is selected on.
    ASSERT_NE(dialog(), nullptr);
    agree();
    EXPECT_EQ(column(PeopleTableModel::JobTitle, 3),
              (QStringList{u"Uno"_qs, u"Dos"_qs, u"Tres"_qs}));

    table->selectRow(0);
    select(4);
    paste(u"Uno\nDos"_qs);
    EXPECT_EQ(dialog(), nullptr);
    EXPECT_EQ(prompter.asked, QStringList{u"This cannot be pasted here"_qs});
}

TEST_F(BulkEditTest, WhatWasCopiedComesBackAsNoChange)
{
    begin(PageIds::People, u"peopleTable"_qs);
    select(3);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(table, Qt::Key_V, Qt::ControlModifier);
    ASSERT_NE(dialog(), nullptr);
    ASSERT_TRUE(waitFor([&] { return summary() == u"Nothing will change."; }))
        << qPrintable(summary());
    EXPECT_FALSE(inside<QAbstractButton>(u"bulkChangeButton"_qs)->isEnabled());
}

TEST_F(BulkEditTest, ARefusalIsToldAndNothingIsSaidToBeChanged)
{
    begin(PageIds::People, u"peopleTable"_qs);
    select(2);
    edit();
    chooseField(u"Job"_qs);
    QTest::keyClicks(inside<QLineEdit>(u"bulkTextLineEdit"_qs), u"Jefe"_qs);
    auto *change = inside<QAbstractButton>(u"bulkChangeButton"_qs);
    ASSERT_TRUE(waitFor([change] { return change->isEnabled(); }));
    fake->failNext(Error{ErrorCode::StorageFull, {}, {}});
    QTest::mouseClick(change, Qt::LeftButton);
    ASSERT_TRUE(waitFor([this] { return summary().startsWith(u"1 row changed"); }));
    ASSERT_NE(dialog(), nullptr);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    EXPECT_EQ(dialog(), nullptr);
}

} // namespace EvalTrack::Test
