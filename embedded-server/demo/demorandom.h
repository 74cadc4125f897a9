// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QList>
#include <QUuid>

namespace EvalTrack::Server {

/// The demo company's chance: the same numbers for the same seed on every platform (the standard
/// library's distributions differ), and for any (what, who) without drawing those before, so that a
/// million people need no memory. SplitMix64. A value.
class DemoRandom
{
public:
    explicit DemoRandom(quint64 seed, quint64 what = 0, quint64 who = 0, quint64 where = 0);

    quint64 next();
    /// From 0 to limit - 1.
    qint64 below(qint64 limit);
    /// From 0 to 1.
    double unit();
    bool chance(double probability) { return unit() < probability; }
    /// Bell-shaped around 0 with a standard deviation of 1.
    double bell();
    template <typename T>
    const T &pick(const QList<T> &list)
    {
        return list.at(below(list.size()));
    }
    /// A version 7 UUID of that time.
    QUuid uuid(Timestamp time);

private:
    quint64 m_state;
};

} // namespace EvalTrack::Server
