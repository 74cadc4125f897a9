// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QDate>
#include <QString>
#include <QStringList>
#include <QTime>
#include <QTimeZone>

#include <expected>
#include <optional>

namespace EvalTrack {

/// The first moment of a day as the clocks of a zone show it: midnight, the first of two midnights,
/// or what follows where clocks leave midnight out. A day that a zone has left out altogether
/// begins, and ends, where the next one begins.
[[nodiscard]] Timestamp startOfDay(QDate day, const QTimeZone &zone);

/// The day that the calendars of a zone show at a moment.
[[nodiscard]] QDate dayOf(Timestamp at, const QTimeZone &zone);

/// How far east of UTC the clocks of a zone are at a moment, in whole minutes.
[[nodiscard]] std::chrono::minutes offsetAt(Timestamp at, const QTimeZone &zone);

/// The zone of an IANA name, whichever of its names it is ("Asia/Calcutta" as well as
/// "Asia/Kolkata"), or of "UTC". Nothing for what is none that we and the database know alike.
[[nodiscard]] std::optional<QTimeZone> zoneNamed(const QString &name);

/// The names that people choose from, in the order of the alphabet.
[[nodiscard]] QStringList zoneNames();

/// "Buenos Aires" of "America/Argentina/Buenos_Aires"; empty where a name is that of no place
/// ("UTC", "Etc/GMT+5").
[[nodiscard]] QString cityOf(QStringView zoneName);

/// What calendar and clock show.
struct WallTime
{
    QDate date;
    QTime time;

    bool operator==(const WallTime &) const = default;
};

/// What clocks leave out when they go forward: from `begin` on, up to `end`, which they show next.
struct LeftOut
{
    WallTime begin;
    WallTime end;

    bool operator==(const LeftOut &) const = default;
};

/// What the clocks of a zone show at a moment.
[[nodiscard]] WallTime wallTime(Timestamp at, const QTimeZone &zone);

/// When the clocks of a zone show that: the first time, where they show it twice. An error where
/// they never do.
[[nodiscard]] std::expected<Timestamp, LeftOut> momentOf(const WallTime &shown,
                                                         const QTimeZone &zone);

/// A moment as people read it who are where something happens.
struct PlaceTime
{
    QDate date;
    QTime time;
    QString place; ///< "Lima, UTC−5" while clocks there and of this computer differ, else empty.
};

/// By the zone of that name; by this computer's when none is said, or one that is unknown here.
[[nodiscard]] PlaceTime placeTime(Timestamp at, const std::optional<QString> &zone);

} // namespace EvalTrack
