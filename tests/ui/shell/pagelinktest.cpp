// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pagelink.h"

#include "common/page.h"
#include "common/toaster.h"
#include "shell/desktopui.h"
#include "shell/mainwindow.h"
#include "support/fakedesk.h"
#include "support/scriptedprompter.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace EvalTrack::Test {

namespace {

const QString Uuid = QStringLiteral("0198c0de-0000-7000-8000-000000000001");

std::optional<PageLink> linkOf(const QString &text)
{
    return PageLink::fromUrl(QUrl(text, QUrl::StrictMode));
}

/// The desktop's windows, from before signing in.
class OpenedByLinkTest : public testing::Test
{
protected:
    explicit OpenedByLinkTest(Role role = Role::HumanResources)
        : settings(folder.filePath(u"settings.ini"_qs), QSettings::IniFormat)
        , fake(role)
        , desk(fake.desk())
    {
        ui = std::make_unique<DesktopUi>(desk, prompter, settings);
    }
    [[nodiscard]] QUrl linkToFirstEvent() const
    {
        return QUrl(u"evaltrack://event/"_qs +
                    fake.company.events.first().uuid.value().toString(QUuid::WithoutBraces));
    }
    void settle()
    {
        for (int i = 0; i < 5; ++i) {
            QApplication::processEvents();
        }
    }
    [[nodiscard]] bool isSaid(const QString &text) const
    {
        const QList<QLabel *> labels = ui->mainWindow()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }

    QTemporaryDir folder;
    QSettings settings;
    ScriptedPrompter prompter;
    FakeDesk fake;
    Desk desk;
    std::unique_ptr<DesktopUi> ui;
};

class EmployeesLinkTest : public OpenedByLinkTest
{
protected:
    EmployeesLinkTest()
        : OpenedByLinkTest(Role::Employee)
    {}
};

} // namespace

TEST(PageLinkTest, LeadsToARecordOrAPage)
{
    EXPECT_EQ(linkOf(u"evaltrack://event/"_qs + Uuid),
              (PageLink{PageIds::Events, u"event="_qs + Uuid}));
    EXPECT_EQ(linkOf(u"evaltrack://person/"_qs + Uuid),
              (PageLink{PageIds::People, u"person="_qs + Uuid}));
    EXPECT_EQ(linkOf(u"evaltrack://evaluation/"_qs + Uuid.toUpper()),
              (PageLink{PageIds::Evaluations, u"evaluation="_qs + Uuid}));
    EXPECT_EQ(linkOf(u"evaltrack://attendance/7"_qs),
              (PageLink{PageIds::Explanation, u"attendance=7"_qs}));
    EXPECT_EQ(linkOf(u"evaltrack://reports"_qs), (PageLink{PageIds::Reports, {}}));
    EXPECT_EQ(linkOf(u"evaltrack://status"_qs), (PageLink{PageIds::Status, {}}));
}

TEST(PageLinkTest, WhatIsNoPlaceIsNone)
{
    for (const QString &text : QStringList{
             u"https://event/"_qs + Uuid, u"evaltrack://event/7"_qs, u"evaltrack://event/"_qs,
             u"evaltrack://nowhere"_qs, u"evaltrack://event/"_qs + Uuid + u"/more"_qs,
             u"evaltrack://event/"_qs + Uuid + u"?edit"_qs, u"evaltrack://reports#x"_qs,
             u"evaltrack://user@reports"_qs, u"evaltrack://reports:80"_qs,
             u"evaltrack://attendance/-1"_qs, u"evaltrack://explanation"_qs, QString()}) {
        EXPECT_FALSE(linkOf(text)) << text.toStdString();
    }
}

TEST_F(OpenedByLinkTest, ALinkOfTheStartWaitsForTheWindow)
{
    ui->setLinkWanted(linkToFirstEvent());
    ui->show();
    settle();

    ASSERT_NE(ui->mainWindow(), nullptr);
    EXPECT_EQ(ui->mainWindow()->currentPage()->objectName(), u"eventsPage"_qs);
}

TEST_F(OpenedByLinkTest, AWindowThatIsOpenComesForwardWithIt)
{
    ui->show();
    settle();
    ui->mainWindow()->showMinimized();

    ui->comeForward(QUrl(u"evaltrack://reports"_qs));
    settle();

    EXPECT_FALSE(ui->mainWindow()->isMinimized());
    EXPECT_EQ(ui->mainWindow()->currentPage()->objectName(), u"reportsPage"_qs);

    ui->comeForward({});
    settle();
    EXPECT_EQ(ui->mainWindow()->currentPage()->objectName(), u"reportsPage"_qs)
        << "started again without a link it stays where it is";
}

TEST_F(OpenedByLinkTest, ALinkToNowhereIsSaid)
{
    ui->show();
    settle();
    ui->comeForward(QUrl(u"evaltrack://nowhere"_qs));
    settle();

    EXPECT_TRUE(isSaid(u"leads nowhere"_qs));
}

TEST_F(EmployeesLinkTest, WhatAnAccountMayNotOpenIsSaid)
{
    ui->show();
    settle();
    ui->comeForward(QUrl(u"evaltrack://reports"_qs));
    settle();

    EXPECT_EQ(ui->mainWindow()->currentPage()->objectName(), u"dashboardPage"_qs);
    EXPECT_TRUE(isSaid(u"Your account does not open"_qs));
}

} // namespace EvalTrack::Test
