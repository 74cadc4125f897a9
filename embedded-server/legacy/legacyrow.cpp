// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyrow.h"

#include "legacy/legacytext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace EvalTrack::Server {

QByteArray nameOf(LegacySource source)
{
    switch (source) {
    case LegacySource::Role:
        return "role";
    case LegacySource::User:
        return "user";
    case LegacySource::Employee:
        return "employee";
    case LegacySource::Event:
        return "event";
    case LegacySource::Attendance:
        return "attendance";
    case LegacySource::Evaluation:
        return "evaluation";
    }
    return {};
}

QByteArray tableOf(LegacySource source)
{
    switch (source) {
    case LegacySource::Role:
        return "roles";
    case LegacySource::User:
        return "users";
    case LegacySource::Employee:
        return "employees";
    case LegacySource::Event:
        return "eventos";
    case LegacySource::Attendance:
        return "asistencias";
    case LegacySource::Evaluation:
        return "evaluaciones";
    }
    return {};
}

const QByteArrayList &columnsOf(LegacySource source)
{
    static const QByteArrayList roles{"name", "guard_name", "deleted_at", "permissions"};
    static const QByteArrayList users{
        "username",   "email",    "password",          "nombre", "apellido",
        "cedula",     "telefono", "fecha_nacimiento",  "cargo",  "created_at",
        "updated_at", "roles",    "direct_permissions"};
    static const QByteArrayList employees{"user_id", "nombre",     "apellido",         "cedula",
                                          "email",   "telefono",   "fecha_nacimiento", "cargo",
                                          "estado",  "created_at", "updated_at"};
    static const QByteArrayList events{"nombre",     "descripcion", "fecha_evento", "hora_inicio",
                                       "hora_fin",   "lugar",       "tipo",         "estado",
                                       "creado_por", "created_at",  "updated_at"};
    static const QByteArrayList attendances{"evento_id",       "empleado_id", "fecha_asistencia",
                                            "hora_asistencia", "asistio",     "status",
                                            "comentario",      "created_at",  "updated_at"};
    static const QByteArrayList evaluations{
        "evento_id", "empleado_id", "status",           "preguntas",  "respuestas",
        "nota",      "comentarios", "fecha_evaluacion", "created_at", "updated_at"};
    switch (source) {
    case LegacySource::Role:
        return roles;
    case LegacySource::User:
        return users;
    case LegacySource::Employee:
        return employees;
    case LegacySource::Event:
        return events;
    case LegacySource::Attendance:
        return attendances;
    case LegacySource::Evaluation:
        break;
    }
    return evaluations;
}

QByteArray jsonOf(const LegacyRow &row)
{
    QJsonObject object{{QStringLiteral("id"), row.id}};
    const QByteArrayList &columns = columnsOf(row.source);
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns.at(i) == "password") {
            continue;
        }
        const QByteArray value = row.at(static_cast<int>(i));
        object.insert(QString::fromLatin1(columns.at(i)),
                      value.isNull() ? QJsonValue() : QJsonValue(readable(value)));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace EvalTrack::Server
