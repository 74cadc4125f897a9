// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/backupretention.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace EvalTrack::Server {

namespace {

using std::chrono::days;
using std::chrono::floor;

qint64 dayOf(Timestamp time)
{
    return floor<days>(time).time_since_epoch().count();
}

/// From Monday to Sunday; the first of January 1970 was a Thursday.
qint64 weekOf(Timestamp time)
{
    constexpr qint64 FromMonday = 3;
    const qint64 shifted = dayOf(time) + FromMonday;
    return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7;
}

qint64 monthOf(Timestamp time)
{
    const std::chrono::year_month_day date(floor<days>(time));
    return qint64{static_cast<int>(date.year())} * 12 +
           static_cast<qint64>(static_cast<unsigned>(date.month()));
}

/// Keeps the newest of each of the last `count` spans that have one.
void keepNewestOfEach(const QList<Timestamp> &newestFirst, int count,
                      const std::function<qint64(Timestamp)> &spanOf, QSet<qint64> &kept)
{
    QSet<qint64> spans;
    for (const Timestamp backup : newestFirst) {
        const qint64 span = spanOf(backup);
        if (spans.contains(span)) {
            continue;
        }
        if (spans.size() == count) {
            return;
        }
        spans.insert(span);
        kept.insert(qint64{backup.time_since_epoch().count()});
    }
}

} // namespace

QList<Timestamp> BackupRetention::whichToDelete(const QList<Timestamp> &backups, Timestamp now)
{
    QList<Timestamp> past;
    std::ranges::copy_if(backups, std::back_inserter(past),
                         [now](Timestamp backup) { return backup <= now; });
    std::ranges::sort(past, std::greater{});
    QSet<qint64> kept;
    keepNewestOfEach(past, Days, dayOf, kept);
    keepNewestOfEach(past, Weeks, weekOf, kept);
    keepNewestOfEach(past, Months, monthOf, kept);
    QList<Timestamp> gone;
    std::ranges::copy_if(past, std::back_inserter(gone), [&](Timestamp backup) {
        return now - backup >= Interval &&
               !kept.contains(qint64{backup.time_since_epoch().count()});
    });
    return gone;
}

Timestamp BackupRetention::nextAt(const std::optional<Timestamp> &lastGood,
                                  const std::optional<Timestamp> &lastFailure, Timestamp earliest,
                                  Timestamp now)
{
    Timestamp next = earliest;
    // One from the future says that a clock was wrong, not that there is a backup of today.
    if (lastGood && *lastGood <= now) {
        next = std::max(next, *lastGood + Interval);
    }
    if (lastFailure && *lastFailure <= now) {
        next = std::max(next, *lastFailure + RetryInterval);
    }
    return next;
}

} // namespace EvalTrack::Server
