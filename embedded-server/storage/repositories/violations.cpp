// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/violations.h"

#include <array>

namespace EvalTrack::Server {

namespace {

struct Violation
{
    const char *constraint;
    ErrorCode code;
    const char16_t *message;
};

// A race between two requests ends here too: both passed the rule, one reached the table first.
constexpr std::array Violations{
    Violation{"users_email_key", ErrorCode::Conflict, u"El email ya está registrado"},
    Violation{"employees_national_id_key", ErrorCode::Conflict, u"La cédula ya está registrada"},
    Violation{"employees_badge_code_key", ErrorCode::Conflict,
              u"El código de credencial ya está registrado"},
    Violation{"attendances_event_user_key", ErrorCode::Conflict,
              u"Ya tienes una asistencia registrada para este evento"},
    Violation{"evaluations_event_user_key", ErrorCode::Conflict,
              u"Ya tienes una evaluación para este evento"},
    Violation{"evaluations_attendance_fkey", ErrorCode::Conflict,
              u"No se puede eliminar la asistencia porque tiene una evaluación"},
    Violation{"departments_name_key", ErrorCode::Conflict,
              u"Ya hay un departamento con ese nombre"},
    Violation{"departments_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"users_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"devices_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"person_documents_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"events_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"attendances_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"evaluations_uuid_key", ErrorCode::Conflict, u"El uuid ya está registrado"},
    Violation{"employees_department_fkey", ErrorCode::BadRequest,
              u"departmentId must be the id of a department"},
    Violation{"departments_parent_fkey", ErrorCode::BadRequest,
              u"parentId must be the id of a department"},
    Violation{"departments_parent_check", ErrorCode::BadRequest,
              u"parentId must not be the department itself or one below it"},
    Violation{"employees_manager_fkey", ErrorCode::BadRequest,
              u"managerId must be the id of a person"},
    Violation{"employees_manager_check", ErrorCode::BadRequest, u"managerId must be somebody else"},
    Violation{"employees_contract_check", ErrorCode::BadRequest,
              u"contractUntil must not be before hireDate"},
    Violation{"employees_left_check", ErrorCode::BadRequest, u"leftOn must not be before hireDate"},
    Violation{"events_zone_check", ErrorCode::BadRequest,
              u"zone must be the IANA name of a time zone, such as America/Lima"},
};

} // namespace

Error explain(const SqlError &error)
{
    for (const Violation &violation : Violations) {
        if (error.violates(violation.constraint)) {
            return {violation.code, QString::fromUtf16(violation.message), {}};
        }
    }
    switch (error.code) {
    case ErrorCode::Conflict:
        return {ErrorCode::Conflict, {}, {}};
    case ErrorCode::Validation:
        return {ErrorCode::BadRequest, {}, {}};
    default:
        return error;
    }
}

} // namespace EvalTrack::Server
