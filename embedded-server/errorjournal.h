// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/systemstatus.h"

#include <QList>
#include <QMutex>

namespace EvalTrack::Server {

class Database;
struct RequestRecord;

/// Remembers requests that were answered with 500 and above until they are written into the
/// database, from where administrators read them. A request only appends to a list in memory, which
/// is bounded: while PostgreSQL is away the newest wait there. note() and waiting() are for every
/// thread, write() for that of its database.
class ErrorJournal
{
public:
    explicit ErrorJournal(const Clock &clock);

    /// What is no failure of ours, and answers to health checks, are left out. True when it is the
    /// first that waits: somebody should write.
    bool note(const RequestRecord &record);
    [[nodiscard]] qsizetype waiting() const;
    /// Writes what waits, and throws away what is too much; what cannot be written goes on waiting.
    [[nodiscard]] Result<void> write(Database &database);
    /// Throws away what is too old or too much.
    [[nodiscard]] Result<void> forgetOld(Database &database);

    /// A text of the log as strangers may read it: without what looks like an e-mail address, a
    /// token, a long number or something quoted, and not long.
    [[nodiscard]] static QString redacted(const QString &text);

    static constexpr qsizetype Capacity = 1'000; ///< That wait.
    static constexpr int MostKept = 100'000;     ///< In the database.

private:
    [[nodiscard]] QList<ServerFault> take();
    void putBack(QList<ServerFault> faults);

    const Clock &m_clock;
    mutable QMutex m_lock;
    QList<ServerFault> m_waiting;
    qsizetype m_writtenSinceForgetting = 0;
};

} // namespace EvalTrack::Server
