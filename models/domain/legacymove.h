// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/redacted.h"
#include "domain/user.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>

namespace EvalTrack {

// The move from v1 as people see it: what is run, what it found, and what waits for them. How a row
// of v1 becomes one of here is the server's alone.

enum class LegacyRunKind {
    DryRun, ///< Reads and judges everything, changes nothing.
    Import,
    Verify ///< Holds both sides against each other, changes nothing.
};

enum class LegacyRunState {
    Running,
    Interrupted, ///< Its server went away: the same again goes on where it was.
    Done,
    Cancelled,
    Failed
};

/// What is wrong with one of v1's two databases.
enum class LegacyFault {
    NotSet,
    NotAnAddress,
    NoDriver, ///< The server has nothing that speaks to MySQL.
    Unreachable,
    Refused,   ///< The user or the password.
    Unreadable ///< Not v1, or its user may not read it.
};

/// What the server knows of v1 before anybody tells it; addresses are never told.
struct LegacySources
{
    bool hasDriver = false;
    bool hasAccounts = false; ///< LEGACY_DB_URL is set.
    bool hasBusiness = false; ///< LEGACY_MYSQL_URL is set.
    QString zone;             ///< That v1's time stamps are in, unless told.

    bool operator==(const LegacySources &) const = default;
};

/// Where v1 is; empty is what the server's environment says. Nothing of it is kept anywhere.
struct LegacyPlace
{
    Redacted<QString> accountsUrl;
    Redacted<QString> businessUrl;
    QString zone;
};

/// What became of the rows of one table of v1.
struct LegacyTally
{
    QString entity; ///< Protocol word: "attendance".
    qint64 read = 0;
    qint64 written = 0; ///< New or changed.
    qint64 unchanged = 0;
    qint64 merged = 0; ///< Part of another row.
    qint64 waiting = 0;
    qint64 gone = 0; ///< In v1 at the run before, and not now.

    bool operator==(const LegacyTally &) const = default;
};

struct LegacyRuleCount
{
    QString rule;    ///< Protocol word: "record.orphan".
    QString message; ///< English, as the server says it.
    qint64 rows = 0;

    bool operator==(const LegacyRuleCount &) const = default;
};

/// What a run found, so far or in all. Of differences the first are told, and all are counted.
struct LegacyFound
{
    QList<LegacyTally> tables;
    QList<LegacyRuleCount> rules;
    QStringList broken; ///< Each names table, row and field, as v1 calls them; never a value.
    qint64 brokenCount = 0;
    QStringList changed; ///< In v1 since the last import.
    qint64 changedCount = 0;

    bool operator==(const LegacyFound &) const = default;
};

struct LegacyRun
{
    qint64 id = 0; ///< Grows with time.
    LegacyRunKind kind = LegacyRunKind::DryRun;
    LegacyRunState state = LegacyRunState::Done;
    Timestamp startedAt;
    std::optional<NamedPerson> startedBy; ///< Absent: the command of the server.
    std::optional<Timestamp> finishedAt;
    QString entity; ///< The table at hand.
    qint64 done = 0;
    qint64 total = 0; ///< Rows of all tables.
    std::optional<std::chrono::seconds> left;
    bool isCancelling = false;
    QString message; ///< Why it failed: English, for who looks after the server.
    bool hasReport = false;
    LegacyFound found;

    [[nodiscard]] bool isWhole() const { return found.brokenCount + found.changedCount == 0; }
    bool operator==(const LegacyRun &) const = default;
};

/// A row of v1 that could not be placed, and what somebody decided about it.
struct LegacyTrayRow
{
    qint64 id = 0;
    QString entity;      ///< As LegacyTally.
    qint64 entityId = 0; ///< Its id in v1.
    QString reason;      ///< As LegacyRuleCount::rule.
    QString message;
    QList<std::pair<QString, QString>>
        content; ///< By v1's names of its columns, without empty ones.
    Timestamp at;
    std::optional<Timestamp> decidedAt;
    std::optional<NamedPerson> decidedBy;
    QString note;

    bool operator==(const LegacyTrayRow &) const = default;
};

} // namespace EvalTrack
