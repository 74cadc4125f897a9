// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QUuid>

#include <memory>

QT_BEGIN_NAMESPACE
class QAbstractItemDelegate;
class QKeyEvent;
class QModelIndex;
QT_END_NAMESPACE

namespace EvalTrack {

class GroupedRows;
class TableView;

/// Groups of a TableView: rows below a heading for each value of a column. While there are none,
/// the table shows its model itself; a page deals with the rows of its model in both cases and
/// TableView's records translate. A part of TableView, which it serves.
class TableGroups final : public QObject
{
    Q_OBJECT
public:
    explicit TableGroups(TableView &table);
    ~TableGroups() override;

    /// By a column that can be filtered; by none for -1.
    void setColumn(int column);
    [[nodiscard]] int column() const;
    /// The table has another model now, and shows that.
    void forget();
    [[nodiscard]] bool isOn() const { return m_rows != nullptr; }
    [[nodiscard]] static bool isGroupable(const TableView &table, int column);
    [[nodiscard]] int count() const;
    /// Of a row of the model; -1 for none.
    [[nodiscard]] int groupOf(int sourceRow) const;
    /// The row of the model that a row of the table shows; -1 for a heading.
    [[nodiscard]] int sourceRow(int row) const;
    /// Where the table shows a row of the model; its group is unfolded for it.
    [[nodiscard]] int shownRow(int sourceRow);
    [[nodiscard]] bool isHeading(int row) const;
    [[nodiscard]] int headingsBetween(int first, int last) const;

    void setAllFolded(bool areFolded);
    void toggle(int row);
    /// Before the table is painted, or worked with.
    void settle();
    /// Plus, minus, Return and the arrows on a heading; plus and minus on the rows below it.
    bool isHandled(const QKeyEvent &event);
    [[nodiscard]] QAbstractItemDelegate *delegate() const { return m_delegate; }
    void retranslate();
    /// Columns or totals are others.
    void noteColumns();
    void noteTotals();

Q_SIGNALS:
    /// Rows are in other places, or groups are on or off.
    void changed();
    /// By a person; what is kept between starts is out of date.
    void chosen();

private:
    struct Kept
    {
        QList<QUuid> selected;
        QUuid current;
        int column = 0;
        int scrolled = 0;
    };

    void keep();
    void putBack();
    void showModel();
    void fold(int group, bool isFolded);

    TableView &m_table;
    std::unique_ptr<GroupedRows> m_rows;
    QAbstractItemDelegate *m_delegate;
    Kept m_kept;
};

} // namespace EvalTrack
