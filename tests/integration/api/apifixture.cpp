// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "base/strongid.h"
#include "security/passwordhasher.h"
#include "wire/isotime.h"

#include <QDateTime>

namespace EvalTrack::Test {

QByteArray isoFromNow(int minutes)
{
    return Wire::toIso(SystemClock().now() + std::chrono::minutes(minutes));
}

QByteArray uuidText()
{
    return makeUuidV7().toByteArray(QUuid::WithoutBraces);
}

void ApiFixture::SetUp()
{
    sql("insert into departments (name) values ('Operaciones'), ('Finanzas') returning id");
    m_admin = addPerson(u"Ana Admin"_qs, u"ana@empresa.com"_qs, "ADMIN", "B-1");
    m_hr = addPerson(u"Hugo Herrera"_qs, u"hugo@empresa.com"_qs, "RECURSOS_HUMANOS", "B-2");
    m_employee = addPerson(u"Elena Espino"_qs, u"elena@empresa.com"_qs, "EMPLEADO", "B-3");
    m_other = addPerson(u"Omar Ochoa"_qs, u"omar@empresa.com"_qs, "EMPLEADO", "B-4");
}

ApiFixture::Person ApiFixture::addPerson(const QString &name, const QString &email,
                                         const QByteArray &role, const QByteArray &badge)
{
    static const QString hash = *Server::PasswordHasher::hashNow(QString::fromLatin1(Password));
    const qint64 id = sql(
        "insert into users (name, email, role, password_hash) values ($1, $2, $3, $4) returning id",
        {name, email, role, hash});
    const QStringList names = name.split(u' ');
    sql("insert into employees (user_id, first_name, last_name, badge_code, national_id, "
        "department_id, job_title) "
        "values ($1, $2, $3, $4, $5, 1, 'Analista') returning user_id",
        {id, names.first(), names.last(), badge, QByteArray("V-" + QByteArray::number(id))});
    return signedIn(id, email);
}

ApiAnswer ApiFixture::enrol(const QString &code)
{
    return post("/devices/enrol", "{\"code\":\"" + code.toUtf8() + "\"}", {});
}

ApiFixture::Station ApiFixture::addStation(const QByteArray &name)
{
    const ApiAnswer made = post(
        "/devices", "{\"name\":\"" + name + "\",\"site\":\"Sede\",\"exitPin\":\"2468\"}", m_admin);
    EXPECT_EQ(made.status, 201) << made.body.constData();
    const QJsonObject enrolled =
        enrol(made.object().value(QLatin1String("enrolmentCode")).toString()).object();
    const auto text = [&](const char *key) {
        return enrolled.value(QLatin1String(key)).toString().toLatin1();
    };
    return {
        {enrolled.value(QLatin1String("user")).toObject().value(QLatin1String("id")).toInteger(),
         text("access_token")},
        made.object()
            .value(QLatin1String("device"))
            .toObject()
            .value(QLatin1String("id"))
            .toInteger(),
        text("refresh_token")};
}

ApiFixture::Person ApiFixture::signedIn(qint64 id, const QString &email)
{
    const ApiAnswer answer =
        m_server.ask({"POST",
                      "/auth/login",
                      "{\"email\":\"" + email.toUtf8() + "\",\"password\":\"" + Password + "\"}",
                      {},
                      {}});
    EXPECT_EQ(answer.status, 200) << answer.body.constData();
    return {id, answer.object().value(QLatin1String("access_token")).toString().toLatin1()};
}

qint64 ApiFixture::sql(const QByteArray &text, const Server::SqlValues &values)
{
    const auto rows = m_server.database().runText(text, values);
    EXPECT_TRUE(rows) << text.constData() << rows.error().detail.toStdString();
    const auto row = rows ? rows->first() : std::nullopt;
    return row ? row->integer(0) : 0;
}

qint64 ApiFixture::addEvent(const QByteArray &extra, int startsInMinutes)
{
    const ApiAnswer answer =
        post("/events",
             "{\"title\":\"Taller\",\"date\":\"" + isoFromNow(startsInMinutes) +
                 "\",\"duration\":60" + extra + "}",
             m_admin);
    EXPECT_EQ(answer.status, 201) << answer.body.constData();
    return answer.object().value(QLatin1String("id")).toInteger();
}

ApiAnswer ApiFixture::get(const QByteArray &path, const Person &person,
                          const QList<QPair<QByteArray, QByteArray>> &headers)
{
    return m_server.ask({"GET", path, {}, person.token, headers});
}

ApiAnswer ApiFixture::post(const QByteArray &path, const QByteArray &body, const Person &person,
                           const QList<QPair<QByteArray, QByteArray>> &headers)
{
    return m_server.ask({"POST", path, body, person.token, headers});
}

ApiAnswer ApiFixture::patch(const QByteArray &path, const QByteArray &body, const Person &person,
                            const QList<QPair<QByteArray, QByteArray>> &headers)
{
    return m_server.ask({"PATCH", path, body, person.token, headers});
}

ApiAnswer ApiFixture::remove(const QByteArray &path, const Person &person)
{
    return m_server.ask({"DELETE", path, {}, person.token, {}});
}

} // namespace EvalTrack::Test
