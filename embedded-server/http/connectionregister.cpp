// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connectionregister.h"

#include <algorithm>

namespace EvalTrack::Server {

ConnectionRegister::ConnectionRegister(int perAddress, int inAll)
    : m_perAddress(perAddress)
    , m_inAll(inAll)
{}

QHostAddress ConnectionRegister::key(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 v4 = address.toIPv4Address(&isIPv4);
    if (isIPv4) {
        return QHostAddress(v4);
    }
    Q_IPV6ADDR v6 = address.toIPv6Address();
    std::fill(std::begin(v6.c) + 8, std::end(v6.c), quint8{0});
    return QHostAddress(v6);
}

bool ConnectionRegister::admit(const QHostAddress &address)
{
    const QHostAddress counted = key(address);
    const QMutexLocker locker(&m_mutex);
    if (m_count >= m_inAll || m_counts.value(counted) >= m_perAddress) {
        return false;
    }
    ++m_count;
    ++m_counts[counted];
    return true;
}

void ConnectionRegister::release(const QHostAddress &address)
{
    const QHostAddress counted = key(address);
    const QMutexLocker locker(&m_mutex);
    const auto found = m_counts.find(counted);
    if (found == m_counts.end()) {
        return;
    }
    --m_count;
    if (--found.value() == 0) {
        m_counts.erase(found);
    }
}

int ConnectionRegister::count() const
{
    const QMutexLocker locker(&m_mutex);
    return m_count;
}

} // namespace EvalTrack::Server
