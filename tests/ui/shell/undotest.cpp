// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo over the real pages, by key and from the menu.
#include "items/attendancetablemodel.h"
#include "items/peopletablemodel.h"
#include "shell/undohistory.h"
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QTableView>
#include <QTest>

#include <algorithm>

namespace EvalTrack::Test {

namespace {

class UndoTest : public WindowTest
{
protected:
    void begin(Role role = Role::HumanResources)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        start(role);
    }

    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }

    template <typename T = QWidget>
    T *find(const QString &name)
    {
        const QList<T *> all = window->findChildren<T *>(name);
        const auto shown =
            std::ranges::find_if(all, [](const T *each) { return each->isVisible(); });
        EXPECT_NE(shown, all.end()) << "not to be seen: " << name.toStdString();
        return shown == all.end() ? nullptr : *shown;
    }

    Employee &ana() { return fake->company.people[4]; }

    void openAna()
    {
        window->openPage(PageIds::People,
                         PageArgument::make(u"person"_qs, toText(ana().uuid.value())));
        settle();
    }
    void type(const QString &field, const QString &text)
    {
        auto *line = find<QLineEdit>(field);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(line, text);
        settle();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
        settle();
    }
    void click(const QString &button)
    {
        QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton);
        settle();
    }
    void changePhone(const QString &phone)
    {
        openAna();
        type(u"phoneLineEdit"_qs, phone);
        press(Qt::Key_S);
        ASSERT_EQ(ana().phone, phone);
        find<QTableView>(u"peopleTable"_qs)->setFocus();
    }
    QString toast() { return find<QLabel>(u"toastLabel"_qs)->text(); }
    QAction *undoAction() { return window->findChild<QAction *>(u"undoAction"_qs); }
    QAction *redoAction() { return window->findChild<QAction *>(u"redoAction"_qs); }
};

} // namespace

TEST_F(UndoTest, AnEditGoesBackAndForthByKey)
{
    begin();
    const auto phone = ana().phone;
    EXPECT_FALSE(undoAction()->isEnabled());
    changePhone(u"555 0101"_qs);
    EXPECT_EQ(undoAction()->text(), u"Undo: change of %1"_qs.arg(ana().name));

    press(Qt::Key_Z);

    EXPECT_EQ(ana().phone, phone);
    EXPECT_EQ(toast(), u"Undone: change of %1."_qs.arg(ana().name));
    EXPECT_FALSE(undoAction()->isEnabled());
    EXPECT_EQ(redoAction()->text(), u"Redo: change of %1"_qs.arg(ana().name));

    press(Qt::Key_Y);
    EXPECT_EQ(ana().phone, u"555 0101"_qs);
    press(Qt::Key_Z);
    EXPECT_EQ(ana().phone, phone);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(ana().phone, u"555 0101"_qs);
}

TEST_F(UndoTest, ItWorksFromAnotherScreenAndByTheMenu)
{
    begin();
    const auto phone = ana().phone;
    changePhone(u"555 0101"_qs);
    window->openPage(PageIds::Events);
    settle();

    undoAction()->trigger();
    settle();

    EXPECT_EQ(ana().phone, phone);
    EXPECT_EQ(window->currentPageId(), PageIds::Events);
    const QList<QAction *> menus = window->menuBar()->actions();
    EXPECT_TRUE(std::ranges::any_of(menus, [this](const QAction *menu) {
        return menu->menu()->actions().contains(undoAction());
    }));
}

TEST_F(UndoTest, OnlyTheFieldsOfTheEditGoBack)
{
    begin();
    const auto phone = ana().phone;
    changePhone(u"555 0101"_qs);
    ana().jobTitle = u"Directora"_qs; // Somebody else, meanwhile.
    fake->people.reload();
    fake->announce();

    press(Qt::Key_Z);

    EXPECT_EQ(ana().phone, phone);
    EXPECT_EQ(ana().jobTitle, u"Directora"_qs);
}

TEST_F(UndoTest, WhatSomebodyChangedSinceStays)
{
    begin();
    changePhone(u"555 0101"_qs);
    ana().phone = u"555 0202"_qs; // Somebody else, meanwhile.
    fake->people.reload();
    fake->announce();
    settle();

    press(Qt::Key_Z);

    EXPECT_EQ(ana().phone, u"555 0202"_qs);
    EXPECT_EQ(toast(), u"Somebody changed this since, and it stays: Phone."_qs);
    EXPECT_FALSE(undoAction()->isEnabled());
    EXPECT_FALSE(redoAction()->isEnabled());
}

TEST_F(UndoTest, TheRestGoesBackWhenOneFieldWasChangedSince)
{
    begin();
    const auto job = ana().jobTitle;
    openAna();
    type(u"phoneLineEdit"_qs, u"555 0101"_qs);
    type(u"jobTitleLineEdit"_qs, u"Contable"_qs);
    press(Qt::Key_S);
    find<QTableView>(u"peopleTable"_qs)->setFocus();
    ana().phone = u"555 0202"_qs;
    fake->people.reload();
    fake->announce();
    settle();

    press(Qt::Key_Z);

    EXPECT_EQ(ana().jobTitle, job);
    EXPECT_EQ(ana().phone, u"555 0202"_qs);
    EXPECT_TRUE(toast().endsWith(u"it stays: Phone."_qs)) << qPrintable(toast());
    press(Qt::Key_Y);
    EXPECT_EQ(ana().jobTitle, u"Contable"_qs);
    EXPECT_EQ(ana().phone, u"555 0202"_qs);
}

TEST_F(UndoTest, AFieldThatIsTypedIntoKeepsItsKey)
{
    begin();
    changePhone(u"555 0101"_qs);
    type(u"searchLineEdit"_qs, u"ibanez"_qs);
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"searchLineEdit"_qs);

    press(Qt::Key_Z);

    EXPECT_EQ(ana().phone, u"555 0101"_qs);
    EXPECT_TRUE(find<QLineEdit>(u"searchLineEdit"_qs)->text().isEmpty());
    press(Qt::Key_Z); // Nothing is left to take back in it, and it keeps the key all the same.
    press(Qt::Key_Y);
    EXPECT_EQ(ana().phone, u"555 0101"_qs);
}

TEST_F(UndoTest, ASearchFieldThatNobodyTouchedIsNotInTheWay)
{
    begin();
    const auto phone = ana().phone;
    changePhone(u"555 0101"_qs);
    find<QLineEdit>(u"searchLineEdit"_qs)->setFocus();

    press(Qt::Key_Z);

    EXPECT_EQ(ana().phone, phone);
}

TEST_F(UndoTest, SeveralAttendancesAreOneStep)
{
    begin();
    window->openPage(PageIds::Attendance, u"status=PENDING"_qs);
    settle();
    const auto confirmed = [this] {
        return std::ranges::count(fake->company.attendances, AttendanceStatus::Confirmed,
                                  &Attendance::status);
    };
    const auto before = confirmed();
    auto *table = find<QTableView>(u"attendanceTable"_qs);
    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    click(u"confirmButton"_qs);
    ASSERT_EQ(confirmed(), before + 3);
    EXPECT_EQ(undoAction()->text(), u"Undo: 3 changes at once"_qs);

    table->setFocus();
    press(Qt::Key_Z);
    EXPECT_EQ(confirmed(), before);
    press(Qt::Key_Y);
    EXPECT_EQ(confirmed(), before + 3);
}

TEST_F(UndoTest, UndoInPassingTakesTheStepBackToo)
{
    begin();
    openAna();
    prompter.answerNextDate(QDate(2026, 11, 27));
    click(u"toggleActiveButton"_qs);
    ASSERT_FALSE(ana().isActive);
    ASSERT_EQ(ana().leftOn, QDate(2026, 11, 27));
    EXPECT_EQ(undoAction()->text(), u"Undo: deactivation of %1"_qs.arg(ana().name));

    click(u"toastButton"_qs);

    EXPECT_TRUE(ana().isActive);
    EXPECT_FALSE(ana().leftOn);
    EXPECT_FALSE(undoAction()->isEnabled());
    redoAction()->trigger();
    settle();
    EXPECT_FALSE(ana().isActive);
    EXPECT_EQ(ana().leftOn, QDate(2026, 11, 27));
}

TEST_F(UndoTest, WhatIsFinalSaysSoAndIsNotSkippedSilently)
{
    begin();
    const auto phone = ana().phone;
    changePhone(u"555 0101"_qs);
    Event fair;
    fair.uuid = EventUuid(QUuid::createUuid());
    fair.title = u"Feria"_qs;
    ASSERT_TRUE(valueOf(window->findChild<UndoHistory *>()->submit(CreateEvent{fair})));
    settle();
    EXPECT_EQ(undoAction()->text(), u"Undo: addition of Feria"_qs);

    find<QTableView>(u"peopleTable"_qs)->setFocus();
    press(Qt::Key_Z);

    EXPECT_EQ(toast(), u"The addition of Feria cannot be undone: others may work with it already. "
                       "Deactivate it instead."_qs);
    EXPECT_EQ(ana().phone, u"555 0101"_qs);
    press(Qt::Key_Z);
    EXPECT_EQ(ana().phone, phone);
}

TEST_F(UndoTest, WhatCouldNotBeRecordedMayBeTriedAgain)
{
    begin();
    const auto phone = ana().phone;
    changePhone(u"555 0101"_qs);
    fake->failNext(failure(ErrorCode::StorageFull).error());

    press(Qt::Key_Z);
    EXPECT_EQ(ana().phone, u"555 0101"_qs);
    EXPECT_TRUE(undoAction()->isEnabled());

    press(Qt::Key_Z);
    EXPECT_EQ(ana().phone, phone);
}

TEST_F(UndoTest, AStoreThatHasNotBeenReadAgainIsNoOneElsesChange)
{
    begin();
    const auto phone = ana().phone;
    changePhone(u"555 0101"_qs);
    ana().phone = phone; // What the store shows lags behind what is recorded.
    fake->people.reload();

    press(Qt::Key_Z);

    const auto *command = std::get_if<UpdateEmployee>(&fake->commands.submitted.last());
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->before.phone, u"555 0101"_qs);
    EXPECT_EQ(command->after.phone, phone);
}

TEST(UndoHistoryTest, TheNameThatFollowedItsPartsGoesBackAsItWas)
{
    FakeDesk fake;
    UndoHistory history(fake.desk());
    fake.company.people[4].name = u"Ana K. Mora"_qs;
    fake.people.reload();
    Employee after = fake.company.people[4];
    after.firstName = u"Anna"_qs;
    ASSERT_TRUE(valueOf(history.submit(UpdateEmployee{fake.company.people[4], after})));
    ASSERT_TRUE(waitFor([&history] { return history.canUndo(); }));
    // The store gives the name that follows, as the server does.
    fake.company.people[4].name = QString(u"Anna " % after.lastName).simplified();
    fake.people.reload();

    history.undo();

    ASSERT_TRUE(waitFor([&history] { return history.canRedo(); }));
    EXPECT_EQ(fake.company.people.at(4).name, u"Ana K. Mora"_qs);
}

TEST(UndoHistoryTest, KeepsAsManyStepsAsItSays)
{
    FakeDesk fake;
    UndoHistory history(fake.desk());
    const UserUuid who = fake.company.people.at(4).uuid;
    for (int i = 0; i < UndoHistory::MostSteps + 7; ++i) {
        const Employee before = *fake.company.person(who);
        Employee after = before;
        after.phone = QString::number(i);
        ASSERT_TRUE(valueOf(history.submit(UpdateEmployee{before, after})));
        QApplication::processEvents();
        QApplication::processEvents();
    }
    int steps = 0;
    for (; history.canUndo(); ++steps) {
        history.undo();
        QApplication::processEvents();
        QApplication::processEvents();
    }

    EXPECT_EQ(steps, UndoHistory::MostSteps);
    EXPECT_EQ(fake.company.person(who)->phone, u"6"_qs);
}

} // namespace EvalTrack::Test
