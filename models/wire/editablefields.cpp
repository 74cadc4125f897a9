// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/editablefields.h"

#include "wire/isotime.h"
#include "wire/keys.h"
#include "wire/names.h"

#include <QJsonArray>

namespace EvalTrack::EditableFields {

namespace Key = Wire::Key;

namespace {

QJsonValue json(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue(QJsonValue::Null);
}

QJsonValue json(const std::optional<QDate> &date)
{
    return date ? QJsonValue(date->toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

QJsonValue json(const std::optional<int> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

template <typename Id>
QJsonValue json(const std::optional<Id> &id)
{
    return id ? QJsonValue(id->value()) : QJsonValue(QJsonValue::Null);
}

template <typename Enum>
QJsonValue named(Enum value)
{
    return QString::fromLatin1(Wire::name(value));
}

std::optional<QString> text(const QJsonValue &value)
{
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<QDate> date(const QJsonValue &value)
{
    const QDate found = QDate::fromString(value.toString().left(10), Qt::ISODate);
    return found.isValid() ? std::optional(found) : std::nullopt;
}

template <typename Id>
std::optional<Id> id(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(Id(value.toInteger())) : std::nullopt;
}

QJsonArray textsOf(const QList<Question> &questions)
{
    QJsonArray texts;
    for (const Question &question : questions) {
        texts.append(question.text);
    }
    return texts;
}

// A text that stays keeps its question's id, so that answers still find it.
QList<Question> questionsOf(const QJsonArray &texts, const QList<Question> &before)
{
    QList<Question> questions;
    for (const QJsonValue &value : texts) {
        Question question;
        question.text = value.toString();
        const auto same =
            std::find_if(before.begin(), before.end(), [&question](const Question &candidate) {
                return candidate.text == question.text;
            });
        questions.append(same == before.end() ? question : *same);
    }
    return questions;
}

} // namespace

QJsonObject of(const Employee &employee)
{
    return {{Key::name, employee.name},
            {Key::firstName, employee.firstName},
            {Key::lastName, employee.lastName},
            {Key::email, employee.email},
            {Key::nationalId, json(employee.nationalId)},
            {Key::badgeCode, json(employee.badgeCode)},
            {Key::phone, json(employee.phone)},
            {Key::birthDate, json(employee.birthDate)},
            {Key::jobTitle, json(employee.jobTitle)},
            {Key::departmentId, json(employee.departmentId)},
            {Key::department, json(employee.department)},
            {Key::managerId, json(employee.managerId)},
            {Key::hireDate, json(employee.hireDate)},
            {Key::isActive, employee.isActive},
            {Key::contractUntil, json(employee.contractUntil)},
            {Key::leftOn, json(employee.leftOn)},
            {Key::notes, json(employee.notes)}};
}

QJsonObject of(const Event &event)
{
    return {{Key::title, event.title},
            {Key::description, json(event.description)},
            {Key::date, QString::fromLatin1(Wire::toIso(event.date))},
            {Key::duration, static_cast<qint64>(event.duration.count())},
            {Key::location, json(event.location)},
            {Key::type, json(event.type)},
            {Key::maxAttendees, json(event.maxAttendees)},
            {Key::registration, named(event.registration)},
            {Key::zone, json(event.zone)},
            {Key::preguntas, textsOf(event.questions)}};
}

QJsonObject of(const Attendance &attendance)
{
    return {{Key::status, named(attendance.status)}, {Key::notes, json(attendance.notes)}};
}

QJsonObject of(const Department &department)
{
    return {{Key::name, department.name},
            {Key::parentId, json(department.parentId)},
            {Key::headId, json(department.headId)}};
}

void apply(Employee &employee, const QJsonObject &changes)
{
    const auto set = [&changes](QLatin1StringView key, auto &&assign) {
        if (changes.contains(key)) {
            assign(changes.value(key));
        }
    };
    set(Key::name, [&](const QJsonValue &v) { employee.name = v.toString(); });
    set(Key::firstName, [&](const QJsonValue &v) { employee.firstName = v.toString(); });
    set(Key::lastName, [&](const QJsonValue &v) { employee.lastName = v.toString(); });
    set(Key::email, [&](const QJsonValue &v) { employee.email = v.toString(); });
    set(Key::nationalId, [&](const QJsonValue &v) { employee.nationalId = text(v); });
    set(Key::badgeCode, [&](const QJsonValue &v) { employee.badgeCode = text(v); });
    set(Key::phone, [&](const QJsonValue &v) { employee.phone = text(v); });
    set(Key::birthDate, [&](const QJsonValue &v) { employee.birthDate = date(v); });
    set(Key::jobTitle, [&](const QJsonValue &v) { employee.jobTitle = text(v); });
    set(Key::departmentId,
        [&](const QJsonValue &v) { employee.departmentId = id<DepartmentId>(v); });
    set(Key::department, [&](const QJsonValue &v) { employee.department = text(v); });
    set(Key::managerId, [&](const QJsonValue &v) { employee.managerId = id<UserId>(v); });
    set(Key::hireDate, [&](const QJsonValue &v) { employee.hireDate = date(v); });
    set(Key::isActive, [&](const QJsonValue &v) { employee.isActive = v.toBool(); });
    set(Key::contractUntil, [&](const QJsonValue &v) { employee.contractUntil = date(v); });
    set(Key::leftOn, [&](const QJsonValue &v) { employee.leftOn = date(v); });
    set(Key::notes, [&](const QJsonValue &v) { employee.notes = text(v); });
}

void apply(Event &event, const QJsonObject &changes)
{
    const auto set = [&changes](QLatin1StringView key, auto &&assign) {
        if (changes.contains(key)) {
            assign(changes.value(key));
        }
    };
    set(Key::title, [&](const QJsonValue &v) { event.title = v.toString(); });
    set(Key::description, [&](const QJsonValue &v) { event.description = text(v); });
    set(Key::date, [&](const QJsonValue &v) {
        event.date = Wire::fromIso(v.toString()).value_or(event.date);
    });
    set(Key::duration,
        [&](const QJsonValue &v) { event.duration = std::chrono::minutes(v.toInteger()); });
    set(Key::location, [&](const QJsonValue &v) { event.location = text(v); });
    set(Key::type, [&](const QJsonValue &v) { event.type = text(v); });
    set(Key::maxAttendees, [&](const QJsonValue &v) {
        event.maxAttendees = v.isDouble() ? std::optional(v.toInt()) : std::nullopt;
    });
    set(Key::registration, [&](const QJsonValue &v) {
        event.registration =
            Wire::fromName<Registration>(v.toString()).value_or(event.registration);
    });
    set(Key::zone, [&](const QJsonValue &v) { event.zone = text(v); });
    set(Key::preguntas,
        [&](const QJsonValue &v) { event.questions = questionsOf(v.toArray(), event.questions); });
}

void apply(Attendance &attendance, const QJsonObject &changes)
{
    if (changes.contains(Key::status)) {
        attendance.status = Wire::fromName<AttendanceStatus>(changes.value(Key::status).toString())
                                .value_or(attendance.status);
    }
    if (changes.contains(Key::notes)) {
        attendance.notes = text(changes.value(Key::notes));
    }
}

void apply(Department &department, const QJsonObject &changes)
{
    if (changes.contains(Key::name)) {
        department.name = changes.value(Key::name).toString();
    }
    if (changes.contains(Key::parentId)) {
        department.parentId = id<DepartmentId>(changes.value(Key::parentId));
    }
    if (changes.contains(Key::headId)) {
        department.headId = id<UserId>(changes.value(Key::headId));
    }
}

QJsonObject changed(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject difference;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (before.value(it.key()) != it.value()) {
            difference.insert(it.key(), it.value());
        }
    }
    return difference;
}

QJsonObject withoutBlanks(const QJsonObject &fields)
{
    QJsonObject said;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const bool isBlank =
            it.value().isNull() || (it.value().isString() && it.value().toString().isEmpty());
        if (!isBlank) {
            said.insert(it.key(), it.value());
        }
    }
    return said;
}

} // namespace EvalTrack::EditableFields
