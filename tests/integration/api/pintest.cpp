// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QJsonArray>
#include <QJsonObject>

namespace EvalTrack::Test {

using namespace Qt::StringLiterals;

class PinTest : public ApiFixture
{
protected:
    [[nodiscard]] static QByteArray pathOf(const Person &person)
    {
        return "/employees/" + QByteArray::number(person.id) + "/pin";
    }
    [[nodiscard]] bool hasPin(const Person &whose, const Person &asks)
    {
        return get(pathOf(whose), asks).object().value("isSet"_L1).toBool();
    }
    /// What the change feed tells somebody of a person's PIN; nothing when it has no such key.
    [[nodiscard]] std::optional<QString> toldTo(const Person &viewer, const Person &whose)
    {
        const QJsonArray changes =
            get("/sync/changes?limit=1000", viewer).object().value("changes"_L1).toArray();
        for (const QJsonValue &change : changes) {
            const QJsonObject data = change.toObject().value("data"_L1).toObject();
            if (change.toObject().value("entity"_L1).toString() == "employee"_L1 &&
                data.value("id"_L1).toInteger() == whose.id && data.contains("pinHash"_L1)) {
                return data.value("pinHash"_L1).toString();
            }
        }
        return std::nullopt;
    }
};

TEST_F(PinTest, HrSetsIt)
{
    EXPECT_FALSE(hasPin(m_employee, m_hr));
    EXPECT_EQ(post(pathOf(m_employee), R"({"pin":"4711"})", m_hr).status, 204);
    EXPECT_TRUE(hasPin(m_employee, m_hr));
    EXPECT_EQ(sql("select count(*) from employees where pin_hash like '$argon2id$%'"), 1);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'employee.pin.set'"), 1);
}

TEST_F(PinTest, EverybodyKeepsOnesOwn)
{
    EXPECT_EQ(post(pathOf(m_employee), R"({"pin":"4711"})", m_employee).status, 204);
    EXPECT_TRUE(hasPin(m_employee, m_employee));
    EXPECT_EQ(post(pathOf(m_employee), R"({"pin":null})", m_employee).status, 204);
    EXPECT_FALSE(hasPin(m_employee, m_employee));
}

TEST_F(PinTest, NobodyElseMay)
{
    EXPECT_EQ(post(pathOf(m_other), R"({"pin":"4711"})", m_employee).status, 403);
    EXPECT_EQ(get(pathOf(m_other), m_employee).status, 403);
    EXPECT_EQ(post(pathOf(m_other), R"({"pin":"4711"})", addStation().self).status, 403);
    EXPECT_EQ(post("/employees/999999/pin", R"({"pin":"4711"})", m_hr).status, 404);
    EXPECT_EQ(sql("select count(*) from employees where pin_hash is not null"), 0);
}

TEST_F(PinTest, WhatIsNoPinIsRefused)
{
    for (const char *body : {R"({"pin":"123"})", R"({"pin":"12a4"})", R"({"pin":"1234567890123"})",
                             R"({"pin":""})", R"({"pin":4711})", R"({})"}) {
        const ApiAnswer answer = post(pathOf(m_employee), body, m_hr);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_TRUE(answer.body.contains("pin")) << answer.body.constData();
    }
}

TEST_F(PinTest, IsCheckedAgainstTheRevisionOfTheProfile)
{
    const QByteArray profile = "/employees/" + QByteArray::number(m_employee.id);
    const QByteArray revision =
        QByteArray::number(get(profile, m_hr).object().value("revision"_L1).toInteger());

    const ApiAnswer stale =
        post(pathOf(m_employee), R"({"pin":"4711"})", m_hr, {{"If-Match", "\"77\""}});

    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.body, get(profile, m_hr).body);
    EXPECT_FALSE(hasPin(m_employee, m_hr));
    const QList<QPair<QByteArray, QByteArray>> ifMatch{{"If-Match", '"' + revision + '"'}};
    EXPECT_EQ(post(pathOf(m_employee), R"({"pin":"4711"})", m_hr, ifMatch).status, 204);
    EXPECT_TRUE(hasPin(m_employee, m_hr));
}

TEST_F(PinTest, OnlyStationsAreToldTheHash)
{
    ASSERT_EQ(post(pathOf(m_employee), R"({"pin":"4711"})", m_hr).status, 204);
    const Person station = addStation().self;

    EXPECT_TRUE(toldTo(station, m_employee).value_or(QString()).startsWith("$argon2id$"_L1));
    EXPECT_FALSE(toldTo(station, m_other));
    for (const Person &person : {m_hr, m_admin, m_employee}) {
        EXPECT_FALSE(toldTo(person, m_employee));
    }
    EXPECT_FALSE(get("/employees/" + QByteArray::number(m_employee.id), m_hr)
                     .object()
                     .contains("pinHash"_L1));
}

TEST_F(PinTest, AStationLearnsThatAPinIsGone)
{
    ASSERT_EQ(post(pathOf(m_employee), R"({"pin":"4711"})", m_hr).status, 204);
    const Person station = addStation().self;
    const QString cursor =
        get("/sync/changes?limit=1000", station).object().value("cursor"_L1).toString();

    ASSERT_EQ(post(pathOf(m_employee), R"({"pin":null})", m_hr).status, 204);

    const QJsonArray changes = get("/sync/changes?cursor=" + cursor.toLatin1(), station)
                                   .object()
                                   .value("changes"_L1)
                                   .toArray();
    ASSERT_EQ(changes.size(), 1);
    EXPECT_FALSE(changes.first().toObject().value("data"_L1).toObject().contains("pinHash"_L1));
}

} // namespace EvalTrack::Test
