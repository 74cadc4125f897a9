// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;

/// What was done to a person, as HR reads it.
class PersonHistoryTest : public ApiFixture
{
protected:
    [[nodiscard]] QByteArray at(const Person &person, const QByteArray &what = {}) const
    {
        return "/employees/" + QByteArray::number(person.id) + what;
    }
    [[nodiscard]] QStringList actionsOf(const QJsonArray &entries) const
    {
        QStringList actions;
        for (const QJsonValue &entry : entries) {
            actions.append(entry.toObject().value("action"_L1).toString());
        }
        return actions;
    }
    [[nodiscard]] static QStringList fieldsOf(const QJsonValue &entry)
    {
        QStringList fields;
        const QJsonArray named = entry.toObject().value("fields"_L1).toArray();
        for (const QJsonValue &field : named) {
            fields.append(field.toString());
        }
        return fields;
    }
};

TEST_F(PersonHistoryTest, TellsWhoDidWhatNewestFirst)
{
    ASSERT_EQ(patch(at(m_employee), R"({"phone":"0412"})", m_employee).status, 200);
    ASSERT_EQ(patch(at(m_employee), R"({"badgeCode":"B-77"})", m_hr).status, 200);
    ASSERT_EQ(
        patch("/users/" + QByteArray::number(m_employee.id), R"({"name":"Ana Alba"})", m_admin)
            .status,
        200);
    ASSERT_EQ(patch(at(m_other), R"({"phone":"0414"})", m_hr).status, 200);

    const ApiAnswer answer = get(at(m_employee, "/history"), m_hr);
    ASSERT_EQ(answer.status, 200) << answer.body.constData();
    const QJsonArray entries = answer.object().value("items"_L1).toArray();
    ASSERT_GE(entries.size(), 3);
    EXPECT_EQ(actionsOf(entries).first(3),
              (QStringList{u"user.update"_s, u"employee.update"_s, u"employee.update"_s}));
    QList<qint64> actors;
    for (const QJsonValue &entry : entries) {
        EXPECT_EQ(entry.toObject().value("entityId"_L1).toInteger(), m_employee.id);
        actors.append(entry.toObject().value("actor"_L1).toObject().value("id"_L1).toInteger());
    }
    EXPECT_EQ(actors.first(3), (QList<qint64>{m_admin.id, m_hr.id, m_employee.id}));
    EXPECT_EQ(answer.object().value("total"_L1).toInteger(), entries.size());
    EXPECT_FALSE(actionsOf(entries).contains(u"auth.login"_s)) << "when one signs in is one's own";
}

TEST_F(PersonHistoryTest, NamesTheFieldsThatAreOtherwiseNowAndNeverWhatIsInThem)
{
    ASSERT_EQ(patch(at(m_employee), R"({"phone":"0412-7654321","jobTitle":"Jefa de turno"})", m_hr)
                  .status,
              200);
    ASSERT_EQ(
        patch(at(m_employee), R"({"firstName":"Anabel","phone":"0412-7654321"})", m_hr).status,
        200);
    ASSERT_EQ(patch("/users/" + QByteArray::number(m_employee.id), R"({"role":"RECURSOS_HUMANOS"})",
                    m_admin)
                  .status,
              200);

    const ApiAnswer answer = get(at(m_employee, "/history"), m_hr);
    const QJsonArray entries = answer.object().value("items"_L1).toArray();
    ASSERT_GE(entries.size(), 3);
    EXPECT_EQ(fieldsOf(entries.at(0)), (QStringList{u"role"_s}));
    EXPECT_EQ(fieldsOf(entries.at(1)), (QStringList{u"firstName"_s})) << "the phone is the same";
    EXPECT_EQ(fieldsOf(entries.at(2)), (QStringList{u"jobTitle"_s, u"phone"_s}));
    EXPECT_FALSE(answer.body.contains("7654321"));
}

TEST_F(PersonHistoryTest, GoesOnPageAfterPage)
{
    for (int i = 0; i < 4; ++i) {
        ASSERT_EQ(patch(at(m_employee), "{\"phone\":\"0412-" + QByteArray::number(i) + "\"}", m_hr)
                      .status,
                  200);
    }
    const QJsonArray all =
        get(at(m_employee, "/history"), m_hr).object().value("items"_L1).toArray();
    QJsonArray paged;
    QByteArray cursor;
    do {
        const QJsonObject page =
            get(at(m_employee, "/history?limit=3") +
                    (cursor.isEmpty() ? QByteArray() : QByteArray("&cursor=" + cursor)),
                m_hr)
                .object();
        for (const QJsonValue &entry : page.value("items"_L1).toArray()) {
            paged.append(entry);
        }
        cursor = page.value("nextCursor"_L1).toString().toLatin1();
    } while (!cursor.isEmpty() && paged.size() < 100);
    EXPECT_EQ(paged, all);
}

TEST_F(PersonHistoryTest, IsForThoseWhoMaySeePeople)
{
    EXPECT_EQ(get(at(m_employee, "/history"), m_admin).status, 200);
    EXPECT_EQ(get(at(m_employee, "/history"), m_employee).status, 403);
    EXPECT_EQ(get("/employees/999/history", m_hr).status, 404);
}
