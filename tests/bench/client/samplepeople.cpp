// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/samplepeople.h"

#include <QStringList>

namespace EvalTrack::Bench {

namespace {

const QStringList &firstNames()
{
    static const QStringList names =
        QStringLiteral("María José Lucía Andrés Sofía Martín Valentina "
                       "Sebastián Inés Joaquín Carmen Álvaro Renata "
                       "Nicolás Ximena Raúl Beatriz Óscar Paula Iván")
            .split(u' ');
    return names;
}

const QStringList &lastNames()
{
    static const QStringList names =
        QStringLiteral(
            "García Rodríguez Martínez López González Pérez Sánchez Ramírez Torres "
            "Flórez Núñez Jiménez Ruiz Herrera Medina Aguilar Vargas Castillo Peña Ortiz "
            "Muñoz Cárdenas Ibáñez Quiñones Zúñiga Salazar Rojas Molina Delgado Vega")
            .split(u' ');
    return names;
}

const QStringList &departments()
{
    static const QStringList names{
        QStringLiteral("Recursos Humanos"), QStringLiteral("Tecnología"),
        QStringLiteral("Operaciones"),      QStringLiteral("Atención al Cliente"),
        QStringLiteral("Finanzas"),         QStringLiteral("Logística"),
        QStringLiteral("Comercial"),        QStringLiteral("Mantenimiento")};
    return names;
}

const QStringList &jobs()
{
    static const QStringList names{
        QStringLiteral("Analista"),    QStringLiteral("Técnica de Campo"),
        QStringLiteral("Coordinador"), QStringLiteral("Asistente Administrativo"),
        QStringLiteral("Ingeniera"),   QStringLiteral("Supervisor de Turno")};
    return names;
}

/// Spreads consecutive numbers over a list without repeating a short cycle.
const QString &pick(const QStringList &list, quint32 number, quint32 salt)
{
    quint32 mixed = (number + salt) * 2654435761U;
    mixed ^= mixed >> 15U;
    return list.at(static_cast<qsizetype>(mixed % static_cast<quint32>(list.size())));
}

} // namespace

Employee samplePerson(int number)
{
    const auto seed = static_cast<quint32>(number);
    Employee person;
    person.id = UserId(number + 1);
    person.uuid =
        UserUuid(QUuid(seed, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, static_cast<uchar>(seed & 0xffU)));
    person.firstName = pick(firstNames(), seed, 1);
    person.lastName = pick(lastNames(), seed, 2) + u' ' + pick(lastNames(), seed, 3);
    person.name = person.firstName + u' ' + person.lastName;
    person.email = QStringLiteral("empleado%1@empresa.com").arg(number);
    person.nationalId = QString::number(10'000'000 + number);
    person.badgeCode = QStringLiteral("EMP-%1").arg(number, 6, 10, QLatin1Char('0'));
    person.phone = QStringLiteral("+34 600 %1").arg(number % 1'000'000, 6, 10, QLatin1Char('0'));
    person.jobTitle = pick(jobs(), seed, 4);
    person.department = pick(departments(), seed, 5);
    person.departmentId = DepartmentId(1 + departments().indexOf(*person.department));
    person.hireDate = QDate(2015, 1, 1).addDays(number % 3000);
    person.revision = 1;
    return person;
}

QList<QString> sampleKeystrokes()
{
    QList<QString> keystrokes;
    const QStringList typed{QStringLiteral("garcía"),      QStringLiteral("maria lopez"),
                            QStringLiteral("EMP-0421"),    QStringLiteral("10042"),
                            QStringLiteral("muñoz tecno"), QStringLiteral("empleado99@"),
                            QStringLiteral("nobody here"), QStringLiteral("a"),
                            QStringLiteral("ingeniera z"), QStringLiteral("atencion al cli")};
    for (const QString &text : typed) {
        for (qsizetype length = 1; length <= text.size(); ++length) {
            keystrokes.append(text.left(length));
        }
        keystrokes.append(QString());
    }
    return keystrokes;
}

} // namespace EvalTrack::Bench
