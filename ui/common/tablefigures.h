// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/tabletotals.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <vector>

namespace EvalTrack {

class TableView;

/// What the columns of a TableView come to: of all rows that the filters leave, of each group, and
/// of the rows that are selected. Reckoned between other events. A part of TableView, which it
/// serves.
class TableFigures final : public QObject
{
    Q_OBJECT
public:
    explicit TableFigures(TableView &table);

    /// What is told of a column: a sum of numbers until somebody chooses.
    [[nodiscard]] TotalKind kindOf(int column) const;
    void setKind(int column, TotalKind kind);
    /// What somebody chose.
    [[nodiscard]] const QMap<int, TotalKind> &chosen() const { return m_chosen; }
    void setChosen(const QMap<int, TotalKind> &chosen);
    /// Whether they are wanted below the table.
    [[nodiscard]] bool areShown() const { return m_areShown; }
    void setShown(bool areShown);

    /// "…" while it is not known yet; empty for a column of which nothing is told.
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QString groupText(int group, int column) const;
    /// "12 selected · Registered: 340", once there are several; empty else.
    [[nodiscard]] QString selectionText() const;
    [[nodiscard]] static QString wordOf(TotalKind kind, ColumnKind of);

    /// Rows, columns or what is wanted of them are others now.
    void noteRows();
    void noteColumns();
    void noteSelection();

Q_SIGNALS:
    /// Texts are others.
    void changed();
    void selectionChanged();
    /// Somebody chose: what is kept between starts is out of date.
    void chosenChanged();

private:
    struct Run
    {
        int first = 0;        ///< Row of the view.
        qsizetype before = 0; ///< How many rows are in the runs before it.
    };

    void reckon();
    void reckonSelection();
    [[nodiscard]] QList<int> wantedColumns() const;

    TableView &m_table;
    QMap<int, TotalKind> m_chosen;
    bool m_areShown = false;
    TableTotals m_all;
    TableTotals m_selected;
    std::vector<Run> m_runs;
    qsizetype m_selectedCount = 0;
    QList<int> m_columns; ///< That were there when it was reckoned.
    QTimer m_later;
    QTimer m_selectionLater;
};

} // namespace EvalTrack
