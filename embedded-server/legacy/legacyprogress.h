// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "legacy/legacyrow.h"

#include <QElapsedTimer>
#include <QString>

#include <functional>

namespace EvalTrack::Server {

/// How far a long work is, told to whoever watches it: at the begin and the end of a table, and
/// between them at most once a second. Who is told can ask it to stop. In the thread of the work.
class LegacyProgress
{
public:
    struct Step
    {
        LegacySource source = LegacySource::User; ///< Employees are read together with users.
        qint64 done = 0;
        qint64 total = 0;
        qint64 elapsed = 0; ///< Milliseconds.
        qint64 left = 0;    ///< Milliseconds, about.
        bool isOver = false;
    };
    /// False asks it to stop.
    using Tell = std::function<bool(const Step &)>;

    explicit LegacyProgress(Tell tell)
        : m_tell(std::move(tell))
    {}

    void begin(LegacySource source, qint64 total);
    void advance(qint64 rows);
    void end();
    /// Cancelled once it was asked to stop: the work gives it back at the next place where it can
    /// be taken up again.
    [[nodiscard]] Result<void> goOn() const;

    /// As lines: "asistencias: 340,000 of 1,000,000, about 42 s left". `before` stands before the
    /// name of the table.
    using Say = std::function<void(const QString &)>;
    [[nodiscard]] static Tell lines(const Say &say, const QString &before = {});
    /// "42 s", "3 min 20 s".
    [[nodiscard]] static QString spoken(qint64 milliseconds);

private:
    void tell(bool isOver);

    Tell m_tell;
    Step m_step;
    qint64 m_lastTold = 0;
    bool m_isStopped = false;
    QElapsedTimer m_timer;
};

} // namespace EvalTrack::Server
