// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/eventspages.h"
#include "items/eventtablemodel.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QSpinBox>

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

    click(u"saveButton"_qs);

    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_EQ(errorAt(u"titleLineEdit"_qs), u"Please fill this in."_qs);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"titleLineEdit"_qs);
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

} // namespace EvalTrack::Test
