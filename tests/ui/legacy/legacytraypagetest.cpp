// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/legacytraymodel.h"
#include "legacy/legacypages.h"
#include "support/screentest.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class LegacyTrayPageTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::HumanResources);
        open(legacyPages(), PageIds::LegacyTray);
        settle();
    }
    [[nodiscard]] QString cell(int row, LegacyTrayModel::Column column)
    {
        return find<QTableView>(u"legacyTrayTable"_qs)
            ->model()
            ->index(row, column)
            .data()
            .toString();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        settle();
    }
    /// Down to a row and Return.
    void openByKey(int row)
    {
        auto *table = find<QTableView>(u"legacyTrayTable"_qs);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        for (int i = 0; i < row; ++i) {
            press(Qt::Key_Down);
        }
        press(Qt::Key_Return);
    }
    [[nodiscard]] QStringList facts()
    {
        QStringList said;
        for (const QLabel *each : find<QWidget>(u"legacyRowFacts"_qs)->findChildren<QLabel *>()) {
            if (!each->accessibleName().isEmpty()) {
                said.append(each->accessibleName());
            }
        }
        return said;
    }
};

} // namespace

TEST_F(LegacyTrayPageTest, SaysInWordsWhatWaitsAndWhy)
{
    start();
    ASSERT_EQ(rows(u"legacyTrayTable"_qs), 3);
    EXPECT_EQ(text(u"countLabel"_qs), u"3 to decide"_qs);
    EXPECT_EQ(cell(0, LegacyTrayModel::Kind), u"Attendance"_qs);
    EXPECT_EQ(cell(0, LegacyTrayModel::What), u"Event 31, employee 88"_qs);
    EXPECT_EQ(cell(0, LegacyTrayModel::Why),
              u"Belongs to an event or a person that v1 does not have"_qs);
    EXPECT_EQ(cell(1, LegacyTrayModel::What), u"Supervisor"_qs);
    EXPECT_EQ(cell(2, LegacyTrayModel::What), u"Ana Álvarez · ANA@empresa.com"_qs);
    for (const LegacyTrayRow &row : fake->legacy.rows) {
        EXPECT_NE(cell(static_cast<int>(row.id) - 1, LegacyTrayModel::Why), row.message)
            << "the server's English stands only for rules that are not known here";
    }
}

TEST_F(LegacyTrayPageTest, ARowIsReadAndDecidedByKeyAndTakenBack)
{
    start();
    openByKey(0);
    ASSERT_TRUE(isShown(u"legacyRowPanel"_qs));
    EXPECT_EQ(text(u"whyLabel"_qs), u"Belongs to an event or a person that v1 does not have"_qs);
    EXPECT_TRUE(facts().contains(u"Event (number in v1): 31"_qs))
        << facts().join(u'|').toStdString();
    EXPECT_TRUE(facts().contains(u"Came: Sí"_qs));

    type(u"decisionNoteEdit"_qs, u"Se registró a mano"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    press(Qt::Key_Tab);
    find<QAbstractButton>(u"decideRowButton"_qs)->setFocus();
    press(Qt::Key_Space);

    EXPECT_EQ(fake->legacy.rows.first().note, u"Se registró a mano"_qs);
    ASSERT_TRUE(fake->legacy.rows.first().decidedAt);
    EXPECT_EQ(rows(u"legacyTrayTable"_qs), 2);
    EXPECT_FALSE(isShown(u"legacyRowPanel"_qs));
    EXPECT_FALSE(page->hasUnsavedInput());
    ASSERT_TRUE(toaster.undo);
    toaster.undo();
    settle();
    EXPECT_FALSE(fake->legacy.rows.first().decidedAt);
    EXPECT_EQ(fake->legacy.rows.first().note, u"Se registró a mano"_qs) << "what was typed stays";
    EXPECT_EQ(rows(u"legacyTrayTable"_qs), 3);
}

TEST_F(LegacyTrayPageTest, TheCellsOfARowStandAsPeopleWouldWriteThem)
{
    prepare(Role::HumanResources);
    fake->legacy.rows.first().entity = u"employee"_qs;
    // As the database gives them: by the names of the columns.
    fake->legacy.rows.first().content = {{u"apellido"_qs, u"Montilla"_qs},
                                         {u"cargo"_qs, u"Analista"_qs},
                                         {u"id"_qs, u"418"_qs},
                                         {u"nombre"_qs, u"Yelitza"_qs},
                                         {u"otra"_qs, u"cosa"_qs}};
    open(legacyPages(), PageIds::LegacyTray);
    settle();
    openByKey(0);
    EXPECT_EQ(facts(),
              (QStringList{u"Number in v1: 418"_qs, u"Name: Yelitza"_qs, u"Last name: Montilla"_qs,
                           u"Job: Analista"_qs, u"otra: cosa"_qs}));
}

TEST_F(LegacyTrayPageTest, WhatWasDecidedIsTakenBackLater)
{
    start();
    openByKey(1);
    click(u"decideRowButton"_qs);
    auto *tabs = find<QTabBar>(u"whichTabBar"_qs);
    tabs->setFocus();
    press(Qt::Key_Right);
    ASSERT_EQ(rows(u"legacyTrayTable"_qs), 1);
    EXPECT_EQ(cell(0, LegacyTrayModel::By), fake->session.who->name);
    openByKey(0);
    EXPECT_EQ(text(u"decideRowButton"_qs), u"&Take back"_qs);
    click(u"decideRowButton"_qs);
    EXPECT_EQ(rows(u"legacyTrayTable"_qs), 0);
    EXPECT_FALSE(fake->legacy.rows.at(1).decidedAt);
}

TEST_F(LegacyTrayPageTest, EscapeClosesTheRowAndTheKeyboardIsInTheListAgain)
{
    start();
    openByKey(2);
    ASSERT_TRUE(isShown(u"legacyRowPanel"_qs));
    find<QWidget>(u"decisionNoteEdit"_qs)->setFocus();
    press(Qt::Key_Escape);
    EXPECT_FALSE(isShown(u"legacyRowPanel"_qs));
    EXPECT_EQ(QApplication::focusWidget(), find<QTableView>(u"legacyTrayTable"_qs));
}

TEST_F(LegacyTrayPageTest, WithoutAConnectionNothingIsDecided)
{
    start();
    openByKey(0);
    fake->setOnline(false);
    settle();
    EXPECT_FALSE(find<QAbstractButton>(u"decideRowButton"_qs)->isEnabled());
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"cannot be reached"_qs));
    fake->setOnline(true);
    settle();
    EXPECT_TRUE(find<QAbstractButton>(u"decideRowButton"_qs)->isEnabled());
    fake->failNext(Error{ErrorCode::Forbidden, {}, {}});
    click(u"decideRowButton"_qs);
    EXPECT_FALSE(fake->legacy.rows.first().decidedAt);
    EXPECT_TRUE(isShown(u"bannerLabel"_qs));
}

} // namespace EvalTrack::Test
