// SPDX-License-Identifier: GPL-3.0-or-later
#include "property/generators.h"
#include "services/capturederivation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace EvalTrack::Test;

namespace {

// Few moments, so that many captures share one.
Timestamp at(int second)
{
    return Timestamp(std::chrono::seconds(1'780'000'000 + second));
}

CaptureUuid captureUuid(int number)
{
    return CaptureUuid(QUuid(static_cast<uint>(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

QList<CountingCapture> anyCaptures()
{
    const auto all = *rc::gen::container<std::map<int, std::tuple<int, bool, bool, bool>>>(
        rc::gen::inRange(0, 1000),
        rc::gen::tuple(rc::gen::inRange(0, 12), rc::gen::arbitrary<bool>(),
                       rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>()));
    QList<CountingCapture> captures;
    for (const auto &[uuid, capture] : all) {
        const auto &[second, isDecided, isWaiting, isLeaving] = capture;
        captures.append({{captureUuid(uuid), at(second)}, isDecided, isWaiting, isLeaving});
    }
    return captures;
}

std::optional<Timestamp> perhapsAMoment()
{
    return *rc::gen::arbitrary<bool>() ? std::optional(at(*rc::gen::inRange(0, 12))) : std::nullopt;
}

KnownPresence anyKnown()
{
    KnownPresence known;
    known.exists = *rc::gen::arbitrary<bool>();
    if (known.exists) {
        known.isRegistered = *rc::gen::arbitrary<bool>();
        known.isCancelled = *rc::gen::arbitrary<bool>();
        known.handAt = perhapsAMoment();
        known.correctedAt = perhapsAMoment();
    }
    return known;
}

/// One capture at the door of one event.
struct Shown
{
    UserId user;
    CountingCapture capture;
};

constexpr int People = 8;

QList<Shown> anyQueue()
{
    QList<Shown> queue;
    const QList<CountingCapture> captures = anyCaptures();
    for (const CountingCapture &capture : captures) {
        queue.append({UserId(*rc::gen::inRange(0, People)), capture});
    }
    return queue;
}

using Known = std::map<qint64, KnownPresence>;

Known anybody()
{
    Known known;
    for (int person = 0; person < People; ++person) {
        known[person] = anyKnown();
    }
    return known;
}

using Presences = std::map<qint64, std::optional<DerivedPresence>>;

Presences attendancesOf(const Known &known, const QList<Shown> &queue)
{
    std::map<qint64, QList<CountingCapture>> byPerson;
    for (const Shown &shown : queue) {
        byPerson[shown.user.value()].append(shown.capture);
    }
    Presences derived;
    for (const auto &[user, said] : known) {
        derived[user] = derivePresence(said, byPerson[user]);
    }
    return derived;
}

QList<Claim> claimsOf(const Presences &presences)
{
    QList<Claim> claims;
    for (const auto &[user, presence] : presences) {
        if (presence && presence->claim) {
            claims.append({UserId(user), *presence->claim, presence->isWaiting});
        }
    }
    return claims;
}

} // namespace

RC_GTEST_PROP(DerivationProperty, OrderAndRepetitionChangeNothing, ())
{
    const KnownPresence known = anyKnown();
    const QList<CountingCapture> captures = anyCaptures();
    RC_ASSERT(
        (derivePresence(known, repeatedAndShuffled(captures)) == derivePresence(known, captures)));
}

RC_GTEST_PROP(DerivationProperty, NobodyIsLaterOrOutForBeingSeenAgain, ())
{
    const KnownPresence known = anyKnown();
    const QList<CountingCapture> all = anyCaptures();
    const QList<CountingCapture> some =
        all.first(*rc::gen::inRange(0, static_cast<int>(all.size()) + 1));
    const auto before = derivePresence(known, some);
    const auto after = derivePresence(known, all);

    const bool wasIn = before && before->status == AttendanceStatus::Confirmed;
    if (wasIn) {
        RC_ASSERT((after && after->status == AttendanceStatus::Confirmed));
        RC_ASSERT((after->attendedAt <= before->attendedAt));
    }
    if (wasIn && !before->claim) {
        RC_ASSERT(!after->claim); // Who has a seat need not claim one.
    }
    RC_ASSERT((before.has_value() <= after.has_value()));
}

// The time is somebody's word: what it was corrected to, a confirmation by hand, or a capture.
RC_GTEST_PROP(DerivationProperty, TheTimeIsTheEarliestWordUnlessItWasCorrected, ())
{
    const KnownPresence known = anyKnown();
    const QList<CountingCapture> captures = anyCaptures();
    const auto derived = derivePresence(known, captures);

    std::optional<Timestamp> earliest = known.handAt;
    for (const CountingCapture &capture : captures) {
        if (!capture.isLeaving) {
            earliest = std::min(earliest.value_or(capture.sighting.at), capture.sighting.at);
        }
    }
    if (!earliest) {
        RC_ASSERT((!derived || !derived->attendedAt));
        return;
    }
    RC_ASSERT((derived && derived->attendedAt == known.correctedAt.value_or(*earliest)));
    if (derived->accepted) {
        RC_ASSERT(derived->accepted->at == *earliest);
    } else {
        RC_ASSERT((known.handAt == earliest));
    }
}

// Going out and coming in, one by one in the order of time.
RC_GTEST_PROP(DerivationProperty, WhoeverIsOutWentOutLast, ())
{
    const KnownPresence known = anyKnown();
    QList<CountingCapture> captures = anyCaptures();
    const auto derived = derivePresence(known, captures);
    std::ranges::sort(captures, [](const CountingCapture &a, const CountingCapture &b) {
        return isEarlier(a.sighting, b.sighting);
    });
    std::optional<Timestamp> outSince;
    for (const CountingCapture &capture : captures) {
        outSince = capture.isLeaving ? std::optional(capture.sighting.at) : std::nullopt;
    }
    const bool hasCome = derived && derived->status == AttendanceStatus::Confirmed;
    const bool isOut = hasCome && outSince && *outSince >= *derived->attendedAt;
    RC_ASSERT((!derived || derived->leftAt == (isOut ? outSince : std::nullopt)));
}

RC_GTEST_PROP(DerivationProperty, AnEventEndsTheSameHoweverItsCapturesArrive, ())
{
    const Known known = anybody();
    const QList<Shown> queue = anyQueue();
    const auto seats =
        *rc::gen::element<std::optional<qint64>>(std::nullopt, -1, 0, 1, 2, 3, 5, 100);
    const Presences first = attendancesOf(known, queue);
    const Presences second = attendancesOf(known, repeatedAndShuffled(queue));

    RC_ASSERT(first == second);
    RC_ASSERT(seatedOf(shuffled(claimsOf(first)), seats) ==
              seatedOf(shuffled(claimsOf(second)), seats));
}

RC_GTEST_PROP(DerivationProperty, SeatsAreFilledFromTheFrontAndNeverOver, ())
{
    const QList<Claim> claims = claimsOf(attendancesOf(anybody(), anyQueue()));
    const qint64 seats = *rc::gen::inRange(-1, People + 1);
    const qint64 promised = *rc::gen::inRange(0, 4);
    const QSet<UserId> seated = seatedOf(shuffled(claims), seats, promised);

    RC_ASSERT(seatedOf(shuffled(claims), seats).size() ==
              std::clamp(seats, qint64{0}, qint64{claims.size()}));
    RC_ASSERT(seated.size() <= std::max(seats, qint64{0}));
    for (const Claim &one : claims) {
        for (const Claim &other : claims) {
            if (seated.contains(one.user) && !seated.contains(other.user)) {
                RC_ASSERT((one.isWaiting != other.isWaiting ? other.isWaiting
                                                            : isEarlier(one.first, other.first)));
            }
        }
    }
    const auto isWaiting = [&claims](UserId user) {
        return std::ranges::any_of(
            claims, [user](const Claim &claim) { return claim.user == user && claim.isWaiting; });
    };
    const bool isAnyWaiterSeated = std::ranges::any_of(seated, isWaiting);
    RC_ASSERT(
        (!isAnyWaiterSeated || seated.size() + promised <= seats)); // A door may give them away.
    // One seat more takes nobody's.
    RC_ASSERT(seatedOf(shuffled(claims), seats + 1, promised).contains(seated));
}

RC_GTEST_PROP(DerivationProperty, WhatCameTooLateDoesNotCountForComingLater, ())
{
    const auto moment = [] {
        return at(*rc::gen::inRange(-10, 100) * 1800);
    };
    OwnCapture capture{moment(), std::nullopt, moment(), at(0), at(3600)};
    if (*rc::gen::arbitrary<bool>()) {
        capture.anchorAt = moment();
    }
    OwnCapture later = capture;
    later.receivedAt += std::chrono::seconds(*rc::gen::inRange(0, 200'000));

    if (objectionTo(capture)) {
        RC_ASSERT(objectionTo(later).has_value());
    }
    OwnCapture unanchored = capture;
    unanchored.anchorAt.reset();
    if (!objectionTo(unanchored)) {
        RC_ASSERT(!objectionTo(capture)); // To have seen our clock never counts against anybody.
    }
}
