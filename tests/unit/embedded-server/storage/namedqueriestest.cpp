// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/namedqueries.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack::Server;

TEST(NamedQueriesTest, CutsAFileAtItsNames)
{
    const auto queries =
        NamedQueries::fromText("-- SPDX\n-- words above\n\n-- name: a.one\nselect 1\n  from x;\n"
                               "-- about the second\n-- name: a.two\n-- inside\nselect 2;\n");

    EXPECT_EQ(queries.fault(), "");
    EXPECT_EQ(queries.names(), (QByteArrayList{"a.one", "a.two"}));
    ASSERT_TRUE(queries.find("a.one"));
    EXPECT_EQ(*queries.find("a.one"), "select 1\n  from x");
    EXPECT_EQ(*queries.find("a.two"), "select 2");
    EXPECT_EQ(queries.find("a.three"), nullptr);
}

TEST(NamedQueriesTest, FindsFaults)
{
    EXPECT_NE(
        NamedQueries::fromText("-- name: a.one\nselect 1;\n-- name: a.one\nselect 2;\n").fault(),
        "");
    EXPECT_NE(NamedQueries::fromText("-- name: a.one\n-- name: a.two\nselect 2;\n").fault(), "");
    EXPECT_NE(NamedQueries::fromText("-- name: nodot\nselect 2;\n").fault(), "");
    EXPECT_NE(NamedQueries::fromText("-- name:\nselect 2;\n").fault(), "");
}

TEST(NamedQueriesTest, HasTheCompiledInOnes)
{
    EXPECT_NE(NamedQueries::compiledIn().find("dashboard.events"), nullptr);
}
