// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "domain/sharedview.h"

#include <QJsonArray>
#include <QJsonObject>

namespace EvalTrack::Test {

using namespace Qt::StringLiterals;

class SharedViewTest : public ApiFixture
{
protected:
    [[nodiscard]] ApiAnswer share(const QByteArray &name, const QByteArray &roles,
                                  const Person &person, const QByteArray &list = "people",
                                  int revision = 0)
    {
        QList<QPair<QByteArray, QByteArray>> headers;
        if (revision > 0) {
            headers.append({"If-Match", '"' + QByteArray::number(revision) + '"'});
        }
        return post("/views",
                    "{\"list\":\"" + list + "\",\"name\":\"" + name + "\",\"roles\":" + roles +
                        ",\"state\":{\"sorting\":[{\"name\":\"Name\",\"descending\":true}]}}",
                    person, headers);
    }
    [[nodiscard]] QStringList namesFor(const Person &person)
    {
        QStringList names;
        const QJsonArray items = get("/views", person).object().value("items"_L1).toArray();
        for (const QJsonValue &each : items) {
            names.append(each["name"_L1].toString());
        }
        return names;
    }
};

TEST_F(SharedViewTest, IsForTheRolesItIsSharedWithAndForWhoMayShare)
{
    ASSERT_EQ(share("Ingresos", R"(["RECURSOS_HUMANOS"])", m_hr).status, 201);
    ASSERT_EQ(share("Todos", R"(["EMPLEADO","RECURSOS_HUMANOS"])", m_admin).status, 201);

    EXPECT_EQ(namesFor(m_hr), (QStringList{u"Ingresos"_s, u"Todos"_s}));
    EXPECT_EQ(namesFor(m_admin), (QStringList{u"Ingresos"_s, u"Todos"_s}));
    EXPECT_EQ(namesFor(m_employee), QStringList{u"Todos"_s});
    const QJsonObject first =
        get("/views", m_hr).object().value("items"_L1).toArray().at(0).toObject();
    EXPECT_EQ(first.value("sharedBy"_L1)["id"_L1].toInteger(), m_hr.id);
    EXPECT_EQ(first.value("state"_L1)["sorting"_L1].toArray().at(0)["name"_L1].toString(), u"Name");
}

TEST_F(SharedViewTest, TakesThePlaceOfTheOneOfItsName)
{
    const qint64 id =
        share("Ingresos", R"(["EMPLEADO"])", m_hr).object().value("id"_L1).toInteger();
    EXPECT_EQ(share(" INGRESOS ", R"(["ADMIN"])", m_admin).status, 409) << "not meant";
    EXPECT_EQ(share(" INGRESOS ", R"(["ADMIN"])", m_admin, "people", 7).status, 412);
    const ApiAnswer again = share(" INGRESOS ", R"(["ADMIN"])", m_admin, "people", 1);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.object().value("revision"_L1).toInteger(), 2);
    EXPECT_EQ(again.object().value("id"_L1).toInteger(), id);
    EXPECT_EQ(again.object().value("name"_L1).toString(), u"INGRESOS");
    EXPECT_TRUE(namesFor(m_employee).isEmpty());
    EXPECT_NE(share("Ingresos", R"(["ADMIN"])", m_hr, "events").object().value("id"_L1).toInteger(),
              id)
        << "another list has its own names";
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'view.share'"), 3);
}

TEST_F(SharedViewTest, IsNotForEmployeesToShareOrTake)
{
    EXPECT_EQ(share("Mía", R"(["EMPLEADO"])", m_employee).status, 403);
    const qint64 id = share("Todos", R"(["EMPLEADO"])", m_hr).object().value("id"_L1).toInteger();
    const QByteArray path = "/views/" + QByteArray::number(id);
    EXPECT_EQ(remove(path, m_employee).status, 403);
    EXPECT_EQ(remove(path, m_admin).status, 204);
    EXPECT_EQ(remove(path, m_admin).status, 404);
    EXPECT_TRUE(namesFor(m_hr).isEmpty());
}

TEST_F(SharedViewTest, AListHasSoManyAndNoMore)
{
    for (int i = 0; i < SharedViewLimits::PerList; ++i) {
        ASSERT_EQ(share("Vista " + QByteArray::number(i), R"(["ADMIN"])", m_hr).status, 201);
    }
    EXPECT_EQ(share("Una más", R"(["ADMIN"])", m_hr).status, 409);
    EXPECT_EQ(share("Vista 7", R"(["ADMIN"])", m_hr, "people", 1).status, 201)
        << "which it has already";
    EXPECT_EQ(share("Una más", R"(["ADMIN"])", m_hr, "events").status, 201);
}

TEST_F(SharedViewTest, WhatIsTooLargeOrForNobodyIsRefusedByItsField)
{
    const auto messages = [](const ApiAnswer &answer) {
        return QString::fromUtf8(answer.body);
    };
    const ApiAnswer nobody = share("Nadie", "[]", m_hr);
    EXPECT_EQ(nobody.status, 400);
    EXPECT_TRUE(messages(nobody).contains(u"roles"_s));
    EXPECT_EQ(share("Puerta", R"(["ESTACION"])", m_hr).status, 400);
    const ApiAnswer large = post("/views",
                                 R"({"list":"people","name":"X","roles":["ADMIN"],"state":{"a":")" +
                                     QByteArray(SharedViewLimits::StateMax, 'x') + "\"}}",
                                 m_hr);
    EXPECT_EQ(large.status, 400);
    EXPECT_TRUE(messages(large).contains(u"state"_s));
}

} // namespace EvalTrack::Test
