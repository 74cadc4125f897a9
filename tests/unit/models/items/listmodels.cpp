// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/attendancetablemodel.h"
#include "items/evaluationtablemodel.h"
#include "items/eventtablemodel.h"
#include "items/outboxtablemodel.h"
#include "modelwatch.h"
#include "support/fakedesk.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

template <typename Model>
void sortByEveryColumn(Model &model)
{
    const int rows = model.rowCount();
    for (int column = 0; column < model.columnCount(); ++column) {
        model.sort(column, Qt::AscendingOrder);
        model.sort(column, Qt::DescendingOrder);
        EXPECT_EQ(model.rowCount(), rows);
    }
}

} // namespace

TEST(EventTableModelTest, ShowsPhaseAndSeats)
{
    FakeDesk desk(Role::Admin);
    EventTableModel model(desk.clock);
    const ModelWatch watch(model);
    model.setWords({u"off"_s, u"ahead"_s, u"now"_s, u"over"_s, u"%1 of %2"_s, u"%1 min"_s});

    model.setRows(*desk.events.events());

    ASSERT_EQ(model.rowCount(), 8);
    const auto cell = [&](int row, int column) {
        return model.index(row, column).data().toString();
    };
    EXPECT_EQ(cell(0, EventTableModel::Phase), u"over"_s);
    EXPECT_EQ(cell(3, EventTableModel::Phase), u"now"_s);
    EXPECT_EQ(cell(4, EventTableModel::Phase), u"ahead"_s);
    EXPECT_EQ(cell(7, EventTableModel::Phase), u"off"_s);
    EXPECT_TRUE(cell(4, EventTableModel::Registered).endsWith(u" of 20"_s));
    EXPECT_EQ(model.index(3, EventTableModel::Phase).data(RawRole).toInt(),
              static_cast<int>(EventPhase::Running));
    sortByEveryColumn(model);
}

TEST(EventTableModelTest, FollowsAnUpdateWithoutReset)
{
    FakeDesk desk(Role::Admin);
    EventTableModel model(desk.clock);
    const ModelWatch watch(model);
    model.setRows(*desk.events.events());
    model.sort(EventTableModel::Date);

    desk.company.events[2].title = u"Excel para todos"_s;
    desk.company.events.removeFirst();
    model.setRows(*desk.events.events());

    EXPECT_EQ(watch.resets.count(), 0);
    EXPECT_EQ(watch.removed.count(), 1);
    EXPECT_EQ(watch.changed.count(), 1);
    EXPECT_EQ(model.index(1, EventTableModel::Title).data().toString(), u"Excel para todos"_s);
}

TEST(EventTableModelTest, StartsAgainForANewList)
{
    FakeDesk desk(Role::Admin);
    EventTableModel model(desk.clock);
    const ModelWatch watch(model);

    model.setRows(*desk.events.events(), RowsAre::ANewList);

    EXPECT_EQ(watch.resets.count(), 1);
    EXPECT_EQ(watch.inserted.count(), 0);
}

TEST(AttendanceTableModelTest, ShowsWhoWasThereAndWhatWaits)
{
    FakeDesk desk(Role::HumanResources);
    desk.setOnline(false);
    const Event event = desk.company.events.at(3);
    AttendanceTableModel model;
    const ModelWatch watch(model);
    model.setWords({u"pending"_s, u"confirmed"_s, u"cancelled"_s, u"waits"_s});
    model.setRows(*valueOf(desk.attendances.ofEvent(event.uuid)));
    model.sort(AttendanceTableModel::Person);
    const QList<AttendanceRow> rows = model.rows();
    const auto pending = std::find_if(rows.begin(), rows.end(), [](const AttendanceRow &row) {
        return row.attendance.status == AttendanceStatus::Pending;
    });
    ASSERT_NE(pending, rows.end());
    const AttendanceRow before = *pending;

    Attendance after = before.attendance;
    after.status = AttendanceStatus::Confirmed;
    ASSERT_TRUE(valueOf(desk.commands.submit(UpdateAttendance{before.attendance, after})));
    model.setRows(*valueOf(desk.attendances.ofEvent(event.uuid)));

    const int row = model.rowOf(before.attendance.uuid.value());
    EXPECT_EQ(model.index(row, AttendanceTableModel::Status).data().toString(), u"confirmed"_s);
    EXPECT_EQ(model.index(row, AttendanceTableModel::Sync).data().toString(), u"waits"_s);
    EXPECT_TRUE(model.index(row, 0).data(PendingSyncRole).toBool());
    EXPECT_EQ(watch.resets.count(), 0);
    sortByEveryColumn(model);
}

TEST(EvaluationTableModelTest, ShowsStatusAndScore)
{
    FakeDesk desk(Role::HumanResources);
    EvaluationTableModel model;
    const ModelWatch watch(model);
    model.setWords({u"pending"_s, u"submitted"_s, u"graded"_s, u"waits"_s});

    model.setRows(*valueOf(desk.evaluations.find({EvaluationStatus::Graded, {}, {}})));

    ASSERT_GT(model.rowCount(), 5);
    EXPECT_EQ(model.index(0, EvaluationTableModel::Status).data().toString(), u"graded"_s);
    EXPECT_GE(model.index(0, EvaluationTableModel::Score).data(RawRole).toInt(), 1);
    EXPECT_EQ(model.index(0, EvaluationTableModel::Score).data(Qt::TextAlignmentRole).toInt(),
              static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    sortByEveryColumn(model);
    model.sort(EvaluationTableModel::Score, Qt::DescendingOrder);
    EXPECT_GE(model.at(0).evaluation.score, model.at(model.rowCount() - 1).evaluation.score);
}

TEST(EvaluationTableModelTest, NamesWhatIsKnownOfAnEventThatWasSwitchedOff)
{
    FakeDesk desk(Role::HumanResources);
    EvaluationTableModel model;
    model.setWords({u"pending"_s, u"submitted"_s, u"graded"_s, u"waits"_s, u"inactive event"_s});
    EvaluationRow row = valueOf(desk.evaluations.find({EvaluationStatus::Graded, {}, {}}))->first();
    row.eventTitle.clear();

    model.setRows({row});

    EXPECT_EQ(model.index(0, EvaluationTableModel::Event).data().toString(), u"inactive event"_s);
}

TEST(OutboxTableModelTest, ShowsAgeStateAndReason)
{
    FakeDesk desk(Role::HumanResources);
    OutboxTableModel model;
    const ModelWatch watch(model);
    model.setWords({[](const OutboxItem &item) { return item.command ? u"edit"_s : u"capture"_s; },
                    [&](const OutboxItem &item) {
                        return QString::number((desk.clock.now() - item.createdAt) / 1min);
                    },
                    [](const OutboxItem &item) {
                        return item.state == OutboxState::Queued ? u"waits"_s : u"refused"_s;
                    },
                    [](const OutboxItem &item) {
                        return item.reason ? u"because"_s : QString();
                    }});
    OutboxItem first{makeUuidV7(),
                     CommandKind::UpdateEmployee,
                     u"Ana"_s,
                     OutboxState::Rejected,
                     desk.clock.now() - 5min,
                     1,
                     Error{ErrorCode::Conflict, {}, {}},
                     {}};
    const OutboxItem second{makeUuidV7(),
                            std::nullopt,
                            u"B0004"_s,
                            OutboxState::Queued,
                            desk.clock.now() - 2min,
                            0,
                            std::nullopt,
                            {}};

    model.setRows({first, second});

    const auto cell = [&](int row, int column) {
        return model.index(row, column).data().toString();
    };
    EXPECT_EQ(cell(0, OutboxTableModel::What), u"edit"_s);
    EXPECT_EQ(cell(0, OutboxTableModel::RecordedAt), u"5"_s);
    EXPECT_EQ(cell(0, OutboxTableModel::Reason), u"because"_s);
    EXPECT_EQ(cell(1, OutboxTableModel::State), u"waits"_s);

    first.state = OutboxState::Queued;
    model.setRows({first, second});
    EXPECT_EQ(watch.changed.count(), 1);
    EXPECT_EQ(watch.resets.count(), 0);
    sortByEveryColumn(model);
}

} // namespace EvalTrack::Test
