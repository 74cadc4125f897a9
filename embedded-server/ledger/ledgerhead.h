// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUuid>

namespace EvalTrack::Server {

/// How far the chain of one device's captures reaches, and the hash that all of it comes to.
struct LedgerHead
{
    QUuid device;        ///< Nil for captures that name no device.
    qint64 position = 0; ///< From 1, gapless.
    QByteArray hash;     ///< SHA-256.

    bool operator==(const LedgerHead &) const = default;
};

} // namespace EvalTrack::Server
