// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/captureservice.h"
#include "services/deviceservice.h"
#include "services/feedservice.h"
#include "services/seating.h"

namespace EvalTrack::Server {

/// /sync: what clients read to keep their copy, and the captures they send.
class SyncController
{
public:
    SyncController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response changes(const Request &request) const;
    [[nodiscard]] Response captures(const Request &request) const;
    [[nodiscard]] Response seats(const Request &request) const;

private:
    [[nodiscard]] Response answerPage(const FeedService::Page &page) const;

    LoopContext m_context;
    Mutations m_mutations;
    FeedService m_feed;
    CaptureService m_captures;
    Seating m_seating;
    DeviceService m_devices;
};

} // namespace EvalTrack::Server
