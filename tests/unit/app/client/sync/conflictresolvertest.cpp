// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/conflictresolver.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonArray>

using namespace EvalTrack;

namespace {

struct Case
{
    const char *name;
    QJsonValue base;
    QJsonValue mine;
    QJsonValue theirs;
    bool isSent = false;
    bool isConflict = false;
};

const QString Field = QStringLiteral("field");

} // namespace

TEST(ConflictResolverTest, Table)
{
    const QJsonValue null(QJsonValue::Null);
    const QList<Case> rows = {
        {"nobody changed it", 1, 1, 1, false, false},
        {"only I", 1, 2, 1, true, false},
        {"only they", 1, 1, 2, false, false},
        {"both, to the same", 1, 2, 2, false, false},
        {"both, differently", 1, 2, 3, false, true},
        {"I emptied it", QStringLiteral("a"), null, QStringLiteral("a"), true, false},
        {"I emptied it, they changed it", QStringLiteral("a"), null, QStringLiteral("b"), false,
         true},
        {"they emptied it", QStringLiteral("a"), QStringLiteral("a"), null, false, false},
        {"lists", QJsonArray{1}, QJsonArray{1, 2}, QJsonArray{1}, true, false},
        {"lists, both", QJsonArray{1}, QJsonArray{1, 2}, QJsonArray{3}, false, true},
    };
    for (const Case &row : rows) {
        SCOPED_TRACE(row.name);
        const auto outcome = ConflictResolver::resolve({{Field, row.base}}, {{Field, row.mine}},
                                                       {{Field, row.theirs}});
        EXPECT_EQ(outcome.mine.contains(Field), row.isSent);
        EXPECT_EQ(outcome.isMerged(), !row.isConflict);
        if (row.isSent) {
            EXPECT_EQ(outcome.mine.value(Field), row.mine);
        }
    }
}

TEST(ConflictResolverTest, WhatIsNotDecidedStaysWithTheirs)
{
    const QJsonObject base{{QStringLiteral("a"), 1}, {QStringLiteral("b"), 1}};
    const QJsonObject mine{{QStringLiteral("a"), 2}, {QStringLiteral("b"), 2}};
    const QJsonObject theirs{{QStringLiteral("a"), 3}, {QStringLiteral("b"), 3}};
    const auto outcome = ConflictResolver::resolve(base, mine, theirs);
    ASSERT_EQ(outcome.conflicts.size(), 2);

    const QJsonObject send =
        ConflictResolver::decided(outcome, mine, {{QStringLiteral("a"), OutboxTray::Side::Mine}});
    EXPECT_EQ(send, (QJsonObject{{QStringLiteral("a"), 2}}));
    EXPECT_TRUE(ConflictResolver::decided(outcome, mine, {}).isEmpty());
}
