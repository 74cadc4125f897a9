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

// The department above and the head are told by their UUIDs: the first may be new in the same
// import.
QJsonObject fieldsOf(const ImportRow &row, const ImportDraft<Department> &draft)
{
    QJsonObject fields;
    if (!draft.before || draft.before->name != draft.after.name) {
        fields.insert(Key::department, draft.after.name);
    }
    const bool isMoved = !row.parent.isNull() &&
                         (!draft.before || !draft.before->parentId || !draft.after.parentId ||
                          draft.before->parentId != draft.after.parentId);
    if (isMoved) {
        fields.insert(Key::parent, textOf(row.parent));
    }
    if (!row.manager.isNull() && (!draft.before || draft.before->headId != draft.after.headId)) {
        fields.insert(Key::head, textOf(row.manager));
    }
    return fields;
}

QJsonObject fieldsOf(const ImportRow &row, const ImportDraft<User> &draft)
{
    const std::optional<User> &before = draft.before;
    const User &after = draft.after;
    QJsonObject fields;
    if (!before || before->name != after.name) {
        fields.insert(Key::name, after.name);
    }
    if (!before || before->email != after.email) {
        fields.insert(Key::email, after.email);
    }
    if (!before || before->role != after.role) {
        fields.insert(Key::role, QString::fromLatin1(Wire::name(after.role)));
    }
    if (!before || before->isActive != after.isActive) {
        fields.insert(Key::isActive, after.isActive);
    }
    if (!row.password.reveal().isEmpty()) {
        fields.insert(Key::password, row.password.reveal());
    }
    return fields;
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
