// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/tablebench.h"

#include "client/figures.h"
#include "client/samplepeople.h"
#include "items/evaluationtablemodel.h"
#include "items/peopletablemodel.h"

#include <memory>

namespace EvalTrack::Bench {

namespace {

using namespace std::chrono_literals;

/// What a column's filter may cost: two frames for a hundred thousand rows, and for more what
/// nobody takes for a stop.
std::chrono::milliseconds wantedFor(qsizetype rows)
{
    return rows <= 100'000 ? 33ms : 400ms;
}

ColumnFilter containing(const QString &text)
{
    ColumnFilter filter;
    filter.text = text;
    return filter;
}

ColumnFilter oneOf(const QStringList &values)
{
    ColumnFilter filter;
    filter.test = ColumnFilter::Test::OneOf;
    filter.values = values;
    return filter;
}

ColumnFilter daysFrom(QDate from)
{
    ColumnFilter filter;
    filter.test = ColumnFilter::Test::Between;
    filter.from = from;
    return filter;
}

template <typename Model>
void measureFilter(const QString &what, Model &model, int column, const ColumnFilter &filter)
{
    model.setFilters({});
    const Microseconds taken = timed([&] { model.setFilters({{column, filter}}); });
    Figures::below(u"%1 (%2 left)"_qs.arg(what).arg(model.rowCount()), taken,
                   wantedFor(model.countUnfiltered()));
}

void measurePeople(int people)
{
    Figures::heading(u"Columns of a table of people (%1)"_qs.arg(people));
    auto snapshot = std::make_shared<PeopleSnapshot>();
    snapshot->reserve(people);
    for (int number = 0; number < people; ++number) {
        snapshot->put(samplePerson(number));
    }
    using Table = PeopleTableModel;
    Table model;
    model.setSnapshot(snapshot);
    const Employee first = snapshot->at(0);

    measureFilter(u"name contains"_qs, model, Table::Name, containing(u"mar"_qs));
    measureFilter(u"phone contains"_qs, model, Table::Phone, containing(u"12"_qs));
    measureFilter(u"department is one of"_qs, model, Table::Department,
                  oneOf({first.department.value_or(QString())}));
    measureFilter(u"hired since"_qs, model, Table::HireDate, daysFrom(QDate(2020, 1, 1)));
    measureFilter(u"is active"_qs, model, Table::State, oneOf({u"1"_qs}));
    model.setFilters({});
    Figures::duration(u"the values of department"_qs,
                      timed([&] { static_cast<void>(model.valuesOf(Table::Department)); }));
    Figures::duration(u"the values of name"_qs,
                      timed([&] { static_cast<void>(model.valuesOf(Table::Name)); }));
    Figures::duration(u"sorting by department and name for the first time"_qs, timed([&] {
                          model.setSortKeys({{Table::Department, Qt::AscendingOrder},
                                             {Table::Name, Qt::DescendingOrder}});
                      }));
    Figures::duration(u"the other way round"_qs, timed([&] {
                          model.setSortKeys({{Table::Department, Qt::DescendingOrder},
                                             {Table::Name, Qt::AscendingOrder}});
                      }));
}

void measureEvaluations(int rows)
{
    Figures::heading(u"Columns of a table of evaluations (%1)"_qs.arg(rows));
    QList<EvaluationRow> evaluations;
    evaluations.reserve(rows);
    for (int number = 0; number < rows; ++number) {
        const Employee person = samplePerson(number % 10'000);
        EvaluationRow row;
        row.evaluation.uuid = EvaluationUuid(makeUuidV7());
        row.personName = person.name;
        row.department = person.department.value_or(QString());
        row.eventTitle = u"Event %1"_qs.arg(number % 100);
        row.eventDate = Timestamp(std::chrono::days(20'000) + std::chrono::hours(number % 10'000));
        row.eventZone = u"America/Caracas"_qs;
        row.evaluation.score = 1 + number % 10;
        evaluations.append(row);
    }
    using Table = EvaluationTableModel;
    Table model;
    Figures::duration(u"showing them for the first time"_qs,
                      timed([&] { model.setRows(evaluations, RowsAre::ANewList); }));
    measureFilter(u"name contains"_qs, model, Table::Person, containing(u"mar"_qs));
    measureFilter(u"event is one of"_qs, model, Table::Event, oneOf({u"Event 7"_qs}));
    measureFilter(u"event since"_qs, model, Table::EventDate, daysFrom(QDate(2025, 1, 1)));
    model.setFilters({});
    Figures::duration(u"the values of name"_qs,
                      timed([&] { static_cast<void>(model.valuesOf(Table::Person)); }));
    Figures::duration(u"sorting by event and name"_qs, timed([&] {
                          model.setSortKeys({{Table::Event, Qt::AscendingOrder},
                                             {Table::Person, Qt::AscendingOrder}});
                      }));
    Figures::duration(u"filtering what is sorted"_qs, timed([&] {
                          model.setFilters({{Table::Score, oneOf({u"3"_qs})}});
                      }));
    Figures::duration(u"and taking the filter away"_qs, timed([&] { model.setFilters({}); }));
}

} // namespace

void measureTables(int rows)
{
    measurePeople(rows);
    measureEvaluations(rows);
}

} // namespace EvalTrack::Bench
