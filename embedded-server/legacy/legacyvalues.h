// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "legacy/legacyrules.h"

#include <QDate>
#include <QHash>
#include <QString>
#include <QTime>
#include <QTimeZone>

#include <chrono>
#include <optional>

namespace EvalTrack::Server {

/// What the clocks of a zone show, turned into moments. Most days have one offset, which is kept:
/// millions of time stamps are read. Belongs to one thread.
class LegacyClock
{
public:
    explicit LegacyClock(const QTimeZone &zone)
        : m_zone(zone)
    {}

    struct Moment
    {
        Timestamp at;
        bool wasLeftOut = false; ///< The clocks never showed that: the first moment after it.
    };
    [[nodiscard]] Moment momentOf(QDate date, std::chrono::milliseconds sinceMidnight) const;
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }

private:
    QTimeZone m_zone;
    /// By Julian day; nothing where the clocks change within a day of it.
    mutable QHash<qint64, std::optional<std::chrono::seconds>> m_offsets;
};

/// How the rows of one run are read.
struct LegacyReading
{
    QTimeZone zone;       ///< v1's APP_TIMEZONE: its time stamps are what clocks showed there.
    Timestamp snapshotAt; ///< When v1 was read: what is later is told, and nothing else.
    /// Time stamps from before this day were written in `olderZone`.
    std::optional<QTimeZone> olderZone;
    QDate olderZoneUntil;
};

/// Reads the columns of one row and notes which rules that took. A short-lived object.
class LegacyColumns
{
public:
    LegacyColumns(const LegacyRow &row, const LegacyReading &reading, const LegacyClock &clock,
                  LegacyFindings &findings);

    /// Empty for NULL.
    [[nodiscard]] QString text(int column, int maximum) const;
    /// Nothing for NULL and for what is empty.
    [[nodiscard]] std::optional<QString> optionalText(int column, int maximum) const;
    /// A name out of a list: trimmed, without case and accents.
    [[nodiscard]] QString folded(int column) const;
    [[nodiscard]] std::optional<qint64> number(int column) const;
    /// Nothing for NULL; 0000-00-00 and days that do not exist are found.
    [[nodiscard]] std::optional<QDate> date(int column) const;
    /// Of a TIME column, since midnight.
    [[nodiscard]] std::optional<std::chrono::milliseconds> time(int column) const;
    /// A DATE and a TIME together, in v1's zone. Nothing unless both are there.
    [[nodiscard]] std::optional<Timestamp> moment(int dateColumn, int timeColumn) const;
    /// A day and a time of it that were read before, in v1's zone.
    [[nodiscard]] Timestamp momentOf(QDate date, std::chrono::milliseconds time, int column) const;
    /// A time stamp of Laravel.
    [[nodiscard]] std::optional<Timestamp> stamp(int column) const;
    /// created_at, or what comes closest to it.
    [[nodiscard]] Timestamp createdAt(int column, int updatedColumn,
                                      const std::optional<Timestamp> &otherwise) const;

    void note(LegacyRule rule, int column, const QString &before, const QString &after) const;
    [[nodiscard]] QString raw(int column) const;
    [[nodiscard]] const LegacyReading &reading() const { return m_reading; }

private:
    [[nodiscard]] QString textOf(int column) const;

    const LegacyRow &m_row;
    const LegacyReading &m_reading;
    const LegacyClock &m_clock;
    LegacyFindings &m_findings;
};

} // namespace EvalTrack::Server
