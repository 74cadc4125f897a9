// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"
#include "common/formats.h"
#include "items/reviewtablemodel.h"
#include "reviews/reviewspages.h"
#include "samplecapture.h"
#include "support/screentest.h"

#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class ReviewsPageTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::HumanResources);
        fake->reviews.records = {sampleCapture(*fake, u"LOST-1"_qs), known(u"B-1"_qs),
                                 known(u"B-2"_qs)};
        open(reviewsPages(), PageIds::Reviews);
    }
    CaptureRecord known(const QString &code)
    {
        CaptureRecord record = sampleCapture(*fake, code);
        record.outcome = CaptureOutcome::Accepted;
        record.reason.reset();
        record.person = NamedPerson{UserId(5), u"Persona "_qs + code};
        record.flags = {CaptureFlag::ClockBehind};
        record.bestAt = record.countedAt;
        record.uncertainty = std::chrono::milliseconds(240);
        record.attendanceId = AttendanceId(7);
        return record;
    }
    QString textOf(const QString &name) { return find<QLabel>(name)->text(); }
};

} // namespace

TEST_F(ReviewsPageTest, SaysWhoAndWhyAndShowsTheTimesSideBySide)
{
    start();
    ASSERT_EQ(rows(u"reviewsTable"_qs), 3);

    clickRow(u"reviewsTable"_qs, 1);

    EXPECT_TRUE(textOf(u"reasonsLabel"_qs).contains(u"behind the server's"));
    QStringList facts;
    for (const QLabel *label : page->findChildren<QLabel *>()) {
        if (label->isVisible()) {
            facts.append(label->text());
        }
    }
    const QString all = facts.join(u'|');
    EXPECT_TRUE(all.contains(u"America/Caracas, UTC−04:00")) << qPrintable(all);
    EXPECT_TRUE(all.contains(u"±240\u00a0ms")) << qPrintable(all);
}

TEST_F(ReviewsPageTest, AcceptsManyAtOnceAndTakesItBack)
{
    start();
    clickRow(u"reviewsTable"_qs, 1);
    clickRow(u"reviewsTable"_qs, 2, 0, Qt::ControlModifier);

    click(u"acceptButton"_qs);

    ASSERT_EQ(fake->reviews.orders.size(), 1);
    EXPECT_EQ(fake->reviews.orders.first().decision, ReviewDecision::Accept);
    EXPECT_EQ(fake->reviews.orders.first().captures.size(), 2);
    EXPECT_EQ(rows(u"reviewsTable"_qs), 1);
    ASSERT_TRUE(toaster.undo);
    toaster.undo();
    settle();
    EXPECT_EQ(rows(u"reviewsTable"_qs), 3);
}

TEST_F(ReviewsPageTest, ACodeOfNobodyIsAttachedToAPerson)
{
    start();
    clickRow(u"reviewsTable"_qs, 0);
    EXPECT_FALSE(find<QAbstractButton>(u"acceptButton"_qs)->isEnabled())
        << "somebody has to say who it was";
    EXPECT_FALSE(find<QAbstractButton>(u"attachButton"_qs)->isEnabled());
    const Employee somebody = fake->company.people.at(3);
    type(u"attachPersonLineEdit"_qs, somebody.name);
    QTest::keyClick(find<QLineEdit>(u"attachPersonLineEdit"_qs), Qt::Key_Return);
    settle();
    click(u"attachButton"_qs);

    const ReviewOrder &order = fake->reviews.orders.last();
    EXPECT_EQ(order.decision, ReviewDecision::Attach);
    EXPECT_EQ(order.person, somebody.id);
    EXPECT_EQ(rows(u"reviewsTable"_qs), 2);
}

TEST_F(ReviewsPageTest, RejectsWithTheReasonThatWasAskedFor)
{
    start();
    clickRow(u"reviewsTable"_qs, 1);
    prompter.answerNextText(u"Otra persona con su carné"_qs);

    click(u"rejectButton"_qs);

    ASSERT_FALSE(fake->reviews.orders.isEmpty());
    EXPECT_EQ(fake->reviews.orders.last().decision, ReviewDecision::Reject);
    EXPECT_EQ(fake->reviews.orders.last().reason, u"Otra persona con su carné");
}

TEST_F(ReviewsPageTest, WhatWasDecidedCanBeTakenBackLater)
{
    start();
    clickRow(u"reviewsTable"_qs, 1);
    click(u"acceptButton"_qs);

    find<QTabBar>(u"whichTabBar"_qs)->setCurrentIndex(1);
    settle();
    ASSERT_EQ(rows(u"reviewsTable"_qs), 1);
    clickRow(u"reviewsTable"_qs, 0);
    click(u"reopenButton"_qs);

    EXPECT_EQ(fake->reviews.orders.last().decision, ReviewDecision::Reopen);
    EXPECT_EQ(rows(u"reviewsTable"_qs), 0);
}

TEST_F(ReviewsPageTest, WithoutAConnectionItSaysWhyAndDecidesNothing)
{
    start();
    clickRow(u"reviewsTable"_qs, 1);

    fake->setOnline(false);
    settle();

    EXPECT_FALSE(find<QAbstractButton>(u"acceptButton"_qs)->isEnabled());
    EXPECT_TRUE(page->findChild<Banner *>()->text().contains(u"cannot be reached"));
    fake->setOnline(true);
    settle();
    EXPECT_TRUE(page->findChild<Banner *>()->text().isEmpty() ||
                !page->findChild<Banner *>()->isVisible());
}

TEST_F(ReviewsPageTest, LeadsToTheExplanation)
{
    start();
    clickRow(u"reviewsTable"_qs, 1);

    click(u"explainButton"_qs);

    EXPECT_EQ(wentTo, PageIds::Explanation);
    EXPECT_EQ(wentWith, u"attendance=7");
}

TEST_F(ReviewsPageTest, IsWorkedByKeyboardAlone)
{
    start();
    auto *table = find<QTableView>(u"reviewsTable"_qs);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    settle();
    ASSERT_TRUE(isShown(u"reviewPanel"_qs));

    QTest::keyClick(table, Qt::Key_Escape);
    settle();
    EXPECT_FALSE(isShown(u"reviewPanel"_qs));

    for (int i = 0; i < 8 && !find<>(u"acceptButton"_qs)->hasFocus(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    settle();
    EXPECT_EQ(fake->reviews.orders.size(), 1);
}

TEST_F(ReviewsPageTest, TheFiguresAreThoseOfTheEventsPlace)
{
    start();
    fake->company.events[0].zone = u"Pacific/Kiritimati"_qs;

    clickRow(u"reviewsTable"_qs, 1);

    QStringList facts;
    for (const QLabel *label : page->findChildren<QLabel *>()) {
        if (label->isVisible()) {
            facts.append(label->text());
        }
    }
    EXPECT_TRUE(facts.contains(
        Formats::exactTime(fake->reviews.records.at(1).receivedAt, u"Pacific/Kiritimati"_qs)))
        << qPrintable(facts.join(u'|'));
}

TEST_F(ReviewsPageTest, ItsColumnsAreKeptBetweenStarts)
{
    start();
    ASSERT_TRUE(isColumnShown(u"reviewsTable"_qs, ReviewTableModel::Event));
    toggleColumn(u"reviewsTable"_qs, ReviewTableModel::Event);

    open(reviewsPages(), PageIds::Reviews);

    EXPECT_FALSE(isColumnShown(u"reviewsTable"_qs, ReviewTableModel::Event));
    EXPECT_FALSE(isColumnShown(u"reviewsTable"_qs, ReviewTableModel::State)) << "the tab says it";
    find<QTabBar>(u"whichTabBar"_qs)->setCurrentIndex(1);
    settle();
    EXPECT_TRUE(isColumnShown(u"reviewsTable"_qs, ReviewTableModel::State));
}

} // namespace EvalTrack::Test
