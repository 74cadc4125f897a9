// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"
#include "items/roworder.h"

#include <QHeaderView>
#include <QSet>

#include <optional>

namespace EvalTrack {

/// The head of a TableView: a click sorts by a column, with Shift by one more; numbers say which
/// key comes first; a mark opens the column's filter and shows which columns are filtered.
class TableHead final : public QHeaderView
{
    Q_OBJECT
public:
    explicit TableHead(QWidget *parent = nullptr);

    /// Columns that have a mark, and those of them that are filtered.
    void setFilters(const QSet<int> &filterable, const QSet<int> &filtered);
    void setSortKeys(const QList<SortKey> &keys);
    /// The column where the keyboard is; -1 while it is elsewhere.
    void setCurrentColumn(int column);
    /// Where a column's mark is, in the head's viewport.
    [[nodiscard]] QRect filterMark(int column) const;
    /// Draws the head of a column somewhere else, as it would be here.
    void paintAt(QPainter &painter, const QRect &rect, int column) const
    {
        paintSection(&painter, rect, column);
    }

Q_SIGNALS:
    void filterRequested(int column);
    /// Shift and a click.
    void furtherKeyRequested(int column);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int column) const override;
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int column) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// What a press did not hand to QHeaderView; its release is not either.
    enum class Pressed { Nothing, Mark, FurtherKey };

    void setHovered(int column);
    [[nodiscard]] qsizetype keyOf(int column) const;
    /// How it is sorted by, if it is.
    [[nodiscard]] std::optional<Qt::SortOrder> orderOf(int column) const;
    /// What is drawn beside the title, beyond the room that QHeaderView keeps for an arrow.
    [[nodiscard]] int extraWidth(int column) const;
    [[nodiscard]] int numberWidth(int column) const;
    [[nodiscard]] int titleWidth(int column) const;
    [[nodiscard]] bool isRightAligned(int column) const;
    [[nodiscard]] int markLeft(const QRect &rect, int column) const;
    /// Beside the title, and as far to the right as there is room where that is long.
    [[nodiscard]] int arrowLeft(const QRect &rect, int column, bool hasMark) const;

    QSet<int> m_filterable;
    QSet<int> m_filtered;
    QList<SortKey> m_keys;
    int m_current = -1;
    int m_hovered = -1;
    Pressed m_pressed = Pressed::Nothing;
    int m_pressedColumn = -1;
};

} // namespace EvalTrack
