// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QMutex>

namespace EvalTrack::Server {

/// Counts the open connections of all event loops, in all and per address (IPv6: per /64, which one
/// subscriber has). Safe to call from every thread.
class ConnectionRegister
{
public:
    ConnectionRegister(int perAddress, int inAll);

    /// False when there are too many; then nothing was counted.
    [[nodiscard]] bool admit(const QHostAddress &address);
    void release(const QHostAddress &address);
    [[nodiscard]] int count() const;

private:
    [[nodiscard]] static QHostAddress key(const QHostAddress &address);

    const int m_perAddress;
    const int m_inAll;
    mutable QMutex m_mutex;
    int m_count = 0;
    QHash<QHostAddress, int> m_counts;
};

} // namespace EvalTrack::Server
