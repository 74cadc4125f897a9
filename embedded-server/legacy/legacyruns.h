// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/legacymove.h"
#include "legacy/legacyimport.h"
#include "legacy/legacysetup.h"
#include "storage/connectionsettings.h"

#include <QString>
#include <QThread>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <optional>

namespace EvalTrack::Server {

class Log;

/// Runs of the move from v1 inside a serving server: the same import and verification as the
/// commands', one at a time on a database, in a thread and over connections of their own. Whoever
/// started one may leave; how far it is stands in legacy_runs, for every loop and every server.
/// A server that stops breaks its run off after the piece at hand: started again, it goes on there.
/// Thread-safe; outlives the loops.
class LegacyRuns
{
public:
    struct Places
    {
        ConnectionSettings database;
        QString folder; ///< For reports.
    };
    struct Order
    {
        LegacyRunKind kind = LegacyRunKind::DryRun;
        LegacySetup setup;
    };

    LegacyRuns(Places places, Log &log);
    ~LegacyRuns();
    LegacyRuns(const LegacyRuns &) = delete;
    LegacyRuns &operator=(const LegacyRuns &) = delete;

    /// A run that holds the lock and has v1 open, and waits for its number. Dropped without one it
    /// does nothing.
    class Ready
    {
    public:
        Ready() = default;
        ~Ready();
        Ready(const Ready &) = delete;
        Ready &operator=(const Ready &) = delete;

        [[nodiscard]] qint64 total() const { return m_total; } ///< Rows of all tables.
        void go(qint64 run);

    private:
        friend class LegacyRuns;
        std::promise<std::optional<qint64>> m_number;
        qint64 m_total = 0;
        bool m_isTold = false;
    };
    /// Blocks until v1 answers, ten seconds at most. Conflict while another run lives; what is
    /// wrong with v1's databases is told by legacyFault().
    [[nodiscard]] Result<std::unique_ptr<Ready>> prepare(const Order &order);

    /// How many rows v1 has in each table. Blocks likewise, in the thread that asks.
    [[nodiscard]] static Result<QList<LegacyTally>> look(const LegacySetup &setup);
    /// Runs an import that legacy_runs tells of, with what it came to.
    [[nodiscard]] static Result<LegacyImport::Summary> noted(Database &database,
                                                             LegacyImport &import);

    /// Where "report.html", "findings.csv" or "tray.csv" of a run is, if it is there: reports stand
    /// on the server that made them, until that of a later run does.
    [[nodiscard]] std::optional<QString> report(qint64 run, const QString &file) const;

private:
    struct Work;

    void carryOut(const Order &order, std::promise<Result<qint64>> opened,
                  std::future<std::optional<qint64>> number);
    void perform(Work &work, const Order &order, qint64 run);
    [[nodiscard]] Result<void> writeReport(const Work &work, const Order &order, qint64 run,
                                           const LegacyImport::Summary &summary) const;
    [[nodiscard]] QString folderOf(qint64 run) const;

    const Places m_places;
    Log &m_log;
    std::mutex m_mutex;
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_isBusy = false;
    std::atomic<bool> m_isStopping = false;
};

} // namespace EvalTrack::Server
