// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"

#include <QCollator>
#include <QList>

#include <functional>
#include <vector>

namespace EvalTrack {

/// One of the columns that rows are sorted by; the first key decides, the next one among equals.
struct SortKey
{
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const SortKey &) const = default;
};

/// Where each of `count` texts comes when they are sorted by the rules of a language; equal ones in
/// the same place. Another processor takes half of it: `textAt` is called from two threads.
[[nodiscard]] std::vector<size_t>
placesOf(size_t count, const std::function<QString(size_t)> &textAt, const QCollator &collator);

/// The numbers of `count` rows in the order of `keys`, rows that are equal in all of them as they
/// come. Every cell is asked once, and every text is compared by the rules of the default locale
/// once, however many rows have it.
[[nodiscard]] QList<int> rowsInOrder(qsizetype count, const QList<SortKey> &keys,
                                     const std::function<CellValue(int row, int column)> &valueAt);

} // namespace EvalTrack
