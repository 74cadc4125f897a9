// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using EvalTrack::foldedForSearch;

TEST(FoldedTextTest, DropsCaseAndAccents)
{
    EXPECT_EQ(foldedForSearch(u"José NÚÑEZ"), u"jose nunez"_qs);
}

TEST(FoldedTextTest, CollapsesWhiteSpaceAndTrims)
{
    EXPECT_EQ(foldedForSearch(u"  Ana \t\n María  "), u"ana maria"_qs);
}

TEST(FoldedTextTest, TreatsComposedAndDecomposedTextAlike)
{
    EXPECT_EQ(foldedForSearch(u"Pe\u00f1a"), foldedForSearch(u"Pen\u0303a"));
}

TEST(FoldedTextTest, KeepsScriptsWithoutCase)
{
    EXPECT_EQ(foldedForSearch(u"王小明"), u"王小明"_qs);
}
