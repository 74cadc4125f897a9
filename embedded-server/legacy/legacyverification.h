// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacydatabases.h"
#include "legacy/legacyimport.h"

#include <QStringList>

namespace EvalTrack::Server {

/// Holds v1 against what is here, and writes nothing: how many rows of each table there are, every
/// row that was placed field by field, sums by event, state, role, references and sequences. Rows
/// that somebody changed here since are told, not counted as broken. Blocks; a million rows take
/// some ten seconds.
class LegacyVerification
{
public:
    struct Outcome
    {
        QStringList broken;  ///< Each names table, row, field.
        QStringList changed; ///< Changed in v1 since the last import: run it again.
        /// Of each table: rows read, and the digest of all canonical rows of either side.
        struct Side
        {
            qint64 rows = 0;
            QByteArray expected;
            QByteArray found;
        };
        QHash<LegacySource, Side> sides;

        [[nodiscard]] bool isWhole() const { return broken.isEmpty() && changed.isEmpty(); }
    };

    LegacyVerification(Database &database, LegacyDatabases &v1, const LegacyOptions &options,
                       LegacyProgress &progress);

    [[nodiscard]] Result<Outcome> verify();

    /// What is told in words of each kind; the rest is counted.
    static constexpr qsizetype Told = 100;

private:
    struct Actual
    {
        qint64 target = 0;
        LegacyFields fields; ///< Empty when it is not there.
        bool isOurs = true;  ///< False for who was here before.
        QByteArray passwordHash;
    };
    using Actuals = QHash<qint64, Actual>;

    [[nodiscard]] Result<void> verifyPeople();
    [[nodiscard]] Result<void> verifyEvents();
    [[nodiscard]] Result<void> verifyAttendances();
    [[nodiscard]] Result<void> verifyEvaluations();
    template <typename Content>
    using Mapping = LegacyMapped<Content> (*)(const LegacyRow &, const LegacyIndex &,
                                              const LegacyReading &, const LegacyClock &);
    using AskActuals = Result<Actuals> (LegacyVerification::*)(qint64 after, qint64 upTo);
    template <typename Content>
    [[nodiscard]] Result<void> verifyRecords(LegacySource source, Mapping<Content> map,
                                             AskActuals askActuals);
    template <typename Content>
    void compareRecord(const LegacyRow &row, const Content &content, const Actuals &actuals,
                       const LegacyKnownRow &seen);
    void expect(const AttendanceContent &content);
    void expect(const EvaluationContent &content);
    [[nodiscard]] Result<void> verifySums();
    [[nodiscard]] Result<void> verifyReferences();
    [[nodiscard]] Result<Actuals> actualEvents(const QHash<qint64, QStringList> &asked);
    [[nodiscard]] Result<Actuals> actualAttendances(qint64 after, qint64 upTo);
    [[nodiscard]] Result<Actuals> actualEvaluations(qint64 after, qint64 upTo);
    void compare(const LegacyRow &row, const LegacyFields &expected, const Actuals &actuals,
                 const LegacyKnownRow &known);
    void expectState(LegacySource source, qint64 row, const LegacyKnownRow &known,
                     const QByteArray &state);
    void mix(QByteArray &digest, const LegacyFields &fields) const;
    void tell(const QString &what) { m_outcome.broken.append(what); }

    Database &m_database;
    LegacyDatabases &m_v1;
    LegacyOptions m_options;
    LegacyProgress &m_progress;
    LegacyStore m_store;
    LegacyReading m_reading;
    LegacyClock m_clock;
    LegacyIndex m_index;
    Outcome m_outcome;
    /// What v1 says there should be, by event and state here, and what score they add up to.
    QHash<std::pair<qint64, QByteArray>, qint64> m_attendances;
    QHash<std::pair<qint64, QByteArray>, std::pair<qint64, qint64>> m_evaluations;
    QHash<std::pair<QByteArray, bool>, qint64> m_people;
};

} // namespace EvalTrack::Server
