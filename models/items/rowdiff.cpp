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
    RowDiff diff;
    if (before == after) {
        return diff;
    }
    QHash<QUuid, int> newPosition;
    newPosition.reserve(after.size());
    for (int i = 0; i < after.size(); ++i) {
        newPosition.insert(after.at(i), i);
    }

    QList<int> keptPositions; // in the new list, in the old order
    QList<bool> isKept(after.size(), false);
    keptPositions.reserve(before.size());
    for (int i = 0; i < before.size(); ++i) {
        const int position = newPosition.value(before.at(i), -1);
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
        QList<int> rank(after.size(), 0);
        int next = 0;
        for (int i = 0; i < after.size(); ++i) {
            rank[i] = isKept.at(i) ? next++ : -1;
        }
        diff.order.reserve(keptPositions.size());
        for (const int position : std::as_const(keptPositions)) {
            diff.order.append(rank.at(position));
        }
    }

    for (int i = 0; i < after.size(); ++i) {
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
