// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capturederivation.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

Timestamp at(int second)
{
    return Timestamp(std::chrono::seconds(1'780'000'000 + second));
}

Sighting sighting(int number, int second)
{
    return {CaptureUuid(QUuid(static_cast<uint>(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            at(second)};
}

/// What is known after a request with these sightings.
KnownPresence after(const KnownPresence &known, const QList<Sighting> &sightings)
{
    const DerivedPresence derived = derivePresence(known, sightings);
    return {AttendanceStatus::Confirmed, derived.attendedAt, derived.accepted};
}

} // namespace

TEST(CaptureDerivationTest, TheEarliestSightingDecides)
{
    const DerivedPresence derived =
        derivePresence({}, {sighting(1, 30), sighting(2, 10), sighting(3, 20)});

    EXPECT_EQ(derived.attendedAt, at(10));
    EXPECT_EQ(derived.accepted, sighting(2, 10));
}

TEST(CaptureDerivationTest, OfTwoAtOneMomentTheSmallerUuidDecides)
{
    EXPECT_EQ(derivePresence({}, {sighting(2, 5), sighting(1, 5)}).accepted, sighting(1, 5));
    EXPECT_EQ(derivePresence({}, {sighting(1, 5), sighting(2, 5)}).accepted, sighting(1, 5));
}

TEST(CaptureDerivationTest, EveryOrderAndGroupingGivesTheSame)
{
    QList<Sighting> sightings{sighting(4, 30), sighting(1, 20), sighting(3, 10), sighting(2, 10)};
    const KnownPresence beginnings[] = {
        {},
        {AttendanceStatus::Pending, std::nullopt, std::nullopt},
        {AttendanceStatus::Confirmed, at(5), std::nullopt},  // by hand, before all
        {AttendanceStatus::Confirmed, at(15), std::nullopt}, // by hand, in between
        {AttendanceStatus::Confirmed, at(25), sighting(9, 25)}};
    for (const KnownPresence &beginning : beginnings) {
        const DerivedPresence together = derivePresence(beginning, sightings);
        std::sort(sightings.begin(), sightings.end(),
                  [](const Sighting &a, const Sighting &b) { return a.capture < b.capture; });
        do {
            for (qsizetype cut = 1; cut < sightings.size(); ++cut) {
                const KnownPresence halfway = after(beginning, sightings.first(cut));
                EXPECT_EQ(derivePresence(halfway, sightings.sliced(cut)), together);
            }
        } while (std::next_permutation(
            sightings.begin(), sightings.end(),
            [](const Sighting &a, const Sighting &b) { return a.capture < b.capture; }));
    }
}

TEST(CaptureDerivationTest, OnesOwnCaptureCountsWhileItsEventLasts)
{
    const auto objection = [](int capturedAt, std::optional<Timestamp> anchorAt, int receivedAt) {
        return objectionTo({at(capturedAt), anchorAt, at(receivedAt), at(0), at(3600)})
            .value_or(QString());
    };
    constexpr int Day = 24 * 3600;

    EXPECT_EQ(objection(10, std::nullopt, 20), QString());
    EXPECT_EQ(objection(3600, std::nullopt, 3600), QString());
    EXPECT_EQ(objection(-1, at(0), 20), u"outside event time");
    EXPECT_EQ(objection(3601, at(0), 20), u"outside event time");
    EXPECT_EQ(objection(10, std::nullopt, 3601), u"event is over");
    EXPECT_EQ(objection(10, at(5), 3600 + Day), QString()) << "sent late, seen in time";
    EXPECT_EQ(objection(10, at(5), 3601 + Day), u"event is over") << "too late";
    EXPECT_EQ(objection(10, at(-1), 3601), u"event is over") << "not seen during the event";
    EXPECT_EQ(objection(10, at(3601), 3700), u"event is over") << "a clock set back";
}

TEST(CaptureDerivationTest, AnEarlierConfirmationByHandStands)
{
    const KnownPresence known{AttendanceStatus::Confirmed, at(5), std::nullopt};

    EXPECT_EQ(derivePresence(known, {sighting(1, 10)}), (DerivedPresence{at(5), std::nullopt}));
    EXPECT_EQ(derivePresence(known, {sighting(1, 3)}), (DerivedPresence{at(3), sighting(1, 3)}));
}

TEST(CaptureDerivationTest, SeatsGoToWhoCameFirst)
{
    QList<Claim> claims{{UserId(1), sighting(1, 30)},
                        {UserId(2), sighting(3, 20)},
                        {UserId(3), sighting(2, 20)},
                        {UserId(4), sighting(4, 40)}};
    const auto byUser = [](const Claim &a, const Claim &b) {
        return a.user < b.user;
    };
    do {
        EXPECT_EQ(seatedOf(claims, 1), QSet<UserId>{UserId(3)}) << "the smaller uuid";
        EXPECT_EQ(seatedOf(claims, 3), (QSet<UserId>{UserId(1), UserId(2), UserId(3)}));
        EXPECT_EQ(seatedOf(claims, std::nullopt).size(), 4);
        EXPECT_TRUE(seatedOf(claims, 0).isEmpty());
        EXPECT_TRUE(seatedOf(claims, -2).isEmpty()) << "more are registered than fit";
    } while (std::next_permutation(claims.begin(), claims.end(), byUser));
}
