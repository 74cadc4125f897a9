// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startpage.h"

#include "common/banner.h"
#include "common/theme.h"
#include "support/fakedesk.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class StartPageTest : public testing::Test
{
protected:
    StartPageTest()
    {
        fake.connection.chosenNow = false;
        QObject::connect(&fake.connection, &ServerConnection::chosen, &page, [this] { ++chosen; });
        page.show();
        page.activate();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&page));
    }

    void typeAddress(const QString &text)
    {
        QTest::mouseClick(page.findChild<QAbstractButton *>(u"connectServerButton"_qs),
                          Qt::LeftButton);
        QTest::keyClicks(page.findChild<QLineEdit *>(u"addressLineEdit"_qs), text);
    }

    Theme theme{*qApp};
    FakeDesk fake;
    StartPage page{fake.connection};
    int chosen = 0;
};

} // namespace

TEST(StartPageAddressTest, ReadsWhatPeopleType)
{
    EXPECT_EQ(StartPage::addressOf(u"rrhh.empresa.com"_qs), QUrl(u"https://rrhh.empresa.com"_qs));
    EXPECT_EQ(StartPage::addressOf(u" localhost:3000/ "_qs), QUrl(u"http://localhost:3000"_qs));
    EXPECT_EQ(StartPage::addressOf(u"http://10.0.0.5:3000"_qs), QUrl(u"http://10.0.0.5:3000"_qs));
    EXPECT_EQ(StartPage::addressOf(u"https://user:secret@host/?a=b"_qs), QUrl(u"https://host"_qs));
}

TEST(StartPageAddressTest, RefusesWhatIsNoAddress)
{
    EXPECT_TRUE(StartPage::addressOf(QString()).isEmpty());
    EXPECT_TRUE(StartPage::addressOf(u"two words"_qs).isEmpty());
    EXPECT_TRUE(StartPage::addressOf(u"ftp://host"_qs).isEmpty());
    EXPECT_TRUE(StartPage::addressOf(u"file:///etc/passwd"_qs).isEmpty());
}

TEST_F(StartPageTest, WorksOnThisComputer)
{
    QTest::keyClick(page.findChild<QAbstractButton *>(u"thisComputerButton"_qs), Qt::Key_Space);

    EXPECT_TRUE(waitFor([this] { return chosen == 1; }));
}

TEST_F(StartPageTest, ChecksTheAddressWhileItIsTyped)
{
    auto *button = page.findChild<QPushButton *>(u"connectButton"_qs);
    typeAddress(u"rrhh.empresa.com"_qs);
    EXPECT_FALSE(button->isEnabled());

    ASSERT_TRUE(waitFor([button] { return button->isEnabled(); }));
    QTest::mouseClick(button, Qt::LeftButton);

    EXPECT_TRUE(waitFor([this] { return chosen == 1; }));
}

TEST_F(StartPageTest, TrustsAnUnknownCertificateOnlyWhenToldSo)
{
    fake.connection.unknownCertificate = u"AB:CD:EF"_qs;
    auto *button = page.findChild<QPushButton *>(u"connectButton"_qs);
    auto *trust = page.findChild<QCheckBox *>(u"trustCheckBox"_qs);
    typeAddress(u"rrhh.empresa.com"_qs);

    ASSERT_TRUE(waitFor([trust] { return trust->isVisible(); }));
    EXPECT_EQ(page.findChild<QLineEdit *>(u"fingerprintLineEdit"_qs)->text(), u"AB:CD:EF"_qs);
    EXPECT_FALSE(button->isEnabled());
    trust->setChecked(true);

    EXPECT_TRUE(button->isEnabled());
}

TEST_F(StartPageTest, ForgetsTheTrustWhenTheAddressChanges)
{
    fake.connection.unknownCertificate = u"AB:CD:EF"_qs;
    auto *trust = page.findChild<QCheckBox *>(u"trustCheckBox"_qs);
    typeAddress(u"rrhh.empresa.com"_qs);
    ASSERT_TRUE(waitFor([trust] { return trust->isVisible(); }));
    trust->setChecked(true);

    QTest::keyClicks(page.findChild<QLineEdit *>(u"addressLineEdit"_qs), u"x"_qs);

    EXPECT_FALSE(trust->isChecked());
    EXPECT_FALSE(page.findChild<QPushButton *>(u"connectButton"_qs)->isEnabled());
}

TEST_F(StartPageTest, TellsHowFarTheServerHereHasCome)
{
    Q_EMIT fake.connection.progress(u"Starting PostgreSQL"_qs);

    auto *label = page.findChild<QLabel *>(u"progressLabel"_qs);
    EXPECT_TRUE(label->isVisible());
    EXPECT_EQ(label->text(), u"Starting the database…"_qs);
}

TEST_F(StartPageTest, SaysWhatAnswersInstead)
{
    fake.connection.error = Error{ErrorCode::ProtocolMismatch, {}, {}};
    typeAddress(u"portal.hotel.com"_qs);
    auto *found = page.findChild<Banner *>(u"foundBanner"_qs);

    EXPECT_TRUE(waitFor([found] { return found->text().contains(u"not an EvalTrack server"_qs); }));
    EXPECT_FALSE(page.findChild<QPushButton *>(u"connectButton"_qs)->isEnabled());
}

} // namespace EvalTrack::Test
