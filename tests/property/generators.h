// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>
// After GoogleTest, which it uses and does not include.
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace EvalTrack::Test {

/// The same elements in an order of RapidCheck's choosing, so that a failing order is repeated by
/// its seed and shrinks towards the given one.
template <typename List>
List shuffled(List list)
{
    for (int i = static_cast<int>(list.size()) - 1; i > 0; --i) {
        std::swap(list[i], list[i - *rc::gen::inRange(0, i + 1)]);
    }
    return list;
}

/// Every element, some of them more than once, in any order.
template <typename List>
List repeatedAndShuffled(const List &list)
{
    List all = list;
    for (const auto &element : list) {
        for (int more = *rc::gen::inRange(0, 3); more > 0; --more) {
            all.append(element);
        }
    }
    return shuffled(all);
}

} // namespace EvalTrack::Test
