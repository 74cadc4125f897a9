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

CountingCapture counting(int number, int second, bool isDecided = false)
{
    return {sighting(number, second), isDecided};
}

CountingCapture leaving(int number, int second)
{
    return {sighting(number, second), false, false, true};
}

const KnownPresence Nobody;
const KnownPresence Registered{.exists = true, .isRegistered = true};

} // namespace

TEST(CaptureDerivationTest, TheEarliestCaptureDecides)
{
    const auto derived =
        derivePresence(Registered, {counting(1, 30), counting(2, 10), counting(3, 20)});

    ASSERT_TRUE(derived);
    EXPECT_EQ(derived->status, AttendanceStatus::Confirmed);
    EXPECT_EQ(derived->attendedAt, at(10));
    EXPECT_EQ(derived->accepted, sighting(2, 10));
    EXPECT_FALSE(derived->claim) << "who is registered has a seat";
}

TEST(CaptureDerivationTest, OfTwoAtOneMomentTheSmallerUuidDecides)
{
    EXPECT_EQ(derivePresence(Nobody, {counting(2, 5), counting(1, 5)})->accepted, sighting(1, 5));
    EXPECT_EQ(derivePresence(Nobody, {counting(1, 5), counting(2, 5)})->accepted, sighting(1, 5));
}

TEST(CaptureDerivationTest, EveryOrderGivesTheSame)
{
    QList<CountingCapture> captures{counting(4, 30), counting(1, 20), counting(3, 10, true),
                                    counting(2, 10), leaving(5, 25),  leaving(6, 40)};
    const auto byUuid = [](const CountingCapture &a, const CountingCapture &b) {
        return a.sighting.capture < b.sighting.capture;
    };
    KnownPresence byHand = Registered;
    byHand.handAt = at(15);
    for (const KnownPresence &known : {Nobody, Registered, byHand}) {
        const auto first = derivePresence(known, captures);
        std::sort(captures.begin(), captures.end(), byUuid);
        do {
            EXPECT_EQ(derivePresence(known, captures), first);
        } while (std::next_permutation(captures.begin(), captures.end(), byUuid));
    }
}

TEST(CaptureDerivationTest, WithoutCapturesItIsWhatPeopleSaid)
{
    EXPECT_FALSE(derivePresence(Nobody, {}));
    EXPECT_EQ(derivePresence(Registered, {})->status, AttendanceStatus::Pending);
    EXPECT_EQ(
        derivePresence({.exists = true, .isRegistered = true, .isCancelled = true}, {})->status,
        AttendanceStatus::Cancelled);
    EXPECT_EQ(derivePresence({.exists = true}, {})->status, AttendanceStatus::Cancelled)
        << "captures alone had made it, and none counts any more";
    EXPECT_EQ(
        derivePresence({.exists = true, .isRegistered = true, .handAt = at(7)}, {})->attendedAt,
        at(7));
}

TEST(CaptureDerivationTest, WhoIsNotRegisteredClaimsASeatWithTheFirstCapture)
{
    EXPECT_EQ(derivePresence(Nobody, {counting(1, 30), counting(2, 10)})->claim, sighting(2, 10));
    EXPECT_EQ(derivePresence({.exists = true}, {counting(1, 30)})->claim, sighting(1, 30));
    EXPECT_EQ(derivePresence({.exists = true, .isRegistered = true, .isCancelled = true},
                             {counting(1, 30)})
                  ->claim,
              sighting(1, 30))
        << "came after all";
    EXPECT_FALSE(derivePresence(Nobody, {counting(1, 30), counting(2, 10, true)})->claim)
        << "somebody let this person in";
}

TEST(CaptureDerivationTest, AnEarlierConfirmationByHandStands)
{
    const KnownPresence known{.exists = true, .isRegistered = true, .handAt = at(5)};

    const auto later = derivePresence(known, {counting(1, 10)});
    EXPECT_EQ(later->attendedAt, at(5));
    EXPECT_FALSE(later->accepted);
    EXPECT_EQ(derivePresence(known, {counting(1, 3)})->attendedAt, at(3));
}

TEST(CaptureDerivationTest, ACorrectedTimeStandsWhateverIsCaptured)
{
    const KnownPresence known{.exists = true, .isRegistered = true, .correctedAt = at(100)};

    const auto derived = derivePresence(known, {counting(1, 10), counting(2, 200)});

    EXPECT_EQ(derived->attendedAt, at(100));
    EXPECT_EQ(derived->accepted, sighting(1, 10)) << "which capture decides is another matter";
}

TEST(CaptureDerivationTest, WhoLeftIsOutUntilTheyComeBack)
{
    EXPECT_EQ(derivePresence(Registered, {counting(1, 10), leaving(2, 50)})->leftAt, at(50));
    EXPECT_EQ(
        derivePresence(Registered, {counting(1, 10), leaving(2, 50), counting(3, 60)})->leftAt,
        std::nullopt);
    const auto twice =
        derivePresence(Nobody, {leaving(4, 90), counting(1, 10), leaving(2, 50), counting(3, 60)});
    EXPECT_EQ(twice->leftAt, at(90));
    EXPECT_EQ(twice->attendedAt, at(10));
    EXPECT_EQ(twice->claim, sighting(1, 10)) << "whoever left keeps the seat";
}

TEST(CaptureDerivationTest, WhoOnlyLeftHasNotCome)
{
    EXPECT_FALSE(derivePresence(Nobody, {leaving(1, 10)}));
    const auto registered = derivePresence(Registered, {leaving(1, 10)});
    EXPECT_EQ(registered->status, AttendanceStatus::Pending);
    EXPECT_EQ(registered->leftAt, std::nullopt);

    const KnownPresence byHand{.exists = true, .isRegistered = true, .handAt = at(5)};
    EXPECT_EQ(derivePresence(byHand, {leaving(1, 10)})->leftAt, at(10));
    EXPECT_EQ(derivePresence(byHand, {leaving(1, 3)})->leftAt, std::nullopt)
        << "confirmed after that";
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

TEST(CaptureDerivationTest, WhoWasLetInComesBeforeWhoWasToldToWait)
{
    const QList<CountingCapture> reads{{sighting(1, 10), false, true},
                                       {sighting(2, 30), false, false},
                                       {sighting(3, 20), false, false}};
    const auto derived = derivePresence({}, reads);
    ASSERT_TRUE(derived && derived->claim);
    EXPECT_EQ(derived->claim->capture, sighting(3, 20).capture) << "the earliest that let them in";
    EXPECT_FALSE(derived->isWaiting);
    EXPECT_EQ(derived->attendedAt, sighting(1, 10).at) << "there they were before";

    const auto waiting = derivePresence({}, {reads.first()});
    ASSERT_TRUE(waiting && waiting->claim);
    EXPECT_TRUE(waiting->isWaiting);

    const QList<Claim> claims{{UserId(1), sighting(1, 10), true},
                              {UserId(2), sighting(2, 20), true},
                              {UserId(3), sighting(3, 30), false}};
    EXPECT_EQ(seatedOf(claims, 1), QSet<UserId>{UserId(3)});
    EXPECT_EQ(seatedOf(claims, 2), (QSet<UserId>{UserId(1), UserId(3)}));
    EXPECT_EQ(seatedOf(claims, 2, 1), QSet<UserId>{UserId(3)}) << "a door may give it away";
    EXPECT_EQ(seatedOf(claims, 1, 1), QSet<UserId>{UserId(3)}) << "who is in is in";
    EXPECT_EQ(seatedOf(claims, std::nullopt, 5).size(), 3);
}

TEST(CaptureDerivationTest, ADoorGetsAnEqualPartOfWhatNobodyElseMayGiveAway)
{
    EXPECT_EQ(shareOf({.free = 10, .doors = 1}), 10);
    EXPECT_EQ(shareOf({.free = 10, .doors = 3}), 4);
    EXPECT_EQ(shareOf({.free = 10, .promisedElsewhere = 8, .doors = 2}), 2);
    EXPECT_EQ(shareOf({.free = 10, .promisedElsewhere = 10, .doors = 2}), 0);
    EXPECT_EQ(shareOf({.free = 3, .waiting = 2, .doors = 1}), 1) << "who waits comes first";
    EXPECT_EQ(shareOf({.free = -2, .doors = 2}), 0) << "the limit was lowered";
}
