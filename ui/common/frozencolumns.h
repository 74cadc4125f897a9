// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace EvalTrack {

class TableView;

/// The first columns of a TableView, drawn where they stay while the others scroll sideways below
/// them. It is a picture only: what hands do on it is given on to the table, which alone has the
/// keyboard and alone is what a screen reader reads. A part of TableView, which it serves.
class FrozenColumns final : public QWidget
{
    Q_OBJECT
public:
    explicit FrozenColumns(TableView &table);

    /// Widths, columns or the room are others: stands where it belongs, or is not there.
    void place();
    /// How much of the table's left edge it covers; 0 while it is not there.
    [[nodiscard]] int covered() const;
    /// Whether a column is one of those that stay.
    [[nodiscard]] bool has(int column) const;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// The part over the head, or over the rows.
    [[nodiscard]] QWidget *below(const QPoint &at) const;
    [[nodiscard]] QPoint inside(const QWidget &part, const QPoint &at) const;
    bool giveOn(QEvent *event);
    void paintRows(QPainter &painter, int top) const;

    TableView &m_table;
    QList<int> m_columns;         ///< From left to right.
    QWidget *m_pressed = nullptr; ///< Has what comes until the button is released.
};

} // namespace EvalTrack
