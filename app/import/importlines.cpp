// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/importlines.h"

#include "base/overloaded.h"
#include "wire/editablefields.h"
#include "wire/isotime.h"
#include "wire/keys.h"
#include "wire/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace EvalTrack::ImportLines {

namespace Key = Wire::Key;

namespace {

QString textOf(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

template <typename Entity>
QJsonObject said(const ImportDraft<Entity> &draft)
{
    return draft.before ? EditableFields::changed(*draft.before, draft.after)
                        : EditableFields::withoutBlanks(EditableFields::of(draft.after));
}

// Departments and managers may be new in the same import, and have no ids then.
QJsonObject fieldsOf(const ImportRow &row, const ImportDraft<Employee> &draft)
{
    QJsonObject fields = said(draft);
    const bool movesDepartment =
        fields.contains(Key::departmentId) || fields.contains(Key::department);
    fields.remove(Key::departmentId);
    fields.remove(Key::managerId);
    if (movesDepartment && draft.after.department) {
        fields.insert(Key::department, *draft.after.department);
    }
    const bool isManagerNew =
        !row.manager.isNull() && (!draft.before || !draft.before->managerId ||
                                  draft.before->managerId != draft.after.managerId ||
                                  draft.after.managerId.value_or(UserId()).isNull());
    if (isManagerNew) {
        fields.insert(Key::manager, textOf(row.manager));
    }
    return fields;
}

QJsonObject fieldsOf(const ImportRow & /*row*/, const ImportDraft<Department> &draft)
{
    return {{Key::department, draft.after.name}};
}

QJsonObject fieldsOf(const ImportRow & /*row*/, const ImportDraft<Event> &draft)
{
    return said(draft);
}

QJsonObject fieldsOf(const ImportRow & /*row*/, const ImportDraft<Attendance> &draft)
{
    const Attendance &after = draft.after;
    QJsonObject fields = said(draft);
    const bool movesTime = !draft.before || draft.before->attendedAt != after.attendedAt ||
                           draft.before->status != after.status;
    if (movesTime && after.status == AttendanceStatus::Confirmed && after.attendedAt) {
        fields.insert(Key::attendedAt, QString::fromLatin1(Wire::toIso(*after.attendedAt)));
    }
    if (!draft.before) {
        fields.insert(Key::event, textOf(after.eventUuid.value()));
        fields.insert(Key::person, textOf(after.userUuid.value()));
        fields.insert(Key::status, QString::fromLatin1(Wire::name(after.status)));
    }
    return fields;
}

QJsonObject lineOf(const ImportRow &row)
{
    QJsonObject line{{Key::line, row.line}, {Key::uuid, textOf(row.uuid)}};
    std::visit(Overloaded{[](std::monostate) {},
                          [&](const auto &draft) {
                              if (draft.before) {
                                  if constexpr (requires { draft.before->revision; }) {
                                      line.insert(Key::revision, draft.before->revision);
                                  }
                              }
                              line.insert(Key::fields, fieldsOf(row, draft));
                          }},
               row.draft);
    return line;
}

} // namespace

QList<qsizetype> sent(const ImportPlan &plan)
{
    QList<qsizetype> rows;
    rows.reserve(plan.creations + plan.changes);
    for (qsizetype i = 0; i < plan.rows.size(); ++i) {
        const ImportVerdict verdict = plan.rows.at(i).verdict;
        if (verdict == ImportVerdict::Create || verdict == ImportVerdict::Change) {
            rows.append(i);
        }
    }
    return rows;
}

QByteArray bodyOf(const ImportPlan &plan, const QList<qsizetype> &rows)
{
    QJsonArray lines;
    for (const qsizetype row : rows) {
        lines.append(lineOf(plan.rows.at(row)));
    }
    return QJsonDocument(QJsonObject{{Key::lines, lines}}).toJson(QJsonDocument::Compact);
}

} // namespace EvalTrack::ImportLines
