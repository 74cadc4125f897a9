// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capturederivation.h"

#include <algorithm>

namespace EvalTrack::Server {

bool isEarlier(const Sighting &a, const Sighting &b)
{
    return a.at != b.at ? a.at < b.at
                        : a.capture.value().toRfc4122() < b.capture.value().toRfc4122();
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

} // namespace EvalTrack::Server
