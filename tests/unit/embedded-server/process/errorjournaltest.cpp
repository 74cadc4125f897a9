// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorjournal.h"

#include "http/httpadaptor.h"
#include "support/fakeclock.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace EvalTrack::Test {
namespace {

using namespace Server;

RequestRecord answered(int status, const char *route = "/events/:id")
{
    RequestRecord record;
    record.route = route;
    record.status = status;
    record.requestId = "door-7";
    return record;
}

} // namespace

TEST(ErrorJournalTest, KeepsWhatTheServerIsToBlameFor)
{
    const FakeClock clock;
    ErrorJournal journal(clock);

    EXPECT_FALSE(journal.note(answered(200)));
    EXPECT_FALSE(journal.note(answered(404)));
    EXPECT_FALSE(journal.note(answered(503, "/health/ready"))) << "a probe";
    EXPECT_EQ(journal.waiting(), 0);
    EXPECT_TRUE(journal.note(answered(500))) << "the first asks for somebody to write";
    EXPECT_FALSE(journal.note(answered(503)));
    EXPECT_EQ(journal.waiting(), 2);
}

TEST(ErrorJournalTest, IsBoundedWhoeverWritesIntoIt)
{
    const FakeClock clock;
    ErrorJournal journal(clock);
    std::vector<std::thread> loops;
    for (int i = 0; i < 4; ++i) {
        loops.emplace_back([&journal] {
            for (qsizetype j = 0; j < ErrorJournal::Capacity; ++j) {
                journal.note(answered(503));
            }
        });
    }
    for (std::thread &loop : loops) {
        loop.join();
    }

    EXPECT_EQ(journal.waiting(), ErrorJournal::Capacity);
}

TEST(ErrorJournalTest, LeavesOutWhatCouldBePersonal)
{
    const std::pair<const char *, const char *> texts[] = {
        {"events.update: SQLSTATE 23505", "events.update: SQLSTATE 23505"},
        {"dashboard.attendanceRateByMonth: SQLSTATE 57P01",
         "dashboard.attendanceRateByMonth: SQLSTATE 57P01"},
        {"exception N9EvalTrack6Server15SomethingBrokenE",
         "exception N9EvalTrack6Server15SomethingBrokenE"},
        {"no account ana.perez@empresa.com here", "no account … here"},
        {"the value \"Ana Pérez\" is too long", "the value … is too long"},
        {"'secreta-123' and «Luis»", "… and …"},
        {"badge 12345678", "badge …"},
        {"token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.abc-DEF_123 was refused",
         "token … was refused"},
        {"two\nlines\t and  gaps", "two lines and gaps"},
    };
    for (const auto &[text, safe] : texts) {
        EXPECT_EQ(ErrorJournal::redacted(QString::fromUtf8(text)).toStdString(), safe);
    }
    EXPECT_EQ(ErrorJournal::redacted(QString(5'000, u'x')).size(), 200);
    EXPECT_EQ(ErrorJournal::redacted(QString(QChar::Null) + u"x"_qs), u"x"_qs)
        << "PostgreSQL takes no text with it";
}

} // namespace EvalTrack::Test
