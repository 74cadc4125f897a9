// SPDX-License-Identifier: GPL-3.0-or-later
// Who signs in for the first time is shown around: by keys, by mouse, once, and again when asked.
#include "shell/firsttour.h"

#include "shell/commandpalette.h"
#include "shell/desktopui.h"
#include "support/fakedesk.h"
#include "support/messageguard.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace EvalTrack::Test {

namespace {

const QStringList Stops{u"navigation"_qs, u"search"_qs, u"capture"_qs, u"outbox"_qs, u"help"_qs};

class FirstTourTest : public testing::Test
{
protected:
    void signIn(Role role = Role::HumanResources)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        ui.reset();
        fake = std::make_unique<FakeDesk>(role);
        desk = std::make_unique<Desk>(fake->desk());
        ui = std::make_unique<DesktopUi>(*desk, prompter, settings);
        ui->language().setChoice(Language::Choice::English);
        ui->setWelcoming(true);
        ui->show();
        ASSERT_NE(ui->mainWindow(), nullptr);
        QApplication::setActiveWindow(ui->mainWindow());
        settle();
    }
    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }
    template <typename T>
    T *child(const QString &name)
    {
        return ui->mainWindow()->findChild<T *>(name);
    }
    FirstTour *tour() { return child<FirstTour>(u"firstTour"_qs); }
    bool isShown() { return tour() != nullptr && tour()->isVisible(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ASSERT_NE(QApplication::focusWidget(), nullptr);
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        settle();
    }
    static QString hereName()
    {
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    ScriptedPrompter prompter;
    std::unique_ptr<FakeDesk> fake;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<DesktopUi> ui;
};

} // namespace

TEST_F(FirstTourTest, IsGoneThroughByReturnAndNeverComesBackByItself)
{
    signIn();
    ASSERT_TRUE(isShown());
    for (const QString &stop : Stops) {
        EXPECT_EQ(tour()->stop(), stop);
        EXPECT_EQ(hereName(), u"tourNextButton"_qs) << stop.toStdString();
        press(Qt::Key_Return);
    }
    EXPECT_FALSE(isShown());
    EXPECT_FALSE(tour()->isAncestorOf(QApplication::focusWidget()));

    signIn();
    EXPECT_FALSE(isShown());
}

TEST_F(FirstTourTest, CanBeSkippedAtEachStep)
{
    for (qsizetype stop = 0; stop < Stops.size(); ++stop) {
        settings.clear();
        signIn();
        for (qsizetype step = 0; step < stop; ++step) {
            press(Qt::Key_Right);
        }
        ASSERT_EQ(tour()->stop(), Stops.at(stop));
        press(Qt::Key_Escape);
        EXPECT_FALSE(isShown()) << stop;
        signIn();
        EXPECT_FALSE(isShown()) << stop;
    }
}

TEST_F(FirstTourTest, IsShownOnceForEachRoleOfAnAccount)
{
    signIn(Role::HumanResources);
    EXPECT_TRUE(isShown());
    // Closed half-way, it was seen.
    signIn(Role::HumanResources);
    EXPECT_FALSE(isShown());
    signIn(Role::Employee);
    EXPECT_TRUE(isShown());
}

TEST_F(FirstTourTest, GoesOnAndBackByMouseAndLetsNothingThrough)
{
    signIn();
    const QString page = ui->mainWindow()->currentPageId();
    QTest::mouseClick(child<QPushButton>(u"tourNextButton"_qs), Qt::LeftButton);
    EXPECT_EQ(tour()->stop(), u"search"_qs);
    QTest::mouseClick(child<QPushButton>(u"tourBackButton"_qs), Qt::LeftButton);
    EXPECT_EQ(tour()->stop(), u"navigation"_qs);
    EXPECT_FALSE(child<QPushButton>(u"tourBackButton"_qs)->isVisible());

    // What lies below hears neither clicks nor keys.
    auto *events = child<QWidget>(u"eventsNavigationButton"_qs);
    const QPoint at = events->mapTo(ui->mainWindow(), events->rect().center());
    EXPECT_EQ(ui->mainWindow()->childAt(at), tour());
    QTest::mouseClick(tour(), Qt::LeftButton, Qt::NoModifier, at);
    press(Qt::Key_3, Qt::ControlModifier);
    press(Qt::Key_K, Qt::ControlModifier);
    EXPECT_EQ(ui->mainWindow()->currentPageId(), page);
    EXPECT_FALSE(ui->mainWindow()->findChild<CommandPalette *>()->isVisible());
    EXPECT_TRUE(isShown());

    QTest::mouseClick(child<QPushButton>(u"skipTourButton"_qs), Qt::LeftButton);
    settle();
    EXPECT_FALSE(isShown());
    press(Qt::Key_3, Qt::ControlModifier);
    EXPECT_NE(ui->mainWindow()->currentPageId(), page);
}

TEST_F(FirstTourTest, KeepsTheKeyboardInItsCallout)
{
    signIn();
    press(Qt::Key_Right);
    QStringList reached;
    for (int presses = 0; presses < 3; ++presses) {
        press(Qt::Key_Tab);
        reached.append(hereName());
    }
    EXPECT_EQ(reached,
              QStringList({u"skipTourButton"_qs, u"tourBackButton"_qs, u"tourNextButton"_qs}));
    press(Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_EQ(hereName(), u"tourBackButton"_qs);
    // A page that was read meanwhile calls for it.
    ui->mainWindow()->currentPage()->focusFirst();
    settle();
    EXPECT_TRUE(tour()->isAncestorOf(QApplication::focusWidget()));
}

TEST_F(FirstTourTest, CanBeSeenAgainFromTheHelpMenu)
{
    signIn();
    press(Qt::Key_Escape);
    child<QAction>(u"tourAction"_qs)->trigger();
    settle();
    EXPECT_TRUE(isShown());
    EXPECT_EQ(tour()->stop(), u"navigation"_qs);
}

TEST_F(FirstTourTest, SaysEachStepToAScreenReaderInBothLanguages)
{
    signIn();
    auto *card = child<QFrame>(u"firstTourCard"_qs);
    auto *next = child<QPushButton>(u"tourNextButton"_qs);
    EXPECT_EQ(QAccessible::queryAccessibleInterface(card)->role(), QAccessible::Dialog);
    QStringList said;
    for (const QString &stop : Stops) {
        EXPECT_FALSE(card->accessibleDescription().isEmpty()) << stop.toStdString();
        // What has the keyboard is what is read.
        EXPECT_TRUE(next->accessibleDescription().contains(card->accessibleDescription()));
        said.append(card->accessibleName());
        if (stop != Stops.last()) {
            press(Qt::Key_Right);
        }
    }
    EXPECT_EQ(said.first(), u"1 of 5. All screens are here"_qs);
    EXPECT_EQ(QSet<QString>(said.begin(), said.end()).size(), Stops.size());
    EXPECT_FALSE(child<QPushButton>(u"skipTourButton"_qs)->isVisible()) << "nothing is left";

    const QString english = child<QLabel>(u"firstTourTextLabel"_qs)->text();
    ui->language().setChoice(Language::Choice::Spanish);
    settle();
    EXPECT_NE(child<QLabel>(u"firstTourTextLabel"_qs)->text(), english);
    EXPECT_EQ(card->accessibleName(), u"5 de 5. La ayuda está cerca"_qs);
}

TEST_F(FirstTourTest, StandsBesideWhatItSpeaksOfAndWithinTheWindow)
{
    signIn();
    for (const QSize &size : {QSize(1366, 768), QSize(960, 540)}) {
        ui->mainWindow()->resize(size);
        child<QAction>(u"tourAction"_qs)->trigger();
        settle();
        for (const QString &stop : Stops) {
            const auto *card = child<QFrame>(u"firstTourCard"_qs);
            EXPECT_TRUE(tour()->rect().contains(card->geometry())) << stop.toStdString();
            EXPECT_GE(card->height(), card->layout()->totalHeightForWidth(card->width()))
                << stop.toStdString();
            if (stop == u"navigation" || stop == u"outbox") {
                const auto *part =
                    child<QWidget>(stop == u"outbox" ? u"statusLine"_qs : u"navigationPages"_qs);
                const QRect at(part->mapTo(ui->mainWindow(), QPoint()), part->size());
                EXPECT_FALSE(card->geometry().intersects(at)) << stop.toStdString();
            }
            press(Qt::Key_Right);
        }
        press(Qt::Key_Escape);
    }
}

} // namespace EvalTrack::Test
