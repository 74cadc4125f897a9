// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"
#include "support/fakedesk.h"

namespace EvalTrack::Test {

/// A capture under review as a server would send it.
[[nodiscard]] inline CaptureRecord sampleCapture(const FakeDesk &desk, const QString &code)
{
    const Timestamp now = desk.clock.now();
    CaptureRecord record;
    record.capture.uuid = CaptureUuid(makeUuidV7());
    record.capture.code = code;
    record.capture.deviceId = QUuid(0x0a11ce, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    record.capture.deviceSequence = 17;
    record.capture.capturedAt = now - std::chrono::hours(1);
    record.capture.utcOffset = std::chrono::minutes(-240);
    record.capture.zone = QStringLiteral("America/Caracas");
    record.countedAt = record.capture.capturedAt;
    record.receivedAt = now;
    record.recordedBy = {UserId(2), QStringLiteral("Helena Suárez")};
    record.eventId = EventId(1);
    record.eventTitle = QStringLiteral("Taller");
    record.reason = QStringLiteral("unknown code");
    record.state = ReviewState::Open;
    return record;
}

} // namespace EvalTrack::Test
