// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/groupedrows.h"

#include "domain/localday.h"
#include "items/itemtablemodel.h"
#include "items/itemtext.h"

#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <numeric>
#include <utility>

namespace EvalTrack {

namespace {

constexpr qint64 GroupedAtOnceMilliseconds = 20;
constexpr qint64 GroupingTurnMilliseconds = 6;
constexpr int GroupedBetweenLooks = 200;
// More headings than anybody reads are not worth being put into order.
constexpr size_t MostOrdered = 3'000;
constexpr int MostRowsTold = 500;

/// The first of the month; what has no day is as it was.
CellValue monthOf(const CellValue &value)
{
    if (const auto *day = std::get_if<QDate>(&value)) {
        return day->isValid() ? CellValue(QDate(day->year(), day->month(), 1)) : CellValue();
    }
    if (const auto *moment = std::get_if<PlacedMoment>(&value)) {
        const QDate day =
            placeTime(moment->at,
                      moment->zone.isEmpty() ? std::nullopt : std::optional(moment->zone))
                .date;
        return QDate(day.year(), day.month(), 1);
    }
    return value;
}

bool saysNothing(const CellValue &value)
{
    const auto *text = std::get_if<QString>(&value);
    return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->isEmpty());
}

} // namespace

GroupedRows::GroupedRows(ItemTableModel &source, int column, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(&source)
    , m_column(column)
{
    const auto changes = [this](auto signal) {
        connect(m_source, signal, this, &GroupedRows::noteChange);
    };
    changes(&QAbstractItemModel::modelAboutToBeReset);
    changes(&QAbstractItemModel::rowsAboutToBeInserted);
    changes(&QAbstractItemModel::rowsAboutToBeRemoved);
    changes(&QAbstractItemModel::rowsAboutToBeMoved);
    changes(&QAbstractItemModel::layoutAboutToBeChanged);
    connect(m_source, &QAbstractItemModel::dataChanged, this, &GroupedRows::noteData);
    connect(m_source, &QAbstractItemModel::headerDataChanged, this,
            &QAbstractItemModel::headerDataChanged);
    connect(m_source, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_source = nullptr;
        m_later.stop();
        m_turn.stop();
        m_isDirty = false;
        m_isPlain = true;
        m_plainRows = 0;
        endResetModel();
    });
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &GroupedRows::settle);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        if (goOn(GroupingTurnMilliseconds)) {
            m_turn.stop();
            Q_EMIT aboutToRegroup();
            finish();
        }
    });
    m_isDirty = true;
    settle();
}

void GroupedRows::setWords(const Words &words)
{
    m_words = words;
    noteTotals();
}

void GroupedRows::setHeadingColumn(int column)
{
    if (std::exchange(m_headingColumn, column) != column) {
        noteTotals();
    }
}

void GroupedRows::setTotals(const TotalText &totals)
{
    m_totals = totals;
}

void GroupedRows::noteTotals()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void GroupedRows::noteChange()
{
    if (m_isDirty) {
        return;
    }
    Q_EMIT aboutToRegroup();
    m_isDirty = true;
    m_turn.stop();
    m_later.start();
}

void GroupedRows::noteData(const QModelIndex &first, const QModelIndex &last)
{
    if (m_isDirty) {
        return;
    }
    const bool isOfColumn = first.column() <= m_column && m_column <= last.column();
    const bool areMany = last.row() - first.row() > MostRowsTold;
    if (isOfColumn && areMany) {
        noteChange(); // Other words, as after a change of the language.
        return;
    }
    if (areMany) {
        noteTotals();
        return;
    }
    for (int row = first.row(); row <= last.row(); ++row) {
        if (isOfColumn && !m_isPlain && keyOf(row) != m_keyOf[static_cast<size_t>(row)]) {
            noteChange();
            return;
        }
        if (const int shown = rowOf(row); shown >= 0) {
            Q_EMIT dataChanged(index(shown, first.column()), index(shown, last.column()));
        }
    }
}

void GroupedRows::settle()
{
    if (!m_isDirty) {
        return;
    }
    m_later.stop();
    m_turn.stop();
    begin();
    if (goOn(GroupedAtOnceMilliseconds)) {
        finish();
        return;
    }
    beginResetModel();
    m_isDirty = false;
    m_isPlain = true;
    m_plainRows = m_source->rowCount();
    endResetModel();
    Q_EMIT regrouped();
    m_turn.start();
}

void GroupedRows::begin()
{
    m_byName.clear();
    m_firstRow.clear();
    m_keyOf.clear();
    m_keyOf.reserve(static_cast<size_t>(m_source->rowCount()));
}

int GroupedRows::keyOf(int sourceRow)
{
    const QString name = nameOf(monthOf(m_source->valueAt(sourceRow, m_column)));
    const auto known = m_byName.constFind(name);
    if (known != m_byName.constEnd()) {
        return *known;
    }
    const int key = static_cast<int>(m_firstRow.size());
    m_byName.insert(name, key);
    m_firstRow.push_back(sourceRow);
    return key;
}

bool GroupedRows::goOn(qint64 milliseconds)
{
    QElapsedTimer time;
    time.start();
    const int rows = m_source->rowCount();
    while (static_cast<int>(m_keyOf.size()) < rows) {
        if (time.elapsed() >= milliseconds) {
            return false;
        }
        const int until = std::min(rows, static_cast<int>(m_keyOf.size()) + GroupedBetweenLooks);
        for (int row = static_cast<int>(m_keyOf.size()); row < until; ++row) {
            m_keyOf.push_back(keyOf(row));
        }
    }
    return true;
}

void GroupedRows::finish()
{
    beginResetModel();
    const size_t groups = m_firstRow.size();
    std::vector<int> keys(groups); // In the order of the groups.
    std::iota(keys.begin(), keys.end(), 0);
    if (groups <= MostOrdered) {
        const auto valueAt = [this](int key, int /*column*/) {
            return monthOf(m_source->valueAt(m_firstRow[static_cast<size_t>(key)], m_column));
        };
        Qt::SortOrder direction = Qt::AscendingOrder;
        for (const SortKey &key : m_source->sortKeys()) {
            direction = key.column == m_column ? key.order : direction;
        }
        const QList<int> ordered =
            rowsInOrder(static_cast<qsizetype>(groups), {{0, direction}}, valueAt);
        std::copy(ordered.begin(), ordered.end(), keys.begin());
        std::stable_partition(keys.begin(), keys.end(),
                              [&](int key) { return !saysNothing(valueAt(key, 0)); });
    }
    m_groupOfKey.assign(groups, 0);
    for (size_t group = 0; group < groups; ++group) {
        m_groupOfKey[static_cast<size_t>(keys[group])] = static_cast<int>(group);
    }

    m_begin.assign(groups + 1, 0);
    for (const int key : m_keyOf) {
        ++m_begin[static_cast<size_t>(m_groupOfKey[static_cast<size_t>(key)]) + 1];
    }
    std::partial_sum(m_begin.begin(), m_begin.end(), m_begin.begin());
    std::vector<int> next(m_begin);
    m_order.resize(m_keyOf.size());
    m_place.resize(m_keyOf.size());
    for (size_t row = 0; row < m_keyOf.size(); ++row) {
        const auto group = static_cast<size_t>(m_groupOfKey[static_cast<size_t>(m_keyOf[row])]);
        const int place = next[group]++;
        m_place[row] = place;
        m_order[static_cast<size_t>(place)] = static_cast<int>(row);
    }

    m_folded.assign(groups, 0);
    if (!m_foldedNames.isEmpty()) {
        for (auto each = m_byName.cbegin(); each != m_byName.cend(); ++each) {
            if (m_foldedNames.contains(each.key())) {
                m_folded[static_cast<size_t>(m_groupOfKey[static_cast<size_t>(each.value())])] = 1;
            }
        }
    }
    placeHeadings();
    m_isPlain = false;
    m_isDirty = false;
    endResetModel();
    Q_EMIT regrouped();
}

void GroupedRows::placeHeadings()
{
    m_heading.assign(m_folded.size() + 1, 0);
    for (size_t group = 0; group < m_folded.size(); ++group) {
        const int rows = m_folded[group] != 0 ? 0 : m_begin[group + 1] - m_begin[group];
        m_heading[group + 1] = m_heading[group] + 1 + rows;
    }
}

int GroupedRows::groupOf(int sourceRow) const
{
    return m_isPlain || m_isDirty || sourceRow < 0 ||
                   static_cast<size_t>(sourceRow) >= m_keyOf.size()
               ? -1
               : m_groupOfKey[static_cast<size_t>(m_keyOf[static_cast<size_t>(sourceRow)])];
}

int GroupedRows::groupAt(int row) const
{
    if (m_isPlain || row < 0 || row >= rowCount()) {
        return -1;
    }
    const auto after = std::upper_bound(m_heading.begin(), m_heading.end(), row);
    return static_cast<int>(after - m_heading.begin()) - 1;
}

int GroupedRows::headingOf(int group) const
{
    return m_isPlain || group < 0 || group >= groupCount() ? -1
                                                           : m_heading[static_cast<size_t>(group)];
}

bool GroupedRows::isHeading(int row) const
{
    const int group = groupAt(row);
    return group >= 0 && headingOf(group) == row;
}

int GroupedRows::sourceRow(int row) const
{
    if (m_isPlain) {
        return row;
    }
    const int group = groupAt(row);
    if (group < 0 || headingOf(group) == row) {
        return -1;
    }
    const int place = m_begin[static_cast<size_t>(group)] + row - headingOf(group) - 1;
    return m_order[static_cast<size_t>(place)];
}

int GroupedRows::rowOf(int sourceRow) const
{
    if (m_isPlain) {
        return sourceRow < m_plainRows ? sourceRow : -1;
    }
    const int group = groupOf(sourceRow);
    return group < 0 || isFolded(group)
               ? -1
               : headingOf(group) + 1 + m_place[static_cast<size_t>(sourceRow)] -
                     m_begin[static_cast<size_t>(group)];
}

bool GroupedRows::isFolded(int group) const
{
    return group >= 0 && group < groupCount() && m_folded[static_cast<size_t>(group)] != 0;
}

void GroupedRows::setFolded(int group, bool isToFold)
{
    settle();
    const int heading = headingOf(group);
    if (heading < 0 || isFolded(group) == isToFold) {
        return;
    }
    const auto at = static_cast<size_t>(group);
    const int rows = m_begin[at + 1] - m_begin[at];
    const QString name =
        nameOf(monthOf(m_source->valueAt(m_order[static_cast<size_t>(m_begin[at])], m_column)));
    if (isToFold) {
        beginRemoveRows({}, heading + 1, heading + rows);
        m_folded[at] = 1;
        m_foldedNames.insert(name);
        placeHeadings();
        endRemoveRows();
    } else {
        beginInsertRows({}, heading + 1, heading + rows);
        m_folded[at] = 0;
        m_foldedNames.remove(name);
        placeHeadings();
        endInsertRows();
    }
    Q_EMIT dataChanged(index(heading, 0), index(heading, columnCount() - 1));
}

void GroupedRows::setAllFolded(bool areToFold)
{
    settle();
    m_foldedNames.clear();
    if (areToFold) {
        for (auto each = m_byName.cbegin(); each != m_byName.cend(); ++each) {
            m_foldedNames.insert(each.key());
        }
    }
    if (m_isPlain) {
        return;
    }
    Q_EMIT aboutToRegroup();
    beginResetModel();
    std::fill(m_folded.begin(), m_folded.end(), areToFold ? 1 : 0);
    placeHeadings();
    endResetModel();
    Q_EMIT regrouped();
}

int GroupedRows::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid()) {
        return 0;
    }
    return m_isPlain ? m_plainRows : (m_heading.empty() ? 0 : m_heading.back());
}

int GroupedRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_source == nullptr ? 0 : m_source->columnCount();
}

QString GroupedRows::textOf(int group) const
{
    const int row = m_order[static_cast<size_t>(m_begin[static_cast<size_t>(group)])];
    const CellValue value = monthOf(m_source->valueAt(row, m_column));
    if (saysNothing(value)) {
        return m_words.nothing;
    }
    if (const auto *month = std::get_if<QDate>(&value)) {
        return QLocale().toString(*month, u"MMMM yyyy"_qs);
    }
    return m_source->index(row, m_column).data().toString();
}

QVariant GroupedRows::headingData(int group, int column, int role) const
{
    switch (role) {
    case IsHeadingRole:
        return true;
    case IsFoldedRole:
        return isFolded(group);
    case Qt::TextAlignmentRole:
        return m_source->headerData(column, Qt::Horizontal, role);
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        break;
    default:
        return {};
    }
    if (column != m_headingColumn) {
        const QString total = m_totals ? m_totals(group, column) : QString();
        return role == Qt::AccessibleTextRole && !total.isEmpty()
                   ? QVariant(QString(m_source->headerData(column, Qt::Horizontal).toString() %
                                      u": " % total))
                   : QVariant(total);
    }
    const auto at = static_cast<size_t>(group);
    const QString &shape = role != Qt::AccessibleTextRole ? m_words.heading
                           : isFolded(group)              ? m_words.folded
                                                          : m_words.unfolded;
    return shape.arg(textOf(group), ItemText::number(m_begin[at + 1] - m_begin[at]));
}

QVariant GroupedRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const int row = sourceRow(index.row());
    if (row >= 0) {
        // While the source has changed and settle() was not called yet, one of its last is gone.
        return row < m_source->rowCount() ? m_source->index(row, index.column()).data(role)
                                          : QVariant();
    }
    return m_isDirty ? QVariant() : headingData(groupAt(index.row()), index.column(), role);
}

QVariant GroupedRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && m_source != nullptr
               ? m_source->headerData(section, orientation, role)
               : QVariant();
}

Qt::ItemFlags GroupedRows::flags(const QModelIndex &index) const
{
    const int row = index.isValid() ? sourceRow(index.row()) : -1;
    return row < 0 ? Qt::ItemFlags(Qt::ItemIsEnabled)
                   : m_source->flags(m_source->index(row, index.column()));
}

void GroupedRows::sort(int column, Qt::SortOrder order)
{
    if (m_source != nullptr) {
        m_source->sort(column, order);
    }
}

} // namespace EvalTrack
