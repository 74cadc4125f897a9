// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacycontent.h"
#include "legacy/legacyindex.h"
#include "legacy/peoplemapping.h"
#include "storage/repositories/repository.h"

#include <QHash>
#include <QUuid>

#include <functional>
#include <optional>

namespace EvalTrack::Server {

/// What legacy_rows says of a row of v1.
struct LegacyKnownRow
{
    QByteArray fingerprint;
    QByteArray state; ///< PLACED, MERGED, TRAY or GONE.
    std::optional<qint64> target;
    std::optional<qint64> revision;
};

using LegacyKnownRows = QHash<qint64, LegacyKnownRow>;

/// A row that is to be written.
template <typename Content>
struct LegacyWork
{
    LegacyRow row;
    Content content;
    QByteArray fingerprint;
    std::optional<LegacyKnownRow> known;
};

/// A person that is to be written: one row of v1 or two.
struct LegacyPersonWork
{
    LegacyPerson person;
    QByteArray fingerprint;
    std::optional<qint64> target;
    std::optional<qint64> revision;
};

/// A row that waits for HR.
struct LegacyWaiting
{
    LegacyRow row;
    LegacyRule reason = LegacyRule::Orphan;
    QByteArray fingerprint;
};

/// A row that is part of another one.
struct LegacyMerged
{
    qint64 row = 0;
    qint64 into = 0;
    QByteArray fingerprint;
};

struct LegacyRefusal
{
    qint64 row = 0;
    LegacyRule reason = LegacyRule::ChangedHere;
};

/// The tables of the migration in the server's own database. It knows SQL and rows, and decides
/// nothing. Writes go by COPY into a stage and from there set by set, within the transaction that
/// is open. What is refused was not written.
class LegacyStore : private Repository
{
public:
    explicit LegacyStore(Database &database);

    /// False when another migration holds it. Held as long as the connection.
    [[nodiscard]] Result<bool> lock() const;
    [[nodiscard]] Result<bool> hasTables() const;

    [[nodiscard]] Result<KnownPeople> knownPeople() const;
    [[nodiscard]] Result<std::optional<qint64>> administrator() const;
    [[nodiscard]] Result<qint64> count(LegacySource source) const;
    [[nodiscard]] Result<LegacyKnownRows> rows(LegacySource source, qint64 after,
                                               qint64 upTo) const;
    [[nodiscard]] Result<LegacyKnownRows> rowsOf(LegacySource source,
                                                 const QList<qint64> &ids) const;
    /// v1's ids to ours, of accounts, employees or events that are here.
    [[nodiscard]] Result<QHash<qint64, qint64>> targets(LegacySource source) const;

    [[nodiscard]] Result<QList<LegacyPersonWork>>
    writePeople(const QList<LegacyPersonWork> &people) const;
    [[nodiscard]] Result<QList<LegacyRefusal>>
    write(const QList<LegacyWork<EventContent>> &events) const;
    [[nodiscard]] Result<QList<LegacyRefusal>>
    write(const QList<LegacyWork<AttendanceContent>> &attendances) const;
    [[nodiscard]] Result<QList<LegacyRefusal>>
    write(const QList<LegacyWork<EvaluationContent>> &evaluations) const;

    /// A row that is here without being written: a role that EvalTrack has.
    [[nodiscard]] Result<void> putPlaced(LegacySource source, qint64 row,
                                         const QByteArray &fingerprint) const;
    [[nodiscard]] Result<void> putMerged(const QList<LegacyMerged> &merged) const;
    [[nodiscard]] Result<void> putWaiting(const QList<LegacyWaiting> &waiting) const;
    /// Rows that v1 does not have any more.
    [[nodiscard]] Result<void> putGone(LegacySource source, const LegacyKnownRows &gone) const;
    [[nodiscard]] Result<void> clearTray(LegacySource source, const QList<qint64> &rows) const;
    [[nodiscard]] Result<void> clearFindings(LegacySource source, const QList<qint64> &rows) const;
    [[nodiscard]] Result<void> putFindings(const LegacyFindings &findings) const;

    struct State
    {
        QByteArray source;
        QByteArray state;
        qint64 rows = 0;
    };
    [[nodiscard]] Result<QList<State>> states() const;
    /// All that was found, in the order in which it was.
    [[nodiscard]] Result<void>
    eachFinding(const std::function<void(const LegacyFinding &)> &take) const;
    struct TrayItem
    {
        QByteArray source;
        qint64 row = 0;
        QByteArray reason;
        QByteArray content; ///< JSON
    };
    [[nodiscard]] Result<void>
    eachTrayItem(const std::function<void(const TrayItem &)> &take) const;

private:
    Database &m_database;
};

/// Of a row that waits: another one when the row or the reason changes.
[[nodiscard]] QByteArray waitingFingerprint(const LegacyRow &row, LegacyRule reason);

/// The UUID of what a row of v1 is here: the same in every installation and at every run.
[[nodiscard]] QUuid legacyUuid(LegacySource source, qint64 row);

} // namespace EvalTrack::Server
