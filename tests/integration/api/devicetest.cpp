// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "support/waitfor.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;

/// Capture stations: what one may do and see, and how an administrator ends it.
class DeviceTest : public ApiFixture
{
protected:
    struct Made
    {
        QByteArray path; ///< "/devices/3"
        QString code;
    };
    [[nodiscard]] Made makeDevice()
    {
        const QJsonObject made =
            post("/devices", R"({"name":"Puerta norte","exitPin":"2468"})", m_admin).object();
        return {"/devices/" + QByteArray::number(
                                  made.value("device"_L1).toObject().value("id"_L1).toInteger()),
                made.value("enrolmentCode"_L1).toString()};
    }
    [[nodiscard]] QString stateOf(const QByteArray &path)
    {
        return get(path, m_admin).object().value("state"_L1).toString();
    }
    [[nodiscard]] QByteArray capture(const QByteArray &code, qint64 event)
    {
        return R"({"captures":[{"captureId":")" + uuidText() + R"(","eventId":)" +
               QByteArray::number(event) + R"(,"code":")" + code + R"(","deviceId":")" +
               m_captureDevice + R"(","deviceSequence":)" + QByteArray::number(++m_sequence) +
               R"(,"bootId":")" + m_captureDevice + R"(","capturedAt":")" + isoFromNow(0) +
               R"(","zone":"UTC","monotonicMs":1,"method":"BADGE"}]})";
    }
    /// Everything that the feed gives, page after page, as one text and its changes.
    struct Feed
    {
        QByteArray text;
        QJsonArray changes;
        QByteArray cursor;
    };
    [[nodiscard]] Feed feed(const Person &person, const QByteArray &query = {})
    {
        Feed all;
        bool hasMore = true;
        while (hasMore) {
            const ApiAnswer answer =
                get("/sync/changes?" +
                        (all.cursor.isEmpty() ? query : QByteArray("cursor=" + all.cursor)),
                    person);
            EXPECT_EQ(answer.status, 200) << answer.body.constData();
            all.text += answer.body;
            const QJsonArray changes = answer.object().value("changes"_L1).toArray();
            for (const QJsonValue &change : changes) {
                all.changes.append(change);
            }
            hasMore = answer.object().value("hasMore"_L1).toBool();
            all.cursor = answer.object().value("cursor"_L1).toString().toLatin1();
        }
        return all;
    }
    [[nodiscard]] static QStringList entitiesOf(const QJsonArray &changes)
    {
        QStringList entities;
        for (const QJsonValue &change : changes) {
            const QString entity = change.toObject().value("entity"_L1).toString();
            if (!entities.contains(entity)) {
                entities.append(entity);
            }
        }
        return entities;
    }

    const QByteArray m_captureDevice = uuidText();
    int m_sequence = 0;
};

TEST_F(DeviceTest, ACodeWorksOnceHoweverItIsTyped)
{
    const Made made = makeDevice();
    ASSERT_EQ(made.code.size(), 11);
    EXPECT_EQ(stateOf(made.path), u"WAITING");

    QString typed = made.code.toLower().remove(u'-');
    typed.insert(3, u' ');
    EXPECT_EQ(enrol(typed).status, 201);
    EXPECT_EQ(enrol(made.code).status, 401) << "used up";
    EXPECT_EQ(stateOf(made.path), u"ENROLLED");
    EXPECT_EQ(
        sql("select count(*) from audit_log where action in ('device.create', 'device.enrol')"), 2);
    EXPECT_EQ(sql("select count(*) from devices where enrolled_by = $1", {m_admin.id}), 1);
}

TEST_F(DeviceTest, ACodeIsOverAfterAnHour)
{
    const Made made = makeDevice();
    ASSERT_EQ(sql("select count(*) from devices where code_expires_at between now() + interval '59 "
                  "minutes' and now() + interval '61 minutes'"),
              1);
    sql("update devices set code_expires_at = now() - interval '1 second' returning 1");

    EXPECT_EQ(enrol(made.code).status, 401);
    EXPECT_EQ(stateOf(made.path), u"WAITING");
}

TEST_F(DeviceTest, OfTwoComputersWithOneCodeOneBecomesTheStation)
{
    const QByteArray body = "{\"code\":\"" + makeDevice().code.toLatin1() + "\"}";

    const QList<ApiAnswer> answers =
        m_server.askTogether({{"POST", "/devices/enrol", body, {}, {}},
                              {"POST", "/devices/enrol", body, {}, {}},
                              {"POST", "/devices/enrol", body, {}, {}}});

    EXPECT_EQ(std::count_if(answers.begin(), answers.end(),
                            [](const ApiAnswer &answer) { return answer.status == 201; }),
              1);
}

TEST_F(DeviceTest, GuessingCodesIsSlowedDown)
{
    const Made made = makeDevice();
    int refused = 0;
    for (int i = 0; i < 12 && refused == 0; ++i) {
        const ApiAnswer answer = enrol(u"00000-0000%1"_qs.arg(i % 10));
        if (answer.status == 429) {
            ++refused;
            EXPECT_TRUE(answer.headers.contains("retry-after"));
        } else {
            EXPECT_EQ(answer.status, 401);
        }
    }
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(enrol(made.code).status, 429) << "the right one waits as well";
}

TEST_F(DeviceTest, ACodeIsNowhereInTheDatabase)
{
    const QByteArray body = R"({"name":"Puerta norte","exitPin":"2468"})";
    const ApiAnswer made = post("/devices", body, m_admin, {{"Idempotency-Key", "station-1"}});
    const QString code = made.object().value("enrolmentCode"_L1).toString();
    ASSERT_FALSE(code.isEmpty());

    EXPECT_EQ(sql("select count(*) from idempotency_keys where key = 'station-1' and position("
                  "convert_to($1, 'UTF8') in body) = 0",
                  {code}),
              1);
    EXPECT_EQ(sql("select count(*) from devices where code_hash = convert_to($1, 'UTF8')",
                  {QString(code).remove(u'-')}),
              0);
    EXPECT_FALSE(get("/devices", m_admin).body.contains(code.toLatin1()));
    EXPECT_FALSE(get("/devices", m_admin).body.contains("argon2"));
}

TEST_F(DeviceTest, ARepeatedRequestMakesNoSecondStation)
{
    const QByteArray body = R"({"name":"Puerta norte","exitPin":"2468"})";
    const QList<QPair<QByteArray, QByteArray>> key = {{"Idempotency-Key", "station-1"}};
    const ApiAnswer made = post("/devices", body, m_admin, key);
    const ApiAnswer again = post("/devices", body, m_admin, key);

    EXPECT_EQ(again.status, 201) << again.body.constData();
    EXPECT_EQ(again.body, made.body);
    EXPECT_EQ(sql("select count(*) from devices"), 1);

    const QByteArray path =
        "/devices/" +
        QByteArray::number(made.object().value("device"_L1).toObject().value("id"_L1).toInteger()) +
        "/code";
    const ApiAnswer renewed = post(path, {}, m_admin, {{"Idempotency-Key", "code-1"}});
    ASSERT_EQ(renewed.status, 201);
    EXPECT_EQ(post(path, {}, m_admin, {{"Idempotency-Key", "code-1"}}).body, renewed.body);
    EXPECT_EQ(enrol(renewed.object().value("enrolmentCode"_L1).toString()).status, 201)
        << "repeating it has not ended the code";
}

TEST_F(DeviceTest, AnEnrolmentWhoseAnswerWasLostIsAskedAgain)
{
    const QByteArray body = "{\"code\":\"" + makeDevice().code.toLatin1() + "\"}";
    const QList<QPair<QByteArray, QByteArray>> key = {{"Idempotency-Key", "door-1"}};
    ASSERT_EQ(post("/devices/enrol", R"({"code":"00000-00000"})", {}, key).status, 401);

    const ApiAnswer lost = post("/devices/enrol", body, {}, key);
    const ApiAnswer again = post("/devices/enrol", body, {}, key);

    ASSERT_EQ(lost.status, 201) << "a refusal has not used up the key";
    EXPECT_EQ(again.status, 201) << again.body.constData();
    EXPECT_EQ(again.body, lost.body);
    EXPECT_EQ(post("/devices/enrol", body, {}, {{"Idempotency-Key", "door-2"}}).status, 401)
        << "another computer has another key";
    EXPECT_EQ(post("/devices/enrol", body, {}).status, 401);
    EXPECT_EQ(post("/devices/enrol", R"({"code":"00000-00000"})", {}, key).status, 422);
    EXPECT_EQ(sql("select count(*) from refresh_tokens t join devices d on d.user_id = t.user_id"),
              1);
    EXPECT_EQ(sql("select count(*) from idempotency_keys where user_id is null and position("
                  "convert_to($1, 'UTF8') in body) = 0",
                  {again.object().value("refresh_token"_L1).toString()}),
              1);
}

TEST_F(DeviceTest, RevokingTakesEffectWithTheNextRequest)
{
    const Station station = addStation();
    const QByteArray path = "/devices/" + QByteArray::number(station.device);
    ASSERT_EQ(get("/devices/self", station.self).status, 200);

    ASSERT_EQ(patch(path, R"({"isRevoked":true})", m_admin).status, 200);

    for (int i = 0; i < 6; ++i) { // whichever event loop answers
        EXPECT_EQ(get("/devices/self", station.self).status, 401);
        EXPECT_EQ(get("/sync/changes", station.self).status, 401);
    }
    const QByteArray refresh = "{\"refresh_token\":\"" + station.refreshToken + "\"}";
    EXPECT_EQ(post("/auth/refresh", refresh, {}).status, 403) << "so that it stops recording";
    EXPECT_EQ(stateOf(path), u"REVOKED");

    // Let in again it waits for a new code: what it had is over.
    ASSERT_EQ(patch(path, R"({"isRevoked":false})", m_admin).status, 200);
    EXPECT_EQ(stateOf(path), u"WAITING");
    EXPECT_EQ(get("/devices/self", station.self).status, 401);
    EXPECT_EQ(post("/auth/refresh", refresh, {}).status, 401);
    const ApiAnswer code = post(path + "/code", {}, m_admin);
    EXPECT_EQ(enrol(code.object().value("enrolmentCode"_L1).toString()).status, 201);
    EXPECT_EQ(sql("select count(*) from audit_log where action in ('device.revoke', "
                  "'device.readmit', 'device.code')"),
              3);
}

TEST_F(DeviceTest, AStationTellsHowLongItHasHadSomethingToSend)
{
    const Station station = addStation();
    const auto waited = [&] {
        return sql("select coalesce(round(extract(epoch from now() - unsent_since)), -1)::bigint "
                   "from devices where id = $1",
                   {station.device});
    };
    EXPECT_EQ(waited(), -1);

    ASSERT_EQ(get("/sync/changes?unsent=700", station.self).status, 200);
    EXPECT_NEAR(waited(), 700, 5);
    const QByteArray series = "evaltrack_station_oldest_unsent_seconds{station=\"" +
                              QByteArray::number(station.device) + "\"} ";
    const auto told = [&] {
        const QByteArray text = get("/metrics", {}).body;
        const qsizetype at = text.indexOf(series);
        return at < 0 ? -1.0 : text.sliced(at + series.size()).split('\n').first().toDouble();
    };
    EXPECT_TRUE(waitFor([&] { return told() >= 700; }, std::chrono::seconds(20)));

    ASSERT_EQ(get("/sync/changes", station.self).status, 200);
    EXPECT_EQ(waited(), -1) << "at once, not after a minute";
    EXPECT_EQ(get("/sync/changes?unsent=0", station.self).status, 400);
    EXPECT_EQ(get("/sync/changes?unsent=soon", station.self).status, 400);
}

TEST_F(DeviceTest, AStationThatSignsOffWaitsForACode)
{
    const Station station = addStation();

    ASSERT_EQ(
        post("/auth/logout", "{\"refresh_token\":\"" + station.refreshToken + "\"}", {}).status,
        204);

    EXPECT_EQ(stateOf("/devices/" + QByteArray::number(station.device)), u"WAITING");
}

TEST_F(DeviceTest, AStationThatLostItsAnswerComesBackWhenItLikes)
{
    const Station station = addStation();
    const auto refresh = [this](const QByteArray &token) {
        return post("/auth/refresh", "{\"refresh_token\":\"" + token + "\"}", {});
    };
    ASSERT_EQ(refresh(station.refreshToken).status, 201); // The power went off before it was kept.
    sql("update refresh_tokens set used_at = used_at - interval '9 days', created_at = created_at "
        "- "
        "interval '9 days' returning 1");

    const ApiAnswer back = refresh(station.refreshToken);
    ASSERT_EQ(back.status, 201) << back.body.constData();
    const QByteArray kept = back.object().value("refresh_token"_L1).toString().toLatin1();
    ASSERT_EQ(refresh(kept).status, 201);
    EXPECT_EQ(refresh(station.refreshToken).status, 401) << "somebody copied it";
    EXPECT_EQ(refresh(kept).status, 401);
}

TEST_F(DeviceTest, ANewCodeEndsTheSessionBefore)
{
    const Station station = addStation();
    const QByteArray path = "/devices/" + QByteArray::number(station.device);

    const ApiAnswer renewed = post(path + "/code", {}, m_admin);

    ASSERT_EQ(renewed.status, 201);
    EXPECT_EQ(get("/devices/self", station.self).status, 401);
    const ApiAnswer again = enrol(renewed.object().value("enrolmentCode"_L1).toString());
    ASSERT_EQ(again.status, 201);
    EXPECT_EQ(again.object().value("user"_L1).toObject().value("id"_L1).toInteger(),
              station.self.id)
        << "the same account, so that what the computer keeps stays its own";
}

TEST_F(DeviceTest, AStationIsNoPerson)
{
    const qint64 people = get("/users?limit=1", m_admin).object().value("total"_L1).toInteger();
    const QByteArray dashboard =
        QJsonDocument(get("/dashboard", m_admin).object().value("figures"_L1).toObject()).toJson();
    const Station station = addStation("Puerta Xilofono");
    const QByteArray account = QByteArray::number(station.self.id);

    EXPECT_EQ(get("/users?limit=1", m_admin).object().value("total"_L1).toInteger(), people);
    EXPECT_EQ(
        QJsonDocument(get("/dashboard", m_admin).object().value("figures"_L1).toObject()).toJson(),
        dashboard);
    for (const char *list : {"/users", "/users?state=withoutLogin", "/users?search=xilofono",
                             "/employees", "/employees?search=xilofono"}) {
        EXPECT_FALSE(get(list, m_admin).body.contains("Xilofono")) << list;
    }
    EXPECT_EQ(get("/users?role=ESTACION", m_admin).status, 400);
    EXPECT_FALSE(feed(m_admin).text.contains("Xilofono"));
    EXPECT_EQ(get("/users/" + account, m_admin).status, 404);
    EXPECT_EQ(patch("/users/" + account, R"({"password":"clave-larga"})", m_admin).status, 404);
    EXPECT_EQ(m_server.ask({"DELETE", "/users/" + account, {}, m_admin.token, {}}).status, 404);
    EXPECT_EQ(get("/auth/me", station.self).object().value("role"_L1).toString(), u"ESTACION");

    EXPECT_EQ(
        post(
            "/users",
            R"({"name":"Falsa","email":"f@empresa.com","password":"clave-larga","role":"ESTACION"})",
            m_admin)
            .status,
        400);
    EXPECT_EQ(
        patch("/users/" + QByteArray::number(m_other.id), R"({"role":"ESTACION"})", m_admin).status,
        400);

    const qint64 event = addEvent();
    QByteArray body = capture("B-3", event);
    body.replace(R"("code":"B-3")", QByteArray(R"("userId":)" + account));
    EXPECT_TRUE(post("/sync/captures", body, m_hr).body.contains("unknown person"));
}

TEST_F(DeviceTest, AStationCapturesForOthers)
{
    const Station station = addStation();
    const qint64 event = addEvent();

    const ApiAnswer answer = post("/sync/captures", capture("B-3", event), station.self);

    EXPECT_TRUE(answer.body.contains("\"accepted\"")) << answer.body.constData();
    EXPECT_EQ(sql("select count(*) from attendances where event_id = $1 and user_id = $2 and "
                  "status = 'CONFIRMED'",
                  {event, m_employee.id}),
              1);
    EXPECT_EQ(
        sql("select count(*) from attendance_captures where recorded_by = $1", {station.self.id}),
        1);
}

TEST_F(DeviceTest, AStationSeesWhatADoorNeedsAndNoMore)
{
    sql("update employees set phone = '+58 212 5559999', birth_date = '1991-02-03', job_title = "
        "'Geóloga', hire_date = '2019-05-06', contract_until = '2031-07-08', left_on = "
        "'2030-09-10', "
        "notes = 'reservado', manager_id = $1 where user_id = $2 returning 1",
        {m_hr.id, m_employee.id});
    const qint64 today = addEvent();
    const qint64 longAgo = addEvent({}, -60 * 24 * 10);
    for (const qint64 event : {today, longAgo}) {
        const QByteArray body = "{\"eventId\":" + QByteArray::number(event) +
                                ",\"notes\":\"alergia a los frutos secos\"}";
        ASSERT_EQ(post("/attendances", body, m_employee).status, 201);
    }
    const Station station = addStation();

    const Feed all = feed(station.self, "since=2000-01-01T00:00:00Z");

    EXPECT_EQ(entitiesOf(all.changes),
              QStringList({u"department"_qs, u"employee"_qs, u"event"_qs, u"attendance"_qs}));
    for (const char *secret : {"@empresa.com", "5559999", "1991-02-03", "Geóloga", "2019-05-06",
                               "alergia", "2031-07-08", "2030-09-10", "reservado"}) {
        EXPECT_FALSE(all.text.contains(secret)) << secret;
    }
    EXPECT_FALSE(all.text.contains(QByteArray("\"managerId\":" + QByteArray::number(m_hr.id))));
    EXPECT_TRUE(all.text.contains("\"badgeCode\":\"B-3\""));
    EXPECT_TRUE(all.text.contains("\"name\":\"Elena Espino\""));
    int attendances = 0;
    for (const QJsonValue &change : all.changes) {
        attendances += change.toObject().value("entity"_L1).toString() == u"attendance" ? 1 : 0;
    }
    EXPECT_EQ(attendances, 1) << "who came ten days ago is no door's business";

    // So are the changes that follow.
    ASSERT_EQ(patch("/employees/" + QByteArray::number(m_employee.id),
                    R"({"badgeCode":"B-33","phone":"0414-1112233"})", m_hr)
                  .status,
              200);
    ASSERT_EQ(
        patch("/users/" + QByteArray::number(m_other.id), R"({"isActive":false})", m_admin).status,
        200);
    const Feed later = feed(station.self, "cursor=" + all.cursor);
    EXPECT_TRUE(later.text.contains("\"badgeCode\":\"B-33\""));
    EXPECT_TRUE(later.text.contains("\"isActive\":false")) << "a badge that is not good any more";
    EXPECT_FALSE(later.text.contains("1112233"));
    EXPECT_FALSE(later.text.contains("@empresa.com"));
    EXPECT_EQ(sql("select count(*) from devices where last_seen_at > now() - interval '1 minute'"),
              1);
}

TEST_F(DeviceTest, HistoryIsNotForAStation)
{
    const qint64 longAgo = addEvent({}, -60 * 24 * 10);
    ASSERT_EQ(post("/attendances", "{\"eventId\":" + QByteArray::number(longAgo) + "}", m_employee)
                  .status,
              201);
    const Station station = addStation();

    const Feed history =
        feed(station.self, "since=2000-01-01T00:00:00Z&until=" + isoFromNow(-60 * 24 * 5));

    EXPECT_TRUE(history.changes.isEmpty()) << history.text.constData();
}

TEST_F(DeviceTest, AChangeIsCheckedAgainstTheRevision)
{
    const Made made = makeDevice();
    const QByteArray revision =
        QByteArray::number(get(made.path, m_admin).object().value("revision"_L1).toInteger());
    const QList<QPair<QByteArray, QByteArray>> ifMatch{{"If-Match", '"' + revision + '"'}};

    EXPECT_EQ(patch(made.path, R"({"name":"Puerta sur"})", m_admin, ifMatch).status, 200);
    EXPECT_EQ(patch(made.path, R"({"name":"Puerta este"})", m_admin, ifMatch).status, 412);

    // Being seen is no change of the station.
    const ApiAnswer enrolled = enrol(made.code);
    const Person station{0, enrolled.object().value("access_token"_L1).toString().toLatin1()};
    const auto revisionNow = [&] {
        return get(made.path, m_admin).object().value("revision"_L1).toInteger();
    };
    const qint64 before = revisionNow();
    sql("update devices set last_seen_at = now() - interval '1 day' returning 1");
    ASSERT_EQ(get("/sync/changes", station).status, 200);
    EXPECT_EQ(revisionNow(), before);
}

TEST_F(DeviceTest, ANewCodeIsCheckedAgainstTheRevision)
{
    const Station station = addStation();
    const QByteArray path = "/devices/" + QByteArray::number(station.device);
    const QByteArray revision =
        QByteArray::number(get(path, m_admin).object().value("revision"_L1).toInteger());

    const ApiAnswer stale = post(path + "/code", {}, m_admin, {{"If-Match", "\"1\""}});

    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.body, get(path, m_admin).body);
    EXPECT_EQ(get("/devices/self", station.self).status, 200) << "its session goes on";
    const QList<QPair<QByteArray, QByteArray>> ifMatch{{"If-Match", '"' + revision + '"'}};
    EXPECT_EQ(post(path + "/code", {}, m_admin, ifMatch).status, 201);
}

TEST_F(DeviceTest, TheDoubleTapTimeIsTheSites)
{
    const auto make = [this](const QByteArray &name, const QByteArray &site,
                             const QByteArray &more = {}) -> QByteArray {
        const ApiAnswer made = post("/devices",
                                    R"({"name":")" + name + R"(","site":")" + site +
                                        R"(","exitPin":"2468")" + more + "}",
                                    m_admin);
        EXPECT_EQ(made.status, 201) << made.body.constData();
        return "/devices/" +
               QByteArray::number(
                   made.object().value("device"_L1).toObject().value("id"_L1).toInteger());
    };
    const auto fieldOf = [this](const QByteArray &path, const char *field) {
        return get(path, m_admin).object().value(QLatin1String(field)).toInteger();
    };
    const auto secondsOf = [&fieldOf](const QByteArray &path) {
        return fieldOf(path, "doubleTapSeconds");
    };

    const QByteArray north = make("Puerta norte", "Sede Perú", R"(,"doubleTapSeconds":30)");
    const QByteArray south = make("Puerta sur", " SEDE PERÚ ");
    const QByteArray store = make("Puerta oeste", "Depósito");
    const QByteArray loose = make("Puerta suelta", "");
    const QByteArray looseToo = make("Otra suelta", "");
    EXPECT_EQ(secondsOf(south), 30) << "a new station takes what holds at its site";
    EXPECT_EQ(secondsOf(store), 60);
    const qint64 revision = fieldOf(north, "revision");

    ASSERT_EQ(patch(south, R"({"doubleTapSeconds":90})", m_admin).status, 200);
    EXPECT_EQ(secondsOf(north), 90);
    EXPECT_EQ(fieldOf(north, "revision"), revision + 1);
    EXPECT_EQ(secondsOf(store), 60) << "another site";

    const QByteArray east = make("Puerta este", "sede perú", R"(,"doubleTapSeconds":15)");
    for (const QByteArray &station : {north, south, east}) {
        EXPECT_EQ(secondsOf(station), 15);
    }
    ASSERT_EQ(patch(store, R"({"site":"Sede Perú"})", m_admin).status, 200);
    EXPECT_EQ(secondsOf(store), 15) << "who moves takes what holds there";
    EXPECT_EQ(secondsOf(north), 15);

    ASSERT_EQ(patch(loose, R"({"doubleTapSeconds":5})", m_admin).status, 200);
    EXPECT_EQ(secondsOf(loose), 5);
    EXPECT_EQ(secondsOf(looseToo), 60) << "no site is no site in common";
}
