// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tablestate.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <functional>

QT_BEGIN_NAMESPACE
class QHeaderView;
class QTableView;
QT_END_NAMESPACE

namespace EvalTrack {

/// Which columns of a TableView are there and how wide each is. Where there is little room, columns
/// give way instead of making the table scroll sideways; once somebody has frozen the first ones,
/// all stay as wide as they like to be and the table scrolls. A part of TableView, which it serves.
class TableColumns final : public QObject
{
    Q_OBJECT
public:
    explicit TableColumns(QTableView &table);

    /// See TableView::setWidths().
    void setWidths(const QList<int> &widths, const QList<int> &givingWay, const QList<int> &firm);
    void setWanted(int column, bool wanted);
    [[nodiscard]] bool isWanted(int column) const { return !m_unwanted.contains(column); }
    void setLeftOutWhenEmpty(const QList<int> &columns);
    [[nodiscard]] const QList<int> &leftOutWhenEmpty() const { return m_leftOutWhenEmpty; }
    /// Those of leftOutWhenEmpty() without a word now.
    void setEmpty(const QSet<int> &columns);
    void setSaidAbove(int column, bool isSaid);
    void setFixed(const QList<int> &columns) { m_fixed = columns; }
    [[nodiscard]] bool isFixed(int column) const { return m_fixed.contains(column); }
    /// Whether it is in the table, if there is room.
    [[nodiscard]] bool isChosen(int column) const;
    /// A person's own choice: others give way to it.
    void choose(int column, bool isShown);

    /// How many of the columns that are shown stay while the others scroll sideways.
    [[nodiscard]] int frozen() const { return m_frozen; }
    void setFrozen(int count);
    /// From left to right.
    [[nodiscard]] QList<int> shown() const;

    /// Gives each its width for the room that there is.
    void fit();
    [[nodiscard]] QList<TableState::Column>
    state(const std::function<QString(int column)> &nameOf) const;
    /// Columns that the state does not know stay as they are.
    void arrange(const QList<TableState::Column> &columns, const QHash<QString, int> &named);

Q_SIGNALS:
    /// By a person; what is kept between starts is out of date.
    void changed();
    /// Widths or columns are others now.
    void fitted();

private:
    void noteWidth(int column, int width);
    /// What is left goes to texts that are cut, before the last column takes it.
    void shareRoom();
    void giveRestToFirst(int last, int lastNeeds);
    [[nodiscard]] int leastWidth(int column) const;
    [[nodiscard]] QHeaderView &header() const;
    [[nodiscard]] int room() const;

    QTableView &m_table;
    QList<int> m_fixed{0};
    QList<int> m_widths;    ///< Where there is room; empty: as they come.
    QList<int> m_givingWay; ///< Columns, first to go first.
    QList<int> m_firm;
    QSet<int> m_byHand;   ///< Their width was chosen by whoever works here, and stays as it is.
    QSet<int> m_unwanted; ///< Not in the table, whatever the room.
    QList<int> m_leftOutWhenEmpty;
    QSet<int> m_empty;     ///< Of these, the ones without a word.
    QSet<int> m_saidAbove; ///< By a filter.
    QSet<int> m_askedFor;  ///< By hand, in the menu.
    int m_frozen = 0;
    bool m_isFitting = false;
};

} // namespace EvalTrack
