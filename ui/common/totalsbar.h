// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace EvalTrack {

class TableView;

/// What the columns of a table come to, each below its column: a click chooses what is told, as the
/// menu of the column's head does. It is not there until it is wanted.
class TotalsBar final : public QWidget
{
    Q_OBJECT
public:
    TotalsBar(TableView &table, QWidget *parent);

    /// All of it in a sentence.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Cell
    {
        int column = -1;
        QRect rect;
        QString word;
        QString text;
        int alignment = 0;
    };

    [[nodiscard]] QList<Cell> cells() const;
    void follow();

    TableView &m_table;
};

} // namespace EvalTrack
