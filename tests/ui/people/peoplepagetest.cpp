// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formats.h"
#include "items/peopletablemodel.h"
#include "people/peoplepages.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class PeoplePageTest : public ScreenTest
{
protected:
    void start(const QString &argument = {})
    {
        prepare(Role::HumanResources);
        open(peoplePages(), PageIds::People, argument);
    }
    void openPerson(const QString &name)
    {
        clickRow(u"peopleTable"_qs, rowWith(u"peopleTable"_qs, PeopleTableModel::Name, name));
    }
};

} // namespace

TEST_F(PeoplePageTest, FindsWhileTypingAndSaysHowMany)
{
    start();
    EXPECT_EQ(text(u"countLabel"_qs), u"28 of 30"_qs); // two are inactive

    type(u"searchLineEdit"_qs, u"nunez"_qs);

    ASSERT_EQ(rows(u"peopleTable"_qs), 1);
    EXPECT_EQ(text(u"countLabel"_qs), u"1 of 30"_qs);

    QTest::keyClick(find<>(u"searchLineEdit"_qs), Qt::Key_Escape);
    EXPECT_EQ(rows(u"peopleTable"_qs), 28);
}

TEST_F(PeoplePageTest, ChangesAPersonByKeyboardAlone)
{
    start();

    type(u"searchLineEdit"_qs, u"ibanez"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"firstNameLineEdit"_qs);
    for (int i = 0; i < 5 && QApplication::focusWidget()->objectName() != u"jobTitleLineEdit";
         ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"jobTitleLineEdit"_qs);
    type(u"jobTitleLineEdit"_qs, u"Jefa de contabilidad"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    settle();

    const auto *command = lastCommand<UpdateEmployee>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->before.jobTitle, u"Contadora"_qs);
    EXPECT_EQ(command->after.jobTitle, u"Jefa de contabilidad"_qs);
    EXPECT_EQ(command->after.name, command->before.name);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(PeoplePageTest, ShowsWhatIsWrongAtTheField)
{
    start(u"new"_qs);

    type(u"firstNameLineEdit"_qs, u"Pedro"_qs);
    type(u"emailLineEdit"_qs, u"pedro-at-home"_qs);
    type(u"birthDateLineEdit"_qs, u"yesterday"_qs);
    click(u"saveButton"_qs);

    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_EQ(errorAt(u"emailLineEdit"_qs), u"This is not an e-mail address."_qs);
    EXPECT_FALSE(errorAt(u"birthDateLineEdit"_qs).isEmpty());
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"emailLineEdit"_qs);
}

TEST_F(PeoplePageTest, CreatesAPerson)
{
    start();
    click(u"newPersonButton"_qs);

    type(u"firstNameLineEdit"_qs, u"Pedro"_qs);
    type(u"lastNameLineEdit"_qs, u"Núñez"_qs);
    type(u"emailLineEdit"_qs, u"pedro.nunez@empresa.com"_qs);
    type(u"birthDateLineEdit"_qs, u"1990-02-28"_qs);
    type(u"managerLineEdit"_qs, u"beatriz"_qs);
    QTest::keyClick(find<>(u"managerLineEdit"_qs), Qt::Key_Return);
    settle();
    click(u"saveButton"_qs);

    const auto *command = lastCommand<CreateEmployee>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.name, u"Pedro Núñez"_qs);
    EXPECT_EQ(command->after.birthDate, QDate(1990, 2, 28));
    EXPECT_EQ(command->after.managerId, UserId(11));
    EXPECT_FALSE(command->after.uuid.isNull());
    EXPECT_EQ(text(u"panelTitleLabel"_qs), u"Pedro Núñez"_qs);
    EXPECT_EQ(text(u"countLabel"_qs), u"29 of 31"_qs);
}

TEST_F(PeoplePageTest, PutsTheServersAnswerAtTheField)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    type(u"badgeCodeLineEdit"_qs, u"B0001"_qs);
    fake->failNext(
        {ErrorCode::Validation, {}, {{u"badgeCode"_qs, u"badgeCode already in use"_qs}}});

    click(u"saveButton"_qs);

    EXPECT_EQ(errorAt(u"badgeCodeLineEdit"_qs), u"This value is in use already."_qs);
    EXPECT_EQ(find<QLineEdit>(u"badgeCodeLineEdit"_qs)->text(), u"B0001"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
}

TEST_F(PeoplePageTest, KeepsWhatWasTypedWhenTheDiskIsFull)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    type(u"phoneLineEdit"_qs, u"+58 414 700 2211"_qs);
    fake->failNext({ErrorCode::StorageFull, {}, {}});

    click(u"saveButton"_qs);

    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_EQ(find<QLineEdit>(u"phoneLineEdit"_qs)->text(), u"+58 414 700 2211"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
}

TEST_F(PeoplePageTest, AsksBeforeUnsavedInputIsLost)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    type(u"phoneLineEdit"_qs, u"1"_qs);

    openPerson(u"Andrés Gómez Villalobos"_qs); // "no" is the answer that was not scripted
    EXPECT_EQ(prompter.asked.size(), 1);
    EXPECT_EQ(text(u"panelTitleLabel"_qs), u"Ana Karina Ibáñez Mora"_qs);

    prompter.answerNext(true);
    QTest::keyClick(find<>(u"phoneLineEdit"_qs), Qt::Key_Escape);
    settle();
    EXPECT_FALSE(isShown(u"profilePanel"_qs));
    EXPECT_TRUE(fake->commands.submitted.isEmpty());
}

TEST_F(PeoplePageTest, ReturnSavesFromAnyField)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    type(u"phoneLineEdit"_qs, u"222"_qs);

    QTest::keyClick(find<>(u"phoneLineEdit"_qs), Qt::Key_Return);
    settle();

    ASSERT_NE(lastCommand<UpdateEmployee>(), nullptr);
    EXPECT_EQ(lastCommand<UpdateEmployee>()->after.phone, u"222"_qs);
}

TEST_F(PeoplePageTest, DeactivatesAndOffersTheWayBack)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);

    const QDate day = QDate(2026, 11, 27);
    prompter.answerNextDate(day);
    click(u"toggleActiveButton"_qs);
    ASSERT_EQ(prompter.datesAsked.size(), 1);
    EXPECT_EQ(prompter.datesAsked.first().suggested, Formats::toLocal(fake->clock.now()).date());
    EXPECT_EQ(prompter.datesAsked.first().earliest, fake->company.people.at(4).hireDate);
    EXPECT_EQ(fake->company.people.at(4).leftOn, day);
    EXPECT_EQ(rowWith(u"peopleTable"_qs, PeopleTableModel::Name, u"Ana Karina Ibáñez Mora"_qs), -1);
    ASSERT_TRUE(toaster.undo);
    toaster.undo();
    settle();

    EXPECT_TRUE(fake->company.people.at(4).isActive);
    EXPECT_FALSE(fake->company.people.at(4).leftOn);
    EXPECT_GE(rowWith(u"peopleTable"_qs, PeopleTableModel::Name, u"Ana Karina Ibáñez Mora"_qs), 0);
}

TEST_F(PeoplePageTest, WithoutAnAnswerNobodyIsDeactivated)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);

    click(u"toggleActiveButton"_qs); // "Cancel" is the answer that was not scripted
    EXPECT_TRUE(fake->commands.submitted.isEmpty());

    prompter.answerNextDate({}); // Only away.
    click(u"toggleActiveButton"_qs);
    EXPECT_NE(lastCommand<SetEmployeeActive>(), nullptr);
    EXPECT_FALSE(fake->company.people.at(4).leftOn);
}

TEST_F(PeoplePageTest, WhoComesBackHasNotLeft)
{
    start();
    const Employee &gone = fake->company.people.at(19);
    ASSERT_TRUE(!gone.isActive && gone.leftOn);
    page->activate(PageArgument::make(u"person"_qs, toText(gone.uuid.value())));
    settle();

    click(u"toggleActiveButton"_qs);

    EXPECT_TRUE(gone.isActive);
    EXPECT_FALSE(gone.leftOn);
    EXPECT_TRUE(prompter.asked.isEmpty());
}

TEST_F(PeoplePageTest, KeepsWhenAContractEndsAndWhatHrNotes)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    const QDate hired = *fake->company.people.at(4).hireDate;
    type(u"contractUntilLineEdit"_qs, hired.addDays(-1).toString(Qt::ISODate));
    type(u"notesTextEdit"_qs, u"Prórroga hablada."_qs);
    click(u"saveButton"_qs);
    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_TRUE(errorAt(u"contractUntilLineEdit"_qs).startsWith(u"No earlier than "_qs));

    type(u"contractUntilLineEdit"_qs, u"2027-06-30"_qs);
    click(u"saveButton"_qs);

    const auto *command = lastCommand<UpdateEmployee>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.contractUntil, QDate(2027, 6, 30));
    EXPECT_EQ(command->after.notes, u"Prórroga hablada."_qs);
    EXPECT_FALSE(command->after.leftOn);
}

TEST_F(PeoplePageTest, FindsContractsThatEndWithinSixtyDaysOrHaveEnded)
{
    start();
    ASSERT_FALSE(isColumnShown(u"peopleTable"_qs, PeopleTableModel::ContractUntil));
    auto *show = find<QComboBox>(u"showComboBox"_qs);
    show->setFocus();
    QTest::keyClick(show, Qt::Key_End);
    settle();

    QStringList found;
    for (int row = 0; row < rows(u"peopleTable"_qs); ++row) {
        found.append(find<QTableView>(u"peopleTable"_qs)->model()->index(row, 0).data().toString());
    }
    found.sort();
    QStringList expected{fake->company.people.at(6).name, fake->company.people.at(12).name};
    expected.sort();
    EXPECT_EQ(found, expected);
    EXPECT_TRUE(isColumnShown(u"peopleTable"_qs, PeopleTableModel::ContractUntil));

    QTest::keyClick(show, Qt::Key_Home);
    settle();
    EXPECT_FALSE(isColumnShown(u"peopleTable"_qs, PeopleTableModel::ContractUntil)) << "as before";
}

TEST_F(PeoplePageTest, FollowsTheStoreButNotIntoAFormThatIsEdited)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    fake->company.people[4].phone = u"111"_qs;
    fake->announce();
    settle();
    EXPECT_EQ(find<QLineEdit>(u"phoneLineEdit"_qs)->text(), u"111"_qs);

    type(u"phoneLineEdit"_qs, u"222"_qs);
    fake->company.people[4].phone = u"333"_qs;
    fake->announce();
    settle();
    EXPECT_EQ(find<QLineEdit>(u"phoneLineEdit"_qs)->text(), u"222"_qs);
}

TEST_F(PeoplePageTest, SaysSavedOnThisComputerWithoutANetwork)
{
    start();
    fake->setOnline(false);
    openPerson(u"Ana Karina Ibáñez Mora"_qs);
    type(u"phoneLineEdit"_qs, u"222"_qs);

    click(u"saveButton"_qs);

    ASSERT_FALSE(toaster.said.isEmpty());
    EXPECT_TRUE(toaster.said.last().contains(u"on this computer"));
    EXPECT_EQ(fake->tray.waiting.size(), 1);
}

TEST_F(PeoplePageTest, LetsColumnsBeChosen)
{
    start();
    auto *table = find<QTableView>(u"peopleTable"_qs);
    EXPECT_TRUE(table->isColumnHidden(PeopleTableModel::Phone));

    click(u"columnsButton"_qs);
    const auto *menu = page->findChild<QMenu *>(u"columnMenu"_qs);
    ASSERT_NE(menu, nullptr);
    menu->actions().at(PeopleTableModel::Phone)->trigger();

    EXPECT_FALSE(table->isColumnHidden(PeopleTableModel::Phone));
    EXPECT_FALSE(menu->actions().at(PeopleTableModel::Name)->isEnabled());
}

TEST_F(PeoplePageTest, LeadsToThePersonsAttendance)
{
    start();
    openPerson(u"Ana Karina Ibáñez Mora"_qs);

    click(u"showAttendanceButton"_qs);

    EXPECT_EQ(wentTo, PageIds::Attendance);
    EXPECT_EQ(PageArgument::value(wentWith, u"person"_qs),
              toText(fake->company.people.at(4).uuid.value()));
}

TEST_F(PeoplePageTest, ShowsAnEmployeeTheOwnProfileOnly)
{
    prepare(Role::Employee);
    open(peoplePages(), PageIds::Profile);

    EXPECT_EQ(text(u"profileNameLabel"_qs), u"María José Núñez Peña"_qs);
    EXPECT_TRUE(find<QLineEdit>(u"emailLineEdit"_qs)->isReadOnly());
    EXPECT_EQ(fake->people.people()->size(), 1);
}

TEST_F(PeoplePageTest, AManagerWhoCannotBeNamedIsNotSaidToBeNobody)
{
    prepare(Role::Employee);
    const auto me =
        std::ranges::find(fake->company.people, u"María José Núñez Peña"_qs, &Employee::name);
    ASSERT_NE(me, fake->company.people.end());
    me->managerId = UserId(987'654);
    fake->announce();
    open(peoplePages(), PageIds::Profile);
    EXPECT_FALSE(isShown(u"managerLineEdit"_qs));

    me->managerId.reset();
    fake->announce();
    settle();
    EXPECT_TRUE(isShown(u"managerLineEdit"_qs)) << "nobody is above";
}

TEST_F(PeoplePageTest, AnEmployeeChangesFourDetailsOfTheOwnProfile)
{
    prepare(Role::Employee);
    open(peoplePages(), PageIds::Profile);
    for (const auto &own : {u"firstNameLineEdit"_qs, u"lastNameLineEdit"_qs, u"phoneLineEdit"_qs,
                            u"jobTitleLineEdit"_qs}) {
        EXPECT_FALSE(find<QLineEdit>(own)->isReadOnly()) << own.toStdString();
    }
    EXPECT_TRUE(find<QLineEdit>(u"badgeCodeLineEdit"_qs)->isReadOnly());

    type(u"phoneLineEdit"_qs, u"+58 212-5550101"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    click(u"saveButton"_qs);

    const auto *command = lastCommand<UpdateEmployee>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->after.phone, u"+58 212-5550101"_qs);
    EXPECT_EQ(command->after.email, command->before.email);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(PeoplePageTest, SetsChangesAndTakesAwayAPin)
{
    start();
    openPerson(fake->company.people[4].name);
    const qint64 id = fake->company.people[4].id.value();
    ASSERT_EQ(text(u"pinButton"_qs), u"Set a PIN…"_qs);

    prompter.answerNextText(u"12a4"_qs);
    click(u"pinButton"_qs);
    EXPECT_EQ(prompter.asked.last(), u"The PIN was not saved"_qs);
    EXPECT_FALSE(fake->accounts.pins.contains(id));

    prompter.answerNextText(u"4711"_qs);
    click(u"pinButton"_qs);
    EXPECT_EQ(fake->accounts.pins.value(id), u"4711"_qs);
    EXPECT_EQ(text(u"pinButton"_qs), u"Change PIN…"_qs);

    prompter.answerNextText(QString());
    click(u"pinButton"_qs);
    EXPECT_FALSE(fake->accounts.pins.contains(id));
    EXPECT_EQ(text(u"pinButton"_qs), u"Set a PIN…"_qs);
}

TEST_F(PeoplePageTest, WithoutTheServerThereIsNoAskingForAPin)
{
    prepare(Role::HumanResources);
    fake->setOnline(false);
    open(peoplePages(), PageIds::People);
    openPerson(fake->company.people[4].name);
    EXPECT_FALSE(find<>(u"pinButton"_qs)->isEnabled());
}

TEST_F(PeoplePageTest, ColumnFiltersAreCountedAndAFigureIsRidOfThem)
{
    prepare(Role::HumanResources);
    open(peoplePages(), PageIds::People);
    auto *table = page->findChild<TableView *>(u"peopleTable"_qs);
    const int before = table->model()->rowCount();
    const QString job = table->model()->index(0, PeopleTableModel::JobTitle).data().toString();

    ColumnFilter filter;
    filter.text = job;
    table->setFilter(PeopleTableModel::JobTitle, filter);
    const int filtered = table->model()->rowCount();
    ASSERT_LT(filtered, before);
    EXPECT_TRUE(text(u"countLabel"_qs).startsWith(QString::number(filtered) % u" of "));

    page->activate(PageArgument::make(u"department"_qs, u"1"_qs));
    EXPECT_FALSE(table->isFiltered(PeopleTableModel::JobTitle));
}

TEST_F(PeoplePageTest, TheMenuOfARowDeactivates)
{
    prepare(Role::HumanResources);
    open(peoplePages(), PageIds::People);
    auto *table = page->findChild<TableView *>(u"peopleTable"_qs);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Menu);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    const QList<QAction *> actions = menu->actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [](const QAction *each) {
        return each->objectName() == u"toggleActiveAction";
    });
    ASSERT_NE(found, actions.end());

    prompter.answerNextDate(QDate(2026, 11, 27));
    menu->setActiveAction(*found);
    QTest::keyClick(menu, Qt::Key_Return);
    settle();

    const auto *command = lastCommand<UpdateEmployee>();
    ASSERT_NE(command, nullptr);
    EXPECT_FALSE(command->after.isActive);
    EXPECT_EQ(command->after.leftOn, QDate(2026, 11, 27));
}

} // namespace EvalTrack::Test
