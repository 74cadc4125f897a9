// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statuspages.h"

#include "common/emptystate.h"
#include "common/formats.h"
#include "common/statuschip.h"
#include "items/faulttablemodel.h"
#include "status/statuscard.h"
#include "support/screentest.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

const QStringList Cards{u"serverCard"_qs, u"databaseCard"_qs, u"requestsCard"_qs, u"diskCard"_qs,
                        u"backupCard"_qs, u"capturesCard"_qs, u"stationsCard"_qs};

class StatusPageTest : public ScreenTest
{
protected:
    void start()
    {
        open(statusPages(), PageIds::Status);
        settle();
    }
    [[nodiscard]] QString verdict(const QString &card)
    {
        return find<StatusCard>(card)->findChild<StatusChip *>()->text();
    }
    [[nodiscard]] QString fact(const QString &card)
    {
        return find<StatusCard>(card)->findChild<QLabel *>(u"factLabel"_qs)->text();
    }
    [[nodiscard]] QString detail(const QString &card)
    {
        return find<StatusCard>(card)->findChild<QLabel *>(u"detailLabel"_qs)->text();
    }
    [[nodiscard]] QString cell(int row, FaultTableModel::Column column)
    {
        return find<QTableView>(u"faultsTable"_qs)->model()->index(row, column).data().toString();
    }
    /// As the window does at F5.
    void askAgain()
    {
        page->askAgain();
        settle();
    }
    void press(Qt::Key key)
    {
        QTest::keyClick(QApplication::focusWidget(), key);
        settle();
    }
};

} // namespace

TEST_F(StatusPageTest, SaysWhatIsWellInWordsAndNotByColourAlone)
{
    prepare(Role::Admin);
    start();

    for (const QString &card : Cards) {
        EXPECT_EQ(verdict(card), u"OK"_qs) << card.toStdString();
        EXPECT_FALSE(fact(card).isEmpty()) << card.toStdString();
        const QString spoken = find<StatusCard>(card)->accessibleName();
        EXPECT_TRUE(spoken.contains(QString(u"OK. "_qs % fact(card)))) << spoken.toStdString();
    }
    EXPECT_EQ(fact(u"serverCard"_qs), u"Version 2.1.0, up for 12 day(s)"_qs);
    EXPECT_TRUE(detail(u"serverCard"_qs).contains(u"schema 34"_qs));
    EXPECT_EQ(fact(u"databaseCard"_qs), u"PostgreSQL 15.6, 3.0 GB"_qs);
    EXPECT_EQ(detail(u"databaseCard"_qs), u"4 of 4 connections open, 1 at work"_qs);
    EXPECT_EQ(fact(u"requestsCard"_qs),
              QString(Formats::number(1'234) % u" in the last 15 minutes"));
    EXPECT_EQ(fact(u"capturesCard"_qs), u"825 since the server started"_qs);
    EXPECT_EQ(fact(u"stationsCard"_qs), u"2 at work · 1 waiting for its code"_qs);
    EXPECT_TRUE(text(u"countLabel"_qs).startsWith(u"as of "_qs));
}

TEST_F(StatusPageTest, SaysWhatNeedsDoingAndWhereToDoIt)
{
    prepare(Role::Admin);
    SystemStatus &now = fake->system.now;
    now.database.poolOpen = 2;
    now.requests.errors = 3;
    now.captures.toReview = 2;
    now.backup.lastAt = now.at - 27h;
    now.disk.freeBytes = *now.disk.sizeBytes / 10;
    now.stations[0].unsentSince = now.at - 20min;
    now.isDraining = true;
    start();

    for (const QString &card : Cards) {
        EXPECT_NE(verdict(card), u"OK"_qs) << card.toStdString();
    }
    EXPECT_EQ(verdict(u"requestsCard"_qs), u"Look at this"_qs);
    EXPECT_EQ(verdict(u"backupCard"_qs), u"Act now"_qs);
    EXPECT_TRUE(detail(u"diskCard"_qs).contains(u"Make room"_qs));
    EXPECT_TRUE(detail(u"stationsCard"_qs).startsWith(u"Puerta norte has not sent since "_qs));

    QPushButton *link =
        find<StatusCard>(u"capturesCard"_qs)->findChild<QPushButton *>(u"statusLinkButton"_qs);
    link->setFocus();
    press(Qt::Key_Space);
    EXPECT_EQ(wentTo, PageIds::Reviews);
    link = find<StatusCard>(u"stationsCard"_qs)->findChild<QPushButton *>(u"statusLinkButton"_qs);
    link->setFocus();
    press(Qt::Key_Space);
    EXPECT_EQ(wentTo, PageIds::Devices);
}

TEST_F(StatusPageTest, JudgesAsTheAlertRulesDo)
{
    prepare(Role::Admin);
    SystemStatus &now = fake->system.now;
    start();
    const auto verdictOf = [&](const QString &card) {
        find<QTableView>(u"faultsTable"_qs)->setFocus();
        askAgain();
        return verdict(card);
    };

    now.requests = {15, 100, 5};
    EXPECT_EQ(verdictOf(u"requestsCard"_qs), u"Look at this"_qs);
    now.requests.errors = 6;
    EXPECT_EQ(verdictOf(u"requestsCard"_qs), u"Act now"_qs);
    now.database.connections = 80;
    EXPECT_EQ(verdictOf(u"databaseCard"_qs), u"OK"_qs);
    now.database.connections = 81;
    EXPECT_EQ(verdictOf(u"databaseCard"_qs), u"Look at this"_qs);
    now.disk = {16, 100};
    EXPECT_EQ(verdictOf(u"diskCard"_qs), u"OK"_qs);
    now.disk = {14, 100};
    EXPECT_EQ(verdictOf(u"diskCard"_qs), u"Look at this"_qs);
    now.disk = {4, 100};
    EXPECT_EQ(verdictOf(u"diskCard"_qs), u"Act now"_qs);
    now.disk = {};
    EXPECT_EQ(verdictOf(u"diskCard"_qs), u"Not known"_qs);
    now.backup.lastAt = now.at - 26h;
    EXPECT_EQ(verdictOf(u"backupCard"_qs), u"OK"_qs);
    now.backup.lastAt.reset();
    EXPECT_EQ(verdictOf(u"backupCard"_qs), u"Act now"_qs);
    now.backup.isWatched = false;
    EXPECT_EQ(verdictOf(u"backupCard"_qs), u"Not known"_qs);
    now.stations[0].unsentSince = now.at - 10min;
    EXPECT_EQ(verdictOf(u"stationsCard"_qs), u"OK"_qs);
    now.stations[0].unsentSince = now.at - 11min;
    EXPECT_EQ(verdictOf(u"stationsCard"_qs), u"Look at this"_qs);
    now.stations[0].state = DeviceState::Revoked; // Which may not send.
    EXPECT_EQ(verdictOf(u"stationsCard"_qs), u"OK"_qs);
    now.stations.clear();
    EXPECT_EQ(verdictOf(u"stationsCard"_qs), u"None"_qs);
    now.database = {};
    EXPECT_EQ(verdictOf(u"databaseCard"_qs), u"Act now"_qs);
    EXPECT_EQ(verdict(u"stationsCard"_qs), u"Not known"_qs);
}

TEST_F(StatusPageTest, ListsWhatWentWrongAndCopiesTheRequestIdByKey)
{
    prepare(Role::Admin);
    start();
    ASSERT_EQ(rows(u"faultsTable"_qs), 3) << "page after page";
    EXPECT_EQ(text(u"faultCountLabel"_qs), u"3 in the last 90 days"_qs);
    EXPECT_EQ(cell(0, FaultTableModel::What), u"A fault in the program"_qs);
    EXPECT_EQ(cell(0, FaultTableModel::Where), u"PATCH /events/:id → 500"_qs);
    EXPECT_EQ(cell(0, FaultTableModel::Who), fake->system.list.first().user->name);
    EXPECT_EQ(cell(1, FaultTableModel::What), u"The database was away"_qs);
    EXPECT_EQ(cell(2, FaultTableModel::What), u"The server was too busy"_qs);
    EXPECT_EQ(cell(2, FaultTableModel::Who), u"Nobody signed in"_qs);
    EXPECT_FALSE(isColumnShown(u"faultsTable"_qs, FaultTableModel::TraceId));
    EXPECT_FALSE(find<QAbstractButton>(u"copyRequestIdButton"_qs)->isEnabled());

    EXPECT_EQ(QApplication::focusWidget(), find<QTableView>(u"faultsTable"_qs));
    clickRow(u"faultsTable"_qs, 1);
    press(Qt::Key_Return);
    EXPECT_EQ(QApplication::clipboard()->text(), fake->system.list.at(1).requestId);
    ASSERT_EQ(toaster.said.size(), 1);

    clickRow(u"faultsTable"_qs, 0);
    click(u"copyRequestIdButton"_qs);
    EXPECT_EQ(QApplication::clipboard()->text(), fake->system.list.first().requestId);
}

TEST_F(StatusPageTest, F5AsksForFiguresAndErrors)
{
    prepare(Role::Admin);
    start();
    const int before = fake->system.asked;
    fake->system.now.requests.answered = 7;
    fake->system.list.removeFirst();

    askAgain();

    EXPECT_EQ(fake->system.asked, before + 1);
    EXPECT_TRUE(fact(u"requestsCard"_qs).startsWith(u"7 in the"_qs));
    EXPECT_EQ(rows(u"faultsTable"_qs), 2);

    click(u"refreshButton"_qs);
    EXPECT_EQ(fake->system.asked, before + 2);
}

TEST_F(StatusPageTest, WithoutAConnectionTheLastFiguresStayWithTheirTime)
{
    prepare(Role::Admin);
    start();
    const QString asOf = text(u"countLabel"_qs);
    fake->setOnline(false);
    settle();

    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"These figures are from "_qs));
    EXPECT_EQ(verdict(u"databaseCard"_qs), u"Out of date"_qs) << "no verdict on how it is now";
    EXPECT_EQ(fact(u"databaseCard"_qs), u"PostgreSQL 15.6, 3.0 GB"_qs);
    EXPECT_EQ(rows(u"faultsTable"_qs), 3);
    EXPECT_EQ(text(u"countLabel"_qs), asOf);
    askAgain();
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"These figures are from "_qs));

    fake->system.now.requests.answered = 8;
    fake->setOnline(true);
    settle();
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
    EXPECT_TRUE(fact(u"requestsCard"_qs).startsWith(u"8 in the"_qs)) << "asked by itself";
}

TEST_F(StatusPageTest, OpenedWithoutAConnectionItSaysSoAndReadsWhenItIsThere)
{
    prepare(Role::Admin);
    fake->setOnline(false);
    start();
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"only it knows how it is"_qs));
    EXPECT_EQ(verdict(u"serverCard"_qs), u"Not known"_qs);
    EXPECT_EQ(text(u"countLabel"_qs), QString());

    fake->setOnline(true);
    settle();
    EXPECT_EQ(verdict(u"serverCard"_qs), u"OK"_qs);
    EXPECT_EQ(rows(u"faultsTable"_qs), 3);
}

TEST_F(StatusPageTest, WhatCouldNotBeReadIsSaidAndAskedForAgain)
{
    prepare(Role::Admin);
    start();
    fake->failNext({ErrorCode::Internal, {}, {}}); // The figures, which are asked for first.
    askAgain();
    EXPECT_TRUE(isShown(u"bannerLabel"_qs)) << "the list that came does not hide it";
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"These figures are from "_qs));
    EXPECT_EQ(verdict(u"serverCard"_qs), u"Out of date"_qs);
    EXPECT_FALSE(fact(u"serverCard"_qs).isEmpty()) << "what was known stays";

    click(u"bannerButton"_qs);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
    EXPECT_EQ(verdict(u"serverCard"_qs), u"OK"_qs);
}

TEST_F(StatusPageTest, WaitsWithOutlinesAndSaysWhenNothingWentWrong)
{
    prepare(Role::Admin);
    fake->system.list.clear();
    fake->setSlow(true);
    start();
    for (const QString &card : Cards) {
        EXPECT_FALSE(find<StatusCard>(card)->findChild<StatusChip *>()->isVisible());
        EXPECT_TRUE(find<StatusCard>(card)->accessibleName().contains(u"Being fetched"_qs));
    }
    EXPECT_TRUE(page->findChild<EmptyState *>()->isLoading());

    fake->setSlow(false);
    while (fake->heldAnswers() > 0) {
        fake->releaseAnswers();
        settle();
    }
    EXPECT_EQ(verdict(u"serverCard"_qs), u"OK"_qs);
    EXPECT_FALSE(page->findChild<EmptyState *>()->isLoading());
    EXPECT_EQ(text(u"faultCountLabel"_qs), QString());
}

} // namespace EvalTrack::Test
