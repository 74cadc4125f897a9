// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/columns.h"

#include "wire/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace EvalTrack::Server::Columns {

namespace {

/// An enum stored under its wire name. The schema's checks keep other words out.
template <typename Enum>
Enum named(const Row &row, int column)
{
    const QByteArrayView text = row.utf8(column);
    for (int i = 0; i < 8; ++i) {
        const auto value = static_cast<Enum>(i);
        const QByteArrayView candidate = Wire::name(value);
        if (candidate.isEmpty()) {
            break;
        }
        if (candidate == text) {
            return value;
        }
    }
    return Enum{};
}

QJsonValue jsonValue(const Row &row, int column)
{
    if (row.isNull(column)) {
        return QJsonValue::Null;
    }
    // QJsonDocument reads only arrays and objects, and older clients stored scalars too.
    const QByteArray wrapped = '[' + row.utf8(column).toByteArray() + ']';
    return QJsonDocument::fromJson(wrapped).array().at(0);
}

} // namespace

Role role(const Row &row, int column)
{
    return named<Role>(row, column);
}

EvalTrack::User user(const Row &row, int at)
{
    EvalTrack::User user;
    user.id = row.id<UserId>(at);
    user.name = row.text(at + 1);
    user.email = row.text(at + 2);
    user.role = role(row, at + 3);
    user.isActive = row.boolean(at + 4);
    user.createdAt = row.timestamp(at + 5);
    user.updatedAt = row.timestamp(at + 6);
    user.uuid = row.id<UserUuid>(at + 7);
    user.revision = row.integer(at + 8);
    return user;
}

EvalTrack::Event event(const Row &row, int at)
{
    EvalTrack::Event event;
    event.id = row.id<EventId>(at);
    event.title = row.text(at + 1);
    event.description = row.optionalText(at + 2);
    event.date = row.timestamp(at + 3);
    event.duration = std::chrono::minutes(row.integer(at + 4));
    event.location = row.optionalText(at + 5);
    event.type = row.optionalText(at + 6);
    event.maxAttendees = row.optionalNumber(at + 7);
    event.status = named<EventStatus>(row, at + 8);
    event.isActive = row.boolean(at + 9);
    event.createdAt = row.timestamp(at + 10);
    event.updatedAt = row.timestamp(at + 11);
    event.creatorId = row.id<UserId>(at + 12);
    event.registration = named<Registration>(row, at + 13);
    event.uuid = row.id<EventUuid>(at + 14);
    event.revision = row.integer(at + 15);
    event.zone = row.optionalText(at + 16);
    return event;
}

EvalTrack::Attendance attendance(const Row &row, int at)
{
    EvalTrack::Attendance attendance;
    attendance.id = row.id<AttendanceId>(at);
    attendance.eventId = row.id<EventId>(at + 1);
    attendance.userId = row.id<UserId>(at + 2);
    attendance.status = named<AttendanceStatus>(row, at + 3);
    attendance.attendedAt = row.optionalTimestamp(at + 4);
    attendance.notes = row.optionalText(at + 5);
    attendance.createdAt = row.timestamp(at + 6);
    attendance.updatedAt = row.timestamp(at + 7);
    attendance.uuid = row.id<AttendanceUuid>(at + 8);
    attendance.revision = row.integer(at + 9);
    attendance.leftAt = row.optionalTimestamp(at + 10);
    return attendance;
}

EvalTrack::Evaluation evaluation(const Row &row, int at)
{
    EvalTrack::Evaluation evaluation;
    evaluation.id = row.id<EvaluationId>(at);
    evaluation.eventId = row.id<EventId>(at + 1);
    evaluation.userId = row.id<UserId>(at + 2);
    evaluation.graderId = row.optionalId<UserId>(at + 3);
    evaluation.status = named<EvaluationStatus>(row, at + 4);
    evaluation.score = row.optionalNumber(at + 5);
    evaluation.feedback = row.optionalText(at + 6);
    evaluation.respuestas = jsonValue(row, at + 7);
    evaluation.submittedAt = row.optionalTimestamp(at + 8);
    evaluation.gradedAt = row.optionalTimestamp(at + 9);
    evaluation.createdAt = row.timestamp(at + 10);
    evaluation.updatedAt = row.timestamp(at + 11);
    evaluation.uuid = row.id<EvaluationUuid>(at + 12);
    evaluation.revision = row.integer(at + 13);
    return evaluation;
}

Question question(const Row &row, int at)
{
    return {row.id<QuestionId>(at), row.id<EventId>(at + 1), row.text(at + 2),
            row.timestamp(at + 3), row.timestamp(at + 4)};
}

Answer answer(const Row &row, int at)
{
    return {row.id<AnswerId>(at), row.id<EvaluationId>(at + 1), row.id<QuestionId>(at + 2),
            row.text(at + 3),     row.timestamp(at + 4),        row.timestamp(at + 5)};
}

PersonRef person(const Row &row, int at)
{
    return {row.id<UserId>(at), row.text(at + 1), row.text(at + 2), role(row, at + 3)};
}

EvalTrack::Employee employee(const Row &row, int at)
{
    EvalTrack::Employee employee;
    employee.id = row.id<UserId>(at);
    employee.name = row.text(at + 1);
    employee.firstName = row.text(at + 2);
    employee.lastName = row.text(at + 3);
    employee.email = row.text(at + 4);
    employee.nationalId = row.optionalText(at + 5);
    employee.badgeCode = row.optionalText(at + 6);
    employee.phone = row.optionalText(at + 7);
    employee.birthDate = row.optionalDate(at + 8);
    employee.jobTitle = row.optionalText(at + 9);
    employee.departmentId = row.optionalId<DepartmentId>(at + 10);
    employee.department = row.optionalText(at + 11);
    employee.managerId = row.optionalId<UserId>(at + 12);
    employee.hireDate = row.optionalDate(at + 13);
    employee.isActive = row.boolean(at + 14);
    employee.createdAt = row.timestamp(at + 15);
    employee.updatedAt = row.timestamp(at + 16);
    employee.uuid = row.id<UserUuid>(at + 17);
    employee.revision = row.integer(at + 18);
    employee.contractUntil = row.optionalDate(at + 19);
    employee.leftOn = row.optionalDate(at + 20);
    employee.notes = row.optionalText(at + 21);
    return employee;
}

} // namespace EvalTrack::Server::Columns
