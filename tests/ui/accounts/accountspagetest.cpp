// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/accountspages.h"
#include "items/accounttablemodel.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QLineEdit>

namespace EvalTrack::Test {

namespace {

class AccountsPageTest : public ScreenTest
{
protected:
    void start(bool isOnline = true)
    {
        prepare(Role::Admin);
        fake->accounts.pageSize = 50;
        fake->setOnline(isOnline);
        open(accountsPages(), PageIds::Accounts);
    }
    void openAccount(const QString &email)
    {
        const int row = rowWith(u"accountsTable"_qs, AccountTableModel::Email, email);
        ASSERT_GE(row, 0);
        clickRow(u"accountsTable"_qs, row);
    }
    void fillNew(const QString &email)
    {
        click(u"newAccountButton"_qs);
        type(u"nameLineEdit"_qs, u"Pedro Núñez"_qs);
        type(u"emailLineEdit"_qs, email);
        type(u"passwordLineEdit"_qs, u"correct horse"_qs);
    }
    const User *account(const QString &email)
    {
        for (const User &user : fake->company.accounts) {
            if (user.email == email) {
                return &user;
            }
        }
        return nullptr;
    }
};

} // namespace

TEST_F(AccountsPageTest, CreatesAnAccount)
{
    start();
    fillNew(u"pedro@empresa.com"_qs);
    find<QComboBox>(u"roleComboBox"_qs)->setCurrentIndex(static_cast<int>(Role::HumanResources));

    click(u"saveButton"_qs);

    const User *created = account(u"pedro@empresa.com"_qs);
    ASSERT_NE(created, nullptr);
    EXPECT_EQ(created->role, Role::HumanResources);
    EXPECT_EQ(fake->accounts.passwords.value(created->id.value()), u"correct horse"_qs);
    EXPECT_TRUE(find<QLineEdit>(u"passwordLineEdit"_qs)->text().isEmpty());
    EXPECT_EQ(rows(u"accountsTable"_qs), 28);
}

TEST_F(AccountsPageTest, AShortPasswordIsRefusedAtTheField)
{
    start();
    fillNew(u"pedro@empresa.com"_qs);
    type(u"passwordLineEdit"_qs, u"short"_qs);

    click(u"saveButton"_qs);

    EXPECT_EQ(account(u"pedro@empresa.com"_qs), nullptr);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"passwordLineEdit"_qs);
    EXPECT_FALSE(errorAt(u"passwordLineEdit"_qs).isEmpty());
}

TEST_F(AccountsPageTest, AnEmailInUseIsSaidAtTheField)
{
    start();
    fillNew(u"hr@empresa.com"_qs);

    click(u"saveButton"_qs);

    EXPECT_EQ(errorAt(u"emailLineEdit"_qs), u"This value is in use already."_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
}

TEST_F(AccountsPageTest, KeepsWhatWasTypedWithoutANetwork)
{
    start();
    fillNew(u"pedro@empresa.com"_qs);
    fake->setOnline(false);

    click(u"saveButton"_qs);
    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_EQ(find<QLineEdit>(u"emailLineEdit"_qs)->text(), u"pedro@empresa.com"_qs);

    fake->setOnline(true);
    click(u"saveButton"_qs);
    EXPECT_NE(account(u"pedro@empresa.com"_qs), nullptr);
}

TEST_F(AccountsPageTest, SaysThatItNeedsAConnection)
{
    start(false);

    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_EQ(rows(u"accountsTable"_qs), 0);

    fake->setOnline(true);
    settle();
    EXPECT_EQ(rows(u"accountsTable"_qs), 27);
    EXPECT_FALSE(isShown(u"banner"_qs));
}

TEST_F(AccountsPageTest, SaysThatTheConnectionIsGone)
{
    start();

    fake->setOnline(false);
    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_EQ(rows(u"accountsTable"_qs), 27) << "what was fetched stays";
    EXPECT_TRUE(text(u"bannerLabel"_qs).startsWith(u"This list is from today"));
    EXPECT_FALSE(find<QAbstractButton>(u"newAccountButton"_qs)->isEnabled());

    fake->setOnline(true);
    settle();
    EXPECT_FALSE(isShown(u"banner"_qs));
    EXPECT_TRUE(find<QAbstractButton>(u"newAccountButton"_qs)->isEnabled());
}

TEST_F(AccountsPageTest, ResetsAPassword)
{
    start();
    openAccount(u"empleado1@empresa.com"_qs);
    type(u"passwordLineEdit"_qs, u"a new one 123"_qs);

    click(u"saveButton"_qs);

    EXPECT_EQ(fake->accounts.passwords.value(3), u"a new one 123"_qs);
}

TEST_F(AccountsPageTest, SwitchingOffAsksFirst)
{
    start();
    openAccount(u"empleado1@empresa.com"_qs);

    click(u"toggleActiveButton"_qs);
    EXPECT_TRUE(account(u"empleado1@empresa.com"_qs)->isActive);
    prompter.answerNext(true);
    click(u"toggleActiveButton"_qs);
    EXPECT_FALSE(account(u"empleado1@empresa.com"_qs)->isActive);
    click(u"toggleActiveButton"_qs); // back on needs no question
    EXPECT_TRUE(account(u"empleado1@empresa.com"_qs)->isActive);
    EXPECT_EQ(prompter.asked.size(), 2);
}

TEST_F(AccountsPageTest, RemovesAfterAQuestion)
{
    start();
    openAccount(u"empleado1@empresa.com"_qs);
    prompter.answerNext(true);

    click(u"removeButton"_qs);

    EXPECT_EQ(account(u"empleado1@empresa.com"_qs), nullptr);
    EXPECT_EQ(rows(u"accountsTable"_qs), 26);
    EXPECT_FALSE(isShown(u"accountPanel"_qs));
}

TEST_F(AccountsPageTest, NobodySwitchesOffTheOwnAccount)
{
    start();
    openAccount(u"admin@empresa.com"_qs);

    EXPECT_FALSE(find<QAbstractButton>(u"toggleActiveButton"_qs)->isEnabled());
    EXPECT_FALSE(find<QAbstractButton>(u"removeButton"_qs)->isEnabled());
    EXPECT_FALSE(find<>(u"roleComboBox"_qs)->isEnabled());
}

TEST_F(AccountsPageTest, SaysWhenSomebodyElseChangedIt)
{
    start();
    openAccount(u"empleado1@empresa.com"_qs);
    type(u"nameLineEdit"_qs, u"Otro Nombre"_qs);
    for (User &user : fake->company.accounts) {
        user.revision += 5;
    }

    click(u"saveButton"_qs);

    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_EQ(find<QLineEdit>(u"nameLineEdit"_qs)->text(), u"Otro Nombre"_qs);
}

TEST_F(AccountsPageTest, FiltersByRole)
{
    prepare(Role::Admin);
    open(accountsPages(), PageIds::Accounts, u"role=RECURSOS_HUMANOS"_qs);
    ASSERT_TRUE(waitFor([this] { return rows(u"accountsTable"_qs) == 2; }));
}

TEST_F(AccountsPageTest, EachStateIsAsManyAsTheChartCounted)
{
    prepare(Role::Admin);
    fake->accounts.pageSize = 100;
    const auto states = fake->dashboard.dashboard()->series.value(u"accountsByState"_qs);
    ASSERT_EQ(states.size(), 3);
    for (const SeriesPoint &state : states) {
        open(accountsPages(), PageIds::Accounts, PageArgument::make(u"state"_qs, state.key));
        EXPECT_TRUE(waitFor([&] { return rows(u"accountsTable"_qs) == qRound(state.value); }))
            << state.key.toStdString();
    }
}

TEST_F(AccountsPageTest, ItsColumnsAreKeptBetweenStarts)
{
    start();
    ASSERT_TRUE(isColumnShown(u"accountsTable"_qs, AccountTableModel::RoleName));
    toggleColumn(u"accountsTable"_qs, AccountTableModel::RoleName);

    open(accountsPages(), PageIds::Accounts);

    EXPECT_FALSE(isColumnShown(u"accountsTable"_qs, AccountTableModel::RoleName));
    EXPECT_TRUE(isColumnShown(u"accountsTable"_qs, AccountTableModel::Email));
}

} // namespace EvalTrack::Test
