// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/attendancetablemodel.h"

#include "items/itemtext.h"

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

QString AttendanceTableModel::textOf(const AttendanceRow &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Person:
        return row.personName;
    case Department:
        return row.department;
    case Event:
        return row.eventTitle.isEmpty() ? m_words.inactiveEvent : row.eventTitle;
    case EventDate:
        return row.eventTitle.isEmpty() ? QString()
                                        : ItemText::dateTime(row.eventDate, row.eventZone);
    case Status:
        switch (row.attendance.status) {
        case AttendanceStatus::Pending:
            return m_words.pending;
        case AttendanceStatus::Confirmed:
            return m_words.confirmed;
        case AttendanceStatus::Cancelled:
            return m_words.cancelled;
        }
        break;
    case AttendedAt:
        return ItemText::dateTime(row.attendance.attendedAt, row.eventZone);
    case Notes:
        return row.attendance.notes.value_or(QString()).simplified();
    case Sync:
        return row.isPendingSync ? m_words.waitsForServer : QString();
    case ColumnCount:
        break;
    }
    return {};
}

CellValue AttendanceTableModel::valueOf(const AttendanceRow &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case EventDate:
        return row.eventTitle.isEmpty() ? CellValue() : cellOf(row.eventDate, row.eventZone);
    case AttendedAt:
        return cellOf(row.attendance.attendedAt, row.eventZone);
    case Status:
        return static_cast<double>(row.attendance.status);
    case Sync:
        return row.isPendingSync ? CellValue(1.0) : CellValue();
    case Person:
    case Department:
    case Event:
    case Notes:
    case ColumnCount:
        break;
    }
    return textOf(row, column);
}

ColumnKind AttendanceTableModel::kindOf(int column) const
{
    switch (static_cast<Column>(column)) {
    case EventDate:
    case AttendedAt:
        return ColumnKind::Date;
    case Status:
    case Sync:
        return ColumnKind::Choice;
    case Person:
    case Department:
    case Event:
    case Notes:
    case ColumnCount:
        break;
    }
    return ColumnKind::Text;
}

QList<ColumnValue> AttendanceTableModel::choicesOf(int column) const
{
    if (column == Sync) {
        return {{QString(), QString()}, {nameOf(1.0), m_words.waitsForServer}};
    }
    return column == Status ? choices({m_words.pending, m_words.confirmed, m_words.cancelled})
                            : QList<ColumnValue>();
}

bool AttendanceTableModel::isPendingSync(int row) const
{
    return at(row).isPendingSync;
}

QUuid AttendanceTableModel::uuidOf(const AttendanceRow &row) const
{
    return row.attendance.uuid.value();
}

} // namespace EvalTrack
