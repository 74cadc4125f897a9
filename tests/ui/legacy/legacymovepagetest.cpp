// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacypages.h"
#include "support/screentest.h"
#include "wire/legacycodec.h"

#include <QAccessible>
#include <QFile>
#include <QLineEdit>
#include <QProgressBar>
#include <QTabBar>
#include <QTest>

namespace EvalTrack::Test {

namespace {

enum Step { Sources, DryRun, Import, Verify, Waiting };

class LegacyMovePageTest : public ScreenTest
{
protected:
    void begin() { prepare(Role::Admin); }
    void start()
    {
        open(legacyPages(), PageIds::LegacyMove);
        settle();
    }
    /// Nobody has run anything yet.
    void startAtFirst()
    {
        begin();
        fake->legacy.list.clear();
        start();
    }
    [[nodiscard]] int step() { return find<QTabBar>(u"stepTabBar"_qs)->currentIndex(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        settle();
    }
    void pressButton(const QString &name)
    {
        auto *button = find<QAbstractButton>(name);
        ASSERT_TRUE(button->isVisible() && button->isEnabled()) << name.toStdString();
        button->setFocus();
        press(Qt::Key_Space);
    }
    LegacyRun &newest() { return fake->legacy.list.first(); }
    void end(LegacyRunState state)
    {
        newest().state = state;
        newest().finishedAt = fake->clock.now();
        newest().left.reset();
    }
    void addDone(LegacyRunKind kind)
    {
        fake->legacy.list.prepend(fake->legacy.made(kind, fake->legacy.list.size() + 1));
        end(LegacyRunState::Done);
    }
    void setFault(const QString &field, LegacyFault fault)
    {
        fake->legacy.fault =
            Error{ErrorCode::Validation, {}, {{field, QString(field % u' ' % Wire::words(fault))}}};
    }
};

} // namespace

TEST_F(LegacyMovePageTest, BeginsWithTheSourcesAndCountsWhatIsInThem)
{
    startAtFirst();
    ASSERT_EQ(step(), Sources);
    EXPECT_EQ(QApplication::focusWidget(), find<QLineEdit>(u"accountsUrlLineEdit"_qs));
    EXPECT_EQ(find<QLineEdit>(u"accountsUrlLineEdit"_qs)->placeholderText(),
              u"As the server is set up"_qs);
    type(u"accountsUrlLineEdit"_qs, u"postgresql://lector:x@v1/cuentas"_qs);
    press(Qt::Key_Return);

    ASSERT_EQ(fake->legacy.places.size(), 1);
    EXPECT_EQ(fake->legacy.places.first().accountsUrl.reveal(),
              u"postgresql://lector:x@v1/cuentas"_qs);
    EXPECT_EQ(fake->legacy.places.first().businessUrl.reveal(), QString());
    EXPECT_EQ(fake->legacy.places.first().zone, u"America/Caracas"_qs);
    EXPECT_EQ(rows(u"sourcesTable"_qs), 6);
    EXPECT_TRUE(isShown(u"sourcesOutcomeLabel"_qs));
    EXPECT_EQ(find<QLineEdit>(u"accountsUrlLineEdit"_qs)->echoMode(),
              QLineEdit::PasswordEchoOnEdit);
    EXPECT_TRUE(settings.allKeys().filter(u"lector"_qs).isEmpty());
    pressButton(u"sourcesNextButton"_qs);
    EXPECT_EQ(step(), DryRun);
}

TEST_F(LegacyMovePageTest, WithoutAnAddressThereIsNothingToTest)
{
    begin();
    fake->legacy.list.clear();
    fake->legacy.known.hasBusiness = false;
    start();
    ASSERT_EQ(step(), Sources);
    EXPECT_FALSE(find<QPushButton>(u"testSourcesButton"_qs)->isEnabled());
    EXPECT_FALSE(find<QPushButton>(u"sourcesNextButton"_qs)->isEnabled());
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(DryRun);
    EXPECT_FALSE(find<QPushButton>(u"startRunButton"_qs)->isEnabled());
    EXPECT_TRUE(find<QPushButton>(u"startRunButton"_qs)->toolTip().contains(u"both databases"));
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(Sources);

    type(u"businessUrlLineEdit"_qs, u"mysql://lector:x@v1/negocio"_qs);

    EXPECT_TRUE(find<QPushButton>(u"testSourcesButton"_qs)->isEnabled());
    EXPECT_TRUE(find<QPushButton>(u"sourcesNextButton"_qs)->isEnabled());
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(DryRun);
    EXPECT_TRUE(find<QPushButton>(u"startRunButton"_qs)->isEnabled());
}

TEST_F(LegacyMovePageTest, WhatIsWrongStandsAtItsField)
{
    startAtFirst();
    setFault(u"businessUrl"_qs, LegacyFault::NoDriver);
    pressButton(u"testSourcesButton"_qs);
    EXPECT_TRUE(errorAt(u"businessUrlLineEdit"_qs).contains(u"libqt6sql6-mysql"_qs));
    EXPECT_EQ(QApplication::focusWidget(), find<QLineEdit>(u"businessUrlLineEdit"_qs));
    EXPECT_FALSE(isShown(u"sourcesTable"_qs));
    type(u"businessUrlLineEdit"_qs, u"mysql://a"_qs);
    EXPECT_FALSE(errorAt(u"businessUrlLineEdit"_qs).contains(u"libqt6sql6-mysql"_qs));

    // The same of a run that cannot begin: it leads back to the field.
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(DryRun);
    setFault(u"accountsUrl"_qs, LegacyFault::Refused);
    pressButton(u"startRunButton"_qs);
    EXPECT_EQ(step(), Sources);
    EXPECT_EQ(errorAt(u"accountsUrlLineEdit"_qs),
              u"The database refuses this user or password."_qs);
    EXPECT_TRUE(fake->legacy.list.isEmpty());
}

TEST_F(LegacyMovePageTest, ADryRunIsWatchedAndToldInWords)
{
    startAtFirst();
    pressButton(u"sourcesNextButton"_qs);
    pressButton(u"startRunButton"_qs);
    ASSERT_EQ(fake->legacy.list.size(), 1);
    EXPECT_EQ(newest().kind, LegacyRunKind::DryRun);
    EXPECT_EQ(text(u"runProgressLabel"_qs),
              u"Attendances: 340,000 of 1,106,230 rows · less than a minute left"_qs);
    EXPECT_EQ(find<QProgressBar>(u"runProgressBar"_qs)->value(), 307);
    EXPECT_FALSE(isShown(u"startRunButton"_qs));

    end(LegacyRunState::Done);
    ASSERT_TRUE(waitFor([this] { return isShown(u"runNextButton"_qs); }));
    EXPECT_EQ(rows(u"talliesTable"_qs), 6);
    ASSERT_EQ(rows(u"foundTable"_qs), 3);
    const auto *found = find<QTableView>(u"foundTable"_qs)->model();
    EXPECT_EQ(found->index(0, 0).data().toString(),
              u"Belongs to an event or a person that v1 does not have"_qs);
    EXPECT_EQ(found->index(0, 1).data().toString(), u"Waits"_qs);
    EXPECT_EQ(found->index(0, 2).data().toString(), u"412"_qs);
    EXPECT_EQ(found->index(2, 0).data().toString(), u"What a newer server finds"_qs);
    EXPECT_EQ(QApplication::focusWidget(), find<QWidget>(u"runNextButton"_qs));
}

TEST_F(LegacyMovePageTest, TheReportIsSavedWhereThePersonSays)
{
    begin();
    start();
    ASSERT_EQ(step(), DryRun) << "its report is what comes next";
    const QString file = folder.filePath(u"informe.html"_qs);
    prompter.answerNextFile(file);
    auto *report = find<QAbstractButton>(u"saveReportButton"_qs);
    ASSERT_TRUE(report->isVisible());
    for (QMenu *menu : page->findChildren<QMenu *>(u"reportMenu"_qs)) {
        if (menu->parentWidget() == report) {
            menu->actions().first()->trigger();
        }
    }
    settle();
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll(), "<html>1");
    EXPECT_EQ(written.permissions() & (QFile::ReadGroup | QFile::ReadOther), 0);
}

TEST_F(LegacyMovePageTest, AnImportIsAskedForAndCancelled)
{
    begin();
    start();
    pressButton(u"runNextButton"_qs);
    ASSERT_EQ(step(), Import);
    pressButton(u"startRunButton"_qs); // Answered with no.
    EXPECT_EQ(prompter.asked.last(), u"Import v1 now?"_qs);
    EXPECT_EQ(newest().kind, LegacyRunKind::DryRun);
    prompter.answerNext(true);
    pressButton(u"startRunButton"_qs);
    ASSERT_EQ(newest().kind, LegacyRunKind::Import);

    pressButton(u"cancelRunButton"_qs);
    EXPECT_TRUE(newest().isCancelling);
    EXPECT_FALSE(find<QAbstractButton>(u"cancelRunButton"_qs)->isEnabled());
    end(LegacyRunState::Cancelled);
    ASSERT_TRUE(waitFor([this] { return isShown(u"startRunButton"_qs); }));
    EXPECT_EQ(text(u"startRunButton"_qs), u"&Go on with the import"_qs);
    EXPECT_TRUE(text(u"runOutcomeLabel"_qs).startsWith(u"Cancelled"_qs));
}

TEST_F(LegacyMovePageTest, WhatCouldNotBeDoneIsSaidUntilSomethingElseIsDone)
{
    begin();
    start();
    pressButton(u"runNextButton"_qs);
    prompter.answerNext(true);
    pressButton(u"startRunButton"_qs);
    fake->failNext(Error{ErrorCode::Internal, {}, {}});
    pressButton(u"cancelRunButton"_qs);
    ASSERT_TRUE(isShown(u"bannerLabel"_qs));

    fake->legacy.list.first().done += 1000;
    Q_EMIT fake->sync.changed();
    ASSERT_TRUE(waitFor([this] { return text(u"runProgressLabel"_qs).contains(u"341,000"_qs); }))
        << text(u"runProgressLabel"_qs).toStdString();
    EXPECT_TRUE(isShown(u"bannerLabel"_qs)) << "the next answer is of something else";
}

TEST_F(LegacyMovePageTest, ARunOfTheServersCommandIsNotCancelledFromHere)
{
    begin();
    addDone(LegacyRunKind::Import);
    fake->legacy.list.first().startedBy.reset();
    end(LegacyRunState::Running);
    start();
    EXPECT_EQ(step(), Import);
    EXPECT_FALSE(isShown(u"cancelRunButton"_qs));
}

TEST_F(LegacyMovePageTest, WithoutADryRunTheQuestionSaysSo)
{
    startAtFirst();
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(Import);
    pressButton(u"startRunButton"_qs);
    EXPECT_TRUE(prompter.textsAsked.last().startsWith(u"No dry run was made yet."_qs));
}

TEST_F(LegacyMovePageTest, OpensAtTheStepThatIsDue)
{
    begin();
    addDone(LegacyRunKind::Import);
    start();
    EXPECT_EQ(step(), Verify);

    begin();
    addDone(LegacyRunKind::Import);
    end(LegacyRunState::Interrupted);
    start();
    EXPECT_EQ(step(), Import);
    EXPECT_TRUE(text(u"runOutcomeLabel"_qs).contains(u"goes on where it was"_qs));

    begin();
    addDone(LegacyRunKind::Import);
    addDone(LegacyRunKind::Verify);
    newest().found.brokenCount = 1;
    newest().found.broken = {u"asistencias 1000: attended_at differs"_qs};
    start();
    EXPECT_EQ(step(), Verify);
    EXPECT_EQ(rows(u"foundTable"_qs), 1);
    EXPECT_TRUE(text(u"runOutcomeLabel"_qs).contains(u"1 difference"_qs));

    begin();
    addDone(LegacyRunKind::Import);
    addDone(LegacyRunKind::Verify);
    start();
    EXPECT_EQ(step(), Waiting);
    EXPECT_TRUE(text(u"waitingLabel"_qs).startsWith(u"3 row(s)"_qs));
    pressButton(u"openTrayButton"_qs);
    EXPECT_EQ(wentTo, PageIds::LegacyTray);
}

TEST_F(LegacyMovePageTest, WhatSomebodyElseRunsIsWatchedToo)
{
    begin();
    fake->legacy.list.prepend(fake->legacy.made(LegacyRunKind::Import, 2));
    newest().done = 553'115;
    start();
    ASSERT_EQ(step(), Import);
    EXPECT_EQ(find<QProgressBar>(u"runProgressBar"_qs)->value(), 500);
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(DryRun);
    EXPECT_FALSE(find<QAbstractButton>(u"startRunButton"_qs)->isEnabled()) << "one at a time";
    end(LegacyRunState::Done);
    EXPECT_TRUE(
        waitFor([this] { return find<QAbstractButton>(u"startRunButton"_qs)->isEnabled(); }));
}

TEST_F(LegacyMovePageTest, WithoutAConnectionItSaysSoAndAsksAgain)
{
    begin();
    fake->setOnline(false);
    start();
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"goes on"_qs));
    EXPECT_FALSE(find<QAbstractButton>(u"testSourcesButton"_qs)->isEnabled());
    fake->setOnline(true);
    settle();
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
    EXPECT_EQ(step(), DryRun);
}

TEST_F(LegacyMovePageTest, EachPartHasANameForAScreenReader)
{
    begin();
    start();
    for (const QString &name :
         {u"stepTabBar"_qs, u"talliesTable"_qs, u"foundTable"_qs, u"saveReportButton"_qs}) {
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(find<QWidget>(name));
        EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty()) << name.toStdString();
    }
    find<QTabBar>(u"stepTabBar"_qs)->setCurrentIndex(Sources);
    for (const QString &name :
         {u"accountsUrlLineEdit"_qs, u"businessUrlLineEdit"_qs, u"zoneComboBox"_qs}) {
        EXPECT_FALSE(find<QWidget>(name)->accessibleName().isEmpty()) << name.toStdString();
    }
}

} // namespace EvalTrack::Test
