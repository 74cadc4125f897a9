// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/orgchart.h"

#include <algorithm>
#include <cmath>

namespace EvalTrack {

namespace {

/// The people as they are given, with the managers that make a tree of them.
struct Tree
{
    QList<int> parents;         ///< -1 at the top.
    QList<QList<int>> children; ///< In the order of the people.
    QList<int> below;           ///< How many in all.
    QList<QList<int>> circles;
};

Tree treeOf(const QList<OrgChart::Person> &people)
{
    const int count = static_cast<int>(people.size());
    QHash<UserId, int> byId;
    byId.reserve(count);
    for (int i = 0; i < count; ++i) {
        if (!people.at(i).id.isNull()) {
            byId.insert(people.at(i).id, i);
        }
    }
    Tree tree;
    tree.parents.fill(-1, count);
    for (int i = 0; i < count; ++i) {
        const auto &manager = people.at(i).manager;
        tree.parents[i] = manager ? byId.value(*manager, -1) : -1;
    }
    // Each walk goes up until it meets somebody who was seen; somebody of the same walk closes a
    // circle, which is opened at its first person.
    QList<int> seenBy(count, -1);
    for (int start = 0; start < count; ++start) {
        int at = start;
        while (at >= 0 && seenBy.at(at) < 0) {
            seenBy[at] = start;
            at = tree.parents.at(at);
        }
        if (at < 0 || seenBy.at(at) != start) {
            continue;
        }
        QList<int> circle;
        for (int member = at; circle.isEmpty() || member != at; member = tree.parents.at(member)) {
            circle.append(member);
        }
        std::sort(circle.begin(), circle.end());
        tree.parents[circle.first()] = -1;
        tree.circles.append(circle);
    }
    tree.children.resize(count);
    QList<int> waiting(count, 0);
    for (int i = 0; i < count; ++i) {
        if (const int parent = tree.parents.at(i); parent >= 0) {
            tree.children[parent].append(i);
            ++waiting[parent];
        }
    }
    // From the leaves up, each when all of its own are counted.
    tree.below.fill(0, count);
    QList<int> ready;
    for (int i = 0; i < count; ++i) {
        if (waiting.at(i) == 0) {
            ready.append(i);
        }
    }
    for (qsizetype next = 0; next < ready.size(); ++next) {
        const int i = ready.at(next);
        if (const int parent = tree.parents.at(i); parent >= 0) {
            tree.below[parent] += tree.below.at(i) + 1;
            if (--waiting[parent] == 0) {
                ready.append(parent);
            }
        }
    }
    return tree;
}

} // namespace

OrgChart::OrgChart(const QList<Person> &people)
{
    const Tree tree = treeOf(people);
    const auto hasReports = [&tree](int i) {
        return !tree.children.at(i).isEmpty();
    };
    QList<int> top;
    for (int i = 0; i < people.size(); ++i) {
        if (tree.parents.at(i) < 0) {
            top.append(i);
        }
    }
    // The largest part of the company first, who stands alone last.
    std::stable_sort(top.begin(), top.end(),
                     [&](int a, int b) { return tree.below.at(a) > tree.below.at(b); });

    m_nodes.reserve(people.size());
    m_byUuid.reserve(people.size());
    QList<int> indexOfPerson(people.size(), -1);
    // Without recursion: a circle that was opened, or a mistake, may be a line of thousands.
    QList<int> next(top.crbegin(), top.crend());
    while (!next.isEmpty()) {
        const int person = next.takeLast();
        const int parent =
            tree.parents.at(person) < 0 ? -1 : indexOfPerson.at(tree.parents.at(person));
        Node node;
        node.uuid = people.at(person).uuid;
        node.parent = parent;
        node.depth = parent < 0 ? 0 : m_nodes.at(parent).depth + 1;
        node.reports = static_cast<int>(tree.children.at(person).size());
        const int index = static_cast<int>(m_nodes.size());
        node.end = index + 1 + tree.below.at(person);
        indexOfPerson[person] = index;
        m_byUuid.insert(node.uuid, index);
        m_nodes.append(node);
        // Read from the left: the columns, then the managers.
        QList<int> reports = tree.children.at(person);
        std::stable_partition(reports.begin(), reports.end(),
                              [&](int report) { return !hasReports(report); });
        next.append(QList<int>(reports.crbegin(), reports.crend()));
    }
    for (const QList<int> &circle : tree.circles) {
        QList<int> members;
        for (const int person : circle) {
            const int index = indexOfPerson.at(person);
            m_nodes[index].isInCircle = true;
            members.append(index);
        }
        std::sort(members.begin(), members.end());
        m_circles.append(members);
    }
}

int OrgChart::firstReportOf(int index) const
{
    return reportCount(index) > 0 ? index + 1 : -1;
}

int OrgChart::nextSiblingOf(int index) const
{
    const Node &node = m_nodes.at(index);
    const int end = node.parent < 0 ? size() : m_nodes.at(node.parent).end;
    return node.end < end ? node.end : -1;
}

int OrgChart::previousSiblingOf(int index) const
{
    const int parent = m_nodes.at(index).parent;
    const int first = parent < 0 ? 0 : parent + 1;
    int before = -1;
    for (int at = first; at < index; at = m_nodes.at(at).end) {
        before = at;
    }
    return before;
}

void OrgChart::setFolded(int index, bool folded)
{
    m_nodes[index].isFolded = folded && m_nodes.at(index).reports > 0;
}

void OrgChart::foldFrom(int depth)
{
    for (Node &node : m_nodes) {
        node.isFolded = node.depth >= depth && node.reports > 0;
    }
}

void OrgChart::reveal(int index)
{
    for (int at = m_nodes.at(index).parent; at >= 0; at = m_nodes.at(at).parent) {
        m_nodes[at].isFolded = false;
    }
}

QSet<UserUuid> OrgChart::folded() const
{
    QSet<UserUuid> people;
    for (const Node &node : m_nodes) {
        if (node.isFolded) {
            people.insert(node.uuid);
        }
    }
    return people;
}

void OrgChart::setFolded(const QSet<UserUuid> &folded)
{
    for (Node &node : m_nodes) {
        node.isFolded = node.reports > 0 && folded.contains(node.uuid);
    }
}

bool OrgChart::isShown(int index) const
{
    for (int at = m_nodes.at(index).parent; at >= 0; at = m_nodes.at(at).parent) {
        if (m_nodes.at(at).isFolded) {
            return false;
        }
    }
    return true;
}

// Where everybody stands -------------------------------------------------------------------------

// A little wider than high, as screens are.
int OrgChart::Room::rows() const
{
    constexpr int FewestRows = 5;
    constexpr double Shape = 1.5;
    const int square = static_cast<int>(std::ceil(std::sqrt(stacked * Shape)));
    return std::min(stacked, std::max(FewestRows, square));
}

int OrgChart::Room::columns() const
{
    return stacked == 0 ? 0 : (stacked + rows() - 1) / rows();
}

qreal OrgChart::Room::blockWidth() const
{
    return columns() * (StackIndent + BoxWidth + GapX) - (stacked > 0 ? GapX : 0);
}

qreal OrgChart::Room::blockHeight() const
{
    return rows() * (BoxHeight + StackGap) - (stacked > 0 ? StackGap : 0);
}

qreal OrgChart::Room::width() const
{
    return blockWidth() + rowWidth + (stacked > 0 && rowWidth > 0 ? GapX : 0);
}

qreal OrgChart::Room::height() const
{
    return std::max(blockHeight(), rowHeight);
}

void OrgChart::Room::add(const QSizeF &manager)
{
    rowWidth += manager.width() + (rowWidth > 0 ? GapX : 0);
    rowHeight = std::max(rowHeight, manager.height());
}

void OrgChart::layOut()
{
    m_rooms.fill(Room(), size());
    Room top;
    QList<QSizeF> sizes(size());
    // From the end: whoever is below somebody comes after.
    for (int i = size() - 1; i >= 0; --i) {
        Node &node = m_nodes[i];
        QSizeF room(BoxWidth, BoxHeight);
        if (node.reports > 0 && !node.isFolded) {
            const Room &below = m_rooms.at(i);
            room = QSizeF(std::max(BoxWidth, below.width()), BoxHeight + GapY + below.height());
        }
        node.isStacked = node.reports == 0 || (node.isFolded && node.parent >= 0);
        node.area = QRectF(QPointF(), room);
        Room &above = node.parent < 0 ? top : m_rooms[node.parent];
        if (node.isStacked) {
            ++above.stacked;
        } else {
            above.add(room);
        }
    }
    place(0, size(), top, QPointF());
    for (int i = 0; i < size(); i = m_nodes.at(i).isFolded ? m_nodes.at(i).end : i + 1) {
        const Node &node = m_nodes.at(i);
        if (node.reports == 0 || node.isFolded) {
            continue;
        }
        const Room &room = m_rooms.at(i);
        const qreal left = node.area.left() + (node.area.width() - room.width()) / 2;
        place(i + 1, node.end, room, QPointF(left, node.area.top() + BoxHeight + GapY));
    }
    m_area = QRectF(0, 0, top.width(), top.height());
}

void OrgChart::place(int first, int end, const Room &room, QPointF topLeft)
{
    const bool isTop = first == 0;
    // At the top who stands alone comes last, below somebody the columns come first.
    const qreal blockLeft =
        isTop && room.rowWidth > 0 ? topLeft.x() + room.rowWidth + GapX : topLeft.x();
    qreal rowLeft =
        isTop || room.stacked == 0 ? topLeft.x() : topLeft.x() + room.blockWidth() + GapX;
    const int rows = room.rows();
    int stacked = 0;
    for (int i = first; i < end; i = m_nodes.at(i).end) {
        Node &node = m_nodes[i];
        if (node.isStacked) {
            const int column = stacked / rows;
            const int row = stacked % rows;
            ++stacked;
            node.area.moveTopLeft(
                {blockLeft + column * (StackIndent + BoxWidth + GapX) + StackIndent,
                 topLeft.y() + row * (BoxHeight + StackGap)});
            node.box = node.area;
            continue;
        }
        node.area.moveTopLeft({rowLeft, topLeft.y()});
        rowLeft += node.area.width() + GapX;
        node.box = QRectF(node.area.left() + (node.area.width() - BoxWidth) / 2, node.area.top(),
                          BoxWidth, BoxHeight);
    }
}

QList<QLineF> OrgChart::linesBelow(int index) const
{
    const Node &node = m_nodes.at(index);
    if (node.reports == 0 || node.isFolded) {
        return {};
    }
    const Room &room = m_rooms.at(index);
    const qreal middle = node.box.bottom() + GapY / 2;
    const QPointF from(node.box.center().x(), node.box.bottom());
    QList<QLineF> lines{QLineF(from, {from.x(), middle})};
    qreal left = from.x();
    qreal right = from.x();
    // One line a column, from the level of all down to its last person.
    const int rows = room.rows();
    QList<QRectF> columns(room.columns());
    int stacked = 0;
    for (int report = index + 1; report < node.end; report = m_nodes.at(report).end) {
        const QRectF box = m_nodes.at(report).box;
        if (m_nodes.at(report).isStacked) {
            columns[stacked++ / rows] = box;
            continue;
        }
        left = std::min(left, box.center().x());
        right = std::max(right, box.center().x());
    }
    for (const QRectF &last : std::as_const(columns)) {
        const qreal x = last.left() - StackIndent / 2;
        lines.append(QLineF({x, middle}, {x, last.center().y()}));
        left = std::min(left, x);
        right = std::max(right, x);
    }
    return lines << QLineF({left, middle}, {right, middle});
}

QLineF OrgChart::lineTo(int index) const
{
    const Node &node = m_nodes.at(index);
    if (node.parent < 0) {
        return {};
    }
    if (node.isStacked) {
        return {{node.box.left() - StackIndent / 2, node.box.center().y()},
                {node.box.left(), node.box.center().y()}};
    }
    return {{node.box.center().x(), node.box.top() - GapY / 2},
            {node.box.center().x(), node.box.top()}};
}

int OrgChart::at(const QPointF &place) const
{
    int found = -1;
    visit(QRectF(place, QSizeF(1, 1)), [&](int index) {
        if (m_nodes.at(index).box.contains(place)) {
            found = index;
        }
    });
    return found;
}

} // namespace EvalTrack
