// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/rowdiff.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {

namespace {

QList<QUuid> rows(const QList<int> &numbers)
{
    QList<QUuid> list;
    for (const int number : numbers) {
        list.append(QUuid(static_cast<uint>(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    }
    return list;
}

// Follows the steps as a model would.
QList<QUuid> followed(QList<QUuid> list, const QList<QUuid> &after, const RowDiff &diff)
{
    for (const RowDiff::Range &range : diff.removals) {
        list.remove(range.first, range.count);
    }
    if (!diff.order.isEmpty()) {
        QList<QUuid> ordered(list.size());
        for (qsizetype i = 0; i < list.size(); ++i) {
            ordered[diff.order.at(i)] = list.at(i);
        }
        list = ordered;
    }
    for (const RowDiff::Range &range : diff.insertions) {
        for (int i = 0; i < range.count; ++i) {
            list.insert(range.first + i, after.at(range.first + i));
        }
    }
    return list;
}

} // namespace

TEST(RowDiffTest, SaysNothingOfEqualLists)
{
    const RowDiff diff = RowDiff::between(rows({1, 2, 3}), rows({1, 2, 3}));

    EXPECT_TRUE(diff.removals.isEmpty());
    EXPECT_TRUE(diff.order.isEmpty());
    EXPECT_TRUE(diff.insertions.isEmpty());
}

TEST(RowDiffTest, GathersNeighboursIntoRanges)
{
    const RowDiff diff = RowDiff::between(rows({1, 2, 3, 4, 5}), rows({1, 5, 6, 7}));

    EXPECT_EQ(diff.removals, (QList<RowDiff::Range>{{1, 3}}));
    EXPECT_TRUE(diff.order.isEmpty());
    EXPECT_EQ(diff.insertions, (QList<RowDiff::Range>{{2, 2}}));
}

TEST(RowDiffTest, EveryStepLeadsToTheNewList)
{
    const QList<QList<int>> lists = {{},        {1},          {1, 2, 3},       {3, 2, 1},
                                     {2, 4, 6}, {6, 1, 4, 2}, {9, 8, 1, 7, 2}, {5}};

    for (const auto &before : lists) {
        for (const auto &after : lists) {
            const RowDiff diff = RowDiff::between(rows(before), rows(after));
            EXPECT_EQ(followed(rows(before), rows(after), diff), rows(after));
        }
    }
}

} // namespace EvalTrack::Test
