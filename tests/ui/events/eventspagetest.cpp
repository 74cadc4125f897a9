// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formats.h"
#include "domain/localday.h"
#include "events/eventspages.h"
#include "items/eventtablemodel.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class EventsPageTest : public ScreenTest
{
protected:
    void start(Role role, const QString &argument = {})
    {
        prepare(role);
        open(eventsPages(), PageIds::Events, argument);
    }
    void openEvent(const QString &title)
    {
        const int row = rowWith(u"eventsTable"_qs, EventTableModel::Title, title);
        ASSERT_GE(row, 0) << title.toStdString();
        clickRow(u"eventsTable"_qs, row);
    }
    /// Types into the empty field of the zone and goes on by Tab.
    void typeZone(const QString &zone)
    {
        auto *line = find<QComboBox>(u"zoneComboBox"_qs)->lineEdit();
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, zone);
        // Keys go to a list of suggestions while one is open; the offscreen platform leaves the
        // window without them afterwards.
        if (QWidget *suggestions = QApplication::activePopupWidget()) {
            QTest::keyClick(suggestions, Qt::Key_Escape);
            settle();
        }
        QApplication::setActiveWindow(page.get());
        line->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        settle();
        EXPECT_EQ(QApplication::focusWidget()->objectName(), u"typeComboBox"_qs);
    }
    void setTime(QDate date, QTime time)
    {
        auto *field = find<QDateTimeEdit>(u"dateDateTimeEdit"_qs);
        field->setDate(date);
        field->setTime(time);
    }
    static Timestamp utc(QDate date, QTime time)
    {
        return Timestamp(
            std::chrono::milliseconds(QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch()));
    }
    void choose(const QString &combo, int index)
    {
        find<QComboBox>(combo)->setCurrentIndex(index);
        settle();
    }
};

} // namespace

TEST_F(EventsPageTest, FiltersByWhen)
{
    start(Role::Admin);
    EXPECT_EQ(rows(u"eventsTable"_qs), 4); // one in progress, three ahead

    choose(u"whenComboBox"_qs, 1);
    EXPECT_EQ(rows(u"eventsTable"_qs), 3);
    choose(u"whenComboBox"_qs, 2);
    EXPECT_EQ(rows(u"eventsTable"_qs), 8);
    choose(u"whenComboBox"_qs, 3);
    EXPECT_EQ(rows(u"eventsTable"_qs), 1);
}

TEST_F(EventsPageTest, WhatIsOlderComesWhenItIsAskedFor)
{
    start(Role::HumanResources);
    EXPECT_FALSE(isShown(u"showOlderButton"_qs)) << "all that is ahead is here";
    choose(u"whenComboBox"_qs, 2);
    const QString since = text(u"shownSinceLabel"_qs);

    click(u"showOlderButton"_qs);
    EXPECT_EQ(fake->history.fetchCalls, 1);
    EXPECT_NE(text(u"shownSinceLabel"_qs), since);

    fake->history.older = false;
    Q_EMIT fake->history.changed();
    EXPECT_FALSE(isShown(u"showOlderButton"_qs));
    EXPECT_EQ(text(u"shownSinceLabel"_qs), u"There is nothing older."_qs);
}

TEST_F(EventsPageTest, SaysWhyNothingOlderCanBeShown)
{
    start(Role::HumanResources);
    choose(u"whenComboBox"_qs, 1);

    fake->setOnline(false);
    EXPECT_FALSE(isShown(u"showOlderButton"_qs));
    EXPECT_TRUE(text(u"shownSinceLabel"_qs).contains(u"cannot be reached"));

    fake->setOnline(true);
    fake->history.fetching = true;
    Q_EMIT fake->history.changed();
    EXPECT_FALSE(isShown(u"showOlderButton"_qs));
}

TEST_F(EventsPageTest, ANewEventOffersTheFourStandardQuestions)
{
    start(Role::Admin);
    click(u"newEventButton"_qs);

    type(u"titleLineEdit"_qs, u"Charla de ciberseguridad"_qs);
    find<QSpinBox>(u"seatsSpinBox"_qs)->setValue(40);
    click(u"saveButton"_qs);

    const auto *command = lastCommand<CreateEvent>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.title, u"Charla de ciberseguridad"_qs);
    EXPECT_EQ(command->after.maxAttendees, 40);
    EXPECT_EQ(command->after.questions.size(), 4);
    EXPECT_FALSE(command->after.isActive);
    EXPECT_EQ(text(u"panelTitleLabel"_qs), u"Charla de ciberseguridad"_qs);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(EventsPageTest, ATitleIsNeeded)
{
    start(Role::Admin, u"new"_qs);
    const auto *create = find<QPushButton>(u"saveButton"_qs);
    EXPECT_FALSE(create->isEnabled());
    EXPECT_FALSE(create->toolTip().isEmpty());
    EXPECT_EQ(find<QLineEdit>(u"titleLineEdit"_qs)->accessibleDescription(), u"Required"_qs);

    // Whoever asks by key is told what is missing.
    QTest::keyClick(find<QLineEdit>(u"titleLineEdit"_qs), Qt::Key_S, Qt::ControlModifier);

    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_EQ(errorAt(u"titleLineEdit"_qs), u"Please fill this in."_qs);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"titleLineEdit"_qs);

    type(u"titleLineEdit"_qs, u"Charla"_qs);
    EXPECT_TRUE(create->isEnabled());
    EXPECT_TRUE(create->toolTip().isEmpty());
}

TEST_F(EventsPageTest, QuestionsAreAddedRemovedAndMoved)
{
    start(Role::Admin);
    openEvent(u"Seguridad y salud en el trabajo"_qs);
    click(u"editButton"_qs);
    EXPECT_FALSE(page->hasUnsavedInput());

    click(u"removeQuestionButton"_qs);
    click(u"addQuestionButton"_qs);
    auto *added = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    ASSERT_NE(added, nullptr);
    QTest::keyClicks(added, u"Was the place right?"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    click(u"saveButton"_qs);

    const auto *command = lastCommand<UpdateEvent>();
    ASSERT_NE(command, nullptr);
    ASSERT_EQ(command->after.questions.size(), 4);
    EXPECT_EQ(command->after.questions.first().text, command->before.questions.at(1).text);
    EXPECT_EQ(command->after.questions.last().text, u"Was the place right?"_qs);
}

TEST_F(EventsPageTest, KeepsTheQuestionsThatNobodyTouched)
{
    start(Role::HumanResources);
    openEvent(u"Seguridad y salud en el trabajo"_qs);
    click(u"editButton"_qs);
    type(u"locationLineEdit"_qs, u"Sala Roraima"_qs);

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    settle();

    const auto *command = lastCommand<UpdateEvent>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.location, u"Sala Roraima"_qs);
    EXPECT_EQ(command->after.questions, command->before.questions);
    EXPECT_EQ(command->after.date, command->before.date);
}

TEST_F(EventsPageTest, ActivatingForEveryoneAsksFirst)
{
    start(Role::Admin);
    choose(u"whenComboBox"_qs, 3);
    openEvent(u"Jornada de integración familiar"_qs);

    click(u"toggleActiveButton"_qs);
    EXPECT_EQ(prompter.asked.size(), 1);
    EXPECT_TRUE(fake->commands.submitted.isEmpty());

    prompter.answerNext(true);
    click(u"toggleActiveButton"_qs);
    const auto *command = lastCommand<SetEventActive>();
    ASSERT_NE(command, nullptr);
    EXPECT_TRUE(command->isActive);
    EXPECT_EQ(rows(u"registeredTable"_qs), 28);
}

TEST_F(EventsPageTest, WhoIsRegisteredIsATabAway)
{
    start(Role::HumanResources);
    openEvent(u"Seguridad y salud en el trabajo"_qs);
    EXPECT_TRUE(isShown(u"whenLabel"_qs));
    EXPECT_FALSE(isShown(u"registeredTable"_qs));

    QTest::keyClick(find<QTabBar>(u"eventTabBar"_qs), Qt::Key_Right);
    EXPECT_FALSE(isShown(u"whenLabel"_qs));
    EXPECT_TRUE(isShown(u"registeredTable"_qs));

    // Who reads the lists of several events wants the next one's list.
    openEvent(u"Taller de comunicación asertiva"_qs);
    EXPECT_TRUE(isShown(u"registeredTable"_qs));
}

TEST_F(EventsPageTest, DeactivatingCanBeUndone)
{
    start(Role::Admin);
    openEvent(u"Seguridad y salud en el trabajo"_qs);

    click(u"toggleActiveButton"_qs);
    EXPECT_FALSE(fake->company.events.at(4).isActive);
    ASSERT_TRUE(toaster.undo);
    toaster.undo();
    settle();

    EXPECT_TRUE(fake->company.events.at(4).isActive);
}

TEST_F(EventsPageTest, HumanResourcesMayEditButNotSwitch)
{
    start(Role::HumanResources);
    openEvent(u"Seguridad y salud en el trabajo"_qs);

    EXPECT_TRUE(isShown(u"editButton"_qs));
    EXPECT_TRUE(isShown(u"captureButton"_qs));
    EXPECT_FALSE(isShown(u"toggleActiveButton"_qs));
    EXPECT_FALSE(isShown(u"newEventButton"_qs));
}

TEST_F(EventsPageTest, AnEmployeeRegistersAndSeesNobodyElse)
{
    start(Role::Employee);
    openEvent(u"Taller de comunicación asertiva"_qs);
    EXPECT_FALSE(isShown(u"editButton"_qs));
    EXPECT_FALSE(isShown(u"registeredTable"_qs));

    click(u"registerButton"_qs);

    ASSERT_NE(lastCommand<RegisterSelf>(), nullptr);
    EXPECT_FALSE(isShown(u"registerButton"_qs));
}

TEST_F(EventsPageTest, AnEmployeeConfirmsWhereTheEventIsRead)
{
    start(Role::Employee);
    const Event running = fake->company.events.at(3);
    openEvent(u"Taller de comunicación asertiva"_qs);
    EXPECT_FALSE(isShown(u"confirmButton"_qs)) << "it has not begun, and nobody is registered";
    openEvent(running.title);
    ASSERT_TRUE(isShown(u"confirmButton"_qs));

    click(u"confirmButton"_qs);

    const auto *command = lastCommand<ConfirmOwnAttendance>();
    ASSERT_NE(command, nullptr);
    const Attendance *own = fake->company.attendance(running.uuid, fake->signedIn().uuid);
    EXPECT_EQ(command->attendance, own->uuid);
    EXPECT_EQ(own->status, AttendanceStatus::Confirmed);
    EXPECT_FALSE(isShown(u"confirmButton"_qs));
}

TEST_F(EventsPageTest, AsksBeforeAnEditedFormIsLeft)
{
    start(Role::Admin, u"new"_qs);
    type(u"titleLineEdit"_qs, u"Borrador"_qs);

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    settle();
    EXPECT_EQ(prompter.asked.size(), 1);
    EXPECT_TRUE(isShown(u"titleLineEdit"_qs));

    prompter.answerNext(true);
    click(u"cancelButton"_qs);
    EXPECT_FALSE(isShown(u"titleLineEdit"_qs));
}

TEST_F(EventsPageTest, OpensWhatAChartStandsFor)
{
    start(Role::HumanResources, u"eventId=2"_qs);

    EXPECT_EQ(text(u"panelTitleLabel"_qs), u"Taller de primeros auxilios"_qs);

    page->activate(u"when=today"_qs);
    settle();
    EXPECT_EQ(rows(u"eventsTable"_qs), 2);
}

// By the keyboard alone: a city, and Tab.
TEST_F(EventsPageTest, AZoneIsTypedAndTheTimeIsThatOfItsClocks)
{
    start(Role::Admin, u"new"_qs);
    type(u"titleLineEdit"_qs, u"Inauguración"_qs);
    typeZone(u"lima"_qs);
    EXPECT_EQ(find<QComboBox>(u"zoneComboBox"_qs)->currentText(), u"America/Lima"_qs);
    setTime(QDate(2026, 7, 15), QTime(9, 0));

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    settle();

    const auto *command = lastCommand<CreateEvent>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.zone, u"America/Lima"_qs);
    EXPECT_EQ(command->after.date, utc(QDate(2026, 7, 15), QTime(14, 0)));
}

TEST_F(EventsPageTest, ANewEventHappensWhereThisComputerIs)
{
    start(Role::Admin, u"new"_qs);
    const QString own = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    EXPECT_EQ(find<QComboBox>(u"zoneComboBox"_qs)->currentText(), zoneNamed(own) ? own : QString());
    EXPECT_EQ(find<QDateTimeEdit>(u"dateDateTimeEdit"_qs)->time(), QTime(9, 0));
}

TEST_F(EventsPageTest, AnHourThatClocksLeaveOutIsTold)
{
    start(Role::Admin, u"new"_qs);
    type(u"titleLineEdit"_qs, u"Madrugada"_qs);
    typeZone(u"Europe/Madrid"_qs);
    setTime(QDate(2026, 3, 29), QTime(1, 30));
    auto *date = find<QDateTimeEdit>(u"dateDateTimeEdit"_qs);
    date->setFocus();
    date->setCurrentSection(QDateTimeEdit::HourSection);
    QTest::keyClick(date, Qt::Key_Up);
    ASSERT_EQ(date->time(), QTime(2, 30));

    click(u"saveButton"_qs);
    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_TRUE(errorAt(u"dateDateTimeEdit"_qs).contains(u"There is no such time"));
    EXPECT_TRUE(errorAt(u"dateDateTimeEdit"_qs).contains(Formats::time(QTime(3, 0))));
    EXPECT_EQ(QApplication::focusWidget(), date);

    // In another place there is that hour; and there is the next one in this.
    typeZone(u"America/Lima"_qs);
    EXPECT_EQ(errorAt(u"dateDateTimeEdit"_qs), QString());
    typeZone(u"Europe/Madrid"_qs);
    date->setFocus();
    date->setCurrentSection(QDateTimeEdit::HourSection);
    QTest::keyClick(date, Qt::Key_Up);
    click(u"saveButton"_qs);
    const auto *command = lastCommand<CreateEvent>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.date, utc(QDate(2026, 3, 29), QTime(1, 30)));
}

TEST_F(EventsPageTest, AZoneThatThereIsNotIsTold)
{
    start(Role::Admin, u"new"_qs);
    type(u"titleLineEdit"_qs, u"Lejos"_qs);
    typeZone(u"Atlantis"_qs);

    click(u"saveButton"_qs);

    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_TRUE(errorAt(u"zoneComboBox"_qs).contains(u"no such time zone"));

    typeZone(QString());
    EXPECT_EQ(errorAt(u"zoneComboBox"_qs), QString());
    click(u"saveButton"_qs);
    const auto *command = lastCommand<CreateEvent>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.zone, std::nullopt) << "everyone's own";
}

TEST_F(EventsPageTest, AnEventKeepsItsMomentAndItsZoneWhenOtherThingsChange)
{
    prepare(Role::HumanResources);
    Event &far = fake->company.events[4];
    far.zone = u"Europe/Madrid"_qs;
    far.date = utc(QDate(2026, 10, 25), QTime(1, 30)) + std::chrono::seconds(7); // the second 02:30
    const Event before = far;
    open(eventsPages(), PageIds::Events, u"eventId=5"_qs);
    click(u"editButton"_qs);
    EXPECT_EQ(find<QDateTimeEdit>(u"dateDateTimeEdit"_qs)->time().minute(), 30);
    EXPECT_EQ(find<QDateTimeEdit>(u"dateDateTimeEdit"_qs)->time().hour(), 2);
    type(u"locationLineEdit"_qs, u"Sala Roraima"_qs);
    click(u"saveButton"_qs);

    const auto *command = lastCommand<UpdateEvent>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.date, before.date);
    EXPECT_EQ(command->after.zone, before.zone);
}

// No test runs where clocks are 14 hours ahead.
TEST_F(EventsPageTest, AnEventThatEndsAfterMidnightSaysOnWhichDay)
{
    prepare(Role::HumanResources);
    Event &event = fake->company.events[4];
    const QTimeZone here = QTimeZone::systemTimeZone();
    event.zone.reset();
    event.date = Timestamp(std::chrono::milliseconds(
        QDateTime(QDate(2030, 3, 4), QTime(22, 0), here).toMSecsSinceEpoch()));
    event.duration = std::chrono::minutes(60);
    open(eventsPages(), PageIds::Events, u"eventId=5"_qs);
    EXPECT_EQ(text(u"whenLabel"_qs).count(u"2030"_qs), 1);

    event.duration = std::chrono::minutes(180);
    open(eventsPages(), PageIds::Events, u"eventId=5"_qs);
    EXPECT_EQ(text(u"whenLabel"_qs).count(u"2030"_qs), 2);
    EXPECT_TRUE(text(u"whenLabel"_qs).contains(Formats::date(QDate(2030, 3, 5))));
}

TEST_F(EventsPageTest, TellsWhereAnEventIsOnlyWhenItsClocksDiffer)
{
    prepare(Role::HumanResources);
    fake->company.events[4].zone = u"Pacific/Kiritimati"_qs;
    open(eventsPages(), PageIds::Events, u"eventId=5"_qs);
    const Event &event = fake->company.events.at(4);
    const QString time = Formats::time(wallTime(event.date, QTimeZone("Pacific/Kiritimati")).time);
    int withPlace = 0;
    for (int row = 0; row < rows(u"eventsTable"_qs); ++row) {
        const QString shown = find<QTableView>(u"eventsTable"_qs)
                                  ->model()
                                  ->index(row, EventTableModel::Date)
                                  .data()
                                  .toString();
        withPlace += shown.endsWith(time + u" (Kiritimati, UTC+14)") ? 1 : 0;
        EXPECT_TRUE(shown.contains(u"Kiritimati") || !shown.contains(u"UTC"));
    }
    EXPECT_EQ(withPlace, 1);
    EXPECT_TRUE(text(u"whenLabel"_qs).contains(u"(Kiritimati, UTC+14)"));
}

} // namespace EvalTrack::Test
