// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capturederivation.h"

#include <algorithm>

namespace EvalTrack::Server {

bool isEarlier(const Sighting &a, const Sighting &b)
{
    return a.at != b.at ? a.at < b.at
                        : a.capture.value().toRfc4122() < b.capture.value().toRfc4122();
}

std::optional<QString> objectionTo(const OwnCapture &capture)
{
    const auto isDuring = [&capture](Timestamp at) {
        return at >= capture.begin && at <= capture.end;
    };
    if (!isDuring(capture.capturedAt)) {
        return QStringLiteral("outside event time");
    }
    const bool isInTime = capture.receivedAt <= capture.end;
    const bool isAnchored = capture.anchorAt && isDuring(*capture.anchorAt) &&
                            capture.receivedAt <= capture.end + LateSyncTime;
    return isInTime || isAnchored ? std::nullopt : std::optional(QStringLiteral("event is over"));
}

namespace {

bool isBefore(const CountingCapture &a, const CountingCapture &b)
{
    return isEarlier(a.sighting, b.sighting);
}

} // namespace

std::optional<DerivedPresence> derivePresence(const KnownPresence &known,
                                              const QList<CountingCapture> &all)
{
    DerivedPresence derived;
    QList<CountingCapture> captures = all;
    captures.removeIf([](const CountingCapture &capture) { return capture.isLeaving; });
    if (captures.isEmpty() && !known.handAt) {
        if (!known.exists) {
            return std::nullopt;
        }
        const bool isOff = known.isCancelled || !known.isRegistered;
        derived.status = isOff ? AttendanceStatus::Cancelled : AttendanceStatus::Pending;
        return derived;
    }
    derived.status = AttendanceStatus::Confirmed;
    derived.attendedAt = known.handAt;
    if (!captures.isEmpty()) {
        const Sighting earliest =
            std::min_element(captures.begin(), captures.end(), isBefore)->sighting;
        const CountingCapture &best = *std::min_element(
            captures.begin(), captures.end(),
            [](const CountingCapture &a, const CountingCapture &b) {
                return a.isWaiting != b.isWaiting ? b.isWaiting : isEarlier(a.sighting, b.sighting);
            });
        if (!known.handAt || earliest.at < *known.handAt) {
            derived.attendedAt = earliest.at;
            derived.accepted = earliest;
        }
        const bool isWalkIn = !known.isRegistered || known.isCancelled;
        const bool isLetIn =
            known.handAt || std::any_of(captures.begin(), captures.end(),
                                        [](const CountingCapture &c) { return c.isDecided; });
        if (isWalkIn && !isLetIn) {
            derived.claim = best.sighting;
            derived.isWaiting = best.isWaiting;
        }
    }
    derived.attendedAt = known.correctedAt ? known.correctedAt : derived.attendedAt;
    const auto last = std::max_element(all.begin(), all.end(), isBefore);
    if (last != all.end() && last->isLeaving && last->sighting.at >= *derived.attendedAt) {
        derived.leftAt = last->sighting.at;
    }
    return derived;
}

QSet<UserId> seatedOf(QList<Claim> claims, const std::optional<qint64> &seats, qint64 promised)
{
    std::sort(claims.begin(), claims.end(), [](const Claim &a, const Claim &b) {
        return a.isWaiting != b.isWaiting ? b.isWaiting : isEarlier(a.first, b.first);
    });
    qint64 left = seats.value_or(claims.size());
    QSet<UserId> seated;
    for (const Claim &claim : std::as_const(claims)) {
        const qint64 kept = claim.isWaiting && seats ? promised : 0;
        if (left <= kept) {
            break;
        }
        seated.insert(claim.user);
        --left;
    }
    return seated;
}

qint64 shareOf(const SeatPool &pool)
{
    const qint64 free = std::max(pool.free, qint64{0});
    const qint64 part = (free + pool.doors - 1) / std::max(pool.doors, qint64{1});
    return std::clamp(free - pool.promisedElsewhere - pool.waiting, qint64{0}, part);
}

} // namespace EvalTrack::Server
