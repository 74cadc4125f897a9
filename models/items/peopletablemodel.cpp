// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/peopletablemodel.h"

#include "items/itemtext.h"

#include <algorithm>
#include <future>
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
    case PeopleTableModel::State:
    case PeopleTableModel::ColumnCount:
        break;
    }
    return std::nullopt;
}

/// Where each text comes when they are sorted by the rules of a language; equal ones in the same
/// place. Another processor takes half of it.
std::vector<size_t> placesOf(const std::vector<QByteArray> &texts, const QCollator &collator)
{
    std::vector<std::optional<QCollatorSortKey>> keys(texts.size());
    std::vector<size_t> sorted(texts.size());
    std::iota(sorted.begin(), sorted.end(), size_t(0));
    const auto comesFirst = [&keys](size_t a, size_t b) {
        return *keys[a] < *keys[b];
    };
    const auto sortPart = [&](size_t from, size_t to, const QCollator &own) {
        for (size_t each = from; each < to; ++each) {
            keys[each] = own.sortKey(QString::fromUtf8(texts[each]));
        }
        std::sort(sorted.begin() + static_cast<qsizetype>(from),
                  sorted.begin() + static_cast<qsizetype>(to), comesFirst);
    };
    constexpr size_t WorthAThread = 2'000;
    const size_t half = texts.size() < WorthAThread ? 0 : texts.size() / 2;
    std::future<void> firstHalf;
    if (half > 0) {
        firstHalf = std::async(std::launch::async, [&sortPart, half, language = collator.locale()] {
            sortPart(0, half, QCollator(language)); // One serves one thread.
        });
    }
    sortPart(half, texts.size(), collator);
    if (half > 0) {
        firstHalf.get();
        std::inplace_merge(sorted.begin(), sorted.begin() + static_cast<qsizetype>(half),
                           sorted.end(), comesFirst);
    }
    std::vector<size_t> places(texts.size());
    size_t place = 0;
    for (size_t next = 0; next < sorted.size(); ++next) {
        place = next > 0 && comesFirst(sorted[next - 1], sorted[next]) ? next : place;
        places[sorted[next]] = place;
    }
    return places;
}

} // namespace

PeopleTableModel::PeopleTableModel(QObject *parent)
    : ItemTableModel(parent)
    , m_snapshot(std::make_shared<const PeopleSnapshot>())
    , m_collator(ItemText::collator())
{}

void PeopleTableModel::setWords(const Words &words)
{
    m_words = words;
    // New words mean another language, which may sort otherwise.
    const QCollator collator = ItemText::collator();
    if (collator.locale() != m_collator.locale()) {
        m_collator = collator;
        m_orders = {};
        m_shown.reset();
        sort(m_sortColumn, m_sortOrder);
    }
    noteAllChanged();
}

void PeopleTableModel::setSnapshot(std::shared_ptr<const PeopleSnapshot> snapshot)
{
    const std::shared_ptr<const PeopleSnapshot> before =
        std::exchange(m_snapshot, std::move(snapshot));
    m_shown.reset();
    m_typed.forget();
    // The other columns' orders would keep old snapshots alive.
    for (int column = 0; column < ColumnCount; ++column) {
        if (column != m_sortColumn) {
            m_orders[static_cast<size_t>(column)] = {};
        }
    }
    const auto changed = m_snapshot->changedSince(*before);
    Order &order = m_orders[static_cast<size_t>(m_sortColumn)];
    if (changed && changed->isEmpty() && order.of == before) {
        order.of = m_snapshot;
        return;
    }
    const Passage way = passage(*before, *m_snapshot);
    if (order.of == before) {
        carryOver(order, m_sortColumn, way);
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
    const Order &order = orderOf(m_sortColumn);
    const auto comesFirst = [&order, this](qint32 a, qint32 b) {
        return m_sortOrder == Qt::AscendingOrder ? order.rank.at(a) < order.rank.at(b)
                                                 : order.rank.at(b) < order.rank.at(a);
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
    return (m_show == Show::All || m_snapshot->isActive(index) == (m_show == Show::Active)) &&
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
                                std::optional<DepartmentId> department)
{
    if (show != m_show || department != m_department) {
        m_shown.reset();
    }
    m_search = search;
    m_show = show;
    m_department = department;
    QList<qint32> rows = matching();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PeopleTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount) {
        return;
    }
    if (column != m_sortColumn || order != m_sortOrder) {
        m_shown.reset();
    }
    m_sortColumn = column;
    m_sortOrder = order;
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

const QList<qint32> &PeopleTableModel::shown()
{
    if (!m_shown) {
        QList<qint32> rows = orderOf(m_sortColumn).sorted;
        if (m_sortOrder == Qt::DescendingOrder) {
            std::reverse(rows.begin(), rows.end());
        }
        if (m_show != Show::All || m_department) {
            rows.removeIf([this](qint32 row) { return !isShown(row); });
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
        std::sort(rows.begin(), rows.end(), [&order = orderOf(m_sortColumn)](qint32 a, qint32 b) {
            return order.rank.at(a) < order.rank.at(b);
        });
        if (m_sortOrder == Qt::DescendingOrder) {
            std::reverse(rows.begin(), rows.end());
        }
    }
    return rows;
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
    const Employee employee = snapshot.at(index);
    return employee.hireDate ? employee.hireDate->toString(Qt::ISODate).toLatin1() : QByteArray();
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
    const std::vector<size_t> places = placesOf(texts, m_collator);
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
    const qint32 index = m_rows.at(row);
    if (const auto known = textColumn(column)) {
        return m_snapshot->text(index, *known);
    }
    if (column == State) {
        return m_snapshot->isActive(index) ? m_words.active : m_words.inactive;
    }
    return ItemText::date(m_snapshot->at(index).hireDate);
}

QVariant PeopleTableModel::raw(int row, int column) const
{
    const qint32 index = m_rows.at(row);
    if (column == State) {
        return m_snapshot->isActive(index);
    }
    if (column == HireDate) {
        const auto date = m_snapshot->at(index).hireDate;
        return date ? QVariant(*date) : QVariant();
    }
    return text(row, column);
}

bool PeopleTableModel::isNumber(int /*column*/) const
{
    return false;
}

} // namespace EvalTrack
