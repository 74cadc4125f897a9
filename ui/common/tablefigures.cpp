// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablefigures.h"

#include "common/formats.h"
#include "common/tablegroups.h"
#include "common/tableview.h"
#include "items/itemtablemodel.h"

#include <algorithm>
#include <utility>

namespace EvalTrack {

namespace {

constexpr qsizetype ColumnsToldOfSelection = 2; // There is no room for more beside the title.

} // namespace

TableFigures::TableFigures(TableView &table)
    : QObject(&table)
    , m_table(table)
{
    for (QTimer *timer : {&m_later, &m_selectionLater}) {
        timer->setSingleShot(true);
        timer->setInterval(0);
    }
    connect(&m_later, &QTimer::timeout, this, &TableFigures::reckon);
    connect(&m_selectionLater, &QTimer::timeout, this, &TableFigures::reckonSelection);
    connect(&m_all, &TableTotals::ready, this, &TableFigures::changed);
    connect(&m_selected, &TableTotals::ready, this, &TableFigures::selectionChanged);
}

TotalKind TableFigures::kindOf(int column) const
{
    const ColumnKind kind =
        m_table.items() != nullptr ? m_table.items()->kindOf(column) : ColumnKind::None;
    return m_chosen.value(column, kind == ColumnKind::Number ? TotalKind::Sum : TotalKind::None);
}

void TableFigures::setKind(int column, TotalKind kind)
{
    m_chosen.insert(column, kind);
    m_areShown = m_areShown || kind != TotalKind::None;
    noteRows();
    noteSelection();
    Q_EMIT chosenChanged();
}

void TableFigures::setChosen(const QMap<int, TotalKind> &chosen)
{
    if (std::exchange(m_chosen, chosen) != chosen) {
        noteRows();
        Q_EMIT chosenChanged();
    }
}

void TableFigures::setShown(bool areShown)
{
    if (std::exchange(m_areShown, areShown) != areShown) {
        noteRows();
        Q_EMIT chosenChanged();
    }
}

QList<int> TableFigures::wantedColumns() const
{
    QList<int> columns;
    for (const int column : m_table.shownColumns()) {
        if (kindOf(column) != TotalKind::None) {
            columns.append(column);
        }
    }
    return columns;
}

void TableFigures::noteRows()
{
    m_all.stop(); // It would read rows that are not there any more.
    m_selected.stop();
    if (m_table.items() != nullptr) {
        m_later.start();
        noteSelection();
    }
    Q_EMIT changed();
}

void TableFigures::noteColumns()
{
    if (std::exchange(m_columns, m_table.shownColumns()) != m_columns) {
        noteRows();
    } else {
        Q_EMIT changed(); // They are elsewhere.
    }
}

void TableFigures::reckon()
{
    const TableGroups &groups = m_table.groups();
    if (m_table.items() == nullptr || (!m_areShown && !groups.isOn())) {
        return;
    }
    TableTotals::Work work{wantedColumns(), m_table.items()->rowCount()};
    if (groups.isOn()) {
        work.groupOf = [&groups](int row) {
            return groups.groupOf(row);
        };
        work.groups = groups.count();
    }
    m_all.start(*m_table.items(), work);
}

void TableFigures::noteSelection()
{
    m_selected.stop();
    m_selectionLater.start();
}

void TableFigures::reckonSelection()
{
    m_runs.clear();
    m_selectedCount = 0;
    if (m_table.items() == nullptr || m_table.selectionModel() == nullptr) {
        return;
    }
    const QItemSelection selection = m_table.selectionModel()->selection();
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : selection) {
        ranges.emplace_back(range.top(), range.bottom());
    }
    std::ranges::sort(ranges);
    const TableGroups &groups = m_table.groups();
    TableTotals::Work work;
    int next = 0; // Ranges of several columns name a row several times.
    for (const auto &[top, bottom] : ranges) {
        const int first = std::max(top, next);
        if (first <= bottom) {
            m_runs.push_back({first, work.count});
            work.count += bottom - first + 1;
            m_selectedCount += bottom - first + 1 - groups.headingsBetween(first, bottom);
            next = bottom + 1;
        }
    }
    if (m_selectedCount < 2) {
        Q_EMIT selectionChanged();
        return;
    }
    for (const int column : m_table.shownColumns()) {
        if (work.columns.size() < ColumnsToldOfSelection &&
            m_table.items()->kindOf(column) == ColumnKind::Number) {
            work.columns.append(column);
        }
    }
    work.rowAt = [this](qsizetype number) {
        const auto after =
            std::upper_bound(m_runs.begin(), m_runs.end(), number,
                             [](qsizetype wanted, const Run &run) { return wanted < run.before; });
        const Run &run = *std::prev(after);
        return m_table.groups().sourceRow(run.first + static_cast<int>(number - run.before));
    };
    m_selected.start(*m_table.items(), work);
}

QString TableFigures::text(int column) const
{
    const TotalKind kind = kindOf(column);
    if (kind == TotalKind::None) {
        return {};
    }
    const ColumnTotal *total = m_all.of(column);
    return total != nullptr ? total->text(kind) : u"…"_qs;
}

QString TableFigures::groupText(int group, int column) const
{
    const TotalKind kind = kindOf(column);
    const ColumnTotal *total = kind == TotalKind::None ? nullptr : m_all.ofGroup(group, column);
    return total != nullptr ? total->text(kind) : QString();
}

QString TableFigures::selectionText() const
{
    if (m_selectedCount < 2) {
        return {};
    }
    QStringList parts{
        tr("%n selected", nullptr, static_cast<int>(m_selectedCount))
            .replace(QString::number(m_selectedCount), Formats::number(m_selectedCount))};
    for (const int column : m_table.shownColumns()) {
        const TotalKind chosen = kindOf(column);
        if (const ColumnTotal *total = m_selected.of(column)) {
            const TotalKind kind = chosen == TotalKind::None ? TotalKind::Sum : chosen;
            const QString name = m_table.items()->headerData(column, Qt::Horizontal).toString();
            parts.append(
                kind == TotalKind::Sum
                    ? tr("%1: %2", "column, sum of its selected cells").arg(name, total->text(kind))
                    : tr("%1, %2: %3", "column, average, what its selected cells come to")
                          .arg(name, wordOf(kind, ColumnKind::Number).toLower(),
                               total->text(kind)));
        }
    }
    return parts.join(u" · "_qs);
}

QString TableFigures::wordOf(TotalKind kind, ColumnKind of)
{
    const bool isOfDays = of == ColumnKind::Date;
    switch (kind) {
    case TotalKind::None:
        return tr("None", "total of a column");
    case TotalKind::Count:
        return tr("Filled in", "total of a column");
    case TotalKind::Sum:
        return tr("Sum");
    case TotalKind::Average:
        return tr("Average");
    case TotalKind::Least:
        return isOfDays ? tr("Earliest") : tr("Smallest");
    case TotalKind::Most:
        return isOfDays ? tr("Latest") : tr("Largest");
    }
    return {};
}

} // namespace EvalTrack
