// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/attendancetablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

void AttendanceTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

int AttendanceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AttendanceTableModel::text(int row, int column) const
{
    const AttendanceRow &line = at(row);
    switch (static_cast<Column>(column)) {
    case Person:
        return line.personName;
    case Department:
        return line.department;
    case Event:
        return line.eventTitle.isEmpty() ? m_words.inactiveEvent : line.eventTitle;
    case EventDate:
        return line.eventTitle.isEmpty() ? QString()
                                         : ItemText::dateTime(line.eventDate, line.eventZone);
    case Status:
        switch (line.attendance.status) {
        case AttendanceStatus::Pending:
            return m_words.pending;
        case AttendanceStatus::Confirmed:
            return m_words.confirmed;
        case AttendanceStatus::Cancelled:
            return m_words.cancelled;
        }
        break;
    case AttendedAt:
        return ItemText::dateTime(line.attendance.attendedAt, line.eventZone);
    case Notes:
        return line.attendance.notes.value_or(QString()).simplified();
    case Sync:
        return line.isPendingSync ? m_words.waitsForServer : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AttendanceTableModel::raw(int row, int column) const
{
    const AttendanceRow &line = at(row);
    const auto moment = [](Timestamp time) {
        return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
    };
    switch (static_cast<Column>(column)) {
    case EventDate:
        return moment(line.eventDate);
    case AttendedAt:
        return line.attendance.attendedAt ? QVariant(moment(*line.attendance.attendedAt))
                                          : QVariant();
    case Status:
        return static_cast<int>(line.attendance.status);
    case Sync:
        return line.isPendingSync;
    case Notes:
        return line.attendance.notes.value_or(QString());
    case Person:
    case Department:
    case Event:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

bool AttendanceTableModel::isNumber(int /*column*/) const
{
    return false;
}

bool AttendanceTableModel::isPendingSync(int row) const
{
    return at(row).isPendingSync;
}

QUuid AttendanceTableModel::uuidOf(const AttendanceRow &row) const
{
    return row.attendance.uuid.value();
}

int AttendanceTableModel::compare(const AttendanceRow &a, const AttendanceRow &b, int column) const
{
    switch (static_cast<Column>(column)) {
    case Department:
        return compareText(a.department, b.department);
    case Event:
        return compareText(a.eventTitle, b.eventTitle);
    case EventDate:
        return compareValue(a.eventDate, b.eventDate);
    case Status:
        return compareValue(a.attendance.status, b.attendance.status);
    case AttendedAt:
        return compareValue(a.attendance.attendedAt, b.attendance.attendedAt);
    case Notes:
        return compareText(a.attendance.notes.value_or(QString()),
                           b.attendance.notes.value_or(QString()));
    case Sync:
        return compareValue(a.isPendingSync, b.isPendingSync);
    case Person:
    case ColumnCount:
        break;
    }
    return compareText(a.personName, b.personName);
}

} // namespace EvalTrack
