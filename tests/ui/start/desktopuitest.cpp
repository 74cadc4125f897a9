// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/desktopui.h"

#include "kiosk/kioskwindow.h"
#include "support/fakedesk.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class DesktopUiTest : public testing::Test
{
protected:
    DesktopUiTest() { fake.session.current = SessionState::SignedOut; }

    void start()
    {
        ui = std::make_unique<DesktopUi>(desk, prompter, settings);
        ui->language().setChoice(Language::Choice::English);
        ui->show();
    }
    [[nodiscard]] QString shownPage() const
    {
        const auto *window = qobject_cast<QStackedWidget *>(ui->startWindow());
        return window ? window->currentWidget()->objectName() : QString();
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    FakeDesk fake{Role::HumanResources};
    Desk desk = fake.desk();
    ScriptedPrompter prompter;
    std::unique_ptr<DesktopUi> ui;
};

} // namespace

TEST_F(DesktopUiTest, AsksWhereToWorkAtTheFirstStart)
{
    fake.connection.chosenNow = false;

    start();

    EXPECT_EQ(shownPage(), u"startPage"_qs);
    EXPECT_EQ(ui->mainWindow(), nullptr);
}

TEST_F(DesktopUiTest, AsksForTheFirstAdministratorOfAFreshServer)
{
    fake.connection.wantsAdministrator = true;

    start();

    ASSERT_EQ(shownPage(), u"administratorPage"_qs);
    auto *page = ui->startWindow()->findChild<QWidget *>(u"administratorPage"_qs);
    QTest::keyClicks(page->findChild<QLineEdit *>(u"nameLineEdit"_qs), u"Ana Perez"_qs);
    QTest::keyClicks(page->findChild<QLineEdit *>(u"emailLineEdit"_qs), u"ana@empresa.com"_qs);
    QTest::keyClicks(page->findChild<QLineEdit *>(u"passwordLineEdit"_qs), u"long enough"_qs);
    QTest::keyClicks(page->findChild<QLineEdit *>(u"repeatLineEdit"_qs), u"long enough"_qs);
    QTest::mouseClick(page->findChild<QPushButton *>(u"createAdministratorButton"_qs),
                      Qt::LeftButton);

    EXPECT_TRUE(waitFor([this] { return shownPage() != u"administratorPage"_qs; }));
}

TEST_F(DesktopUiTest, OpensTheWindowOfWhoeverIsSignedIn)
{
    fake.session.current = SessionState::SignedIn;

    start();

    EXPECT_NE(ui->mainWindow(), nullptr);
    EXPECT_EQ(ui->startWindow(), nullptr);
}

TEST_F(DesktopUiTest, LeadsFromThePasswordToTheWindow)
{
    start();
    ASSERT_TRUE(waitFor([this] { return shownPage() == u"signInPage"_qs; }));
    auto *page = ui->startWindow()->findChild<QWidget *>(u"signInPage"_qs);
    auto *password = page->findChild<QLineEdit *>(u"passwordLineEdit"_qs);

    QTest::keyClicks(password, u"hr123456"_qs);
    QTest::keyClick(password, Qt::Key_Return);

    EXPECT_TRUE(waitFor([this] { return ui->mainWindow() != nullptr; }));
}

TEST_F(DesktopUiTest, AsksToSignInWhenNothingIsRemembered)
{
    start();

    EXPECT_TRUE(waitFor([this] { return shownPage() == u"signInPage"_qs; }));
}

TEST_F(DesktopUiTest, GoesBackToSigningInAtSignOut)
{
    fake.session.current = SessionState::SignedIn;
    start();
    ASSERT_NE(ui->mainWindow(), nullptr);

    (void)fake.session.signOut();

    EXPECT_TRUE(waitFor([this] { return shownPage() == u"signInPage"_qs; }));
    EXPECT_EQ(ui->mainWindow(), nullptr);
}

TEST_F(DesktopUiTest, AnotherRoleBringsAnotherWindow)
{
    fake.session.current = SessionState::SignedIn;
    start();
    ASSERT_FALSE(ui->mainWindow()->pageIds().contains(PageIds::Accounts));

    SignedInPerson promoted = *fake.session.person();
    promoted.role = Role::Admin;
    fake.session.who = promoted;
    fake.session.setState(SessionState::SignedIn);

    EXPECT_TRUE(waitFor([this] {
        return ui->mainWindow() && ui->mainWindow()->pageIds().contains(PageIds::Accounts);
    }));
}

TEST_F(DesktopUiTest, AServerThatWasNamedAtTheStartIsLookedAtFirst)
{
    fake.connection.chosenNow = false;
    fake.connection.unknownCertificate = u"AB:CD:EF"_qs;
    ui = std::make_unique<DesktopUi>(desk, prompter, settings);
    ui->setServerWanted(QUrl(u"https://rrhh.empresa.com"_qs));
    ui->show();
    ASSERT_EQ(shownPage(), u"startPage"_qs);

    auto *fingerprint = ui->startWindow()->findChild<QLineEdit *>(u"fingerprintLineEdit"_qs);
    EXPECT_TRUE(waitFor([&] { return fingerprint->text() == u"AB:CD:EF"_qs; }));
    EXPECT_FALSE(fake.connection.isChosen()) << "nobody has trusted it";
}

TEST_F(DesktopUiTest, AServerThatWasNamedAtTheStartIsTakenUpWhenItIsKnown)
{
    fake.connection.chosenNow = false;
    ui = std::make_unique<DesktopUi>(desk, prompter, settings);
    ui->setServerWanted(QUrl(u"https://rrhh.empresa.com"_qs));
    ui->show();

    EXPECT_TRUE(waitFor([this] { return shownPage() == u"signInPage"_qs; }));
    EXPECT_EQ(fake.connection.url(), QUrl(u"https://rrhh.empresa.com"_qs));
}

TEST_F(DesktopUiTest, ACertificateIsLookedAtAgainWithoutSigningOut)
{
    fake.session.current = SessionState::SignedIn;
    fake.connection.unknownCertificate = u"AB:CD:EF"_qs;
    start();

    Q_EMIT ui->mainWindow()->trustRequested();

    auto *dialog = ui->mainWindow()->findChild<QWidget *>(u"trustDialog"_qs);
    ASSERT_NE(dialog, nullptr);
    auto *trust = dialog->findChild<QAbstractButton *>(u"trustCheckBox"_qs);
    ASSERT_TRUE(waitFor([trust] { return trust->isVisible(); }));
    QTest::keyClick(trust, Qt::Key_Space);
    auto *connect = dialog->findChild<QPushButton *>(u"connectButton"_qs);
    ASSERT_TRUE(connect->isEnabled());
    connect->setFocus();
    QTest::keyClick(connect, Qt::Key_Space);

    EXPECT_TRUE(waitFor([this] { return fake.sync.syncNowCalls > 0; }));
    EXPECT_NE(ui->mainWindow(), nullptr);
}

TEST_F(DesktopUiTest, LeadsBackToTheChoiceOfServer)
{
    start();
    ASSERT_TRUE(waitFor([this] { return shownPage() == u"signInPage"_qs; }));

    QTest::mouseClick(ui->startWindow()->findChild<QPushButton *>(u"changeServerButton"_qs),
                      Qt::LeftButton);

    EXPECT_TRUE(waitFor([this] { return shownPage() == u"startPage"_qs; }));
}

TEST_F(DesktopUiTest, BecomesACaptureStationFromTheFirstStart)
{
    fake.connection.chosenNow = false;
    start();
    ASSERT_EQ(shownPage(), u"startPage"_qs);
    auto *start = ui->startWindow()->findChild<QWidget *>(u"startPage"_qs);
    auto *choice = start->findChild<QAbstractButton *>(u"captureStationButton"_qs);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Space);
    auto *address = start->findChild<QLineEdit *>(u"addressLineEdit"_qs);
    ASSERT_TRUE(address->isVisible());
    QTest::keyClicks(address, u"rrhh.empresa.com"_qs);
    auto *connectButton = start->findChild<QPushButton *>(u"connectButton"_qs);
    ASSERT_TRUE(waitFor([connectButton] { return connectButton->isEnabled(); }));
    QTest::keyClick(address, Qt::Key_Return);

    ASSERT_TRUE(waitFor([this] { return shownPage() == u"enrolPage"_qs; }));
    auto *page = ui->startWindow()->findChild<QWidget *>(u"enrolPage"_qs);
    auto *code = page->findChild<QLineEdit *>(u"enrolmentCodeLineEdit"_qs);
    QTest::keyClicks(code, u"7h3kp"_qs);
    QTest::keyClick(code, Qt::Key_Return);
    EXPECT_EQ(code->accessibleDescription(),
              u"A code has 10 letters and digits, such as 7H3KP-0QWXZ."_qs);
    QTest::keyClicks(code, u" 0qwxz"_qs);
    QTest::keyClick(code, Qt::Key_Return);

    EXPECT_TRUE(waitFor([this] { return ui->kioskWindow() != nullptr; }));
    EXPECT_EQ(ui->mainWindow(), nullptr);
    EXPECT_TRUE(waitFor([this] { return ui->startWindow() == nullptr; }));
}

TEST_F(DesktopUiTest, AWrongCodeIsSaidAtItsField)
{
    fake.connection.thisComputer = false;
    start();
    ASSERT_TRUE(waitFor([this] { return shownPage() == u"signInPage"_qs; }));
    QTest::mouseClick(ui->startWindow()
                          ->findChild<QWidget *>(u"signInPage"_qs)
                          ->findChild<QPushButton *>(u"captureStationButton"_qs),
                      Qt::LeftButton);
    ASSERT_EQ(shownPage(), u"enrolPage"_qs);
    auto *page = ui->startWindow()->findChild<QWidget *>(u"enrolPage"_qs);
    auto *code = page->findChild<QLineEdit *>(u"enrolmentCodeLineEdit"_qs);

    QTest::keyClicks(code, u"00000-00000"_qs);
    QTest::keyClick(code, Qt::Key_Return);

    EXPECT_TRUE(waitFor(
        [code] { return code->accessibleDescription().startsWith(u"This code is not right"); }));
    EXPECT_EQ(ui->kioskWindow(), nullptr);
    QTest::mouseClick(page->findChild<QPushButton *>(u"enrolBackButton"_qs), Qt::LeftButton);
    EXPECT_EQ(shownPage(), u"signInPage"_qs);
}

TEST_F(DesktopUiTest, AskedForAKioskItAsksForTheStationsServer)
{
    fake.connection.chosenNow = false;
    ui = std::make_unique<DesktopUi>(desk, prompter, settings);
    ui->setKioskWanted(true);
    ui->show();

    ASSERT_EQ(shownPage(), u"startPage"_qs);
    EXPECT_TRUE(ui->startWindow()
                    ->findChild<QWidget *>(u"startPage"_qs)
                    ->findChild<QLineEdit *>(u"addressLineEdit"_qs)
                    ->isVisible());
}

TEST_F(DesktopUiTest, KeepsThemeAndLanguageForTheNextStart)
{
    start();
    ui->theme().setChoice(Theme::Choice::Dark);
    ui->language().setChoice(Language::Choice::Spanish);
    ui.reset();

    ui = std::make_unique<DesktopUi>(desk, prompter, settings);

    EXPECT_TRUE(ui->theme().isDark());
    EXPECT_TRUE(ui->language().isSpanish());
    ui->theme().setChoice(Theme::Choice::Light);
}

} // namespace EvalTrack::Test
