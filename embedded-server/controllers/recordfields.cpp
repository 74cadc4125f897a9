// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/recordfields.h"

#include "controllers/bodyfields.h"

namespace EvalTrack::Server {

using namespace Wire;

EmployeeService::Change readEmployeeFields(FieldReader &fields)
{
    EmployeeService::Change change;
    change.name = BodyFields::text(fields, Key::name, Limits::NameMax);
    change.firstName = BodyFields::text(fields, Key::firstName, Limits::NameMax);
    change.lastName =
        fields.has(Key::lastName)
            ? std::optional(
                  BodyFields::text(fields, Key::lastName, Limits::NameMax).value_or(QString()))
            : std::nullopt;
    if (change.name) {
        fields.check(Key::name, checkName(*change.name), Limits::NameMin, Limits::NameMax);
    }
    change.email =
        fields.has(Key::email)
            ? std::optional(
                  BodyFields::text(fields, Key::email, Limits::EmailMax).value_or(QString()))
            : std::nullopt;
    if (change.email && !change.email->isEmpty()) {
        fields.check(Key::email, checkEmail(*change.email));
    }
    change.nationalId = BodyFields::textPatch(fields, Key::nationalId, Limits::CodeMax);
    change.badgeCode = BodyFields::textPatch(fields, Key::badgeCode, Limits::CodeMax);
    change.phone = BodyFields::textPatch(fields, Key::phone, Limits::ShortTextMax);
    change.birthDate = BodyFields::datePatch(fields, Key::birthDate);
    change.jobTitle = BodyFields::textPatch(fields, Key::jobTitle, Limits::ShortTextMax);
    change.departmentId = BodyFields::idPatch<DepartmentId>(fields, Key::departmentId);
    change.managerId = BodyFields::idPatch<UserId>(fields, Key::managerId);
    change.hireDate = BodyFields::datePatch(fields, Key::hireDate);
    change.isActive = fields.boolean(Key::isActive, Presence::Optional);
    change.contractUntil = BodyFields::datePatch(fields, Key::contractUntil);
    change.leftOn = BodyFields::datePatch(fields, Key::leftOn);
    change.notes = BodyFields::textPatch(fields, Key::notes, Limits::TextMax);
    return change;
}

void checkIsNamed(FieldReader &fields, const EmployeeService::Change &change)
{
    if (!change.name && !change.firstName) {
        fields.check(Key::firstName, RuleBroken::Required);
    } else if (!change.name) {
        const QString full = *change.firstName + u' ' + change.lastName.value_or(QString());
        fields.check(Key::firstName, checkName(full), Limits::NameMin, Limits::NameMax);
    }
}

EventService::Change readEventFields(FieldReader &fields, Presence presence)
{
    EventService::Change change;
    change.title = fields.text(Key::title, presence, Limits::TitleMax);
    if (change.title) {
        change.title = change.title->trimmed();
        fields.check(Key::title, checkTitle(*change.title), 1, Limits::TitleMax);
    }
    change.date = fields.timestamp(Key::date, presence);
    if (const auto minutes =
            fields.integer(Key::duration, presence, Limits::DurationMin, Limits::DurationMax)) {
        change.duration = std::chrono::minutes(*minutes);
    }
    change.description = BodyFields::textPatch(fields, Key::description, Limits::TextMax);
    change.location = BodyFields::textPatch(fields, Key::location, Limits::ShortTextMax);
    change.type = BodyFields::textPatch(fields, Key::type, Limits::ShortTextMax);
    change.maxAttendees = BodyFields::patch(fields, Key::maxAttendees, [&]() -> std::optional<int> {
        const auto seats = fields.integer(Key::maxAttendees, Presence::Optional, 1,
                                          std::numeric_limits<int>::max());
        return seats ? std::optional(static_cast<int>(*seats)) : std::nullopt;
    });
    change.registration = fields.enumeration<Registration>(Key::registration, Presence::Optional);
    change.isActive = fields.boolean(Key::isActive, Presence::Optional);
    change.zone = BodyFields::textPatch(fields, Key::zone, Limits::ShortTextMax);
    if (change.zone && *change.zone) {
        fields.check(Key::zone, checkZone(**change.zone));
    }
    change.questions =
        fields.texts(Key::preguntas, Presence::Optional, Limits::QuestionsMax, Limits::TextMax);
    if (change.questions) {
        // A form sends its empty last line.
        QStringList asked;
        for (const QString &text : *change.questions) {
            if (const QString trimmed = text.trimmed(); !trimmed.isEmpty()) {
                asked.append(trimmed);
            }
        }
        change.questions = asked;
    }
    return change;
}

} // namespace EvalTrack::Server
