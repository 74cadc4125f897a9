// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/redacted.h"

#include <QString>

#include <chrono>

namespace EvalTrack {

/// Slows down whoever guesses the PIN of a capture station: after five wrong ones each further one
/// doubles the wait, from half a minute to an hour. An attempt is on the disk before it is judged,
/// so that ending the program gains nothing. Times are of the wall clock, because a reboot must not
/// gain anything either; a clock that was moved makes nobody wait longer than the longest wait.
/// Used in the UI thread; each call is one small file.
class PinLock
{
public:
    /// `file` is made when it is needed.
    PinLock(QString file, const Clock &clock);

    static constexpr int FreeAttempts = 5;
    static constexpr std::chrono::seconds FirstWait{30};
    static constexpr std::chrono::seconds LongestWait{3600};

    /// 0 when an attempt may be made now.
    [[nodiscard]] std::chrono::seconds wait() const;
    /// Counts an attempt as a wrong one until succeed(). TooManyRequests while there is something
    /// to wait for, Storage when it cannot be written: nobody may try then.
    [[nodiscard]] Result<void> begin();
    void succeed();

    /// Whether it is the PIN that the hash was made of; takes some 50 ms, for a pool.
    [[nodiscard]] static bool matches(const Redacted<QString> &pin, const QString &hash);

private:
    struct Attempts
    {
        int wrong = 0;
        Timestamp blockedUntil;
    };
    [[nodiscard]] Attempts load() const;
    [[nodiscard]] Result<void> save(const Attempts &attempts) const;

    QString m_file;
    const Clock &m_clock;
};

} // namespace EvalTrack
