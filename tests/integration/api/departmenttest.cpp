// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QJsonArray>
#include <QJsonObject>

namespace EvalTrack::Test {

using namespace Qt::StringLiterals;

class DepartmentTest : public ApiFixture
{
protected:
    [[nodiscard]] qint64 make(const QByteArray &name, const QByteArray &extra = {})
    {
        const ApiAnswer made =
            post("/departments", "{\"name\":\"" + name + "\"" + extra + "}", m_hr);
        EXPECT_EQ(made.status, 201) << made.body.constData();
        return made.object().value("id"_L1).toInteger();
    }
    [[nodiscard]] static QByteArray pathOf(qint64 department)
    {
        return "/departments/" + QByteArray::number(department);
    }
    [[nodiscard]] QJsonObject shown(qint64 department, const Person &viewer)
    {
        return get(pathOf(department), viewer).object();
    }
    [[nodiscard]] ApiAnswer move(qint64 department, qint64 below)
    {
        return patch(pathOf(department), "{\"parentId\":" + QByteArray::number(below) + "}", m_hr);
    }
    /// What the change feed says since `cursor`, which moves on, as "entity/op".
    [[nodiscard]] QStringList news(QString &cursor)
    {
        QStringList found;
        bool hasMore = true;
        while (hasMore) {
            const QJsonObject page =
                get("/sync/changes?limit=1000&cursor=" + cursor.toLatin1(), m_hr).object();
            const QJsonArray changes = page.value("changes"_L1).toArray();
            for (const QJsonValue &change : changes) {
                found.append(change["entity"_L1].toString() + u'/' + change["op"_L1].toString());
            }
            cursor = page.value("cursor"_L1).toString();
            hasMore = page.value("hasMore"_L1).toBool();
        }
        return found;
    }

    static constexpr qint64 Operations = 1; ///< Everybody of the fixture is in it.
    static constexpr qint64 Finance = 2;
};

TEST_F(DepartmentTest, IsMadeBelowAnotherWithAHead)
{
    const qint64 id =
        make(" Logística ", ",\"parentId\":1,\"headId\":" + QByteArray::number(m_other.id));

    const QJsonObject department = shown(id, m_hr);
    EXPECT_EQ(department.value("name"_L1).toString(), u"Logística");
    EXPECT_EQ(department.value("parentId"_L1).toInteger(), Operations);
    EXPECT_EQ(department.value("headId"_L1).toInteger(), m_other.id);
    EXPECT_EQ(department.value("people"_L1).toInteger(-1), 0);
    EXPECT_EQ(shown(Operations, m_hr).value("people"_L1).toInteger(), 4);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'department.create'"), 1);
}

TEST_F(DepartmentTest, TellsEmployeesNamesAlone)
{
    ASSERT_EQ(
        patch(pathOf(Operations), "{\"headId\":" + QByteArray::number(m_hr.id) + "}", m_hr).status,
        200);

    const QByteArray head = "\"headId\":" + QByteArray::number(m_hr.id);
    for (const Person &viewer : {m_employee, addStation().self}) {
        const QJsonObject department = shown(Operations, viewer);
        EXPECT_EQ(department.value("name"_L1).toString(), u"Operaciones");
        EXPECT_TRUE(department.value("headId"_L1).isNull());
        EXPECT_TRUE(department.value("people"_L1).isNull());
        EXPECT_FALSE(get("/sync/changes?limit=1000", viewer).body.contains(head));
    }
    EXPECT_TRUE(get("/sync/changes?limit=1000", m_hr).body.contains(head));
}

TEST_F(DepartmentTest, NamesWhatIsWrong)
{
    const auto refused = [this](const QByteArray &body) {
        const ApiAnswer answer = post("/departments", body, m_hr);
        EXPECT_EQ(answer.status, 400) << body.constData();
        return answer.body;
    };

    EXPECT_TRUE(refused("{}").contains("name must be a string"));
    EXPECT_TRUE(refused(R"({"name":"x"})").contains("name must be longer"));
    EXPECT_TRUE(refused(R"({"name":"Uno","parentId":"dos"})").contains("parentId must be"));
    EXPECT_TRUE(refused(R"({"name":"Uno","parentId":99})")
                    .contains("parentId must be the id of a department"));
    EXPECT_TRUE(
        refused(R"({"name":"Uno","headId":99})").contains("headId must be the id of a person"));
    EXPECT_EQ(sql("select count(*) from departments"), 2);
}

TEST_F(DepartmentTest, HasANameOfItsOwn)
{
    EXPECT_EQ(post("/departments", R"({"name":"FINANZAS"})", m_hr).status, 409);
    EXPECT_EQ(patch(pathOf(Operations), R"({"name":"Finanzas"})", m_hr).status, 409);

    ASSERT_EQ(remove(pathOf(Finance), m_hr).status, 204);
    EXPECT_EQ(post("/departments", R"({"name":"Finanzas"})", m_hr).status, 201)
        << "the name of one that is gone is free";
}

TEST_F(DepartmentTest, IsNeverBelowItself)
{
    const qint64 child = make("Hija", ",\"parentId\":1");
    const qint64 grandchild = make("Nieta", ",\"parentId\":" + QByteArray::number(child));

    EXPECT_EQ(move(Operations, Operations).status, 400);
    EXPECT_EQ(move(Operations, grandchild).message(),
              u"parentId must not be the department itself or one below it");
    EXPECT_EQ(move(grandchild, Operations).status, 200);
    EXPECT_EQ(move(child, grandchild).status, 200);
}

TEST_F(DepartmentTest, AnOldRevisionChangesNothing)
{
    ASSERT_EQ(
        patch(pathOf(Finance), R"({"name":"Tesorería"})", m_hr, {{"If-Match", "\"1\""}}).status,
        200);

    const ApiAnswer stale =
        patch(pathOf(Finance), R"({"name":"Caja"})", m_hr, {{"If-Match", "\"1\""}});

    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.object().value("name"_L1).toString(), u"Tesorería");
    EXPECT_EQ(stale.object().value("revision"_L1).toInteger(), 2);
}

TEST_F(DepartmentTest, IsMadeOnceWhoeverAsksTwice)
{
    const QList<QPair<QByteArray, QByteArray>> once{{"Idempotency-Key", uuidText()}};
    const ApiAnswer first = post("/departments", R"({"name":"Compras"})", m_hr, once);
    const ApiAnswer second = post("/departments", R"({"name":"Compras"})", m_hr, once);

    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(sql("select count(*) from departments"), 3);
}

TEST_F(DepartmentTest, ANewNameReachesItsPeople)
{
    QString cursor;
    static_cast<void>(news(cursor));

    ASSERT_EQ(patch(pathOf(Operations), R"({"name":"Producción"})", m_hr).status, 200);

    QStringList expected(4, u"employee/upsert"_qs);
    expected.prepend(u"department/upsert"_qs);
    EXPECT_EQ(news(cursor), expected);
    const ApiAnswer profile = get("/employees/" + QByteArray::number(m_other.id), m_hr);
    EXPECT_EQ(profile.object().value("department"_L1).toString(), u"Producción");
    EXPECT_EQ(get("/employees?search=produccion", m_hr).object().value("items"_L1).toArray().size(),
              4);
    EXPECT_EQ(
        get("/employees?search=operaciones", m_hr).object().value("items"_L1).toArray().size(), 0);

    ASSERT_EQ(move(Operations, Finance).status, 200);
    EXPECT_EQ(news(cursor), QStringList(u"department/upsert"_qs)) << "no profile says where it is";
}

TEST_F(DepartmentTest, GoesOnlyWhenItsPeopleGoSomewhere)
{
    const qint64 child = make("Hija", ",\"parentId\":1");
    QString cursor;
    static_cast<void>(news(cursor));

    EXPECT_EQ(remove(pathOf(Operations), m_hr).status, 409);
    EXPECT_EQ(remove(pathOf(Operations) + "?moveTo=1", m_hr).status, 400);
    EXPECT_EQ(remove(pathOf(Operations) + "?moveTo=99", m_hr).status, 400);
    EXPECT_EQ(remove(pathOf(Operations) + "?moveTo=" + QByteArray::number(child), m_hr).status,
              204);

    EXPECT_EQ(shown(child, m_hr).value("people"_L1).toInteger(), 4);
    EXPECT_TRUE(shown(child, m_hr).value("parentId"_L1).isNull());
    EXPECT_EQ(get(pathOf(Operations), m_hr).status, 404);
    EXPECT_TRUE(news(cursor).contains(u"department/delete"_qs));
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'department.delete'"), 1);
    EXPECT_EQ(get("/departments", m_hr).object().value("items"_L1).toArray().size(), 2);
}

TEST_F(DepartmentTest, TakesNobodyInWhenItIsGone)
{
    ASSERT_EQ(remove(pathOf(Finance), m_hr).status, 204);

    const QByteArray person = "/employees/" + QByteArray::number(m_other.id);
    EXPECT_EQ(patch(person, R"({"departmentId":2})", m_hr).message(),
              u"departmentId must be the id of a department");
    EXPECT_EQ(post("/employees", R"({"firstName":"Nora","departmentId":2})", m_hr).status, 400);
    EXPECT_EQ(post("/departments", R"({"name":"Hija","parentId":2})", m_hr).status, 400);
    EXPECT_EQ(patch(pathOf(Finance), R"({"name":"Otra"})", m_hr).status, 404);
}

TEST_F(DepartmentTest, SomebodyWhoIsGoneLeadsNothing)
{
    ASSERT_EQ(
        patch(pathOf(Finance), "{\"headId\":" + QByteArray::number(m_other.id) + "}", m_hr).status,
        200);
    ASSERT_EQ(remove("/users/" + QByteArray::number(m_other.id), m_admin).status, 204);

    EXPECT_TRUE(shown(Finance, m_hr).value("headId"_L1).isNull());
    EXPECT_EQ(
        patch(pathOf(Finance), "{\"headId\":" + QByteArray::number(m_other.id) + "}", m_hr).status,
        400);
}

// The query is part of what was asked for: where the people go.
TEST_F(DepartmentTest, TheSameKeyWithAnotherTargetIsAnotherRequest)
{
    const qint64 other = make("Otra");
    const auto ask = [&](qint64 target) {
        return m_server
            .ask({"DELETE",
                  pathOf(Operations) + "?moveTo=" + QByteArray::number(target),
                  {},
                  m_hr.token,
                  {{"Idempotency-Key", "gone-1"}}})
            .status;
    };

    EXPECT_EQ(ask(Finance), 204);
    EXPECT_EQ(ask(Finance), 204);
    EXPECT_EQ(ask(other), 422);
}

TEST_F(DepartmentTest, TheActivitySaysWhichOne)
{
    ASSERT_EQ(patch(pathOf(Finance), R"({"name":"Tesorería"})", m_hr).status, 200);

    EXPECT_TRUE(get("/activity?limit=5", m_admin).body.contains("Tesorería"));
}

} // namespace EvalTrack::Test
