// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace EvalTrack::Server {

/// How much one client may ask of the server before it has shown who it is. The body limit is the
/// route's own.
struct GuardLimits
{
    qsizetype headerBytes = 32 * 1024;
    qsizetype headerFields = 100;
    std::chrono::milliseconds headerTime =
        std::chrono::seconds(10); ///< From a request's first byte to the end of its head.
    std::chrono::milliseconds bodyTime =
        std::chrono::seconds(30); ///< From there to the end of the body.
    std::chrono::milliseconds idleTime =
        std::chrono::seconds(60); ///< Between requests, and for a peer that takes no answer.
    std::chrono::milliseconds lingerTime = std::chrono::seconds(2);
    int connectionsPerAddress = 512;
    int connections = 4096;
    qint64 highWater = 512 * 1024; ///< Bytes not yet taken by the peer above which nothing more is
                                   ///< read or produced for it.
};

} // namespace EvalTrack::Server
