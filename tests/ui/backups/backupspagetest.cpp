// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupspages.h"

#include "common/emptystate.h"
#include "items/backuptablemodel.h"
#include "shell/pageregistry.h"
#include "status/statuspages.h"
#include "support/screentest.h"

#include <QProgressBar>
#include <QPushButton>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class BackupsPageTest : public ScreenTest
{
protected:
    void start()
    {
        open(backupsPages(), PageIds::Backups);
        settle();
    }
    LocalBackupState &known() { return fake->backups.known; }
    void tell()
    {
        fake->backups.tell();
        settle();
    }
    void press(Qt::Key key)
    {
        QTest::keyClick(QApplication::focusWidget(), key);
        settle();
    }
    bool isEnabled(const QString &name) { return find<>(name)->isEnabled(); }
};

} // namespace

TEST_F(BackupsPageTest, ListsThemAndSaysWhereTheyAreAndWhenTheNextIs)
{
    prepare(Role::Admin);
    start();
    EXPECT_EQ(fake->backups.looks, 2) << "made and opened";
    EXPECT_EQ(rows(u"backupsTable"_qs), 3);
    EXPECT_EQ(text(u"countLabel"_qs), u"3 backup(s)"_qs);
    const auto *model = find<QTableView>(u"backupsTable"_qs)->model();
    EXPECT_EQ(model->index(0, BackupTableModel::Size).data().toString(), u"12.0 MB"_qs);
    EXPECT_EQ(model->index(0, BackupTableModel::State).data().toString(), u"Intact"_qs);
    EXPECT_EQ(text(u"backupFolderLabel"_qs), known().folder);
    EXPECT_TRUE(text(u"nextBackupLabel"_qs).contains(u"by itself"_qs));
    EXPECT_TRUE(text(u"backupAdviceLabel"_qs).contains(u"not encrypted"_qs));
    EXPECT_FALSE(text(u"backupAdviceLabel"_qs).contains(u"another disk"_qs));
    EXPECT_FALSE(isShown(u"bringBackButton"_qs));
    EXPECT_FALSE(isShown(u"backupProgressBar"_qs));

    known().isOnSameDisk = true;
    tell();
    EXPECT_TRUE(text(u"backupAdviceLabel"_qs).contains(u"another disk"_qs));
}

TEST_F(BackupsPageTest, BacksUpByKeyAndSaysSo)
{
    prepare(Role::Admin);
    start();
    find<>(u"backUpNowButton"_qs)->setFocus();
    press(Qt::Key_Space);
    EXPECT_EQ(rows(u"backupsTable"_qs), 4);
    EXPECT_EQ(toaster.said, QStringList{u"A backup was made."_qs});
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
}

TEST_F(BackupsPageTest, AFailureStaysAboveTheListWithWhatToDo)
{
    prepare(Role::Admin);
    start();
    fake->failNext({ErrorCode::StorageFull, {}, {}});
    click(u"backUpNowButton"_qs);
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"The earlier backups are still there."_qs))
        << text(u"bannerLabel"_qs).toStdString();
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"Make room"_qs));
    EXPECT_EQ(rows(u"backupsTable"_qs), 3);

    click(u"bannerButton"_qs);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
    EXPECT_EQ(rows(u"backupsTable"_qs), 4);

    // One that is made by itself is told in the same place.
    known().lastFailure =
        LocalBackupState::Failure{{ErrorCode::NotFound, {}, {}}, fake->clock.now() - 2h};
    tell();
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"Connect its disk"_qs));
}

TEST_F(BackupsPageTest, RestoresTheOneThatIsSelectedAfterOneQuestion)
{
    prepare(Role::Admin);
    start();
    EXPECT_FALSE(isEnabled(u"restoreButton"_qs));
    clickRow(u"backupsTable"_qs, 1);
    EXPECT_TRUE(isEnabled(u"restoreButton"_qs));

    prompter.answerNext(false);
    click(u"restoreButton"_qs);
    ASSERT_EQ(prompter.asked.size(), 1);
    for (const QString &promise :
         {u"set aside"_qs, u"bring it back"_qs, u"sign in again"_qs, u"not sent yet is kept"_qs}) {
        EXPECT_TRUE(prompter.textsAsked.last().contains(promise)) << promise.toStdString();
    }
    EXPECT_TRUE(fake->backups.restored.isEmpty());

    prompter.answerNext(true);
    find<>(u"backupsTable"_qs)->setFocus();
    press(Qt::Key_Return);
    EXPECT_EQ(fake->backups.restored, QStringList{known().backups.at(1).file});
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"is in place"_qs));
    EXPECT_TRUE(text(u"setAsideLabel"_qs).contains(u"before the restore"_qs));
    EXPECT_EQ(fake->sync.syncNowCalls, 1);

    prompter.answerNext(true);
    click(u"bringBackButton"_qs);
    EXPECT_EQ(fake->backups.broughtBack, 1);
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"is back"_qs));
}

TEST_F(BackupsPageTest, WhatIsRefusedSaysThatNothingChanged)
{
    prepare(Role::Admin);
    start();
    for (const ErrorCode code :
         {ErrorCode::StorageDamaged, ErrorCode::Validation, ErrorCode::ProtocolMismatch,
          ErrorCode::NotFound, ErrorCode::StorageFull, ErrorCode::Unavailable,
          ErrorCode::Internal}) {
        clickRow(u"backupsTable"_qs, 0);
        prompter.answerNext(true);
        fake->failNext({code, {}, {}});
        click(u"restoreButton"_qs);
        EXPECT_TRUE(
            text(u"bannerLabel"_qs).contains(u"nothing was changed"_qs, Qt::CaseInsensitive))
            << text(u"bannerLabel"_qs).toStdString();
    }
    EXPECT_TRUE(fake->backups.restored.isEmpty());
}

TEST_F(BackupsPageTest, ADamagedOneIsNotOfferedAndAnothersIsSaidToBeOne)
{
    prepare(Role::Admin);
    known().backups[0].isWhole = false;
    known().backups[1].isOurs = false;
    start();
    clickRow(u"backupsTable"_qs, 0);
    EXPECT_FALSE(isEnabled(u"restoreButton"_qs));
    clickRow(u"backupsTable"_qs, 1);
    click(u"restoreButton"_qs);
    EXPECT_TRUE(prompter.textsAsked.last().contains(u"of another computer"_qs));
}

TEST_F(BackupsPageTest, WhileItWorksItSaysAtWhichStepAndNothingElseBegins)
{
    prepare(Role::Admin);
    start();
    clickRow(u"backupsTable"_qs, 0);
    for (const auto &[activity, words] :
         {std::pair(LocalBackupActivity::BackingUp, u"You can go on working"_qs),
          std::pair(LocalBackupActivity::Checking, u"Step 1 of 3"_qs),
          std::pair(LocalBackupActivity::Filling, u"Step 2 of 3"_qs),
          std::pair(LocalBackupActivity::Switching, u"Step 3 of 3"_qs)}) {
        known().activity = activity;
        tell();
        EXPECT_TRUE(text(u"backupProgressLabel"_qs).contains(words));
        EXPECT_TRUE(find<>(u"backupProgressBar"_qs)->accessibleName().contains(words));
        EXPECT_FALSE(isEnabled(u"backUpNowButton"_qs));
        EXPECT_FALSE(isEnabled(u"restoreButton"_qs));
        EXPECT_FALSE(isEnabled(u"chooseFolderButton"_qs));
        find<>(u"backupsTable"_qs)->setFocus();
        press(Qt::Key_Return);
        EXPECT_TRUE(prompter.asked.isEmpty());
    }
    known().activity = LocalBackupActivity::None;
    tell();
    EXPECT_FALSE(isShown(u"backupProgressBar"_qs));
    EXPECT_TRUE(isEnabled(u"restoreButton"_qs));
}

TEST_F(BackupsPageTest, AnotherFolderIsTakenOnlyWhenItCanBeWrittenTo)
{
    prepare(Role::Admin);
    start();
    const QString before = known().folder;
    prompter.answerNextFile(u"/media/stick"_qs);
    fake->failNext({ErrorCode::Storage, {}, {}});
    click(u"chooseFolderButton"_qs);
    EXPECT_EQ(prompter.foldersAsked.last().current, before);
    EXPECT_TRUE(text(u"bannerLabel"_qs).contains(u"cannot write to that folder"_qs));
    EXPECT_EQ(text(u"backupFolderLabel"_qs), before);

    prompter.answerNextFile(u"/media/disk"_qs);
    click(u"bannerButton"_qs);
    EXPECT_EQ(text(u"backupFolderLabel"_qs), u"/media/disk"_qs);
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
    EXPECT_EQ(rows(u"backupsTable"_qs), 0);
    EXPECT_FALSE(page->findChild<EmptyState *>()->isLoading());
}

TEST_F(BackupsPageTest, WaitsWithOutlinesUntilTheFolderWasLookedInto)
{
    prepare(Role::Admin);
    const auto backups = std::exchange(known().backups, {});
    known().isRead = false;
    start();
    EXPECT_TRUE(page->findChild<EmptyState *>()->isLoading());
    EXPECT_EQ(text(u"countLabel"_qs), QString());
    known().isRead = true;
    known().backups = backups;
    tell();
    EXPECT_EQ(rows(u"backupsTable"_qs), 3);
}

TEST_F(BackupsPageTest, IsReachedFromStatusAndOnlyWhereTheServerIsHere)
{
    prepare(Role::Admin);
    open(statusPages(), PageIds::Status);
    auto *link = find<>(u"backupCard"_qs)->findChild<QPushButton *>(u"statusLinkButton"_qs);
    ASSERT_TRUE(link->isVisible());
    link->setFocus();
    press(Qt::Key_Space);
    EXPECT_EQ(wentTo, PageIds::Backups);

    PageRegistry pages = PageRegistry::standard();
    EXPECT_NE(pages.find(PageIds::Backups, Role::Admin), nullptr);
    EXPECT_EQ(pages.find(PageIds::Backups, Role::HumanResources), nullptr);
    EXPECT_EQ(pages.find(PageIds::Backups, Role::Employee), nullptr);
    pages.leaveOutThisComputers();
    EXPECT_EQ(pages.find(PageIds::Backups, Role::Admin), nullptr);
    EXPECT_NE(pages.find(PageIds::Status, Role::Admin), nullptr);
}

} // namespace EvalTrack::Test
