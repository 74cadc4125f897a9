// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablecolumns.h"

#include "common/tokens.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace EvalTrack {

namespace {

// Columns get so much narrower than they would like to be before one of them gives way.
constexpr double MostOverflow = 1.15;

} // namespace

TableColumns::TableColumns(QTableView &table)
    : QObject(&table)
    , m_table(table)
{
    connect(&header(), &QHeaderView::sectionResized, this,
            [this](int column, int /*before*/, int now) { noteWidth(column, now); });
}

QHeaderView &TableColumns::header() const
{
    return *m_table.horizontalHeader();
}

int TableColumns::room() const
{
    return m_table.viewport()->width();
}

void TableColumns::setWidths(const QList<int> &widths, const QList<int> &givingWay,
                             const QList<int> &firm)
{
    m_widths = widths;
    m_givingWay = givingWay;
    m_firm = firm;
    fit();
}

void TableColumns::setWanted(int column, bool wanted)
{
    if (wanted) {
        m_unwanted.remove(column);
    } else {
        m_unwanted.insert(column);
    }
    m_table.setColumnHidden(column, !wanted);
    fit();
}

void TableColumns::setLeftOutWhenEmpty(const QList<int> &columns)
{
    m_leftOutWhenEmpty = columns;
}

void TableColumns::setEmpty(const QSet<int> &columns)
{
    if (std::exchange(m_empty, columns) != columns) {
        fit();
    }
}

void TableColumns::setSaidAbove(int column, bool isSaid)
{
    if (isSaid && !m_askedFor.contains(column)) {
        m_saidAbove.insert(column);
    } else {
        m_saidAbove.remove(column);
    }
    fit();
}

bool TableColumns::isChosen(int column) const
{
    return !m_unwanted.contains(column) && !m_empty.contains(column) &&
           !m_saidAbove.contains(column);
}

void TableColumns::choose(int column, bool isShown)
{
    // Who asks for it sees it; others give way.
    m_givingWay.removeAll(column);
    m_leftOutWhenEmpty.removeAll(column);
    m_empty.remove(column);
    m_saidAbove.remove(column);
    m_askedFor.insert(column);
    setWanted(column, isShown);
    if (isShown && m_table.columnWidth(column) < header().minimumSectionSize() * 2) {
        m_table.resizeColumnToContents(column);
    }
    Q_EMIT changed();
}

void TableColumns::setFrozen(int count)
{
    if (std::exchange(m_frozen, qMax(0, count)) != count) {
        fit();
        Q_EMIT changed();
    }
}

QList<int> TableColumns::shown() const
{
    QList<int> columns;
    for (int visual = 0; visual < header().count(); ++visual) {
        if (const int column = header().logicalIndex(visual); !m_table.isColumnHidden(column)) {
            columns.append(column);
        }
    }
    return columns;
}

void TableColumns::noteWidth(int column, int width)
{
    // Only what a hand did; the last one takes what is left.
    const bool isLast =
        header().visualIndex(column) == header().count() - header().hiddenSectionCount() - 1;
    if (m_isFitting || isLast || column >= m_widths.size() ||
        QGuiApplication::mouseButtons() == Qt::NoButton) {
        return;
    }
    m_widths[column] = width;
    m_byHand.insert(column);
    Q_EMIT changed();
}

int TableColumns::leastWidth(int column) const
{
    // Nobody can read half a heading. Qt forgets the room that it keeps for the arrow of the order.
    return m_firm.contains(column)
               ? m_widths.at(column)
               : std::min(m_widths.at(column), header().sectionSizeHint(column) + Space::Two);
}

void TableColumns::fit()
{
    if (m_widths.isEmpty() || m_widths.size() != header().count()) {
        Q_EMIT fitted();
        return;
    }
    QSet<int> left = m_unwanted | m_empty | m_saidAbove;
    // What all columns want, and what they cannot do without.
    int wanted = 0;
    int least = 0;
    const auto add = [&] {
        wanted = 0;
        least = 0;
        for (int column = 0; column < m_widths.size(); ++column) {
            wanted += left.contains(column) ? 0 : m_widths.at(column);
            least += left.contains(column) ? 0 : leastWidth(column);
        }
    };
    const int there = room();
    const bool mayScroll = m_frozen > 0;
    add();
    for (const int column : std::as_const(m_givingWay)) {
        if (mayScroll || (wanted <= there * MostOverflow && least <= there)) {
            break;
        }
        left.insert(column);
        add();
    }
    // Each gives up the same part of what it can do without.
    const double missing = mayScroll ? 0 : std::max(0, wanted - there);
    const double kept = std::max(0.0, 1 - missing / std::max(1, wanted - least));
    m_isFitting = true;
    for (int column = 0; column < m_widths.size(); ++column) {
        m_table.setColumnHidden(column, left.contains(column));
        if (!left.contains(column)) {
            const int spare = m_widths.at(column) - leastWidth(column);
            m_table.setColumnWidth(column, leastWidth(column) + static_cast<int>(spare * kept));
        }
    }
    m_isFitting = false;
    shareRoom();
    Q_EMIT fitted();
}

void TableColumns::shareRoom()
{
    if (!m_table.isVisible()) {
        return; // Every row would be measured, not only those that are seen.
    }
    int last = -1;
    for (int column = 0; column < m_widths.size(); ++column) {
        const bool isLater = last < 0 || header().visualIndex(column) > header().visualIndex(last);
        last = !m_table.isColumnHidden(column) && isLater ? column : last;
    }
    const QAbstractItemView &view = m_table;
    int left = room();
    int lacking = 0;
    int lastNeeds = 0;
    int spare = 0;
    QList<std::pair<int, int>> cut;
    QList<std::pair<int, int>> roomy;
    for (int column = 0; column < m_widths.size(); ++column) {
        if (m_table.isColumnHidden(column)) {
            continue;
        }
        const int longest = view.sizeHintForColumn(column);
        if (column == last) {
            // What it does not need for its own is room for those that are cut.
            lastNeeds = std::max(longest, leastWidth(column));
            left -= lastNeeds;
        } else {
            const int width = m_table.columnWidth(column);
            const int needs = std::max(longest, header().sectionSizeHint(column) + Space::Two);
            left -= width;
            if (longest > width) {
                cut.append({column, longest - width});
                lacking += longest - width;
            } else if (width > needs && !m_firm.contains(column) && !m_byHand.contains(column)) {
                roomy.append({column, width - needs});
                spare += width - needs;
            }
        }
    }
    // First what nobody has, then what others have and do not need; the last column lacks what is
    // beyond the table.
    const int taken = std::clamp(lacking - left, 0, spare);
    left += taken;
    const double given = left > 0 && lacking > 0 ? std::min(1.0, double(left) / lacking) : 0;
    m_isFitting = true;
    if (given > 0 && last >= 0) {
        m_table.setColumnWidth(last, lastNeeds); // The header stretches it over what is left.
    }
    for (const auto &[column, has] : std::as_const(roomy)) {
        const int gives = (has * taken + spare - 1) / spare; // A pixel too little is a scroll bar.
        m_table.setColumnWidth(column, m_table.columnWidth(column) - gives);
    }
    for (const auto &[column, lacks] : std::as_const(cut)) {
        m_table.setColumnWidth(column,
                               m_table.columnWidth(column) + static_cast<int>(lacks * given));
    }
    giveRestToFirst(last, lastNeeds);
    m_isFitting = false;
}

/// A number at the right edge of a wide column is far from what it is of: texts have the room.
void TableColumns::giveRestToFirst(int last, int lastNeeds)
{
    const auto alignment =
        last < 0 ? QVariant()
                 : m_table.model()->headerData(last, Qt::Horizontal, Qt::TextAlignmentRole);
    if ((alignment.toInt() & Qt::AlignRight) == 0) {
        return;
    }
    int first = -1;
    int rest = room();
    for (int column = 0; column < m_widths.size(); ++column) {
        if (!m_table.isColumnHidden(column)) {
            first = first < 0 ? column : first;
            rest -= column == last ? lastNeeds : m_table.columnWidth(column);
        }
    }
    if (rest > 0 && first != last) {
        m_table.setColumnWidth(last, lastNeeds);
        m_table.setColumnWidth(first, m_table.columnWidth(first) + rest);
    }
}

QList<TableState::Column>
TableColumns::state(const std::function<QString(int column)> &nameOf) const
{
    QList<TableState::Column> columns;
    for (int visual = 0; visual < header().count(); ++visual) {
        const int column = header().logicalIndex(visual);
        columns.append({nameOf(column), m_widths.value(column, m_table.columnWidth(column)),
                        !m_unwanted.contains(column)});
    }
    return columns;
}

void TableColumns::arrange(const QList<TableState::Column> &columns,
                           const QHash<QString, int> &named)
{
    m_isFitting = true;
    int place = 0;
    for (const TableState::Column &each : columns) {
        const int column = named.value(each.name, -1);
        if (column < 0) {
            continue;
        }
        header().moveSection(header().visualIndex(column), place++);
        if (each.isWanted) {
            m_unwanted.remove(column);
        } else if (!m_fixed.contains(column)) {
            m_unwanted.insert(column);
        }
        if (each.width > 0 && column < m_widths.size()) {
            if (std::exchange(m_widths[column], each.width) != each.width) {
                m_byHand.insert(column);
            }
        } else if (each.width > 0) {
            m_table.setColumnWidth(column, each.width);
        }
        m_table.setColumnHidden(column, m_unwanted.contains(column));
    }
    m_isFitting = false;
    fit();
    Q_EMIT changed();
}

} // namespace EvalTrack
