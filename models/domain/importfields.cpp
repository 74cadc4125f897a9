// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/importfields.h"

#include "base/foldedtext.h"

#include <QHash>

namespace EvalTrack {

namespace {

/// Letters and digits of a heading, folded: "Nº de Cédula:" is "n de cedula".
QString wordsOf(const QString &heading)
{
    QString words = foldedForSearch(heading);
    for (QChar &c : words) {
        c = c.isLetterOrNumber() ? c : QChar(u' ');
    }
    return words.simplified();
}

/// How headings are written, in Spanish and English; as wordsOf() gives them. A field's own words
/// are what an export writes (tests/ui/imports holds that to the translations).
const QHash<QString, QList<ImportField>> &knownWords()
{
    using enum ImportField;
    static const QHash<QString, QList<ImportField>> words = [] {
        const QList<std::pair<ImportField, const char *>> listed{
            {RecordId, "evaltrack id|id de evaltrack|uuid|record id"},
            {FullName, "full name|nombre completo|name|nombre y apellido|nombres y apellidos|"
                       "employee name|employee|empleado|colaborador|trabajador"},
            {FirstName, "first name|given name|given names|nombre|nombres|forename|first"},
            {LastName, "last name|surname|family name|apellido|apellidos|last"},
            {Email, "e mail|email|mail|correo|correo electronico|e mail address|email address"},
            {NationalId, "national id|cedula|cedula de identidad|ci|dni|documento|identificacion|"
                         "n de cedula|numero de cedula|id number|documento de identidad|nif|rut"},
            {BadgeCode, "badge code|badge|codigo de carnet|carnet|credencial|codigo|"
                        "codigo de credencial|card number"},
            {Phone, "phone|telephone|telefono|movil|celular|mobile|phone number|"
                    "numero de telefono"},
            {BirthDate, "birth date|date of birth|birthday|fecha de nacimiento|nacimiento|dob|"
                        "cumpleanos"},
            {JobTitle, "job title|job|position|cargo|puesto|title|rol laboral"},
            {DepartmentName, "department|departamento|area|gerencia|unidad"},
            {Manager, "manager|reports to|supervisor|jefe|jefe directo|gerente|reporta a|lider"},
            {HireDate, "hire date|hired|start date|fecha de ingreso|ingreso|"
                       "fecha de contratacion|date hired|joined|hired on"},
            {ContractUntil, "contract until|contrato hasta|contract end|contract end date|"
                            "fin de contrato|fecha de fin de contrato|vencimiento de contrato"},
            {LeftOn, "left on|leaving date|fecha de egreso|egreso|fecha de salida|salida|"
                     "fecha de retiro|termination date|end date"},
            {IsActive, "active|activo|activa|is active|estado|status|state"},
            {Role, "role|rol|perfil|access"},
            {Password, "first password|initial password|password|primera contrasena|"
                       "contrasena inicial|contrasena|clave"},
            {ParentDepartment, "parent department|parent|part of|belongs to|"
                               "departamento superior|superior|pertenece a|depende de"},
            {Head, "head|head of department|responsable|jefe|jefe del departamento|lead|"
                   "director|manager"},
            {Title, "title|titulo|event|evento|name|nombre|nombre del evento|event name"},
            {Description, "description|descripcion|details|detalle"},
            {StartDate, "date|fecha|event date|fecha del evento|start date|day|dia|"
                        "fecha evento|starts"},
            {StartTime, "time|hora|start time|hora de inicio|hora inicio|start"},
            {Duration, "duration|duracion|minutes|minutos|duration minutes|duracion minutos"},
            {Location, "location|place|lugar|ubicacion|sala|room|venue"},
            {EventType, "type|tipo|event type|tipo de evento"},
            {Seats, "seats|cupos|plazas|capacity|capacidad|aforo|max attendees|cupo"},
            {Zone, "time zone|zona horaria|zone|zona|huso horario"},
            {RegistrationKind, "registration|inscripcion|registro"},
            {Questions, "questions|preguntas"},
            {EventTitle, "event|evento|titulo|title|nombre del evento|event name"},
            {Person, "person|persona|employee|empleado|national id|cedula|badge code|"
                     "codigo de carnet|e mail|email|correo|full name|nombre completo|name|nombre"},
            {Status, "status|estado|attendance|asistencia|asistio|state"},
            {AttendedDate, "day of attendance|dia de asistencia|attended on|fecha de asistencia|"
                           "attended at"},
            {AttendedTime, "time of attendance|hora de asistencia|hora de llegada|arrival"},
            {Notes, "notes|notas|observaciones|comentario|comentarios|note|comments|comment"},
        };
        QHash<QString, QList<ImportField>> byWords;
        for (const auto &[field, text] : listed) {
            for (const QString &each : QString::fromLatin1(text).split(u'|')) {
                byWords[each].append(field);
            }
        }
        return byWords;
    }();
    return words;
}

} // namespace

QList<ImportField> fieldsOf(ImportKind kind)
{
    using enum ImportField;
    switch (kind) {
    case ImportKind::People:
        return {FirstName,     LastName,  FullName, Email,          NationalId, BadgeCode,
                Phone,         BirthDate, JobTitle, DepartmentName, Manager,    HireDate,
                ContractUntil, LeftOn,    IsActive, Notes,          RecordId};
    case ImportKind::Departments:
        return {DepartmentName, ParentDepartment, Head, RecordId};
    case ImportKind::Events:
        return {Title,     StartDate, StartTime,        Zone,        Duration,  Location,
                EventType, Seats,     RegistrationKind, Description, Questions, RecordId};
    case ImportKind::Attendances:
        return {EventTitle, StartDate, Person, Status, AttendedDate, AttendedTime, Notes, RecordId};
    case ImportKind::Accounts:
        return {FullName, Email, Role, IsActive, Password, RecordId};
    }
    return {};
}

std::optional<ImportField> fieldNamed(ImportKind kind, const QString &heading)
{
    const QList<ImportField> ofKind = fieldsOf(kind);
    for (const ImportField field : knownWords().value(wordsOf(heading))) {
        if (ofKind.contains(field)) {
            return field;
        }
    }
    return std::nullopt;
}

ImportMapping proposedMapping(ImportKind kind, const QStringList &headings)
{
    ImportMapping mapping;
    for (const QString &heading : headings) {
        const auto field = fieldNamed(kind, heading);
        mapping.append(field && !mapping.contains(field) ? field : std::nullopt);
    }
    return mapping;
}

} // namespace EvalTrack
