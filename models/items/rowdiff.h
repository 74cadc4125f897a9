// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QUuid>

namespace EvalTrack {

/// How one list of rows becomes another, in the three steps a view can follow without losing its
/// selection and scroll position: take rows out, put the rest into the new order, put rows in.
/// Rows are told apart by their UUIDs, which must be unique within a list.
struct RowDiff
{
    struct Range
    {
        int first = 0;
        int count = 0;

        bool operator==(const Range &) const = default;
    };

    /// Positions in the old list, from the end to the beginning.
    QList<Range> removals;
    /// Where each row that stays goes among those that stay; empty when the order is as it was.
    QList<int> order;
    /// Positions in the new list, from the beginning to the end.
    QList<Range> insertions;

    [[nodiscard]] static RowDiff between(const QList<QUuid> &before, const QList<QUuid> &after);
    /// The same for who knows already where each old row goes in the new list; -1 when it is gone.
    [[nodiscard]] static RowDiff ofPositions(const QList<int> &positions, qsizetype newSize);
    /// Whether following the steps costs a view more than starting again.
    [[nodiscard]] bool isScattered() const;
};

} // namespace EvalTrack
