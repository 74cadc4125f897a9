// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "domain/localday.h"
#include "wire/isotime.h"

#include <QSet>

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class ListTest : public ApiFixture
{
protected:
    /// All items of a paged list, page by page.
    [[nodiscard]] QJsonArray pageThrough(const QByteArray &path, int limit, const Person &person)
    {
        QJsonArray items;
        QByteArray cursor;
        do {
            const ApiAnswer answer =
                get(path + "limit=" + QByteArray::number(limit) +
                        (cursor.isEmpty() ? QByteArray() : QByteArray("&cursor=" + cursor)),
                    person);
            EXPECT_EQ(answer.status, 200) << answer.body.constData();
            const QJsonArray page = answer.object().value(QLatin1String("items")).toArray();
            EXPECT_LE(page.size(), limit);
            for (const QJsonValue &item : page) {
                items.append(item);
            }
            cursor = answer.object().value(QLatin1String("nextCursor")).toString().toLatin1();
        } while (!cursor.isEmpty());
        return items;
    }
    /// So many people with an attendance each, made in one statement, all in the same millisecond.
    void fill(qint64 event, int people)
    {
        sql("with p as (insert into users (name, email) select 'Persona ' || n, 'x' || n || "
            "'@empresa.com' "
            "from generate_series(1, " +
                QByteArray::number(people) +
                ") n returning id) insert into attendances (event_id, user_id) select $1::bigint, "
                "id from p "
                "returning 1",
            {event});
    }
};

TEST_F(ListTest, PagesTogetherAreTheWholeList)
{
    const qint64 event = addEvent();
    fill(event, 60);
    const QByteArray query = "/attendances?eventId=" + QByteArray::number(event);
    const QJsonArray whole = get(query, m_hr).array();
    ASSERT_EQ(whole.size(), 60);

    EXPECT_EQ(pageThrough(query + '&', 7, m_hr), whole);
    EXPECT_EQ(pageThrough("/attendances?", 60, m_hr), get("/attendances", m_hr).array());
    EXPECT_EQ(pageThrough("/users?", 9, m_hr), get("/users", m_hr).array());
    EXPECT_EQ(pageThrough("/events?", 1, m_hr), get("/events", m_hr).array());
    EXPECT_EQ(pageThrough("/evaluations?", 1, m_hr), get("/evaluations", m_hr).array());
}

TEST_F(ListTest, ALongListIsWholeAndComesInPieces)
{
    const qint64 event = addEvent();
    fill(event, 20'000);

    const ApiAnswer answer = get("/attendances", m_hr);

    const QJsonArray list = answer.array();
    ASSERT_EQ(list.size(), 20'000);
    QSet<qint64> ids;
    for (const QJsonValue &item : list) {
        ids.insert(item.toObject().value(QLatin1String("id")).toInteger());
    }
    EXPECT_EQ(ids.size(), 20'000) << "each once";
    EXPECT_FALSE(answer.headers.contains("content-length")) << "streamed";
    const QJsonObject whole = get("/events/" + QByteArray::number(event), m_admin).object();
    EXPECT_EQ(whole.value(QLatin1String("attendances")).toArray().size(), 20'000);
    EXPECT_EQ(whole.value(QLatin1String("revision")).toInt(), 1) << "the end is there too";
}

TEST_F(ListTest, PeopleAreFoundByAnyOfTheirWords)
{
    const auto names = [this](const QByteArray &search) {
        QStringList found;
        const QJsonArray items = get("/employees?search=" + search.toPercentEncoding(), m_hr)
                                     .object()
                                     .value(QLatin1String("items"))
                                     .toArray();
        for (const QJsonValue &item : items) {
            found.append(item.toObject().value(QLatin1String("name")).toString());
        }
        return found;
    };

    EXPECT_EQ(names("ESPINÓ"), QStringList{u"Elena Espino"_qs});
    EXPECT_EQ(names("b-4"), QStringList{u"Omar Ochoa"_qs});
    EXPECT_EQ(names("operaciones").size(), 4);
    EXPECT_EQ(names("%").size(), 0);
    EXPECT_EQ(get("/users?search=hugo", m_hr).array().size(), 1);
    EXPECT_EQ(get("/users?search=hugo&role=ADMIN", m_hr).array().size(), 0);
    EXPECT_EQ(get("/users?search=ESPIN%C3%93", m_hr).array().size(), 1);
    EXPECT_EQ(get("/users?search=%25", m_hr).array().size(), 0);
    EXPECT_EQ(get("/users?search=b-4&limit=5", m_hr).object().value(QLatin1String("total")).toInt(),
              1)
        << "accounts are found as people are";
    EXPECT_EQ(get("/users?search=b-4&role=EMPLEADO&limit=5", m_hr)
                  .object()
                  .value(QLatin1String("total"))
                  .toInt(),
              1);
}

TEST_F(ListTest, AccountsByRoleAndStateAreAsManyAsTheDashboardCounts)
{
    sql("insert into users (name, email) values ('Sin Acceso', 'sin@empresa.com') returning 1", {});
    sql("insert into users (name, email, is_active) values ('De Baja', 'baja@empresa.com', false) "
        "returning 1",
        {});
    const QJsonObject series =
        get("/dashboard", m_admin).object().value(QLatin1String("series")).toObject();

    for (const auto &[chart, name] : {std::pair("accountsByRole", QByteArray("role")),
                                      std::pair("accountsByState", QByteArray("state"))}) {
        const QJsonArray points = series.value(QLatin1String(chart)).toArray();
        ASSERT_EQ(points.size(), 3);
        for (const QJsonValue &point : points) {
            const QByteArray key =
                point.toObject().value(QLatin1String("key")).toString().toLatin1();
            const QByteArray path = "/users?" + name + '=' + key;
            EXPECT_EQ(get(path, m_admin).array().size(),
                      point.toObject().value(QLatin1String("value")).toInt())
                << path.constData();
            EXPECT_EQ(pageThrough(path + '&', 2, m_admin), get(path, m_admin).array());
            EXPECT_EQ(
                get(path + "&limit=1", m_admin).object().value(QLatin1String("total")).toInt(),
                get(path, m_admin).array().size());
        }
    }
    EXPECT_EQ(get("/users?state=asleep", m_admin).status, 400);
    EXPECT_EQ(get("/users?role=BOSS", m_admin).status, 400);
}

TEST_F(ListTest, TheDashboardCountsForTheRole)
{
    const qint64 event = addEvent();
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);

    const QJsonObject admin = get("/dashboard", m_admin).object();
    const QJsonObject hr = get("/dashboard?zone=America/Caracas", m_hr).object();
    const QJsonObject own = get("/dashboard", m_employee).object();
    const auto figure = [](const QJsonObject &board, const char *key) {
        return board.value(QLatin1String("figures")).toObject().value(QLatin1String(key)).toInt(-1);
    };

    EXPECT_EQ(figure(admin, "accountsTotal"), 4);
    EXPECT_EQ(figure(hr, "accountsTotal"), -1);
    EXPECT_EQ(figure(hr, "confirmationsPending"), 1);
    EXPECT_EQ(figure(own, "ownConfirmationsPending"), 1);
    EXPECT_EQ(figure(own, "confirmationsPending"), -1);
}

TEST_F(ListTest, TheDashboardCountsWhatAClientHas)
{
    constexpr int Day = 60 * 24;
    const qint64 ofOld = addEvent({}, -Day * 500);
    const qint64 ofLastYear = addEvent({}, -Day * 385); // within thirteen months, not twelve
    for (const auto &[event, score] : {std::pair(ofOld, 2), std::pair(ofLastYear, 8)}) {
        sql("insert into attendances (event_id, user_id, status, attended_at) values ($1, $2, "
            "'CONFIRMED', now()), ($1, $3, 'PENDING', null) returning 1",
            {event, m_employee.id, m_other.id});
        sql("insert into evaluations (event_id, user_id, status, score) values ($1, $2, 'GRADED', "
            "$3) returning 1",
            {event, m_employee.id, score});
    }

    const QJsonObject board = get("/dashboard?zone=America/Caracas", m_admin).object();
    const QJsonObject figures = board.value(QLatin1String("figures")).toObject();
    const QJsonObject series = board.value(QLatin1String("series")).toObject();
    const auto figure = [&figures](const char *key) {
        return figures.value(QLatin1String(key)).toDouble(-1);
    };
    const auto points = [&series](const char *key) {
        return series.value(QLatin1String(key)).toArray();
    };
    const auto sum = [&points](const char *key) {
        double total = 0;
        const QJsonArray all = points(key);
        for (const QJsonValue &point : all) {
            total += point.toObject().value(QLatin1String("value")).toDouble();
        }
        return total;
    };

    EXPECT_EQ(figure("eventsTotal"), 1);
    EXPECT_EQ(figure("eventsActive"), 1);
    EXPECT_EQ(figure("confirmationsPending"), 1);
    EXPECT_EQ(figure("averageScore"), 8);
    EXPECT_EQ(figure("attendanceRate"), 0.5);
    EXPECT_EQ(sum("evaluationsByStatus"), 1);
    EXPECT_EQ(sum("scoreDistribution"), 1);
    EXPECT_EQ(points("scoreDistribution").size(), 10);
    EXPECT_EQ(sum("scoresByDepartment"), 8);
    EXPECT_EQ(sum("eventsByMonth"), 1);
    EXPECT_EQ(points("attendanceRateByMonth").size(), 1);
    EXPECT_EQ(points("attendanceRateByEvent").size(), 1);
}

// Too long to be sent whole: what its bytes are is not known when its tag is sent.
TEST_F(ListTest, AStreamedListHasATagAsLongAsNobodyChangedAnything)
{
    const qint64 event = addEvent();
    fill(event, 3000);
    const ApiAnswer first = get("/attendances", m_hr);
    const QByteArray tag = first.headers.value("etag");
    ASSERT_GT(first.body.size(), 600 * 1024);
    ASSERT_TRUE(tag.startsWith("W/\"")) << tag.constData();
    const auto again = [&](const QByteArray &path, const Person &person) {
        return get(path, person, {{"If-None-Match", tag}}).status;
    };

    EXPECT_EQ(again("/attendances", m_hr), 304);
    EXPECT_EQ(again("/attendances?eventId=" + QByteArray::number(event), m_hr), 200);
    EXPECT_EQ(again("/attendances", m_admin), 200) << "somebody else's";

    sql("update attendances set notes = 'x' where id = (select min(id) from attendances) "
        "returning 1");
    EXPECT_EQ(again("/attendances", m_hr), 200);
    EXPECT_TRUE(get("/attendances", m_hr).body.contains(R"("notes":"x")"));
}

TEST_F(ListTest, ActivitySaysWhoDidWhat)
{
    const qint64 event = addEvent();
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    ASSERT_EQ(
        patch("/users/" + QByteArray::number(m_other.id), R"({"isActive":false})", m_admin).status,
        200);

    const QJsonArray entries =
        get("/activity?limit=3", m_admin).object().value("items"_L1).toArray();

    ASSERT_EQ(entries.size(), 3);
    const QJsonObject latest = entries.at(0).toObject();
    EXPECT_EQ(latest.value("action"_L1).toString(), u"user.update");
    EXPECT_EQ(latest.value("actor"_L1).toObject().value("id"_L1).toInteger(), m_admin.id);
    EXPECT_EQ(latest.value("person"_L1).toObject().value("id"_L1).toInteger(), m_other.id);
    EXPECT_TRUE(latest.value("title"_L1).isNull());
    const QJsonObject registered = entries.at(1).toObject();
    EXPECT_EQ(registered.value("action"_L1).toString(), u"attendance.create");
    EXPECT_EQ(registered.value("title"_L1).toString(), u"Taller");
    EXPECT_EQ(registered.value("person"_L1).toObject().value("name"_L1).toString(),
              u"Elena Espino");
    EXPECT_FALSE(registered.contains("detail"_L1));
    for (const Person &other : {m_hr, m_employee}) {
        EXPECT_EQ(get("/activity", other).status, 403);
    }
    EXPECT_EQ(get("/activity?since=yesterday", m_admin).status, 400);

    const ApiAnswer session =
        post("/auth/login",
             R"({"email":"elena@empresa.com","password":")" + QByteArray(Password) + "\"}", {});
    ASSERT_EQ(session.status, 200) << session.body.constData();
    const auto latestActor = [this]() -> QString {
        const QJsonObject entry =
            get("/activity?limit=1", m_admin).object().value("items"_L1).toArray().at(0).toObject();
        return entry.value("action"_L1).toString() + u' ' +
               QString::number(entry.value("actor"_L1).toObject().value("id"_L1).toInteger() -
                               m_employee.id);
    };
    EXPECT_EQ(latestActor(), u"auth.login 0");
    ASSERT_EQ(post("/auth/logout",
                   "{\"refresh_token\":\"" +
                       session.object().value("refresh_token"_L1).toString().toLatin1() + "\"}",
                   {})
                  .status,
              204);
    EXPECT_EQ(latestActor(), u"auth.logout 0");
    (void)addStation();
    EXPECT_NE(latestActor(), u"auth.login 0");
    EXPECT_EQ(
        sql("select count(*) from audit_log l join devices d on l.action = 'device.enrol' and "
            "l.actor_id = d.user_id"),
        1);
}

TEST_F(ListTest, ActivityIsReadToItsEndWithoutARowTwice)
{
    sql("insert into audit_log (at, action, entity) select now(), 'event.update', 'event' from "
        "generate_series(1, 7) returning 1");
    const qint64 all = sql("select count(*) from audit_log");
    QSet<qint64> seen;

    const QJsonArray entries = pageThrough("/activity?", 3, m_admin);

    for (const QJsonValue &entry : entries) {
        seen.insert(entry.toObject().value("id"_L1).toInteger());
    }
    EXPECT_EQ(entries.size(), all);
    EXPECT_EQ(seen.size(), all);
}

// A day is the administrator's, on the dashboard and behind it.
TEST_F(ListTest, ADayOfTheDashboardsActivityIsAsLongAsTheListBehindIt)
{
    const QTimeZone place("Asia/Kathmandu"); // Three quarters of an hour off.
    const QDate yesterday = dayOf(SystemClock().now(), place).addDays(-1);
    const Timestamp begin = startOfDay(yesterday, place);
    for (const auto offset : {-1s, 0s, 1s, 86'399s, 86'400s}) {
        sql("insert into audit_log (at, action, entity) values ($1, 'event.update', 'event') "
            "returning 1",
            {begin + offset});
    }

    const QJsonArray days = get("/dashboard?zone=Asia/Kathmandu", m_admin)
                                .object()
                                .value("series"_L1)
                                .toObject()
                                .value("activityByDay"_L1)
                                .toArray();
    const QJsonObject list =
        get("/activity?since=" + Wire::toIso(begin) + "&until=" + Wire::toIso(begin + 24h), m_admin)
            .object();

    const auto day = std::find_if(days.begin(), days.end(), [&](const QJsonValue &point) {
        return point.toObject().value("key"_L1).toString() == yesterday.toString(Qt::ISODate);
    });
    ASSERT_NE(day, days.end());
    EXPECT_EQ(day->toObject().value("value"_L1).toInt(), 3);
    EXPECT_EQ(list.value("items"_L1).toArray().size(), 3);
    EXPECT_EQ(list.value("total"_L1).toInt(), 3);
}

// Midnight of a place is nobody else's: events on both sides of it are of one day in UTC.
TEST_F(ListTest, TheDashboardCountsDaysAndMonthsOfThePlaceOfAnEvent)
{
    const QTimeZone place("Pacific/Kiritimati");
    const Timestamp now = SystemClock().now();
    const QDate tomorrow = dayOf(now, place).addDays(1);
    const QDate nextMonth = QDate(tomorrow.year(), tomorrow.month(), 1).addMonths(2);
    const auto add = [&](Timestamp at) {
        const ApiAnswer answer = post("/events",
                                      "{\"title\":\"Taller\",\"date\":\"" + Wire::toIso(at) +
                                          "\",\"duration\":60,\"zone\":\"Pacific/Kiritimati\"}",
                                      m_admin);
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
    };
    const auto valueOf = [this](const QString &month) {
        const QJsonArray points = get("/dashboard?zone=UTC", m_admin)
                                      .object()
                                      .value(QLatin1String("series"))
                                      .toObject()
                                      .value(QLatin1String("eventsByMonth"))
                                      .toArray();
        for (const QJsonValue &point : points) {
            if (point.toObject().value(QLatin1String("key")).toString() == month) {
                return point.toObject().value(QLatin1String("value")).toInt();
            }
        }
        return 0;
    };
    for (const auto side : {-1min, 1min}) {
        add(startOfDay(tomorrow, place) + side);
        add(startOfDay(nextMonth, place) + side);
    }

    const QJsonObject board = get("/dashboard?zone=UTC", m_admin).object();

    EXPECT_EQ(board.value(QLatin1String("figures"))
                  .toObject()
                  .value(QLatin1String("eventsToday"))
                  .toInt(),
              1);
    EXPECT_EQ(valueOf(nextMonth.toString(u"yyyy-MM")), 1);
    EXPECT_EQ(valueOf(nextMonth.addDays(-1).toString(u"yyyy-MM")), 1);
}
