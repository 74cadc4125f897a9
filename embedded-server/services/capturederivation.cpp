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

DerivedPresence derivePresence(const KnownPresence &known, const QList<Sighting> &sightings)
{
    Sighting earliest = *std::min_element(sightings.begin(), sightings.end(), isEarlier);
    if (known.accepted && isEarlier(*known.accepted, earliest)) {
        earliest = *known.accepted;
    }
    const bool wasConfirmed = known.status == AttendanceStatus::Confirmed && known.attendedAt;
    const bool isByHand =
        wasConfirmed && (!known.accepted || *known.attendedAt != known.accepted->at);
    if (isByHand && *known.attendedAt <= earliest.at) {
        return {*known.attendedAt, std::nullopt};
    }
    return {earliest.at, earliest};
}

QSet<UserId> seatedOf(QList<Claim> claims, const std::optional<qint64> &seats)
{
    std::sort(claims.begin(), claims.end(),
              [](const Claim &a, const Claim &b) { return isEarlier(a.first, b.first); });
    const qint64 wanted = claims.size();
    QSet<UserId> seated;
    for (const Claim &claim : claims.first(std::clamp(seats.value_or(wanted), qint64{0}, wanted))) {
        seated.insert(claim.user);
    }
    return seated;
}

} // namespace EvalTrack::Server
