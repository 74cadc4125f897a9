// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacycontent.h"
#include "legacy/legacyrules.h"
#include "legacy/legacyvalues.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace EvalTrack::Server {

/// People of v1: `roles`, `users` and `employees`, as they are.
struct LegacyPeople
{
    QList<LegacyRow> roles;
    QList<LegacyRow> users;
    QList<LegacyRow> employees;
};

/// Who is here already and does not come from v1: the first administrator, and whoever was entered
/// by hand.
struct KnownPeople
{
    QHash<QString, qint64> byEmail; ///< In small letters.
    QSet<QString> nationalIds;      ///< As nationalIdKey() makes them.
};

/// One human being: an account, an employee, or both.
struct LegacyPerson
{
    PersonContent content;
    std::optional<qint64> account;  ///< users.id of v1
    std::optional<qint64> employee; ///< employees.id of v1
    std::optional<qint64> known;    ///< Who it is here, and stays as that one is.
};

struct LegacyTrayItem
{
    LegacySource source = LegacySource::User;
    qint64 row = 0;
    LegacyRule reason = LegacyRule::Orphan;
};

struct MappedPeople
{
    QList<LegacyPerson> people;
    QList<qint64> roles; ///< Those that EvalTrack has too.
    QList<LegacyTrayItem> tray;
    QHash<qint64, qint64> sameMailbox; ///< A waiting account → the account that has its e-mail.
    LegacyFindings findings;
};

/// Puts accounts and employees together into people. Pure: the same rows give the same people, in
/// the same order. Every row is in exactly one person, in `roles` or in the tray.
[[nodiscard]] MappedPeople mapPeople(const LegacyPeople &rows, const KnownPeople &known,
                                     const LegacyReading &reading);

/// What two spellings of one national id have in common ("V-12.345.678" and "12345678").
[[nodiscard]] QString nationalIdKey(const QString &nationalId);

} // namespace EvalTrack::Server
