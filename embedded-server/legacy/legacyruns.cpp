// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyruns.h"

#include "legacy/legacyreport.h"
#include "legacy/legacyverification.h"
#include "observability/log.h"
#include "storage/database.h"
#include "storage/repositories/legacyrunrepository.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace EvalTrack::Server {

namespace {

/// Before that a guess of what is left is none.
constexpr qint64 FirstGuess = 2'000;

std::unexpected<Error> isRunning()
{
    return failure(ErrorCode::Conflict,
                   QStringLiteral("Another run of the move from v1 is under way"));
}

DatabaseOptions patient()
{
    DatabaseOptions options;
    options.applicationName = QStringLiteral("evaltrack-import");
    options.statementTimeout = {};
    return options;
}

LegacyFound foundOf(const LegacyImport::Summary &summary)
{
    LegacyFound found;
    for (const LegacySource source : LegacySources) {
        const LegacyImport::Tally tally = summary.tallies.value(source);
        found.tables.append({QString::fromLatin1(nameOf(source)), tally.read, tally.written,
                             tally.unchanged, tally.merged, tally.waiting, tally.gone});
    }
    for (const LegacyRuleText &rule : legacyRules()) {
        if (const qint64 rows = summary.rules.value(rule.rule)) {
            found.rules.append({QString::fromLatin1(rule.id), QString::fromUtf8(rule.what), rows});
        }
    }
    return found;
}

LegacyFound foundOf(const LegacyVerification::Outcome &outcome)
{
    LegacyFound found;
    for (const LegacySource source : LegacySources) {
        LegacyTally tally;
        tally.entity = QString::fromLatin1(nameOf(source));
        tally.read = outcome.sides.value(source).rows;
        found.tables.append(tally);
    }
    found.broken =
        outcome.broken.first(std::min(outcome.broken.size(), qsizetype{LegacyVerification::Told}));
    found.brokenCount = outcome.broken.size();
    found.changed = outcome.changed.first(
        std::min(outcome.changed.size(), qsizetype{LegacyVerification::Told}));
    found.changedCount = outcome.changed.size();
    return found;
}

Result<QList<LegacyTally>> countsOf(LegacyDatabases &v1)
{
    QList<LegacyTally> counts;
    for (const LegacySource source : LegacySources) {
        const auto rows = v1.count(source);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        LegacyTally tally;
        tally.entity = QString::fromLatin1(nameOf(source));
        tally.read = *rows;
        counts.append(tally);
    }
    return counts;
}

} // namespace

/// What a run works with, in its thread.
struct LegacyRuns::Work
{
    std::unique_ptr<Database> database; ///< Holds the lock.
    std::unique_ptr<Database> notes;    ///< Progress is told while the other is in a transaction.
    std::unique_ptr<LegacyDatabases> v1;
    qint64 total = 0;
};

LegacyRuns::LegacyRuns(Places places, Log &log)
    : m_places(std::move(places))
    , m_log(log)
{}

LegacyRuns::~LegacyRuns()
{
    m_isStopping = true;
    if (m_thread) {
        m_thread->wait();
    }
}

LegacyRuns::Ready::~Ready()
{
    if (!m_isTold) {
        m_number.set_value(std::nullopt);
    }
}

void LegacyRuns::Ready::go(qint64 run)
{
    if (!std::exchange(m_isTold, true)) {
        m_number.set_value(run);
    }
}

Result<std::unique_ptr<LegacyRuns::Ready>> LegacyRuns::prepare(const Order &order)
{
    auto ready = std::make_unique<Ready>();
    std::promise<Result<qint64>> opened;
    auto isOpened = opened.get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_isBusy || m_isStopping) {
            ready->m_isTold = true;
            return isRunning();
        }
        if (m_thread) {
            m_thread->wait();
        }
        m_isBusy = true;
        m_thread.reset(QThread::create(
            [this, order](std::promise<Result<qint64>> told,
                          std::future<std::optional<qint64>> number) {
                carryOut(order, std::move(told), std::move(number));
                m_isBusy = false;
            },
            std::move(opened), ready->m_number.get_future()));
        m_thread->setObjectName(QStringLiteral("legacy-run"));
        m_thread->start();
    }
    const Result<qint64> total = isOpened.get();
    if (!total) {
        return std::unexpected(total.error());
    }
    ready->m_total = *total;
    return ready;
}

void LegacyRuns::carryOut(const Order &order, std::promise<Result<qint64>> opened,
                          std::future<std::optional<qint64>> number)
{
    Work work;
    const auto open = [&]() -> Result<qint64> {
        for (auto *database : {&work.database, &work.notes}) {
            auto connected = Database::open(m_places.database, patient());
            if (!connected) {
                return std::unexpected(connected.error());
            }
            *database = *std::move(connected);
        }
        const auto locked = LegacyStore(*work.database).lock();
        if (!locked || !*locked) {
            return locked ? isRunning() : std::unexpected(locked.error());
        }
        auto v1 = order.setup.open();
        if (!v1) {
            return std::unexpected(v1.error());
        }
        work.v1 = *std::move(v1);
        const auto counts = countsOf(*work.v1);
        if (!counts) {
            return std::unexpected(counts.error());
        }
        for (const LegacyTally &each : *counts) {
            // Roles are read with the accounts that have them.
            work.total += each.entity == u"role" ? 0 : each.read;
        }
        return work.total;
    };
    const auto isOpen = open();
    opened.set_value(isOpen);
    if (!isOpen) {
        return;
    }
    if (const auto run = number.get()) {
        perform(work, order, *run);
    }
}

void LegacyRuns::perform(Work &work, const Order &order, qint64 run)
{
    const LegacyRunRepository notes(*work.notes);
    LegacyImport *import = nullptr;
    qint64 before = 0; // rows of the tables that are done
    QElapsedTimer timer;
    timer.start();
    LegacyProgress progress([&](const LegacyProgress::Step &step) {
        LegacyRunRepository::Standing standing{nameOf(step.source), before + step.done, {}};
        if (step.isOver) {
            before = standing.done;
        }
        if (timer.elapsed() > FirstGuess && standing.done > 0) {
            standing.secondsLeft = timer.elapsed() *
                                   std::max<qint64>(work.total - standing.done, 0) / standing.done /
                                   1000;
        }
        const auto isCancelled =
            notes.note(run, standing, import != nullptr ? foundOf(import->soFar()) : LegacyFound());
        return !m_isStopping && !isCancelled.value_or(false);
    });
    m_log.info("legacy run begun", {{"run", run}});
    LegacyFound found;
    Result<void> done;
    if (order.kind == LegacyRunKind::Verify) {
        const auto outcome =
            LegacyVerification(*work.database, *work.v1, order.setup.options, progress).verify();
        if (outcome) {
            found = foundOf(*outcome);
        } else {
            done = std::unexpected(outcome.error());
        }
    } else {
        LegacyOptions options = order.setup.options;
        options.isDryRun = order.kind == LegacyRunKind::DryRun;
        LegacyImport carried(*work.database, *work.v1, options, progress);
        import = &carried;
        const auto summary = carried.run();
        found = foundOf(summary ? *summary : carried.soFar());
        done = summary ? writeReport(work, order, run, *summary) : std::unexpected(summary.error());
    }
    const bool isCancelled = !done && done.error().code == ErrorCode::Cancelled;
    if (isCancelled && m_isStopping) {
        m_log.info("legacy run broken off", {{"run", run}});
        return; // It is to be told from one that somebody gave up.
    }
    const LegacyRunState state = done          ? LegacyRunState::Done
                                 : isCancelled ? LegacyRunState::Cancelled
                                               : LegacyRunState::Failed;
    const QString message = done || isCancelled ? QString() : done.error().detail;
    // Whoever reads that it is over may begin the next one, which waits for this thread to end.
    m_isBusy = false;
    if (const auto noted = notes.finish(run, state, message, found); !noted) {
        m_log.error("legacy run not noted", {{"run", run}, {"detail", noted.error().detail}});
    }
    if (state == LegacyRunState::Failed) {
        m_log.error("legacy run failed", {{"run", run}, {"detail", message}});
    } else {
        m_log.info("legacy run ended", {{"run", run}});
    }
}

Result<QList<LegacyTally>> LegacyRuns::look(const LegacySetup &setup)
{
    const auto v1 = setup.open();
    if (!v1) {
        return std::unexpected(v1.error());
    }
    return countsOf(**v1);
}

Result<LegacyImport::Summary> LegacyRuns::noted(Database &database, LegacyImport &import)
{
    const auto locked = LegacyStore(database).lock();
    if (!locked || !*locked) {
        return locked ? isRunning() : std::unexpected(locked.error());
    }
    const LegacyRunRepository runs(database);
    const auto run = runs.begin(LegacyRunKind::Import, std::nullopt, 0);
    if (!run) {
        return std::unexpected(run.error());
    }
    auto summary = import.run();
    const auto finished = runs.finish(*run, summary ? LegacyRunState::Done : LegacyRunState::Failed,
                                      summary ? QString() : summary.error().detail,
                                      foundOf(summary ? *summary : import.soFar()));
    if (summary && !finished) {
        return std::unexpected(finished.error());
    }
    return summary;
}

QString LegacyRuns::folderOf(qint64 run) const
{
    return m_places.folder + QStringLiteral("/run-") + QString::number(run);
}

Result<void> LegacyRuns::writeReport(const Work &work, const Order &order, qint64 run,
                                     const LegacyImport::Summary &summary) const
{
    LegacyReport report(folderOf(run));
    const auto written = order.kind == LegacyRunKind::DryRun
                             ? report.write(summary)
                             : report.write(LegacyStore(*work.database), summary);
    if (!written) {
        return written;
    }
    // They hold personal data: none is kept that nobody needs any more.
    QDir folder(m_places.folder);
    const QStringList others = folder.entryList({QStringLiteral("run-*")}, QDir::Dirs);
    for (const QString &other : others) {
        if (folder.filePath(other) != folderOf(run)) {
            QDir(folder.filePath(other)).removeRecursively();
        }
    }
    return {};
}

std::optional<QString> LegacyRuns::report(qint64 run, const QString &file) const
{
    const QString path = folderOf(run) + u'/' + file;
    return QFileInfo(path).isFile() ? std::optional(path) : std::nullopt;
}

} // namespace EvalTrack::Server
