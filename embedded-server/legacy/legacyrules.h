// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacyrow.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace EvalTrack::Server {

/// What is done with a row of v1 that cannot come over as it is. Each has its line in the table of
/// legacy/README.md.
enum class LegacyRule {
    // Texts
    Encoding,
    EncodedTwice,
    Controls,
    TooLong,
    // Days and times
    ZeroDate,
    BadTime,
    LeftOutTime,
    OtherZone,
    OlderZone,
    Ahead,
    NoTimestamp,
    // People
    EmailForm,
    EmailDoubled,
    EmailBad,
    EmailTaken,
    EmailDiffers,
    KnownAccount,
    NoPassword,
    Disagreement,
    LinkByEmail,
    LinkByNationalId,
    LinkUnclear,
    LinkTaken,
    LinkOrphan,
    NationalIdDoubled,
    NoName,
    BadState,
    // Roles
    RoleCustom,
    RoleDeleted,
    RoleSeveral,
    RoleNone,
    DirectPermissions,
    // Events
    NoEventDay,
    NoEventName,
    EventTime,
    EventLength,
    EventType,
    EventState,
    EventCreator,
    NoCreator,
    // Attendances
    Orphan,
    Waits,
    Doubled,
    Contradiction,
    Came,
    StayedAway,
    NoArrival,
    UnknownValue,
    PairTaken,
    // Evaluations
    NoAttendance,
    DoubledEvaluation,
    EvaluationState,
    JsonShape,
    JsonUnreadable,
    MoreAnswers,
    ScoreScaled,
    ScoreRange,
    ScoreMissing,
    ScoreEarly,
    // What a later run finds
    ChangedHere,
    Moved,
    Gone
};

[[nodiscard]] inline size_t qHash(LegacyRule rule, size_t seed = 0)
{
    return ::qHash(static_cast<int>(rule), seed);
}

struct LegacyRuleText
{
    LegacyRule rule;
    const char *id;   ///< "text.encoding": in reports and tables, kept for ever.
    const char *what; ///< What v1 has.
    const char *done; ///< What becomes of it.
    bool waits;       ///< The row goes to the tray, where HR decides.
};

/// All of them, in the order of the enum.
[[nodiscard]] std::span<const LegacyRuleText> legacyRules();
[[nodiscard]] const LegacyRuleText &textOf(LegacyRule rule);
[[nodiscard]] QByteArray idOf(LegacyRule rule);
[[nodiscard]] std::optional<LegacyRule> legacyRuleNamed(const QByteArray &id);

/// One rule that touched one row. The texts are personal data: for the report and the database,
/// never for a log.
struct LegacyFinding
{
    LegacySource source = LegacySource::User;
    qint64 row = 0;
    LegacyRule rule = LegacyRule::Encoding;
    QByteArray field; ///< v1's name of the column; empty for the whole row.
    QString before;
    QString after;

    bool operator==(const LegacyFinding &) const = default;
};

using LegacyFindings = QList<LegacyFinding>;

} // namespace EvalTrack::Server
