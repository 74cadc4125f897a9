// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/signinpage.h"

#include "common/banner.h"
#include "common/theme.h"
#include "start/passwordfield.h"
#include "support/fakedesk.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class SignInPageTest : public testing::Test
{
protected:
    SignInPageTest()
    {
        fake.session.current = SessionState::SignedOut;
        QObject::connect(&page, &SignInPage::signedIn, &page, [this] { ++signedIn; });
        page.show();
        page.activate();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&page));
        QApplication::setActiveWindow(&page);
    }

    void type(const QString &text)
    {
        QTest::keyClicks(password, text);
        QTest::keyClick(password, Qt::Key_Return);
    }

    Theme theme{*qApp};
    FakeDesk fake{Role::HumanResources};
    SignInPage page{fake.session, fake.connection};
    QLineEdit *email = page.findChild<QLineEdit *>(u"emailLineEdit"_qs);
    PasswordField *password = page.findChild<PasswordField *>(u"passwordLineEdit"_qs);
    Banner *banner = page.findChild<Banner *>(u"banner"_qs);
    int signedIn = 0;
};

} // namespace

TEST_F(SignInPageTest, RemembersTheEmailAndAwaitsThePassword)
{
    EXPECT_EQ(email->text(), fake.session.lastEmail());
    EXPECT_TRUE(password->hasFocus());
}

TEST_F(SignInPageTest, SignsInByKeyboardAlone)
{
    type(u"hr123456"_qs);

    EXPECT_TRUE(waitFor([this] { return signedIn == 1; }));
    EXPECT_TRUE(password->text().isEmpty());
}

TEST_F(SignInPageTest, SaysInWordsThatThePasswordIsWrong)
{
    fake.failNext({ErrorCode::Unauthorized, u"bad credentials"_qs, {}});

    type(u"wrong"_qs);

    ASSERT_TRUE(waitFor([this] { return banner->isVisible(); }));
    EXPECT_TRUE(banner->text().contains(u"password is not right"_qs));
    EXPECT_EQ(signedIn, 0);
    EXPECT_TRUE(password->hasFocus());
}

TEST_F(SignInPageTest, SaysThatRecordsWaitForAKeyInTheKeychain)
{
    fake.failNext({ErrorCode::KeychainUnavailable, u"2 records wait"_qs, {}});

    type(u"hr123456"_qs);

    ASSERT_TRUE(waitFor([this] { return banner->isVisible(); }));
    EXPECT_TRUE(banner->text().contains(u"unlock it and sign in again"_qs));
    EXPECT_EQ(signedIn, 0);
}

TEST_F(SignInPageTest, AsksForAnEmailThatIsOne)
{
    email->setText(u"ana"_qs);

    type(u"hr123456"_qs);

    EXPECT_EQ(signedIn, 0);
    EXPECT_TRUE(email->property("hasError").toBool());
    EXPECT_TRUE(email->hasFocus());
}

TEST_F(SignInPageTest, TakesOneAttemptAtATime)
{
    fake.setSlow(true);

    type(u"hr123456"_qs);
    QTest::mouseClick(page.findChild<QPushButton *>(u"signInButton"_qs), Qt::LeftButton);

    EXPECT_EQ(fake.heldAnswers(), 1);
    EXPECT_FALSE(password->isEnabled());
    fake.releaseAnswers();
    EXPECT_TRUE(waitFor([this] { return signedIn == 1; }));
}

TEST_F(SignInPageTest, ShowsThePasswordOnDemand)
{
    EXPECT_EQ(password->echoMode(), QLineEdit::Password);

    password->findChild<QAction *>(u"showPasswordAction"_qs)->trigger();

    EXPECT_EQ(password->echoMode(), QLineEdit::Normal);
}

TEST_F(SignInPageTest, TellsThatTheKeychainIsAway)
{
    auto *notice = page.findChild<QLabel *>(u"keychainLabel"_qs);
    EXPECT_FALSE(notice->isVisible());

    fake.session.keeping = SecretKeeping::SessionOnly;
    page.activate();

    EXPECT_TRUE(notice->isVisible());
}

} // namespace EvalTrack::Test
