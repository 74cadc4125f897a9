// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacydatabases.h"
#include "legacy/legacyindex.h"
#include "legacy/legacyprogress.h"
#include "legacy/legacystore.h"
#include "legacy/recordmapping.h"

#include <QHash>
#include <QTimeZone>

#include <functional>
#include <optional>

namespace EvalTrack::Server {

class Database;

/// How v1's rows are to be read.
struct LegacyOptions
{
    QTimeZone zone; ///< v1's APP_TIMEZONE.
    std::optional<QTimeZone> olderZone;
    QDate olderZoneUntil;
    bool isDryRun = false; ///< Reads and judges everything, writes nothing.
};

/// Brings v1 here: people, events, attendances, evaluations, in this order. Each piece is one
/// transaction together with the note of what it was, so that it can be killed at any point and run
/// again: what is here already and did not change is read and left alone. The server may serve
/// meanwhile. Blocks; one at a time on a database.
class LegacyImport
{
public:
    /// What became of the rows of one table in this run.
    struct Tally
    {
        qint64 read = 0;
        qint64 written = 0;   ///< New or changed.
        qint64 unchanged = 0; ///< As at the last run.
        qint64 merged = 0;    ///< Part of another row, which is here.
        qint64 waiting = 0;
        qint64 gone = 0; ///< In v1 at the last run, and not now.
    };
    struct Summary
    {
        QHash<LegacySource, Tally> tallies;
        QHash<LegacyRule, qint64> rules; ///< How many findings of this run.
        /// Of a dry run, which keeps nothing in the database.
        LegacyFindings findings;
        QList<LegacyStore::TrayItem> tray;
    };

    LegacyImport(Database &database, LegacyDatabases &v1, LegacyOptions options,
                 LegacyProgress &progress);

    /// Conflict when another import runs, or when a dry run finds no tables to compare with;
    /// Cancelled when whoever hears of its progress asked it to stop.
    [[nodiscard]] Result<Summary> run();
    /// While it runs, for whoever hears of its progress.
    [[nodiscard]] const Summary &soFar() const { return m_summary; }

private:
    template <typename Content>
    struct Piece
    {
        QList<LegacyWork<Content>> works;
        QList<LegacyWaiting> waiting;
        QList<LegacyMerged> merged;
        LegacyKnownRows gone;
        LegacyFindings findings;
        QList<qint64> known;   ///< Rows whose findings of an earlier run are replaced.
        QList<qint64> cleared; ///< Rows that waited until now.
    };
    template <typename Content>
    using Mapping = LegacyMapped<Content> (*)(const LegacyRow &, const LegacyIndex &,
                                              const LegacyReading &, const LegacyClock &);

    struct People;

    [[nodiscard]] Result<void> importPeople();
    [[nodiscard]] Result<People> readPeople();
    [[nodiscard]] Result<void> settleRoles(const People &people);
    [[nodiscard]] Result<void> settleWaiting(const People &people);
    [[nodiscard]] Result<void> settleGone(const People &people);
    [[nodiscard]] Result<void> writePeople(const People &people,
                                           const QList<LegacyPersonWork> &works);
    /// Nothing for a person that is here as it should be.
    [[nodiscard]] std::optional<LegacyPersonWork> workOf(const People &people,
                                                         const LegacyPerson &person);
    [[nodiscard]] Result<void> readIndexOfPeople(const People &people);
    [[nodiscard]] Result<void> importEvents();
    template <typename Content>
    [[nodiscard]] Result<void> importRecords(LegacySource source, Mapping<Content> map);
    template <typename Content>
    [[nodiscard]] Result<void> importTwins(LegacySource source, QList<LegacyRow> rows,
                                           Mapping<Content> map);
    void settle(const QList<LegacyTwin<AttendanceContent>> &twins,
                const QHash<qint64, LegacyRow> &rows, const LegacyKnownRows &known,
                Piece<AttendanceContent> &piece);
    void settle(const QList<LegacyTwin<EvaluationContent>> &twins,
                const QHash<qint64, LegacyRow> &rows, const LegacyKnownRows &known,
                Piece<EvaluationContent> &piece);
    template <typename Content>
    void place(const LegacyRow &row, const Content &content, const LegacyFindings &findings,
               const LegacyKnownRows &known, Piece<Content> &piece);
    template <typename Content>
    void wait(const LegacyRow &row, LegacyRule reason, const LegacyFindings &findings,
              const LegacyKnownRows &known, Piece<Content> &piece);
    template <typename Content>
    [[nodiscard]] Result<void> carryOut(LegacySource source, Piece<Content> &piece);
    template <typename Content>
    [[nodiscard]] Result<void> write(LegacySource source, const Piece<Content> &piece,
                                     QList<LegacyWaiting> &refusals);
    [[nodiscard]] Result<LegacyKnownRows> knownRows(LegacySource source, qint64 after, qint64 upTo);
    void note(const LegacyFindings &findings);
    void noteWaiting(const LegacyWaiting &waiting);
    [[nodiscard]] Tally &tally(LegacySource source) { return m_summary.tallies[source]; }

    Database &m_database;
    LegacyDatabases &m_v1;
    LegacyOptions m_options;
    LegacyProgress &m_progress;
    LegacyStore m_store;
    LegacyReading m_reading;
    LegacyClock m_clock;
    LegacyIndex m_index;
    qint64 m_madeUp = 0;               ///< Ids of a dry run count down from here.
    QHash<LegacySource, bool> m_isNew; ///< Whether no run has seen this table before.
    Summary m_summary;
};

} // namespace EvalTrack::Server
