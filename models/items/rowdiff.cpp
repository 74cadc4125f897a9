// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/rowdiff.h"

#include <QHash>

#include <algorithm>

namespace EvalTrack {

namespace {

// Each range moves the rest of the list and makes every view lay out again.
constexpr qsizetype ScatteredRanges = 1'000;

} // namespace

RowDiff RowDiff::between(const QList<QUuid> &before, const QList<QUuid> &after)
{
    if (before == after) {
        return {};
    }
    QHash<QUuid, int> newPosition;
    newPosition.reserve(after.size());
    for (int i = 0; i < after.size(); ++i) {
        newPosition.insert(after.at(i), i);
    }
    QList<int> positions;
    positions.reserve(before.size());
    for (const QUuid &uuid : before) {
        positions.append(newPosition.value(uuid, -1));
    }
    return ofPositions(positions, after.size());
}

RowDiff RowDiff::ofPositions(const QList<int> &positions, qsizetype newSize)
{
    RowDiff diff;
    QList<int> keptPositions; // in the new list, in the old order
    QList<bool> isKept(newSize, false);
    keptPositions.reserve(positions.size());
    for (int i = 0; i < positions.size(); ++i) {
        const int position = positions.at(i);
        if (position >= 0) {
            keptPositions.append(position);
            isKept[position] = true;
        } else if (!diff.removals.isEmpty() &&
                   diff.removals.last().first + diff.removals.last().count == i) {
            ++diff.removals.last().count;
        } else {
            diff.removals.append({i, 1});
        }
    }
    std::reverse(diff.removals.begin(), diff.removals.end());

    if (!std::is_sorted(keptPositions.begin(), keptPositions.end())) {
        QList<int> rank(newSize, 0);
        int next = 0;
        for (int i = 0; i < newSize; ++i) {
            rank[i] = isKept.at(i) ? next++ : -1;
        }
        diff.order.reserve(keptPositions.size());
        for (const int position : std::as_const(keptPositions)) {
            diff.order.append(rank.at(position));
        }
    }

    for (int i = 0; i < newSize; ++i) {
        if (isKept.at(i)) {
            continue;
        }
        if (!diff.insertions.isEmpty() &&
            diff.insertions.last().first + diff.insertions.last().count == i) {
            ++diff.insertions.last().count;
        } else {
            diff.insertions.append({i, 1});
        }
    }
    return diff;
}

bool RowDiff::isScattered() const
{
    return removals.size() + insertions.size() > ScatteredRanges;
}

} // namespace EvalTrack
