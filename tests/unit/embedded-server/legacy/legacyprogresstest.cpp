// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyprogress.h"

#include <gtest/gtest.h>

#include <QStringList>

using namespace EvalTrack;
using namespace EvalTrack::Server;

TEST(LegacyProgress, TellsTheBeginAndTheEndOfATable)
{
    QList<LegacyProgress::Step> told;
    LegacyProgress progress([&told](const LegacyProgress::Step &step) {
        told.append(step);
        return true;
    });
    progress.begin(LegacySource::Attendance, 7);
    progress.advance(3);
    progress.advance(4);
    progress.end();
    ASSERT_EQ(told.size(), 2) << "between them once a second at most";
    EXPECT_EQ(told.first().source, LegacySource::Attendance);
    EXPECT_EQ(told.first().total, 7);
    EXPECT_FALSE(told.first().isOver);
    EXPECT_EQ(told.last().done, 7);
    EXPECT_TRUE(told.last().isOver);
    EXPECT_TRUE(progress.goOn());
}

TEST(LegacyProgress, WhoIsToldCanStopTheWork)
{
    bool isWanted = true;
    LegacyProgress progress([&isWanted](const LegacyProgress::Step &) { return isWanted; });
    progress.begin(LegacySource::Event, 2);
    EXPECT_TRUE(progress.goOn());
    isWanted = false;
    progress.end();
    isWanted = true;
    progress.begin(LegacySource::Attendance, 2);
    ASSERT_FALSE(progress.goOn()) << "once is enough";
    EXPECT_EQ(progress.goOn().error().code, ErrorCode::Cancelled);
}

TEST(LegacyProgress, AsLinesForATerminal)
{
    QStringList lines;
    LegacyProgress progress(LegacyProgress::lines(
        [&lines](const QString &line) { lines.append(line); }, QStringLiteral("comparing ")));
    progress.begin(LegacySource::Attendance, 1'200);
    progress.advance(1'200);
    progress.end();
    ASSERT_EQ(lines.size(), 1);
    EXPECT_TRUE(lines.first().startsWith(QStringLiteral("comparing asistencias: 1,200 read in ")))
        << lines.first().toStdString();
}
