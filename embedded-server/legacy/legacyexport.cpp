// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyexport.h"

#include "domain/localday.h"

#include <QDir>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

constexpr int ExportedAtOnce = 5'000;
/// Nobody's password: Laravel compares it with nothing.
constexpr auto UnusablePassword = "*";

QString quotedList(const QStringList &values)
{
    return u'(' + values.join(QStringLiteral(", ")) + u')';
}

QString orText(const std::optional<QString> &text, const QString &otherwise)
{
    return text && !text->isEmpty() ? *text : otherwise;
}

int legacyRoleOf(const QString &role)
{
    return role == u"ADMIN" ? 1 : role == u"RECURSOS_HUMANOS" ? 2 : 3;
}

const char *legacyRoleName(int role)
{
    return role == 1 ? "Administrador" : role == 2 ? "Gestor de Talento Humano" : "Empleado";
}

/// One of v1's types; anything else is "Otro" there.
QString legacyTypeOf(const std::optional<QString> &type)
{
    static const QStringList known{QStringLiteral("Capacitación"), QStringLiteral("Reunión"),
                                   QStringLiteral("Taller"), QStringLiteral("Conferencia")};
    return type && known.contains(*type) ? *type : QStringLiteral("Otro");
}

} // namespace

QString mySqlText(const std::optional<QString> &text)
{
    if (!text) {
        return QStringLiteral("NULL");
    }
    QString quoted = *text;
    quoted.replace(u'\\', QStringLiteral("\\\\"));
    quoted.replace(u'\'', QStringLiteral("''"));
    quoted.replace(u'\n', QStringLiteral("\\n"));
    quoted.replace(u'\r', QStringLiteral("\\r"));
    return u'\'' + quoted + u'\'';
}

QString postgresText(const std::optional<QString> &text)
{
    if (!text) {
        return QStringLiteral("NULL");
    }
    QString quoted = *text;
    return u'\'' + quoted.replace(u'\'', QStringLiteral("''")) + u'\'';
}

QString LegacyExport::localDay(Timestamp at) const
{
    return wallTime(at, m_zone).date.toString(Qt::ISODate);
}

QString LegacyExport::localTime(Timestamp at) const
{
    return wallTime(at, m_zone).time.toString(QStringLiteral("HH:mm:ss"));
}

QString LegacyExport::localStamp(Timestamp at) const
{
    return u'\'' + localDay(at) + u' ' + localTime(at) + u'\'';
}

qint64 LegacyExport::idFor(LegacySource source, const std::optional<qint64> &known)
{
    return known ? *known : ++m_highest[source];
}

Result<void> LegacyExport::readIds()
{
    const auto highest = run("legacy.highestIds");
    const auto people = run("legacy.people");
    const auto events = run("legacy.events");
    for (const auto *answer : {&highest, &people, &events}) {
        if (!*answer) {
            return std::unexpected(answer->error());
        }
    }
    for (const Row row : *highest) {
        for (const LegacySource source : LegacySources) {
            if (row.utf8(0) == nameOf(source)) {
                m_highest.insert(source, row.integer(1));
            }
        }
    }
    for (const Row row : *people) {
        const bool isAccount = row.utf8(0) == nameOf(LegacySource::User);
        (isAccount ? m_users : m_employees).insert(row.integer(2), row.integer(1));
    }
    for (const Row row : *events) {
        m_events.insert(row.integer(1), row.integer(0));
    }
    return {};
}

Result<LegacyExport::Summary> LegacyExport::write(const QString &folder)
{
    QFile accounts(folder + QStringLiteral("/accounts.sql"));
    QFile business(folder + QStringLiteral("/business.sql"));
    for (QFile *file : {&accounts, &business}) {
        file->remove();
        if (!QDir().mkpath(folder) ||
            !file->open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
            return failure(ErrorCode::Storage, QStringLiteral("Cannot be written: ") +
                                                   file->fileName() +
                                                   QStringLiteral(". Name another folder with "
                                                                  "--report"));
        }
    }
    m_accounts.setDevice(&accounts);
    m_business.setDevice(&business);
    m_accounts << "-- What was entered in EvalTrack since v1 was left, for v1's PostgreSQL.\n"
                  "set client_encoding to 'UTF8';\nbegin;\n";
    m_business << "-- What was entered in EvalTrack since v1 was left, for v1's MySQL.\n"
                  "set names utf8mb4;\nstart transaction;\n";
    for (const auto step :
         {&LegacyExport::readIds, &LegacyExport::writePeople, &LegacyExport::writeEvents,
          &LegacyExport::writeAttendances, &LegacyExport::writeEvaluations}) {
        if (const auto done = (this->*step)(); !done) {
            return std::unexpected(done.error());
        }
    }
    m_accounts
        << "select setval(pg_get_serial_sequence('users', 'id'), (select max(id) from users));\n"
           "commit;\n";
    m_business << "commit;\n";
    m_accounts.flush();
    m_business.flush();
    for (QFile *file : {&accounts, &business}) {
        if (!file->flush() || file->error() != QFileDevice::NoError) {
            return failure(ErrorCode::Storage,
                           QStringLiteral("Cannot be written: ") + file->fileName());
        }
    }
    return m_summary;
}

Result<void> LegacyExport::writePeople()
{
    const auto rows = run("legacy.exportPeople");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const Row row : *rows) {
        ++m_summary.people;
        const qint64 person = row.integer(0);
        const auto account = row.optionalInteger(1);
        const auto employee = row.optionalInteger(2);
        const bool hasLogin = row.boolean(13);
        const QString first = orText(row.optionalText(4), row.text(3));
        const QString last = row.text(5);
        const QString email =
            orText(row.optionalText(6), QStringLiteral("sin-correo-%1@invalid").arg(person));
        const QString birth = row.isNull(9) ? QStringLiteral("1900-01-01") : row.text(9);
        const QString created = localStamp(row.timestamp(14));
        const QString updated = localStamp(row.timestamp(15));
        const int role = legacyRoleOf(row.text(11));
        if (account || hasLogin) {
            const qint64 id = idFor(LegacySource::User, account);
            m_users.insert(person, id);
            if (account) {
                m_accounts << "update users set email = " << postgresText(email)
                           << ", nombre = " << postgresText(first)
                           << ", apellido = " << postgresText(last)
                           << ", cedula = " << postgresText(row.optionalText(7))
                           << ", telefono = " << postgresText(row.optionalText(8))
                           << ", cargo = " << postgresText(row.optionalText(10))
                           << ", updated_at = " << updated << " where id = " << id << ";\n";
            } else {
                m_accounts << "insert into users (id, username, email, password, nombre, apellido, "
                              "cedula, telefono, cargo, created_at, updated_at) values "
                           << quotedList({QString::number(id), postgresText(email),
                                          postgresText(email),
                                          postgresText(QString::fromLatin1(UnusablePassword)),
                                          postgresText(first), postgresText(last),
                                          postgresText(row.optionalText(7)),
                                          postgresText(row.optionalText(8)),
                                          postgresText(row.optionalText(10)), created, updated})
                           << ";\n";
            }
            m_accounts << "delete from model_has_roles where model_type = 'App\\Models\\User' and "
                          "model_id = "
                       << id
                       << " and role_id in (select id from roles where name in ('Administrador', "
                          "'Gestor de Talento Humano', 'Empleado'));\n"
                          "insert into model_has_roles (role_id, model_type, model_id) select id, "
                          "'App\\Models\\User', "
                       << id << " from roles where name = '" << legacyRoleName(role)
                       << "' on conflict do nothing;\n";
        }
        const qint64 id = idFor(LegacySource::Employee, employee);
        m_employees.insert(person, id);
        const QString user = m_users.contains(person) ? QString::number(m_users.value(person))
                                                      : QStringLiteral("NULL");
        const QString cedula = orText(row.optionalText(7), QStringLiteral("S/N-%1").arg(person));
        const QString state =
            row.boolean(12) ? QStringLiteral("activo") : QStringLiteral("inactivo");
        m_business << "insert into employees (id, user_id, nombre, apellido, cedula, email, "
                      "telefono, fecha_nacimiento, cargo, estado, created_at, updated_at) values "
                   << quotedList({QString::number(id), user, mySqlText(first), mySqlText(last),
                                  mySqlText(cedula), mySqlText(email),
                                  mySqlText(row.optionalText(8)), mySqlText(birth),
                                  mySqlText(row.text(10)), mySqlText(state), created, updated})
                   << " on duplicate key update user_id = values(user_id), nombre = "
                      "values(nombre), apellido = values(apellido), cedula = values(cedula), email "
                      "= values(email), telefono = values(telefono), fecha_nacimiento = "
                      "values(fecha_nacimiento), cargo = values(cargo), estado = values(estado), "
                      "updated_at = values(updated_at);\n";
    }
    return {};
}

Result<void> LegacyExport::writeEvents()
{
    const auto rows = run("legacy.exportEvents");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const Row row : *rows) {
        ++m_summary.events;
        const qint64 id = idFor(LegacySource::Event, row.optionalInteger(1));
        m_events.insert(row.integer(0), id);
        const Timestamp begins = row.timestamp(4);
        const Timestamp ends = begins + std::chrono::minutes(row.integer(5));
        m_business << "insert into eventos (id, nombre, descripcion, fecha_evento, hora_inicio, "
                      "hora_fin, lugar, tipo, estado, creado_por, created_at, updated_at) values "
                   << quotedList({QString::number(id), mySqlText(row.text(2)),
                                  mySqlText(row.text(3)), mySqlText(localDay(begins)),
                                  mySqlText(localTime(begins)), mySqlText(localTime(ends)),
                                  mySqlText(row.optionalText(6)),
                                  mySqlText(legacyTypeOf(row.optionalText(7))),
                                  mySqlText(row.boolean(8) ? QStringLiteral("Activo")
                                                           : QStringLiteral("Borrador")),
                                  QString::number(m_users.value(row.integer(9), 1)),
                                  localStamp(row.timestamp(10)), localStamp(row.timestamp(11))})
                   << " on duplicate key update nombre = values(nombre), descripcion = "
                      "values(descripcion), fecha_evento = values(fecha_evento), hora_inicio = "
                      "values(hora_inicio), hora_fin = values(hora_fin), lugar = values(lugar), "
                      "tipo = values(tipo), estado = values(estado), updated_at = "
                      "values(updated_at);\n";
    }
    return {};
}

Result<void> LegacyExport::writeAttendances()
{
    qint64 last = 0;
    while (true) {
        const auto rows = run("legacy.exportAttendances", {last, ExportedAtOnce});
        if (!rows) {
            return std::unexpected(rows.error());
        }
        for (const Row row : *rows) {
            last = row.integer(0);
            ++m_summary.attendances;
            const QString status = row.text(4);
            const bool isThere = status == u"CONFIRMED";
            const Timestamp when = row.optionalTimestamp(5).value_or(row.timestamp(9));
            m_business
                << "insert into asistencias (id, evento_id, empleado_id, fecha_asistencia, "
                   "hora_asistencia, asistio, status, comentario, created_at, updated_at) values "
                << quotedList(
                       {QString::number(idFor(LegacySource::Attendance, row.optionalInteger(1))),
                        QString::number(m_events.value(row.integer(2))),
                        QString::number(m_employees.value(row.integer(3))),
                        mySqlText(localDay(when)), mySqlText(localTime(when)),
                        mySqlText(isThere ? QStringLiteral("Sí") : QStringLiteral("Pendiente")),
                        mySqlText(isThere                  ? QStringLiteral("Confirmada")
                                  : status == u"CANCELLED" ? QStringLiteral("Cancelada")
                                                           : QStringLiteral("Registrada")),
                        mySqlText(row.optionalText(6)), localStamp(row.timestamp(7)),
                        localStamp(row.timestamp(8))})
                << " on duplicate key update fecha_asistencia = values(fecha_asistencia), "
                   "hora_asistencia = values(hora_asistencia), asistio = values(asistio), status = "
                   "values(status), comentario = values(comentario), updated_at = "
                   "values(updated_at);\n";
        }
        if (rows->count() < ExportedAtOnce) {
            return {};
        }
    }
}

Result<void> LegacyExport::writeEvaluations()
{
    qint64 last = 0;
    while (true) {
        const auto rows = run("legacy.exportEvaluations", {last, ExportedAtOnce});
        if (!rows) {
            return std::unexpected(rows.error());
        }
        for (const Row row : *rows) {
            last = row.integer(0);
            ++m_summary.evaluations;
            const QString status = row.text(4);
            m_business
                << "insert into evaluaciones (id, evento_id, empleado_id, status, preguntas, "
                   "respuestas, nota, comentarios, fecha_evaluacion, created_at, updated_at) "
                   "values "
                << quotedList(
                       {QString::number(idFor(LegacySource::Evaluation, row.optionalInteger(1))),
                        QString::number(m_events.value(row.integer(2))),
                        QString::number(m_employees.value(row.integer(3))),
                        mySqlText(status == u"GRADED"      ? QStringLiteral("Calificada")
                                  : status == u"SUBMITTED" ? QStringLiteral("Completada")
                                                           : QStringLiteral("Disponible")),
                        mySqlText(row.text(10)), mySqlText(row.text(11)),
                        // The column holds 99.9 at most.
                        row.isNull(5)
                            ? QStringLiteral("NULL")
                            : QString::number(std::min(row.number(5) * 10.0, 99.9), 'f', 1),
                        mySqlText(row.optionalText(6)),
                        row.isNull(7) ? QStringLiteral("NULL")
                                      : mySqlText(localDay(row.timestamp(7))),
                        localStamp(row.timestamp(8)), localStamp(row.timestamp(9))})
                << " on duplicate key update status = values(status), preguntas = "
                   "values(preguntas), respuestas = values(respuestas), nota = values(nota), "
                   "comentarios = values(comentarios), fecha_evaluacion = "
                   "values(fecha_evaluacion), updated_at = values(updated_at);\n";
        }
        if (rows->count() < ExportedAtOnce) {
            return {};
        }
    }
}

} // namespace EvalTrack::Server
