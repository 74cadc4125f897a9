// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formats.h"
#include "items/outboxtablemodel.h"
#include "support/screentest.h"
#include "tray/conflictgrid.h"
#include "tray/traypages.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class TrayPageTest : public ScreenTest
{
protected:
    void start(Role role = Role::HumanResources)
    {
        prepare(role);
        const Employee &ana = fake->company.people.at(4);
        conflict = {makeUuidV7(),
                    CommandKind::UpdateEmployee,
                    ana.name,
                    OutboxState::Conflict,
                    fake->clock.now() - 50min,
                    1,
                    std::nullopt,
                    {{u"phone"_qs, u"111"_qs, u"222"_qs, u"333"_qs},
                     {u"jobTitle"_qs, u"Contadora"_qs, u"Jefa"_qs, u"null"_qs}},
                    ana.uuid.value()};
        rejected = {
            makeUuidV7(),
            CommandKind::CreateEmployee,
            u"Pedro Pérez"_qs,
            OutboxState::Rejected,
            fake->clock.now() - 26h,
            2,
            Error{ErrorCode::Conflict, {}, {{u"email"_qs, u"El email ya está registrado"_qs}}},
            {},
            ana.uuid.value()};
        queued = {makeUuidV7(),
                  std::nullopt,
                  u"B0004"_qs,
                  OutboxState::Queued,
                  fake->clock.now() - 2min,
                  0,
                  std::nullopt,
                  {}};
        for (const OutboxItem &item : {rejected, conflict, queued}) {
            fake->tray.put(item);
        }
        open(trayPages(), PageIds::Tray);
    }
    /// One that the server refused, opened in the list.
    void openRefused(CommandKind command, const QUuid &entity)
    {
        OutboxItem item = rejected;
        item.uuid = makeUuidV7();
        item.command = command;
        item.subject = u"Refused"_qs;
        item.entity = entity;
        fake->tray.put(item);
        settle();
        openItem(item);
    }
    void openItem(const OutboxItem &item)
    {
        clickRow(u"trayTable"_qs,
                 rowWith(u"trayTable"_qs, OutboxTableModel::Subject, item.subject));
    }

    OutboxItem conflict;
    OutboxItem rejected;
    OutboxItem queued;
};

} // namespace

TEST_F(TrayPageTest, ShowsWhenAndWhyNewestFirst)
{
    start();
    const auto cell = [this](int row, int column) {
        return find<QTableView>(u"trayTable"_qs)->model()->index(row, column).data().toString();
    };

    EXPECT_EQ(text(u"countLabel"_qs), u"1 to send, 2 need(s) attention"_qs);
    EXPECT_EQ(cell(0, OutboxTableModel::What), u"Attendance captured"_qs);
    EXPECT_EQ(cell(1, OutboxTableModel::RecordedAt),
              Formats::relativeDateTime(conflict.createdAt, fake->clock.now()));
    EXPECT_EQ(cell(2, OutboxTableModel::Subject), u"Pedro Pérez"_qs);
    EXPECT_TRUE(cell(2, OutboxTableModel::Reason).contains(u"E-mail: This value is in use"));
    // The arrow says what the order is.
    const auto *header = find<QTableView>(u"trayTable"_qs)->horizontalHeader();
    EXPECT_EQ(header->sortIndicatorSection(), static_cast<int>(OutboxTableModel::RecordedAt));
    EXPECT_EQ(header->sortIndicatorOrder(), Qt::DescendingOrder);

    find<QComboBox>(u"showComboBox"_qs)->setCurrentIndex(1);
    settle();
    EXPECT_EQ(rows(u"trayTable"_qs), 2);
}

TEST_F(TrayPageTest, SendsNowOnlyWhatCanBeSent)
{
    start();
    EXPECT_TRUE(find<QAbstractButton>(u"syncNowButton"_qs)->isEnabled());

    static_cast<void>(fake->tray.discard(queued.uuid, u"Entered twice"_qs));
    settle();

    EXPECT_FALSE(find<QAbstractButton>(u"syncNowButton"_qs)->isEnabled());
    EXPECT_EQ(text(u"countLabel"_qs), u"2 need(s) attention"_qs);
}

TEST_F(TrayPageTest, NothingIsBeingSentWithoutAConnection)
{
    start();
    OutboxItem sent = queued;
    sent.uuid = makeUuidV7();
    sent.subject = u"B0005"_qs;
    sent.state = OutboxState::Sent;
    sent.createdAt = fake->clock.now();
    fake->tray.put(sent);
    settle();
    const auto state = [this] {
        return find<QTableView>(u"trayTable"_qs)
            ->model()
            ->index(0, OutboxTableModel::State)
            .data()
            .toString();
    };
    EXPECT_EQ(state(), u"Being sent"_qs);

    fake->setOnline(false);
    settle();

    EXPECT_EQ(state(), u"Waiting"_qs);
    openItem(sent);
    EXPECT_EQ(text(u"reasonLabel"_qs), u"Waiting for a connection."_qs);
}

TEST_F(TrayPageTest, RetriesARefusedRecord)
{
    start();
    openItem(rejected);

    click(u"retryButton"_qs);

    EXPECT_EQ(fake->tray.retried, QList<QUuid>{rejected.uuid});
    EXPECT_FALSE(isShown(u"retryButton"_qs));
}

TEST_F(TrayPageTest, SaysWhatTheRefusalMeansForThisRecord)
{
    start();
    OutboxItem grade = rejected;
    grade.uuid = makeUuidV7();
    grade.command = CommandKind::GradeEvaluation;
    grade.subject = u"Taller"_qs;
    grade.reason = Error{ErrorCode::Conflict, {}, {}};
    fake->tray.put(grade);
    settle();

    openItem(grade);

    EXPECT_EQ(text(u"reasonLabel"_qs), u"Somebody else has graded it already."_qs);
}

TEST_F(TrayPageTest, LeadsToTheForm)
{
    start();
    openItem(rejected);

    click(u"editButton"_qs);

    EXPECT_EQ(wentTo, PageIds::People);
    EXPECT_EQ(PageArgument::value(wentWith, u"person"_qs), toText(rejected.entity));
    EXPECT_TRUE(PageArgument::has(wentWith, u"edit"_qs));
}

TEST_F(TrayPageTest, ReturnEditsWhatTheSameAgainWouldNotCure)
{
    start();
    const auto kindOf = [this](const QString &button) {
        return find<QPushButton>(button)->property("kind").toString();
    };
    const auto isRightOf = [this](const QString &one, const QString &other) {
        return find<QPushButton>(one)->x() > find<QPushButton>(other)->x();
    };

    openItem(rejected); // The e-mail is somebody else's.
    EXPECT_EQ(kindOf(u"editButton"_qs), u"primary"_qs);
    EXPECT_EQ(kindOf(u"retryButton"_qs), QString());
    EXPECT_TRUE(isRightOf(u"editButton"_qs, u"retryButton"_qs));
    EXPECT_TRUE(text(u"factsLabel"_qs).contains(u"Edit it and send it again"));

    OutboxItem tooEarly = rejected;
    tooEarly.uuid = makeUuidV7();
    tooEarly.subject = u"Later"_qs;
    tooEarly.reason = Error{ErrorCode::Unavailable, {}, {}};
    fake->tray.put(tooEarly);
    settle();
    openItem(tooEarly);
    EXPECT_EQ(kindOf(u"retryButton"_qs), u"primary"_qs);
    EXPECT_EQ(kindOf(u"editButton"_qs), QString());
    EXPECT_TRUE(isRightOf(u"retryButton"_qs, u"editButton"_qs));
}

TEST_F(TrayPageTest, LeadsWhoMayDecideToTheReview)
{
    for (const Role role : {Role::HumanResources, Role::Employee}) {
        SCOPED_TRACE(static_cast<int>(role));
        start(role);
        OutboxItem review = queued;
        review.uuid = makeUuidV7();
        review.subject = u"B0007"_qs;
        review.state = OutboxState::Review;
        fake->tray.put(review);
        settle();

        openItem(review);

        EXPECT_TRUE(text(u"countLabel"_qs).endsWith(u"2 need(s) attention, 1 under review"));
        const bool mayDecide = role == Role::HumanResources;
        ASSERT_EQ(isShown(u"decideButton"_qs), mayDecide);
        if (mayDecide) {
            click(u"decideButton"_qs);
            EXPECT_EQ(wentTo, PageIds::Reviews);
        }
    }
}

TEST_F(TrayPageTest, AConflictIsNotEditedBesideItsDecision)
{
    start();
    openItem(conflict);

    EXPECT_FALSE(isShown(u"editButton"_qs));
}

TEST_F(TrayPageTest, GivesUpOnlyWithAReason)
{
    start();
    openItem(rejected);

    prompter.answerNextText(std::nullopt);
    click(u"discardButton"_qs);
    EXPECT_TRUE(fake->tray.discarded.isEmpty());

    prompter.answerNextText(u"Entered twice"_qs);
    click(u"discardButton"_qs);
    EXPECT_EQ(fake->tray.discarded.value(rejected.uuid), u"Entered twice"_qs);
    EXPECT_EQ(rows(u"trayTable"_qs), 2);
}

TEST_F(TrayPageTest, WhoConfirmedTooLateIsToldWhomToAsk)
{
    start();
    OutboxItem late = rejected;
    late.uuid = makeUuidV7();
    late.subject = u"Too late"_qs;
    late.command = CommandKind::ConfirmOwnAttendance;
    late.reason = Error{ErrorCode::Forbidden, {}, {}};
    fake->tray.put(late);
    settle();
    openItem(late);

    EXPECT_TRUE(text(u"factsLabel"_qs).contains(u"ask human resources to confirm it"));
    EXPECT_FALSE(isShown(u"retryButton"_qs));
}

TEST_F(TrayPageTest, WhatWasDiscardedIsListedWithTheReasonAndPutBack)
{
    start();
    openItem(rejected);
    prompter.answerNextText(u"Entered twice"_qs);
    click(u"discardButton"_qs);

    find<QComboBox>(u"showComboBox"_qs)->setCurrentIndex(2);
    settle();
    ASSERT_EQ(rows(u"trayTable"_qs), 1);
    clickRow(u"trayTable"_qs, 0);
    EXPECT_EQ(text(u"reasonLabel"_qs), u"Entered twice"_qs);
    EXPECT_FALSE(isShown(u"discardButton"_qs));
    EXPECT_FALSE(isShown(u"retryButton"_qs));

    click(u"putBackButton"_qs);
    EXPECT_EQ(rows(u"trayTable"_qs), 0);
    find<QComboBox>(u"showComboBox"_qs)->setCurrentIndex(0);
    settle();
    EXPECT_EQ(rows(u"trayTable"_qs), 3);
}

TEST_F(TrayPageTest, AConflictIsDecidedFieldByField)
{
    start();
    openItem(conflict);
    EXPECT_FALSE(find<QAbstractButton>(u"resolveButton"_qs)->isEnabled());

    click(u"phoneMineRadioButton"_qs);
    EXPECT_FALSE(find<QAbstractButton>(u"resolveButton"_qs)->isEnabled());
    click(u"jobTitleTheirsRadioButton"_qs);
    click(u"resolveButton"_qs);

    const auto choices = fake->tray.resolved.value(conflict.uuid);
    EXPECT_EQ(choices.value(u"phone"_qs), OutboxTray::Side::Mine);
    EXPECT_EQ(choices.value(u"jobTitle"_qs), OutboxTray::Side::Theirs);
    EXPECT_EQ(rows(u"trayTable"_qs), 2);
}

TEST_F(TrayPageTest, AChoiceSurvivesNewsFromTheStore)
{
    start();
    openItem(conflict);
    click(u"allTheirsButton"_qs);

    Q_EMIT fake->tray.itemsChanged();
    settle();

    EXPECT_TRUE(find<QAbstractButton>(u"resolveButton"_qs)->isEnabled());
}

TEST_F(TrayPageTest, SaysWhenTheDecisionCannotBeRecorded)
{
    start();
    openItem(conflict);
    click(u"allMineButton"_qs);
    fake->failNext({ErrorCode::StorageFull, {}, {}});

    click(u"resolveButton"_qs);

    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_TRUE(fake->tray.resolved.isEmpty());
}

TEST_F(TrayPageTest, SaysWhyACaptureIsUnderReview)
{
    start();
    QSet<QString> said;
    const QStringList reasons = {
        u"unknown event"_qs,      u"unknown person"_qs, u"unknown code"_qs,
        u"not permitted"_qs,      u"inactive event"_qs, u"inactive person"_qs,
        u"event full"_qs,         u"clock ahead"_qs,    u"attendance cancelled"_qs,
        u"outside event time"_qs, u"event is over"_qs};
    for (const QString &reason : reasons) {
        OutboxItem review = queued;
        review.uuid = makeUuidV7();
        review.subject = reason;
        review.state = OutboxState::Review;
        review.reason = Error{ErrorCode::Conflict, reason, {}};
        fake->tray.put(review);
        settle();

        openItem(review);

        said.insert(text(u"reasonLabel"_qs));
        EXPECT_FALSE(text(u"reasonLabel"_qs).startsWith(u"The server keeps it"))
            << reason.toStdString();
        EXPECT_TRUE(text(u"reasonLabel"_qs).contains(u"human resources"));
    }
    EXPECT_EQ(said.size(), reasons.size());
}

TEST_F(TrayPageTest, GivingUpWhatIsUnderReviewDoesNotClaimThatTheServerLacksIt)
{
    start();
    OutboxItem review = queued;
    review.uuid = makeUuidV7();
    review.subject = u"B0007"_qs;
    review.state = OutboxState::Review;
    review.reason = Error{ErrorCode::Conflict, u"inactive person"_qs, {}};
    fake->tray.put(review);
    settle();
    openItem(review);

    prompter.answerNextText(std::nullopt);
    click(u"discardButton"_qs);

    EXPECT_TRUE(prompter.textsAsked.last().contains(u"The server has it"));
    EXPECT_FALSE(prompter.textsAsked.last().contains(u"will not reach"));
}

TEST(ConflictGridTest, ReadsValuesAsPeopleDo)
{
    EXPECT_EQ(ConflictGrid::readable(u"null"_qs), u"(empty)"_qs);
    EXPECT_EQ(ConflictGrid::readable(u"true"_qs), u"Yes"_qs);
    EXPECT_EQ(ConflictGrid::readable(u"CONFIRMED"_qs), u"Confirmed"_qs);
    EXPECT_EQ(ConflictGrid::readable(u"2026-03-01"_qs), u"Mar 1, 2026"_qs);
    EXPECT_EQ(ConflictGrid::readable(u"<b>x</b>"_qs), u"<b>x</b>"_qs);
}

TEST_F(TrayPageTest, LeadsAnEmployeeToTheOwnProfile)
{
    start(Role::Employee);
    openRefused(CommandKind::UpdateEmployee, fake->signedIn().uuid.value());

    click(u"editButton"_qs);

    EXPECT_EQ(wentTo, PageIds::Profile);
}

TEST_F(TrayPageTest, LeadsNobodyToAPageThatIsNotOpenToThem)
{
    start(Role::Employee);

    openRefused(CommandKind::UpdateEmployee, fake->company.people.at(4).uuid.value());
    EXPECT_FALSE(isShown(u"editButton"_qs));
}

TEST_F(TrayPageTest, LeadsToTheAttendance)
{
    start();
    const AttendanceUuid attendance = fake->company.attendances.first().uuid;
    openRefused(CommandKind::UpdateAttendance, attendance.value());

    click(u"editButton"_qs);

    EXPECT_EQ(wentTo, PageIds::Attendance);
    EXPECT_EQ(PageArgument::value(wentWith, u"attendance"_qs), toText(attendance.value()));
}

TEST_F(TrayPageTest, ItsOrderAndColumnsAreKeptBetweenStarts)
{
    start();
    clickHead(u"trayTable"_qs, OutboxTableModel::Subject);
    toggleColumn(u"trayTable"_qs, OutboxTableModel::Reason);

    open(trayPages(), PageIds::Tray);

    const auto *head = find<QTableView>(u"trayTable"_qs)->horizontalHeader();
    EXPECT_EQ(head->sortIndicatorSection(), static_cast<int>(OutboxTableModel::Subject));
    EXPECT_FALSE(isColumnShown(u"trayTable"_qs, OutboxTableModel::Reason));
}

} // namespace EvalTrack::Test
