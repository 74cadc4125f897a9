// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/bulkattendance.h"

#include "common/errorpresenter.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "items/attendancetablemodel.h"
#include "wire/keys.h"

namespace EvalTrack {

std::unique_ptr<BulkFields> BulkAttendance::make(const QList<AttendanceRow> &rows)
{
    QHash<QUuid, qsizetype> places;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        places.insert(rows.at(i).attendance.uuid.value(), i);
    }
    auto fields = std::make_unique<RecordFields<AttendanceRow>>(
        [rows, places](const QUuid &row) {
            const auto place = places.constFind(row);
            return place == places.constEnd() ? std::nullopt : std::optional(rows.at(*place));
        },
        [](const AttendanceRow &row) { return QString(row.personName % u" · " % row.eventTitle); },
        [](const AttendanceRow &before, const AttendanceRow &after) {
            return QList<Command>{UpdateAttendance{before.attendance, after.attendance}};
        });

    BulkField status{Wire::Key::status, tr("Status"), BulkField::Kind::Choice,
                     AttendanceTableModel::Status};
    for (const AttendanceStatus each :
         {AttendanceStatus::Pending, AttendanceStatus::Confirmed, AttendanceStatus::Cancelled}) {
        status.choices.append({Wording::attendance(each), static_cast<int>(each)});
    }
    fields->add(
        status, [](const AttendanceRow &row) { return Wording::attendance(row.attendance.status); },
        [](AttendanceRow &row, const QVariant &value) {
            row.attendance.status = static_cast<AttendanceStatus>(value.toInt());
            return QString();
        });

    const BulkField note{Wire::Key::notes, tr("Note"), BulkField::Kind::Text,
                         AttendanceTableModel::Notes, true};
    fields->add(
        note, [](const AttendanceRow &row) { return row.attendance.notes.value_or(QString()); },
        [](AttendanceRow &row, const QVariant &value) {
            const QString text = value.toString();
            if (const auto broken = checkText(text, Limits::TextMax)) {
                return ErrorPresenter::ruleText(*broken, 0, Limits::TextMax);
            }
            row.attendance.notes = text.isEmpty() ? std::nullopt : std::optional(text);
            return QString();
        });
    return fields;
}

} // namespace EvalTrack
