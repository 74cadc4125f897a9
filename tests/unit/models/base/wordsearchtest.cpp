// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wordsearch.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

TEST(WordSearchTest, EveryWordIsInOneOfTheTexts)
{
    WordSearch search;
    EXPECT_TRUE(search.isEmpty());
    EXPECT_TRUE(search.finds({}));
    search.setQuery(QStringLiteral("  exc  NÚÑ "));
    EXPECT_FALSE(search.isEmpty());
    EXPECT_TRUE(search.finds({QStringLiteral("José Núñez"), {}, QStringLiteral("Excel")}));
    EXPECT_FALSE(search.finds({QStringLiteral("José Núñez"), QStringLiteral("Word")}));
    EXPECT_FALSE(search.finds({{}, QStringLiteral("Excel")}));
}

TEST(WordSearchTest, AnotherQueryIsAnotherAnswer)
{
    WordSearch search;
    const QString text = QStringLiteral("José Núñez");
    search.setQuery(QStringLiteral("jose"));
    EXPECT_TRUE(search.finds({text}));
    search.setQuery(QStringLiteral("josef"));
    EXPECT_FALSE(search.finds({text}));
    search.setQuery({});
    EXPECT_TRUE(search.finds({text}));
}

TEST(WordSearchTest, AsManyWordsAsHaveABitAreLookedFor)
{
    WordSearch search;
    search.setQuery(QStringLiteral("a ").repeated(40) + QStringLiteral("z"));
    EXPECT_TRUE(search.finds({QStringLiteral("a")})) << "the word that is not there is the 41st";
    search.setQuery(QStringLiteral("a ").repeated(31) + QStringLiteral("z"));
    EXPECT_FALSE(search.finds({QStringLiteral("a")}));
}
