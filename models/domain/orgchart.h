// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"

#include <QHash>
#include <QLineF>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSet>

#include <optional>

namespace EvalTrack {

/// Who reports to whom, as boxes on a plane. Managers stand side by side below their own manager;
/// reports who are but one box (without reports, or folded) stand in columns, so that a large team
/// stays compact. Who
/// has no manager is at the top, those without reports after the rest; of people who report to one
/// another in a circle the first is at the top, and all are marked. A value without widgets: built
/// from people in the order in which siblings should stand, then folded, laid out and asked. People
/// are told by their index in the chart, which is its reading order.
class OrgChart
{
public:
    struct Person
    {
        UserUuid uuid;
        UserId id;
        std::optional<UserId> manager;
    };

    static constexpr qreal BoxWidth = 208;
    static constexpr qreal BoxHeight = 60;
    static constexpr qreal GapX = 24;        ///< Between managers.
    static constexpr qreal GapY = 48;        ///< Between a manager and the reports.
    static constexpr qreal StackGap = 16;    ///< Between people of a column.
    static constexpr qreal StackIndent = 16; ///< Of a column, for its line.

    explicit OrgChart(const QList<Person> &people = {});

    [[nodiscard]] int size() const { return static_cast<int>(m_nodes.size()); }
    [[nodiscard]] UserUuid uuidAt(int index) const { return m_nodes.at(index).uuid; }
    /// -1 when there is nobody.
    [[nodiscard]] int indexOf(UserUuid uuid) const { return m_byUuid.value(uuid, -1); }
    [[nodiscard]] int depthOf(int index) const { return m_nodes.at(index).depth; }
    /// Those who report directly, and all below.
    [[nodiscard]] int reportCount(int index) const { return m_nodes.at(index).reports; }
    [[nodiscard]] int belowCount(int index) const { return m_nodes.at(index).end - index - 1; }
    [[nodiscard]] bool isInCircle(int index) const { return m_nodes.at(index).isInCircle; }
    /// Those who report to one another, circle by circle.
    [[nodiscard]] const QList<QList<int>> &circles() const { return m_circles; }

    // Where the keyboard goes; -1 for nowhere.
    [[nodiscard]] int managerOf(int index) const { return m_nodes.at(index).parent; }
    [[nodiscard]] int firstReportOf(int index) const;
    [[nodiscard]] int nextSiblingOf(int index) const;
    [[nodiscard]] int previousSiblingOf(int index) const;

    [[nodiscard]] bool isFolded(int index) const { return m_nodes.at(index).isFolded; }
    void setFolded(int index, bool folded);
    /// Folds everybody this deep who has reports, and unfolds who is above.
    void foldFrom(int depth);
    /// Unfolds whoever is above.
    void reveal(int index);
    [[nodiscard]] QSet<UserUuid> folded() const;
    void setFolded(const QSet<UserUuid> &folded);
    [[nodiscard]] bool isShown(int index) const;

    /// Gives everybody who is shown a place. To be called after folding, before the rest.
    void layOut();
    [[nodiscard]] QRectF area() const { return m_area; }
    [[nodiscard]] QRectF boxOf(int index) const { return m_nodes.at(index).box; }
    /// Of a box and of everybody below it who is shown.
    [[nodiscard]] QRectF branchOf(int index) const { return m_nodes.at(index).area; }
    /// The lines from a manager to the reports, without what reaches to each of them.
    [[nodiscard]] QList<QLineF> linesBelow(int index) const;
    /// From those lines to the box; null for who is at the top.
    [[nodiscard]] QLineF lineTo(int index) const;
    /// Who stands there; -1 when nobody does.
    [[nodiscard]] int at(const QPointF &place) const;
    /// Everybody shown whose box, or line to it, may be in `part`, in reading order.
    template <typename Visit>
    void visit(const QRectF &part, Visit visit) const
    {
        // Its badge is below a box, and the line to it above or beside.
        const QRectF wide = part.adjusted(0, -StackGap, StackIndent, GapY);
        for (int i = 0; i < size();) {
            const Node &node = m_nodes.at(i);
            if (!node.area.intersects(wide)) {
                i = node.end;
                continue;
            }
            visit(i);
            i = node.isFolded ? node.end : i + 1;
        }
    }

private:
    struct Node
    {
        UserUuid uuid;
        int parent = -1;
        int depth = 0;
        int end = 0; ///< Everybody below is from the next one to before this.
        int reports = 0;
        bool isInCircle = false;
        bool isFolded = false;
        bool isStacked = false; ///< In a column.
        QRectF box;
        QRectF area; ///< With everybody below who is shown.
    };
    /// How much room reports need: a block of columns, then managers side by side.
    struct Room
    {
        int stacked = 0;
        qreal rowWidth = 0;
        qreal rowHeight = 0;

        [[nodiscard]] int rows() const;
        [[nodiscard]] int columns() const;
        [[nodiscard]] qreal blockWidth() const;
        [[nodiscard]] qreal blockHeight() const;
        [[nodiscard]] qreal width() const;
        [[nodiscard]] qreal height() const;
        void add(const QSizeF &manager);
    };

    /// Puts people `first`, and whoever follows at their depth until `end`, below `top`.
    void place(int first, int end, const Room &room, QPointF topLeft);

    QList<Node> m_nodes;
    QList<Room> m_rooms; ///< Of whom has reports that are shown; as of layOut().
    QHash<UserUuid, int> m_byUuid;
    QList<QList<int>> m_circles;
    QRectF m_area;
};

} // namespace EvalTrack
