// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/attendancetablemodel.h"
#include "items/evaluationtablemodel.h"
#include "items/eventtablemodel.h"
#include "items/peopletablemodel.h"
#include "items/valuelistmodel.h"
#include "modelwatch.h"
#include "support/fakedesk.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QTimeZone>

namespace EvalTrack::Test {

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using FilterTest = ColumnFilter::Test;

ColumnFilter contains(const QString &text)
{
    return {FilterTest::Contains, text, {}, {}, {}, {}, {}};
}

ColumnFilter oneOf(const QStringList &values)
{
    return {FilterTest::OneOf, {}, values, {}, {}, {}, {}};
}

ColumnFilter between(QDate from, QDate to)
{
    return {FilterTest::Between, {}, {}, {}, {}, from, to};
}

QStringList shownIn(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts.append(model.index(row, column).data().toString());
    }
    return texts;
}

EventSummary eventAt(const QString &title, Timestamp at, const QString &zone)
{
    EventSummary summary;
    summary.event.uuid = EventUuid(makeUuidV7());
    summary.event.title = title;
    summary.event.date = at;
    summary.event.zone = zone;
    return summary;
}

Employee somebody(const QString &name, const QString &job, const QString &phone = {})
{
    Employee employee;
    employee.uuid = UserUuid(makeUuidV7());
    employee.name = name;
    employee.jobTitle = job;
    if (!phone.isEmpty()) {
        employee.phone = phone;
    }
    return employee;
}

std::shared_ptr<const PeopleSnapshot> packed(const QList<Employee> &people)
{
    auto snapshot = std::make_shared<PeopleSnapshot>();
    for (const Employee &each : people) {
        snapshot->put(each);
    }
    return snapshot;
}

} // namespace

TEST(CellTestTest, FindsTextWithoutCaseAndAccents)
{
    const CellTest test(contains(u"NUNEZ"_s));

    EXPECT_TRUE(test.accepts(CellValue(u"María Núñez"_s)));
    EXPECT_FALSE(test.accepts(CellValue(u"María Nunes"_s)));
    EXPECT_FALSE(test.accepts(CellValue()));
}

TEST(CellTestTest, TellsNothingFromSomething)
{
    const CellTest empty({FilterTest::Empty, {}, {}, {}, {}, {}, {}});
    const CellTest there({FilterTest::NotEmpty, {}, {}, {}, {}, {}, {}});

    for (const CellValue &nothing : {CellValue(), CellValue(QString())}) {
        EXPECT_TRUE(empty.accepts(nothing));
        EXPECT_FALSE(there.accepts(nothing));
    }
    for (const CellValue &something : {CellValue(u"a"_s), CellValue(0.0)}) {
        EXPECT_FALSE(empty.accepts(something));
        EXPECT_TRUE(there.accepts(something));
    }
}

TEST(CellTestTest, BoundsOfNumbersAreIncludedAndMayBeOpen)
{
    ColumnFilter filter{FilterTest::Between, {}, {}, 3.0, 5.0, {}, {}};
    EXPECT_TRUE(CellTest(filter).accepts(3.0));
    EXPECT_TRUE(CellTest(filter).accepts(5.0));
    EXPECT_FALSE(CellTest(filter).accepts(5.5));
    EXPECT_FALSE(CellTest(filter).accepts(CellValue()));

    filter.most.reset();
    EXPECT_TRUE(CellTest(filter).accepts(1000.0));
    EXPECT_FALSE(CellTest(filter).accepts(2.0));
}

TEST(CellTestTest, AMomentBelongsToTheDayThatItsPlaceShows)
{
    // Eleven in the evening of the 22nd in Caracas is the 23rd in Tokyo.
    const QDate day(2026, 11, 22);
    const Timestamp late(std::chrono::milliseconds(
        QDateTime(day, QTime(23, 0), QTimeZone("America/Caracas")).toMSecsSinceEpoch()));
    const CellTest that(between(day, day));

    EXPECT_TRUE(that.accepts(cellOf(late, u"America/Caracas"_s)));
    EXPECT_FALSE(that.accepts(cellOf(late, u"Asia/Tokyo"_s)));
    EXPECT_TRUE(CellTest(between(day.addDays(1), {})).accepts(cellOf(late, u"Asia/Tokyo"_s)));
    EXPECT_FALSE(that.accepts(cellOf(late + 1h, u"America/Caracas"_s))) << "midnight is tomorrow";
}

TEST(ColumnFilterTest, ComesBackFromSettings)
{
    const QList<ColumnFilter> filters{
        contains(u"ana"_s),
        oneOf({u"Sales"_s, QString()}),
        {FilterTest::Between, {}, {}, 1.5, std::nullopt, {}, {}},
        between(QDate(2026, 1, 1), {}),
        {FilterTest::Empty, {}, {}, {}, {}, {}, {}},
        {FilterTest::NotEmpty, {}, {}, {}, {}, {}, {}},
    };

    for (const ColumnFilter &filter : filters) {
        EXPECT_EQ(ColumnFilter::fromVariant(filter.toVariant()), filter);
    }
    EXPECT_FALSE(ColumnFilter::fromVariant({{u"test"_s, u"of a later version"_s}}));
}

TEST(PeopleTableModelFilterTest, KeepsWhoPassesAllOfThem)
{
    PeopleTableModel model;
    const ModelWatch watch(model);
    model.setWords({u"active"_s, u"inactive"_s});
    model.setSnapshot(
        packed({somebody(u"Ana"_s, u"Clerk"_s, u"1234"_s), somebody(u"Bea"_s, u"Driver"_s),
                somebody(u"Clerk"_s, u"Driver"_s), somebody(u"Dora"_s, u"Head clerk"_s)}));

    model.setFilters({{PeopleTableModel::JobTitle, contains(u"clérk"_s)}});
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name), (QStringList{u"Ana"_s, u"Dora"_s}))
        << "Clerk is a name there";
    EXPECT_EQ(model.countUnfiltered(), 4);

    model.setFilters({{PeopleTableModel::JobTitle, contains(u"clerk"_s)},
                      {PeopleTableModel::Phone, contains(u"23"_s)}});
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name), QStringList{u"Ana"_s});

    model.setFilters({{PeopleTableModel::Phone, oneOf({QString()})}});
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name),
              (QStringList{u"Bea"_s, u"Clerk"_s, u"Dora"_s}));

    model.setFilters({{PeopleTableModel::JobTitle, oneOf({u"Driver"_s, u"Clerk"_s})}});
    model.setQuery(u"a"_s, PeopleTableModel::Show::All);
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name), (QStringList{u"Ana"_s, u"Bea"_s}));
    EXPECT_EQ(model.countUnfiltered(), 3) << "the search is no filter";

    model.setQuery({}, PeopleTableModel::Show::All);
    model.setFilters({});
    EXPECT_EQ(model.rowCount(), 4);
}

TEST(PeopleTableModelFilterTest, WhoIsChangedComesAndGoes)
{
    const Employee ana = somebody(u"Ana"_s, u"Clerk"_s);
    Employee bea = somebody(u"Bea"_s, u"Driver"_s);
    PeopleTableModel model;
    auto first = std::make_shared<PeopleSnapshot>();
    first->put(ana);
    first->put(bea);
    model.setSnapshot(first);
    model.setFilters({{PeopleTableModel::JobTitle, contains(u"clerk"_s)}});
    ASSERT_EQ(model.rowCount(), 1);
    const ModelWatch watch(model);

    bea.jobTitle = u"Clerk"_s;
    auto second = std::make_shared<PeopleSnapshot>(*first);
    second->put(bea);
    model.setSnapshot(second);
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name), (QStringList{u"Ana"_s, u"Bea"_s}));
    EXPECT_EQ(watch.resets.count(), 0);

    bea.jobTitle = u"Driver"_s;
    auto third = std::make_shared<PeopleSnapshot>(*second);
    third->put(bea);
    model.setSnapshot(third);
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name), QStringList{u"Ana"_s});
}

TEST(PeopleTableModelFilterTest, CountsTheValuesThatTheOtherFiltersLeave)
{
    PeopleTableModel model;
    model.setWords({u"active"_s, u"inactive"_s});
    Employee gone = somebody(u"Zoe"_s, u"Driver"_s);
    gone.isActive = false;
    model.setSnapshot(packed({somebody(u"Ana"_s, u"Zahnarzt"_s), somebody(u"Bea"_s, u"Ärztin"_s),
                              somebody(u"Cleo"_s, u"Ärztin"_s), gone}));
    model.setFilters({{PeopleTableModel::State, oneOf({u"1"_s})},
                      {PeopleTableModel::JobTitle, contains(u"zahn"_s)}});

    const QList<ColumnValue> jobs = model.valuesOf(PeopleTableModel::JobTitle);
    EXPECT_EQ(jobs, (QList<ColumnValue>{{u"Ärztin"_s, u"Ärztin"_s, 2},
                                        {u"Zahnarzt"_s, u"Zahnarzt"_s, 1}}));
    const QList<ColumnValue> states = model.valuesOf(PeopleTableModel::State);
    EXPECT_EQ(states, (QList<ColumnValue>{{u"1"_s, u"active"_s, 1}}));
}

TEST(PeopleTableModelFilterTest, SortsBySeveralColumns)
{
    PeopleTableModel model;
    const ModelWatch watch(model);
    model.setSnapshot(packed({somebody(u"Bea"_s, u"Clerk"_s), somebody(u"Ana"_s, u"Driver"_s),
                              somebody(u"Óscar"_s, u"Clerk"_s), somebody(u"Paul"_s, u"Clerk"_s)}));

    model.setSortKeys({{PeopleTableModel::JobTitle, Qt::DescendingOrder},
                       {PeopleTableModel::Name, Qt::AscendingOrder}});
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name),
              (QStringList{u"Ana"_s, u"Bea"_s, u"Óscar"_s, u"Paul"_s}));

    model.setSortKeys({{PeopleTableModel::JobTitle, Qt::AscendingOrder},
                       {PeopleTableModel::Name, Qt::DescendingOrder}});
    EXPECT_EQ(shownIn(model, PeopleTableModel::Name),
              (QStringList{u"Paul"_s, u"Óscar"_s, u"Bea"_s, u"Ana"_s}));
    EXPECT_EQ(watch.resets.count(), 0);
}

TEST(RowListModelFilterTest, SortsBySeveralColumnsAndKeepsTheRestAsItCame)
{
    const SystemClock clock;
    EventTableModel model(clock);
    const ModelWatch watch(model);
    const Timestamp day(std::chrono::days(20'000));
    model.setRows({eventAt(u"b"_s, day, {}), eventAt(u"a"_s, day + 1h, {}),
                   eventAt(u"a"_s, day, {}), eventAt(u"É"_s, day, {}), eventAt(u"f"_s, day, {})});

    model.setSortKeys({{EventTableModel::Date, Qt::AscendingOrder},
                       {EventTableModel::Title, Qt::DescendingOrder}});
    EXPECT_EQ(shownIn(model, EventTableModel::Title),
              (QStringList{u"f"_s, u"É"_s, u"b"_s, u"a"_s, u"a"_s}));
    EXPECT_EQ(model.at(4).event.date, day + 1h);

    model.setSortKeys({});
    EXPECT_EQ(shownIn(model, EventTableModel::Title),
              (QStringList{u"b"_s, u"a"_s, u"a"_s, u"É"_s, u"f"_s}));
    EXPECT_EQ(watch.resets.count(), 0);
}

TEST(RowListModelFilterTest, NewRowsPassTheFiltersToo)
{
    const SystemClock clock;
    EventTableModel model(clock);
    const ModelWatch watch(model);
    QList<EventSummary> rows{eventAt(u"Fire drill"_s, {}, {}), eventAt(u"Excel"_s, {}, {})};
    model.setRows(rows);
    model.setFilters({{EventTableModel::Title, contains(u"drill"_s)}});
    ASSERT_EQ(shownIn(model, EventTableModel::Title), QStringList{u"Fire drill"_s});

    rows.append(eventAt(u"Drilling"_s, {}, {}));
    rows.append(eventAt(u"Word"_s, {}, {}));
    model.setRows(rows);

    EXPECT_EQ(shownIn(model, EventTableModel::Title),
              (QStringList{u"Fire drill"_s, u"Drilling"_s}));
    EXPECT_EQ(model.countUnfiltered(), 4);
    model.setFilters({});
    EXPECT_EQ(model.rowCount(), 4);
}

TEST(RowListModelFilterTest, StatesAreChosenByWhatTheyAre)
{
    FakeDesk desk(Role::HumanResources);
    AttendanceTableModel model;
    model.setWords({u"pending"_s, u"confirmed"_s, u"cancelled"_s, u"waits"_s});
    model.setRows(*valueOf(desk.attendances.ofEvent(desk.company.events.at(3).uuid)));
    const QList<ColumnValue> choices = model.choicesOf(AttendanceTableModel::Status);
    ASSERT_EQ(choices.size(), 3);

    model.setFilters({{AttendanceTableModel::Status, oneOf({choices.at(1).name})}});

    ASSERT_GT(model.rowCount(), 0);
    EXPECT_EQ(QSet<QString>({u"confirmed"_s}), [&] {
        const QStringList shown = shownIn(model, AttendanceTableModel::Status);
        return QSet<QString>(shown.begin(), shown.end());
    }());
    model.setWords({u"pendiente"_s, u"confirmada"_s, u"cancelada"_s, u"espera"_s});
    EXPECT_GT(model.rowCount(), 0) << "in another language it is the same state";
}

TEST(RowListModelFilterTest, ColumnsHaveNamesThatDoNotDependOnTheirPlace)
{
    const EvaluationTableModel model;

    EXPECT_EQ(model.columnName(EvaluationTableModel::EventDate), u"EventDate"_s);
    EXPECT_EQ(model.columnNamed(u"Score"_s), EvaluationTableModel::Score);
    EXPECT_EQ(model.columnNamed(u"Salary"_s), -1);
}

TEST(ValueListModelTest, KeepsWhatIsCheckedWhileItIsSearched)
{
    ValueListModel model;
    const ModelWatch watch(model);
    model.setValues({{u"a"_s, u"Álvarez"_s, 3}, {u"b"_s, u"Bello"_s, 1}, {QString(), {}, 2}},
                    {u"b"_s, u"gone"_s}, u"(nothing)"_s);
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(model.index(0).data().toString(), u"Bello  (1)"_s) << "checked ones come first";

    model.setSearch(u"alva"_s);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_TRUE(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
    model.setSearch({});

    EXPECT_EQ(QSet<QString>({u"a"_s, u"b"_s, u"gone"_s}), [&] {
        const QStringList checked = model.checked();
        return QSet<QString>(checked.begin(), checked.end());
    }());
    EXPECT_TRUE(model.setData(model.index(0), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(model.checked().contains(u"b"_s));
}

} // namespace EvalTrack::Test
