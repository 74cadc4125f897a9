// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/peopletablemodel.h"

#include "items/itemtext.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <vector>

namespace EvalTrack {

namespace {

std::optional<PeopleSnapshot::Text> textColumn(int column)
{
    switch (static_cast<PeopleTableModel::Column>(column)) {
    case PeopleTableModel::Name:
        return PeopleSnapshot::Text::Name;
    case PeopleTableModel::NationalId:
        return PeopleSnapshot::Text::NationalId;
    case PeopleTableModel::BadgeCode:
        return PeopleSnapshot::Text::BadgeCode;
    case PeopleTableModel::Email:
        return PeopleSnapshot::Text::Email;
    case PeopleTableModel::JobTitle:
        return PeopleSnapshot::Text::JobTitle;
    case PeopleTableModel::Department:
        return PeopleSnapshot::Text::Department;
    case PeopleTableModel::Phone:
        return PeopleSnapshot::Text::Phone;
    case PeopleTableModel::HireDate:
    case PeopleTableModel::ContractUntil:
    case PeopleTableModel::LeftOn:
    case PeopleTableModel::State:
    case PeopleTableModel::ColumnCount:
        break;
    }
    return std::nullopt;
}

bool isDay(int column)
{
    return column == PeopleTableModel::HireDate || column == PeopleTableModel::ContractUntil ||
           column == PeopleTableModel::LeftOn;
}

/// Julian day of a column of days; 0 when nobody said.
qint32 dayAt(const PeopleSnapshot &people, qsizetype index, int column)
{
    return column == PeopleTableModel::HireDate        ? people.hireDayAt(index)
           : column == PeopleTableModel::ContractUntil ? people.contractDayAt(index)
                                                       : people.leftDayAt(index);
}

} // namespace

PeopleTableModel::PeopleTableModel(QObject *parent)
    : ItemTableModel(parent)
    , m_snapshot(std::make_shared<const PeopleSnapshot>())
    , m_collator(ItemText::collator())
{
    initSortKeys({{Name, Qt::AscendingOrder}});
}

void PeopleTableModel::setWords(const Words &words)
{
    m_words = words;
    // New words mean another language, which may sort otherwise.
    const QCollator collator = ItemText::collator();
    if (collator.locale() != m_collator.locale()) {
        m_collator = collator;
        m_orders = {};
        rearrange();
    }
    noteAllChanged();
}

void PeopleTableModel::setSnapshot(std::shared_ptr<const PeopleSnapshot> snapshot)
{
    const std::shared_ptr<const PeopleSnapshot> before =
        std::exchange(m_snapshot, std::move(snapshot));
    m_shown.reset();
    m_typed.forget();
    const auto changed = m_snapshot->changedSince(*before);
    const bool isUnchanged = changed && changed->isEmpty();
    const Passage way = passage(*before, *m_snapshot);
    for (int column = 0; column < ColumnCount; ++column) {
        Order &order = m_orders[static_cast<size_t>(column)];
        const bool isNeeded =
            std::ranges::find(sortKeys(), column, &SortKey::column) != sortKeys().cend();
        if (!isNeeded || order.of != before) {
            order = {}; // It would keep an old snapshot alive.
        } else if (isUnchanged) {
            order.of = m_snapshot;
        } else {
            carryOver(order, column, way);
        }
    }
    if (isUnchanged) {
        if (m_orderOfKeys.of == before) {
            m_orderOfKeys.of = m_snapshot;
        }
        return;
    }
    const QList<qint32> fresh =
        changed && m_search.trimmed().isEmpty() ? patched(way, *changed) : matching();

    QList<int> rowOfIndex(m_snapshot->size(), -1);
    for (int row = 0; row < fresh.size(); ++row) {
        rowOfIndex[fresh.at(row)] = row;
    }
    QList<int> positions;
    positions.reserve(m_rows.size());
    for (const qint32 old : std::as_const(m_rows)) {
        const qint32 index = way.indexes.at(old);
        positions.append(index < 0 ? -1 : rowOfIndex.at(index));
    }
    const RowDiff diff = RowDiff::ofPositions(positions, fresh.size());
    if (diff.isScattered()) {
        beginResetModel();
        m_rows = fresh;
        endResetModel();
        return;
    }
    // Until the rows that go are gone, every number in m_rows means a line of the old snapshot.
    const auto now = std::exchange(m_snapshot, before);
    follow(
        diff, m_rows, fresh, [&] { m_snapshot = now; },
        [&way](qint32 old, qint32) { return !way.areTouched.at(old); });
}

// As matching() would find it, but only who changed is looked at.
QList<qint32> PeopleTableModel::patched(const Passage &way, const QSet<UserUuid> &changed)
{
    const auto comesFirst = [&order = order(), this](qint32 a, qint32 b) {
        return isDescending() ? order.rank.at(b) < order.rank.at(a)
                              : order.rank.at(a) < order.rank.at(b);
    };
    QList<qint32> different;
    for (const UserUuid uuid : changed) {
        const qsizetype old = way.from.indexOf(uuid);
        const auto index = static_cast<qint32>(m_snapshot->indexOf(uuid));
        const bool isAsBefore = old >= 0 && !way.areTouched.at(old);
        if (index >= 0 && !isAsBefore && isShown(index)) {
            different.append(index);
        }
    }
    std::sort(different.begin(), different.end(), comesFirst);

    QList<qint32> fresh;
    fresh.reserve(m_rows.size() + different.size());
    auto next = different.cbegin();
    for (const qint32 old : std::as_const(m_rows)) {
        const qint32 index = way.indexes.at(old);
        if (index < 0 || way.areTouched.at(old)) {
            continue;
        }
        while (next != different.cend() && comesFirst(*next, index)) {
            fresh.append(*next++);
        }
        fresh.append(index);
    }
    fresh.append(QList<qint32>(next, different.cend()));
    return fresh;
}

bool PeopleTableModel::isShown(qint32 index) const
{
    return isAskedFor(index) && std::all_of(m_tests.begin(), m_tests.end(), [&](const auto &test) {
               return passes(test.second, test.first, index);
           });
}

bool PeopleTableModel::isAskedFor(qint32 index) const
{
    const qint32 ends = m_snapshot->contractDayAt(index);
    return (m_show == Show::All || m_snapshot->isActive(index) == (m_show != Show::Inactive)) &&
           (m_show != Show::ContractEnding || (ends != 0 && ends <= m_endsBy)) &&
           (!m_department || m_snapshot->departmentAt(index) == *m_department);
}

PeopleTableModel::Passage PeopleTableModel::passage(const PeopleSnapshot &from,
                                                    const PeopleSnapshot &to)
{
    Passage way{from, QList<qint32>(from.size()), QList<bool>(from.size(), false)};
    const auto look = [&](qsizetype old) {
        const qsizetype index = to.indexOf(from.uuidAt(old));
        way.indexes[old] = static_cast<qint32>(index);
        way.areTouched[old] = index < 0 || !to.isSame(index, from, old);
    };
    const auto changed = to.changedSince(from);
    if (!changed) {
        for (qsizetype old = 0; old < from.size(); ++old) {
            look(old);
        }
        return way;
    }
    std::iota(way.indexes.begin(), way.indexes.end(), 0);
    for (const UserUuid uuid : *changed) {
        const qsizetype old = from.indexOf(uuid);
        if (old >= 0) {
            look(old);
        }
    }
    return way;
}

void PeopleTableModel::setQuery(const QString &search, Show show,
                                std::optional<DepartmentId> department, QDate endsBy)
{
    const qint64 endDay = show == Show::ContractEnding ? endsBy.toJulianDay() : 0;
    if (show != m_show || department != m_department || endDay != m_endsBy) {
        m_shown.reset();
    }
    m_endsBy = endDay;
    m_search = search;
    m_show = show;
    m_department = department;
    QList<qint32> rows = matching();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PeopleTableModel::rearrange()
{
    m_shown.reset();
    m_orderOfKeys = {};
    QList<qint32> sorted = matching();
    QList<int> positionOf(m_snapshot->size(), 0);
    for (int i = 0; i < sorted.size(); ++i) {
        positionOf[sorted.at(i)] = i;
    }
    QList<int> moved;
    moved.reserve(m_rows.size());
    for (const qint32 row : std::as_const(m_rows)) {
        moved.append(positionOf.at(row));
    }
    reorder(moved, [&] { m_rows = std::move(sorted); });
}

void PeopleTableModel::refilter()
{
    m_tests.clear();
    for (auto each = filters().begin(); each != filters().end(); ++each) {
        m_tests.emplace_back(each.key(), CellTest(each.value()));
    }
    m_shown.reset();
    QList<qint32> rows = matching();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

bool PeopleTableModel::isDescending() const
{
    return !sortKeys().isEmpty() && sortKeys().first().order == Qt::DescendingOrder;
}

const QList<qint32> &PeopleTableModel::shown()
{
    if (!m_shown) {
        QList<qint32> rows = order().sorted;
        if (isDescending()) {
            std::reverse(rows.begin(), rows.end());
        }
        if (m_show != Show::All || m_department) {
            rows.removeIf([this](qint32 row) { return !isAskedFor(row); });
        }
        for (const auto &[column, test] : m_tests) {
            keepPassing(rows, test, column);
        }
        m_shown = std::move(rows);
    }
    return *m_shown;
}

QList<qint32> PeopleTableModel::matching()
{
    if (m_search.trimmed().isEmpty()) {
        return shown();
    }
    const QList<qint32> &found = m_typed.find(m_snapshot, m_search);
    QList<qint32> rows;
    // One letter finds nearly everybody: then picking from those in order is faster than sorting.
    if (found.size() * 8 > m_snapshot->size()) {
        QList<bool> isFound(m_snapshot->size(), false);
        for (const qint32 row : found) {
            isFound[row] = true;
        }
        std::copy_if(shown().begin(), shown().end(), std::back_inserter(rows),
                     [&isFound](qint32 row) { return isFound.at(row); });
    } else {
        std::copy_if(found.begin(), found.end(), std::back_inserter(rows),
                     [this](qint32 row) { return isShown(row); });
        std::sort(rows.begin(), rows.end(), [&order = order()](qint32 a, qint32 b) {
            return order.rank.at(a) < order.rank.at(b);
        });
        if (isDescending()) {
            std::reverse(rows.begin(), rows.end());
        }
    }
    return rows;
}

bool PeopleTableModel::passes(const CellTest &test, int column, qint32 index) const
{
    return test.accepts(valueOf(index, column));
}

// Everybody is judged in the order of memory, then picked in that of the rows: the other way round
// most of the time goes into waiting for memory.
void PeopleTableModel::keepPassing(QList<qint32> &rows, const CellTest &test, int column) const
{
    std::vector<char> isPassing(static_cast<size_t>(m_snapshot->size()), 0);
    const auto judge = [&](qint32 index, bool passing) {
        isPassing[static_cast<size_t>(index)] = passing ? 1 : 0;
    };
    const auto text = textColumn(column);
    const ColumnFilter::Test kind = test.filter().test;
    const auto all = static_cast<qint32>(m_snapshot->size());
    if (kind == ColumnFilter::Test::Contains && column != Phone) {
        // Whose job has a word in it has it in what a search looks through, which is faster.
        for (const qint32 index : m_snapshot->search(test.folded())) {
            judge(index, passes(test, column, index));
        }
    } else if (kind == ColumnFilter::Test::OneOf && text) {
        QSet<QByteArray> values;
        for (const QString &value : test.filter().values) {
            values.insert(value.toUtf8());
        }
        for (qint32 index = 0; index < all; ++index) {
            const QByteArrayView own = m_snapshot->utf8(index, *text);
            judge(index, values.contains(QByteArray::fromRawData(own.data(), own.size())));
        }
    } else {
        for (qint32 index = 0; index < all; ++index) {
            judge(index, passes(test, column, index));
        }
    }
    rows.removeIf(
        [&isPassing](qint32 index) { return isPassing[static_cast<size_t>(index)] == 0; });
}

QByteArray PeopleTableModel::sortText(const PeopleSnapshot &snapshot, qsizetype index, int column)
{
    if (const auto known = textColumn(column)) {
        const QByteArrayView text = snapshot.utf8(index, *known);
        return QByteArray::fromRawData(text.data(), text.size());
    }
    if (column == State) {
        return snapshot.isActive(index) ? QByteArrayLiteral("0") : QByteArrayLiteral("1");
    }
    const qint32 day = dayAt(snapshot, index, column);
    return day != 0 ? QDate::fromJulianDay(day).toString(Qt::ISODate).toLatin1() : QByteArray();
}

const PeopleTableModel::Order &PeopleTableModel::order()
{
    if (sortKeys().size() == 1) {
        return orderOf(sortKeys().first().column);
    }
    if (m_orderOfKeys.of != m_snapshot) {
        m_orderOfKeys = orderOfKeys();
    }
    return m_orderOfKeys;
}

PeopleTableModel::Order PeopleTableModel::orderOfKeys()
{
    std::vector<QList<qint32>> places; // One a key; equal ones share a place.
    for (const SortKey &key : sortKeys()) {
        const Order &own = orderOf(key.column);
        QList<qint32> placeOf(m_snapshot->size());
        qint32 place = 0;
        for (qsizetype i = 0; i < own.sorted.size(); ++i) {
            const bool isNew = i > 0 && sortText(*m_snapshot, own.sorted.at(i), key.column) !=
                                            sortText(*m_snapshot, own.sorted.at(i - 1), key.column);
            place += isNew ? 1 : 0;
            // Descending as a whole is the other way round: see isDescending().
            placeOf[own.sorted.at(i)] = key.order == sortKeys().first().order ? place : -place;
        }
        places.push_back(std::move(placeOf));
    }
    Order order;
    order.of = m_snapshot;
    order.sorted.resize(m_snapshot->size());
    std::iota(order.sorted.begin(), order.sorted.end(), 0);
    std::sort(order.sorted.begin(), order.sorted.end(), [&places](qint32 a, qint32 b) {
        for (const QList<qint32> &place : places) {
            if (place.at(a) != place.at(b)) {
                return place.at(a) < place.at(b);
            }
        }
        return a < b;
    });
    order.rank.resize(order.sorted.size());
    for (qsizetype position = 0; position < order.sorted.size(); ++position) {
        order.rank[order.sorted.at(position)] = static_cast<qint32>(position);
    }
    return order;
}

const PeopleTableModel::Order &PeopleTableModel::orderOf(int column)
{
    Order &order = m_orders[static_cast<size_t>(column)];
    if (order.of != m_snapshot) {
        order = {};
        carryOver(order, column, {PeopleSnapshot(), {}, {}});
    }
    return order;
}

void PeopleTableModel::carryOver(Order &order, int column, const Passage &passage) const
{
    const PeopleSnapshot &now = *m_snapshot;

    // Whoever has the same text as before keeps the place among those that have.
    QList<qint32> kept;
    QList<bool> isKept(now.size(), false);
    kept.reserve(now.size());
    for (const qint32 old : std::as_const(order.sorted)) {
        const qint32 index = passage.indexes.at(old);
        if (index >= 0 && (!passage.areTouched.at(old) ||
                           sortText(passage.from, old, column) == sortText(now, index, column))) {
            kept.append(index);
            isKept[index] = true;
        }
    }

    // Equal texts (a department, many a name) are collated and compared once.
    struct Entry
    {
        size_t place; // first the number of the text, then where the text comes
        qint32 index;
    };
    std::vector<Entry> changed;
    std::vector<QByteArray> texts; // each once
    QHash<QByteArray, size_t> numbers;
    numbers.reserve(kept.isEmpty() ? now.size() : 0);
    for (qsizetype index = 0; index < now.size(); ++index) {
        if (isKept.at(index)) {
            continue;
        }
        const QByteArray text = sortText(now, index, column);
        const size_t number = numbers.value(text, texts.size());
        if (number == texts.size()) {
            numbers.insert(text, number);
            texts.push_back(text);
        }
        changed.push_back({number, static_cast<qint32>(index)});
    }
    const std::vector<size_t> places = placesOf(
        texts.size(), [&texts](size_t number) { return QString::fromUtf8(texts[number]); },
        m_collator);
    for (Entry &entry : changed) {
        entry.place = places[entry.place];
    }
    std::ranges::stable_sort(changed, {}, &Entry::place);

    const auto wordsAt = [&now, column](qint32 index) {
        return QString::fromUtf8(sortText(now, index, column));
    };
    order.sorted.clear();
    order.sorted.reserve(now.size());
    if (changed.size() * 8 > static_cast<size_t>(now.size()) || kept.isEmpty()) {
        // A merge by text: every kept row is compared at most once for each changed one beside it.
        auto keptAt = kept.cbegin();
        for (const Entry &entry : changed) {
            while (keptAt != kept.cend() &&
                   m_collator.compare(wordsAt(*keptAt), wordsAt(entry.index)) <= 0) {
                order.sorted.append(*keptAt++);
            }
            order.sorted.append(entry.index);
        }
        order.sorted.append(QList<qint32>(keptAt, kept.cend()));
    } else {
        // Few changed: each finds its place by halving.
        auto from = kept.cbegin();
        for (const Entry &entry : changed) {
            const QString text = wordsAt(entry.index);
            const auto place =
                std::upper_bound(from, kept.cend(), text, [&](const QString &wanted, qint32 index) {
                    return m_collator.compare(wanted, wordsAt(index)) < 0;
                });
            order.sorted.append(QList<qint32>(from, place));
            order.sorted.append(entry.index);
            from = place;
        }
        order.sorted.append(QList<qint32>(from, kept.cend()));
    }

    order.rank.resize(now.size());
    for (qsizetype position = 0; position < order.sorted.size(); ++position) {
        order.rank[order.sorted.at(position)] = static_cast<qint32>(position);
    }
    order.of = m_snapshot;
}

Employee PeopleTableModel::at(int row) const
{
    return m_snapshot->at(m_rows.at(row));
}

UserUuid PeopleTableModel::personAt(int row) const
{
    return m_snapshot->uuidAt(m_rows.at(row));
}

QUuid PeopleTableModel::uuidAt(int row) const
{
    return personAt(row).value();
}

int PeopleTableModel::rowOf(const QUuid &uuid) const
{
    const qsizetype index = m_snapshot->indexOf(UserUuid(uuid));
    return index < 0 ? -1 : static_cast<int>(m_rows.indexOf(static_cast<qint32>(index)));
}

int PeopleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeopleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PeopleTableModel::text(int row, int column) const
{
    return wordsOf(m_rows.at(row), column);
}

QString PeopleTableModel::wordsOf(qint32 index, int column) const
{
    if (const auto known = textColumn(column)) {
        return m_snapshot->text(index, *known);
    }
    if (column == State) {
        return m_snapshot->isActive(index) ? m_words.active : m_words.inactive;
    }
    const qint32 day = dayAt(*m_snapshot, index, column);
    return day != 0 ? ItemText::date(QDate::fromJulianDay(day)) : QString();
}

CellValue PeopleTableModel::valueOf(qint32 index, int column) const
{
    if (column == State) {
        return m_snapshot->isActive(index) ? 1.0 : 0.0;
    }
    if (isDay(column)) {
        const qint32 day = dayAt(*m_snapshot, index, column);
        return day != 0 ? CellValue(QDate::fromJulianDay(day)) : CellValue();
    }
    return wordsOf(index, column);
}

CellValue PeopleTableModel::valueAt(int row, int column) const
{
    return valueOf(m_rows.at(row), column);
}

QVariant PeopleTableModel::raw(int row, int column) const
{
    return rawOf(valueOf(m_rows.at(row), column));
}

ColumnKind PeopleTableModel::kindOf(int column) const
{
    return column == State ? ColumnKind::Choice
                           : (isDay(column) ? ColumnKind::Date : ColumnKind::Text);
}

QList<ColumnValue> PeopleTableModel::choicesOf(int column) const
{
    return column == State ? choices({m_words.inactive, m_words.active}) : QList<ColumnValue>();
}

QList<qint32> PeopleTableModel::passingOthers(int column) const
{
    QList<qint32> rows(m_snapshot->size());
    std::iota(rows.begin(), rows.end(), 0);
    rows.removeIf([this](qint32 index) { return !isAskedFor(index); });
    for (const auto &[other, test] : m_tests) {
        if (other != column) {
            keepPassing(rows, test, other);
        }
    }
    if (!m_search.trimmed().isEmpty()) {
        rows = m_snapshot->search(m_search, rows);
    }
    return rows;
}

qsizetype PeopleTableModel::countUnfiltered() const
{
    QList<qint32> rows(m_snapshot->size());
    std::iota(rows.begin(), rows.end(), 0);
    rows.removeIf([this](qint32 index) { return !isAskedFor(index); });
    return m_search.trimmed().isEmpty() ? rows.size() : m_snapshot->search(m_search, rows).size();
}

QList<ColumnValue> PeopleTableModel::valuesOf(int column) const
{
    struct Known
    {
        qint32 first;
        qsizetype count;
    };
    QHash<QByteArray, Known> known;
    for (const qint32 index : passingOthers(column)) {
        const QByteArray text = sortText(*m_snapshot, index, column);
        auto each = known.find(text);
        if (each == known.end()) {
            each = known.insert(text, {index, 0});
        }
        ++each->count;
    }
    QList<ColumnValue> values;
    values.reserve(known.size());
    for (const Known &each : std::as_const(known)) {
        values.append(
            {nameOf(valueOf(each.first, column)), wordsOf(each.first, column), each.count});
    }
    return inOrder(values);
}

bool PeopleTableModel::isNumber(int /*column*/) const
{
    return false;
}

} // namespace EvalTrack
