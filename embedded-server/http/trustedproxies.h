// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QPair>

namespace EvalTrack::Server {

/// The reverse proxies whose X-Forwarded-For is believed. Nobody else's is: anyone may send the
/// header. A value.
class TrustedProxies
{
public:
    TrustedProxies() = default;

    /// Addresses and networks (`10.0.0.5, 192.168.0.0/24, ::1`). Validation for anything else, and
    /// for a network of everybody.
    [[nodiscard]] static Result<TrustedProxies> fromText(const QString &text);

    /// Who sent a request that `peer` brought: the rightmost address that is not a trusted proxy.
    /// What stands left of it was written by somebody unknown.
    [[nodiscard]] QHostAddress clientOf(const QHostAddress &peer,
                                        const QList<QPair<QByteArray, QByteArray>> &headers) const;

private:
    [[nodiscard]] bool trusts(const QHostAddress &address) const;

    QList<QPair<QHostAddress, int>> m_networks;
};

} // namespace EvalTrack::Server
