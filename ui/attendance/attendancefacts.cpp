// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancefacts.h"

#include "common/formats.h"

namespace EvalTrack {

QString AttendanceFacts::of(const AttendanceRow &row)
{
    QStringList facts = {
        tr("Event: %1").arg(Formats::dateTime(row.eventDate, row.eventZone)),
        tr("Registered: %1").arg(Formats::dateTime(row.attendance.createdAt)),
    };
    if (row.attendance.attendedAt) {
        facts.append(tr("Arrived: %1, %2")
                         .arg(Formats::date(*row.attendance.attendedAt, row.eventZone),
                              Formats::timeWithSeconds(*row.attendance.attendedAt, row.eventZone)));
    }
    if (row.attendance.leftAt) {
        facts.append(tr("Left: %1, %2")
                         .arg(Formats::date(*row.attendance.leftAt, row.eventZone),
                              Formats::timeWithSeconds(*row.attendance.leftAt, row.eventZone)));
    }
    if (row.isPendingSync) {
        facts.append(tr("Recorded on this computer; waits for the server."));
    }
    return facts.join(u'\n');
}

} // namespace EvalTrack
