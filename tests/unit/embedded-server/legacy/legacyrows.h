// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/peoplemapping.h"
#include "legacy/recordmapping.h"

#include <QDateTime>

#include <algorithm>

namespace EvalTrack::Test {

/// Rows of v1 with nothing wrong with them, for tests to spoil.
inline Server::LegacyRow legacyRow(Server::LegacySource source, qint64 id,
                                   const QList<QByteArray> &values)
{
    return {source, id, values};
}

inline Server::LegacyRow legacyUser(qint64 id)
{
    const QByteArray number = QByteArray::number(id);
    return legacyRow(Server::LegacySource::User, id,
                     {"user" + number, "p" + number + "@empresa.com", "$2y$12$abc", "Ana", "Rojas",
                      "V-1000" + number, "0212", "1990-05-01", "Analista", "2024-01-01 08:00:00",
                      "2024-02-01 08:00:00", "3", QByteArray()});
}

inline Server::LegacyRow legacyEmployee(qint64 id)
{
    const QByteArray number = QByteArray::number(id);
    return legacyRow(Server::LegacySource::Employee, id,
                     {number, "Ana", "Rojas", "V-1000" + number, "p" + number + "@empresa.com",
                      "0212", "1990-05-01", "Analista", "activo", "2024-01-01 08:00:00",
                      "2024-02-01 08:00:00"});
}

inline Server::LegacyRow legacyEvent(qint64 id)
{
    return legacyRow(Server::LegacySource::Event, id,
                     {"Taller", "Texto", "2024-03-10", "09:00:00", "12:00:00", "Salón", "Taller",
                      "Activo", "1", "2024-02-01 08:00:00", "2024-02-01 09:00:00"});
}

inline Server::LegacyRow legacyAttendance(qint64 id)
{
    return legacyRow(Server::LegacySource::Attendance, id,
                     {"7", "5", "2024-03-10", "09:05:00", "Sí", "Confirmada", QByteArray(),
                      "2024-02-01 08:00:00", "2024-03-10 10:00:00"});
}

inline Server::LegacyRow legacyEvaluation(qint64 id)
{
    return legacyRow(Server::LegacySource::Evaluation, id,
                     {"7", "5", "Completada", R"(["Uno","Dos"])", R"(["a","b"])", QByteArray(),
                      QByteArray(), "2024-03-11", "2024-03-10 10:00:00", "2024-03-11 10:00:00"});
}

inline QList<Server::LegacyRow> legacyRoles()
{
    using Server::LegacySource;
    return {legacyRow(LegacySource::Role, 1, {"Administrador", "web", QByteArray(), QByteArray()}),
            legacyRow(LegacySource::Role, 2,
                      {"Gestor de Talento Humano", "web", QByteArray(), QByteArray()}),
            legacyRow(LegacySource::Role, 3, {"Empleado", "web", QByteArray(), QByteArray()})};
}

inline Server::LegacyReading legacyReading()
{
    return {QTimeZone("America/Caracas"),
            Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 6 / 1)),
            std::nullopt,
            {}};
}

/// Event 7 of v1 is 70 here, employee 5 is person 50, account 1 is person 10.
inline Server::LegacyIndex legacyIndex()
{
    Server::LegacyIndex index;
    index.accounts = {{1, 10}};
    index.administrator = 11;
    index.people = {{5, 50}};
    index.waitingPeople = {6};
    index.events = {{7,
                     {70,
                      Timestamp(std::chrono::sys_days(std::chrono::year(2024) / 3 / 10) +
                                std::chrono::hours(13)),
                      {QStringLiteral("Uno"), QStringLiteral("Dos")}}}};
    index.waitingEvents = {8};
    index.attended = {{7, 5}};
    return index;
}

inline bool has(const Server::LegacyFindings &findings, Server::LegacyRule rule)
{
    return std::ranges::any_of(findings,
                               [rule](const auto &finding) { return finding.rule == rule; });
}

/// Their ids, each once, for messages.
inline QByteArrayList rulesOf(const Server::LegacyFindings &findings)
{
    QByteArrayList rules;
    for (const Server::LegacyFinding &each : findings) {
        if (const QByteArray id = Server::idOf(each.rule); !rules.contains(id)) {
            rules.append(id);
        }
    }
    std::ranges::sort(rules);
    return rules;
}

} // namespace EvalTrack::Test
