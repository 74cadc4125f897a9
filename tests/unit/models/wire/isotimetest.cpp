// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/isotime.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QTimeZone>

using namespace EvalTrack;
using namespace EvalTrack::Wire;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

Timestamp at(qint64 ms)
{
    return Timestamp(milliseconds(ms));
}

} // namespace

TEST(IsoTimeTest, WritesMillisecondsAndZ)
{
    EXPECT_EQ(toIso(at(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(toIso(at(1'772'546'700'007)), "2026-03-03T14:05:00.007Z");
    EXPECT_EQ(toIso(at(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(IsoTimeTest, AgreesWithQtOverTwoCenturies)
{
    for (qint64 ms = -3'000'000'000'000; ms < 5'000'000'000'000; ms += 86'399'123'456) {
        const QByteArray expected =
            QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
        ASSERT_EQ(toIso(at(ms)), expected);
        ASSERT_EQ(fromIso(QString::fromLatin1(expected)), at(ms));
    }
}

TEST(IsoTimeTest, ShowsLocalWallTimeWithItsOffset)
{
    EXPECT_EQ(toIsoWithOffset(at(1'772'546'700'000), minutes(-240)),
              "2026-03-03T10:05:00.000-04:00");
    EXPECT_EQ(toIsoWithOffset(at(1'772'546'700'000), minutes(330)),
              "2026-03-03T19:35:00.000+05:30");
}

TEST(IsoTimeTest, ReadsWhatItWroteWithOffset)
{
    for (const int offset : {-720, -210, 0, 345, 840}) {
        const OffsetTime time{at(1'772'546'700'123), minutes(offset)};
        EXPECT_EQ(
            fromIsoWithOffset(QString::fromLatin1(toIsoWithOffset(time.instant, time.offset))),
            time);
    }
}

TEST(IsoTimeTest, ReadsTheFormsThatClientsSend)
{
    EXPECT_EQ(fromIso(u"2026-03-03"), fromIso(u"2026-03-03T00:00:00Z"));
    EXPECT_EQ(fromIso(u"2026-03-03T14:05"), fromIso(u"2026-03-03T14:05:00.000Z"));
    EXPECT_EQ(fromIso(u"2026-03-03T14:05:00.1234567Z"), fromIso(u"2026-03-03T14:05:00.123Z"));
    EXPECT_EQ(fromIso(u"2026-03-03T10:05:00-0400"), fromIso(u"2026-03-03T14:05:00Z"));
}

class BadTimeTest : public testing::TestWithParam<const char16_t *>
{};

TEST_P(BadTimeTest, IsRefused)
{
    EXPECT_EQ(fromIso(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Texts, BadTimeTest,
                         testing::Values(u"", u"tomorrow", u"2026", u"2026-13-01", u"2026-02-29",
                                         u"2026-01-01T24:00", u"2026-01-01T10:60",
                                         u"2026-01-01T10:00:61", u"2026-01-01T10:00:00.Z",
                                         u"2026-01-01T10:00:00+99:00", u"2026-01-01T10:00:00Zjunk",
                                         u"0000-01-01", u"+2026-01-01", u"2026-01-01T10:00:00+",
                                         u"1234567890123",
                                         // Instants that could not be written again.
                                         u"9999-12-31T23:59:59-00:01", u"9999-12-31T23:59:60Z",
                                         u"0001-01-01T00:00:00+00:01"));
