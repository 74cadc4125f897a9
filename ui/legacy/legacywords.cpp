// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacywords.h"

#include <QHash>

#include <algorithm>

namespace EvalTrack {

namespace {

QString valueOf(const LegacyTrayRow &row, const QString &column)
{
    const auto found = std::ranges::find(row.content, column, &std::pair<QString, QString>::first);
    return found == row.content.end() ? QString() : found->second;
}

QString joined(const LegacyTrayRow &row, const QStringList &columns)
{
    QStringList said;
    for (const QString &column : columns) {
        if (const QString value = valueOf(row, column); !value.isEmpty()) {
            said.append(value);
        }
    }
    return said.join(u' ');
}

} // namespace

QString LegacyWords::table(const QString &entity)
{
    const QHash<QString, QString> known = {
        {u"role"_qs, tr("Roles")},
        {u"user"_qs, tr("Accounts")},
        {u"employee"_qs, tr("Employees")},
        {u"event"_qs, tr("Events")},
        {u"attendance"_qs, tr("Attendances")},
        {u"evaluation"_qs, tr("Evaluations")},
    };
    return known.value(entity, entity);
}

QString LegacyWords::kind(const QString &entity)
{
    const QHash<QString, QString> known = {
        {u"role"_qs, tr("Role")},
        {u"user"_qs, tr("Account")},
        {u"employee"_qs, tr("Employee")},
        {u"event"_qs, tr("Event")},
        {u"attendance"_qs, tr("Attendance")},
        {u"evaluation"_qs, tr("Evaluation")},
    };
    return known.value(entity, entity);
}

QString LegacyWords::row(const QString &entity, qint64 id)
{
    return tr("%1 %2 of v1").arg(kind(entity)).arg(id);
}

QString LegacyWords::summary(const LegacyTrayRow &row)
{
    QString said;
    if (row.entity == u"role") {
        said = valueOf(row, u"name"_qs);
    } else if (row.entity == u"user" || row.entity == u"employee") {
        said = joined(row, {u"nombre"_qs, u"apellido"_qs});
        const QString email = valueOf(row, u"email"_qs);
        said += said.isEmpty() || email.isEmpty() ? email : QString(u" · "_qs + email);
    } else if (row.entity == u"event") {
        said = joined(row, {u"nombre"_qs, u"fecha_evento"_qs});
    } else {
        const QString event = valueOf(row, u"evento_id"_qs);
        const QString person = valueOf(row, u"empleado_id"_qs);
        if (!event.isEmpty() && !person.isEmpty()) {
            said = tr("Event %1, employee %2").arg(event, person);
        }
    }
    return said.isEmpty() ? tr("No. %1").arg(row.entityId) : said;
}

QList<std::pair<QString, QString>> LegacyWords::columns()
{
    return {
        {u"id"_qs, tr("Number in v1")},
        {u"user_id"_qs, tr("Account (number in v1)")},
        {u"name"_qs, tr("Name")},
        {u"guard_name"_qs, tr("Used by")},
        {u"deleted_at"_qs, tr("Deleted")},
        {u"permissions"_qs, tr("Rights")},
        {u"direct_permissions"_qs, tr("Own rights")},
        {u"roles"_qs, tr("Roles (numbers in v1)")},
        {u"username"_qs, tr("User name")},
        {u"nombre"_qs, tr("Name")},
        {u"apellido"_qs, tr("Last name")},
        {u"cedula"_qs, tr("National ID")},
        {u"email"_qs, tr("E-mail")},
        {u"telefono"_qs, tr("Phone")},
        {u"fecha_nacimiento"_qs, tr("Date of birth")},
        {u"cargo"_qs, tr("Job")},
        {u"estado"_qs, tr("State")},
        {u"status"_qs, tr("State")},
        {u"descripcion"_qs, tr("Description")},
        {u"fecha_evento"_qs, tr("Day")},
        {u"hora_inicio"_qs, tr("Begins")},
        {u"hora_fin"_qs, tr("Ends")},
        {u"lugar"_qs, tr("Place")},
        {u"tipo"_qs, tr("Type")},
        {u"creado_por"_qs, tr("Created by (number in v1)")},
        {u"evento_id"_qs, tr("Event (number in v1)")},
        {u"empleado_id"_qs, tr("Employee (number in v1)")},
        {u"fecha_asistencia"_qs, tr("Day")},
        {u"hora_asistencia"_qs, tr("Time")},
        {u"asistio"_qs, tr("Came")},
        {u"comentario"_qs, tr("Comment")},
        {u"comentarios"_qs, tr("Comment")},
        {u"preguntas"_qs, tr("Questions")},
        {u"respuestas"_qs, tr("Answers")},
        {u"nota"_qs, tr("Grade")},
        {u"fecha_evaluacion"_qs, tr("Evaluated")},
        {u"created_at"_qs, tr("Created")},
        {u"updated_at"_qs, tr("Last changed")},
    };
}

QString LegacyWords::column(const QString &name)
{
    const auto known = columns();
    const auto found = std::ranges::find(known, name, &std::pair<QString, QString>::first);
    return found == known.end() ? name : found->second;
}

QList<std::pair<QString, QString>> LegacyWords::inOrder(QList<std::pair<QString, QString>> content)
{
    const auto known = columns();
    const auto placeOf = [&known](const std::pair<QString, QString> &cell) {
        return std::ranges::find(known, cell.first, &std::pair<QString, QString>::first) -
               known.begin();
    };
    std::ranges::stable_sort(content, {}, placeOf);
    return content;
}

QString LegacyWords::fault(LegacyFault fault)
{
    switch (fault) {
    case LegacyFault::NotSet:
        return tr("Please type the address: the server has none either.");
    case LegacyFault::NotAnAddress:
        return tr("This is no address of a database. See the example below the field.");
    case LegacyFault::NoDriver:
        return tr("The server cannot connect to MySQL yet. Ask whoever runs it to install the "
                  "package libqt6sql6-mysql and to start it again.");
    case LegacyFault::Unreachable:
        return tr("Nothing answers at this address. Is the database running, and may the server "
                  "reach it?");
    case LegacyFault::Refused:
        return tr("The database refuses this user or password.");
    case LegacyFault::Unreadable:
        return tr("This does not hold v1, or the user may not read it (SELECT on all tables).");
    }
    return {};
}

} // namespace EvalTrack
