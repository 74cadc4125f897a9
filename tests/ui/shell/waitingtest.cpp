// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on a screen while its rows are on their way, and when they cannot be had: neither
// "nothing here" nor a jump, and a way to ask again.
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/skeleton.h"
#include "common/tableview.h"
#include "dashboard/figurecard.h"
#include "support/messageguard.h"
#include "support/waitfor.h"
#include "support/windowtest.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class WaitingTest : public WindowTest
{
protected:
    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }
    QString argumentOf(const QString &pageId) const
    {
        const bool isOfPerson = pageId == PageIds::Documents || pageId == PageIds::History;
        return isOfPerson ? PageArgument::make(u"person"_qs,
                                               toText(fake->company.people.at(2).uuid.value()))
                          : QString();
    }
    EmptyState *state() const
    {
        for (EmptyState *each : window->currentPage()->findChildren<EmptyState *>()) {
            if (each->isVisible()) {
                return each;
            }
        }
        return nullptr;
    }
    TableView *table() const { return window->currentPage()->findChild<TableView *>(); }
};

const QStringList Waiting{PageIds::Accounts, PageIds::Activity,      PageIds::Devices,
                          PageIds::Reviews,  PageIds::ImportHistory, PageIds::Documents,
                          PageIds::History,  PageIds::Evaluations,   PageIds::Attendance,
                          PageIds::Reports,  PageIds::Status,        PageIds::LegacyTray};

} // namespace

TEST_F(WaitingTest, RowsAreOutlinedUntilTheyComeAndTheTableStaysWhereItIs)
{
    start(Role::Admin);
    for (const QString &pageId : Waiting) {
        fake->setSlow(true);
        window->openPage(pageId, argumentOf(pageId));
        ASSERT_NE(state(), nullptr) << pageId.toStdString();
        EXPECT_TRUE(state()->isLoading()) << pageId.toStdString();
        EXPECT_FALSE(state()->accessibleName().isEmpty()) << pageId.toStdString();
        const auto *outline = state()->findChild<Skeleton *>();
        EXPECT_TRUE(outline->isVisible());
        for (const QLabel *word : state()->findChildren<QLabel *>()) {
            EXPECT_FALSE(word->isVisible()) << word->text().toStdString();
        }
        settle();
        const QRect before(table()->mapTo(window.get(), QPoint()), table()->size());

        fake->setSlow(false);
        while (fake->heldAnswers() > 0) {
            fake->releaseAnswers();
            settle();
        }
        // Rows of a report are put in order beside the window.
        EXPECT_TRUE(waitFor([this] { return state() == nullptr || !state()->isLoading(); }))
            << pageId.toStdString();
        const QRect after(table()->mapTo(window.get(), QPoint()), table()->size());
        EXPECT_EQ(after, before) << pageId.toStdString();
    }
}

TEST_F(WaitingTest, TheOutlineHasRowsAsHighAsTheTable)
{
    const TableView table;
    EXPECT_EQ(table.verticalHeader()->defaultSectionSize(), Skeleton::RowHeight);
}

TEST_F(WaitingTest, AnotherQuestionIsAwaitedToo)
{
    start(Role::Admin);
    window->openPage(PageIds::Activity);
    settle();
    ASSERT_EQ(state() != nullptr && state()->isLoading(), false);
    fake->setSlow(true);
    QTest::keyClick(window->currentPage()->findChild<QWidget *>(u"periodComboBox"_qs),
                    Qt::Key_Down);
    ASSERT_NE(state(), nullptr);
    EXPECT_TRUE(state()->isLoading());
    // In another language it is still awaited.
    language.setChoice(Language::Choice::Spanish);
    settle();
    EXPECT_TRUE(state()->isLoading());
    language.setChoice(Language::Choice::English);
}

TEST_F(WaitingTest, WhatFailedStaysToldInAnotherLanguage)
{
    start(Role::Admin);
    fake->failAlways(Error{ErrorCode::Internal, {}, {}});
    window->openPage(PageIds::Devices);
    settle();
    ASSERT_NE(state(), nullptr);
    const QString english = state()->accessibleName();
    language.setChoice(Language::Choice::Spanish);
    settle();
    EXPECT_FALSE(state()->isLoading()) << "nothing is on its way";
    EXPECT_NE(state()->accessibleName(), english);
    language.setChoice(Language::Choice::English);
}

TEST_F(WaitingTest, WhatFailedCanBeAskedForAgainByKey)
{
    start(Role::Admin);
    for (const QString &pageId : Waiting) {
        if (pageId == PageIds::Reports) {
            continue; // It has a test of its own.
        }
        fake->failAlways(Error{ErrorCode::Internal, {}, {}});
        window->openPage(pageId, argumentOf(pageId));
        settle();
        auto *again = window->currentPage()->findChild<QPushButton *>(u"bannerButton"_qs);
        ASSERT_NE(again, nullptr);
        ASSERT_TRUE(again->isVisible()) << pageId.toStdString();
        ASSERT_NE(state(), nullptr) << pageId.toStdString();
        EXPECT_FALSE(state()->isLoading()) << pageId.toStdString();

        fake->failAlways(std::nullopt);
        again->setFocus();
        QTest::keyClick(again, Qt::Key_Space);
        settle();
        EXPECT_FALSE(again->isVisible()) << pageId.toStdString();
    }
}

TEST_F(WaitingTest, FiguresHaveTheirPlaceBeforeTheyCome)
{
    fake = std::make_unique<FakeDesk>(Role::HumanResources);
    fake->dashboard.hasNothing = true;
    desk = std::make_unique<Desk>(fake->desk());
    window = std::make_unique<MainWindow>(*desk, prompter, settings, theme, language,
                                          PageRegistry::standard());
    window->resize(1180, 720);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    settle();
    const auto places = [this] {
        QList<QRect> all;
        for (const FigureCard *card : window->currentPage()->findChildren<FigureCard *>()) {
            EXPECT_TRUE(card->isVisible());
            all.append(QRect(card->mapTo(window.get(), QPoint()), card->size()));
        }
        return all;
    };
    const QList<QRect> before = places();
    ASSERT_FALSE(before.isEmpty());
    EXPECT_TRUE(window->currentPage()->findChild<FigureCard *>()->accessibleName().endsWith(
        u"being worked out"));

    fake->dashboard.hasNothing = false;
    Q_EMIT fake->dashboard.dashboardChanged();
    settle();
    EXPECT_EQ(places(), before);
    EXPECT_FALSE(window->currentPage()->findChild<FigureCard *>()->value().isEmpty());
}

TEST_F(WaitingTest, AnEmptyCompanyIsToldFromOneThatIsOnItsWay)
{
    fake = std::make_unique<FakeDesk>(Role::Admin);
    fake->company.people.clear();
    fake->company.events.clear();
    fake->company.attendances.clear();
    fake->company.evaluations.clear();
    fake->dashboard.hasNothing = true;
    fake->people.reload();
    fake->sync.currentActivity = SyncActivity::Initial;
    desk = std::make_unique<Desk>(fake->desk());
    window = std::make_unique<MainWindow>(*desk, prompter, settings, theme, language,
                                          PageRegistry::standard());
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    QApplication::setActiveWindow(window.get());
    for (const QString &pageId : {PageIds::People, PageIds::Events}) {
        fake->sync.currentActivity = SyncActivity::Initial;
        window->openPage(pageId);
        settle();
        ASSERT_NE(state(), nullptr) << pageId.toStdString();
        EXPECT_TRUE(state()->isLoading()) << pageId.toStdString();
        fake->sync.currentActivity = SyncActivity::Idle;
        Q_EMIT fake->sync.changed();
        settle();
        EXPECT_FALSE(state()->isLoading()) << pageId.toStdString();
        // It says what to do next, and does it.
        auto *first = state()->findChild<QPushButton *>(u"emptyStateButton"_qs);
        ASSERT_TRUE(first->isVisible()) << pageId.toStdString();
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Space);
        settle();
        const auto *save = window->currentPage()->findChild<QPushButton *>(u"saveButton"_qs);
        EXPECT_TRUE(save->isVisible()) << pageId.toStdString();
        EXPECT_FALSE(save->isEnabled()) << "nothing is filled in yet";
        window->currentPage()->discardInput();
    }
}

} // namespace EvalTrack::Test
