// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demorandom.h"

namespace EvalTrack::Server {

namespace {

quint64 mixed(quint64 z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

constexpr quint64 Golden = 0x9e3779b97f4a7c15ULL;

} // namespace

DemoRandom::DemoRandom(quint64 seed, quint64 what, quint64 who, quint64 where)
    : m_state(
          mixed(mixed(mixed(mixed(seed + Golden) + what * Golden) + who * Golden) + where * Golden))
{}

quint64 DemoRandom::next()
{
    m_state += Golden;
    return mixed(m_state);
}

qint64 DemoRandom::below(qint64 limit)
{
    return limit <= 0 ? 0 : static_cast<qint64>(next() % static_cast<quint64>(limit));
}

double DemoRandom::unit()
{
    return static_cast<double>(next() >> 11) * 0x1p-53;
}

double DemoRandom::bell()
{
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
        sum += unit();
    }
    return sum;
}

QUuid DemoRandom::uuid(Timestamp time)
{
    const auto ms = static_cast<quint64>(time.time_since_epoch().count());
    const quint64 a = next();
    const quint64 b = next();
    const auto byte = [b](int shift) {
        return static_cast<uchar>(b >> shift);
    };
    return QUuid(static_cast<uint>(ms >> 16), static_cast<ushort>(ms),
                 static_cast<ushort>(0x7000 | (a & 0x0fff)), static_cast<uchar>(0x80 | (a >> 58)),
                 byte(0), byte(8), byte(16), byte(24), byte(32), byte(40), byte(48));
}

} // namespace EvalTrack::Server
