// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "wire/isotime.h"

#include <QElapsedTimer>
#include <QMap>

#include <algorithm>

using namespace EvalTrack;
using namespace EvalTrack::Test;

class SyncTest : public ApiFixture
{
protected:
    struct Feed
    {
        QMap<QString, QJsonObject> records; ///< "event/uuid" → data
        QStringList gone;
        QByteArray cursor;
        QString epoch;
    };

    /// Pulls until there is no more.
    void pull(Feed &feed, const Person &person, const QByteArray &extra = {})
    {
        bool hasMore = true;
        while (hasMore) {
            const ApiAnswer answer = get(
                "/sync/changes?limit=3" + extra +
                    (feed.cursor.isEmpty() ? QByteArray() : QByteArray("&cursor=" + feed.cursor)),
                person);
            ASSERT_EQ(answer.status, 200) << answer.body.constData();
            const QJsonObject page = answer.object();
            const QJsonArray changes = page.value(QLatin1String("changes")).toArray();
            for (const QJsonValue &value : changes) {
                const QJsonObject change = value.toObject();
                const QString key = change.value(QLatin1String("entity")).toString() + u'/' +
                                    change.value(QLatin1String("uuid")).toString();
                if (change.value(QLatin1String("op")).toString() == u"delete") {
                    feed.records.remove(key);
                    feed.gone.append(key);
                } else {
                    feed.records.insert(key, change.value(QLatin1String("data")).toObject());
                }
            }
            feed.cursor = page.value(QLatin1String("cursor")).toString().toLatin1();
            feed.epoch = page.value(QLatin1String("epoch")).toString();
            hasMore = page.value(QLatin1String("hasMore")).toBool();
        }
    }
    [[nodiscard]] static qsizetype countOf(const Feed &feed, QStringView entity)
    {
        return std::count_if(feed.records.keyBegin(), feed.records.keyEnd(),
                             [entity](const QString &key) { return key.startsWith(entity); });
    }

    const Timestamp m_begin = SystemClock().now();

    qint64 m_sequence = 0; ///< Of the one device there is.

    /// A badge presented so long before the test began.
    struct Shot
    {
        QByteArray uuid;
        QByteArray code;
        int secondsAgo = 0;
        int anchorSecondsAgo = -1; ///< None.
        bool isLeaving = false;
    };
    [[nodiscard]] QByteArray captureJson(qint64 event, const Shot &shot)
    {
        const auto at = m_begin - std::chrono::seconds(shot.secondsAgo);
        const QByteArray anchor =
            shot.anchorSecondsAgo < 0
                ? QByteArray()
                : ",\"anchorAt\":\"" +
                      Wire::toIso(m_begin - std::chrono::seconds(shot.anchorSecondsAgo)) + '"';
        return "{\"captureId\":\"" + shot.uuid + "\",\"eventId\":" + QByteArray::number(event) +
               ",\"code\":\"" + shot.code +
               "\",\"deviceId\":\"0198c0de-0000-7000-8000-000000000001\",\"deviceSequence\":" +
               QByteArray::number(++m_sequence) +
               ","
               "\"bootId\":\"0198c0de-0000-7000-8000-000000000002\",\"capturedAt\":\"" +
               Wire::toIsoWithOffset(at, std::chrono::minutes(-240)) +
               "\",\"zone\":\"America/Caracas\",\"monotonicMs\":5,\"method\":\"BADGE\"" + anchor +
               (shot.isLeaving ? ",\"leaving\":true}" : "}");
    }
    [[nodiscard]] QJsonArray capture(qint64 event, const QList<Shot> &shots, const Person &person)
    {
        QByteArrayList texts;
        for (const Shot &shot : shots) {
            texts.append(captureJson(event, shot));
        }
        const ApiAnswer answer =
            post("/sync/captures", "{\"captures\":[" + texts.join(',') + "]}", person);
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
        return answer.object().value(QLatin1String("results")).toArray();
    }
    [[nodiscard]] static QString outcome(const QJsonArray &results, int i)
    {
        const QJsonObject result = results.at(i).toObject();
        const QString reason = result.value(QLatin1String("reason")).toString();
        return result.value(QLatin1String("outcome")).toString() +
               (reason.isEmpty() ? QString() : u": "_qs + reason);
    }
    /// Status and time of every attendance of the event, in the order of people.
    [[nodiscard]] QString attendancesOf(qint64 event)
    {
        const auto rows = m_server.database().runText(
            "select coalesce(string_agg(user_id || ' ' || status || ' ' || attended_at, '; ' "
            "order by user_id), '') from attendances where event_id = $1",
            {event});
        return rows ? rows->at(0).text(0) : QString();
    }
};

TEST_F(SyncTest, TheFirstCopyIsAllThatOneMaySee)
{
    const qint64 event = addEvent(",\"preguntas\":[\"¿Qué tal?\"]");
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_other).status,
        201);
    Feed admin;
    Feed own;

    pull(admin, m_admin);
    pull(own, m_employee);

    EXPECT_EQ(countOf(admin, u"department/"), 2);
    EXPECT_EQ(countOf(admin, u"user/"), 4);
    EXPECT_EQ(countOf(admin, u"employee/"), 4);
    EXPECT_EQ(countOf(admin, u"attendance/"), 2);
    EXPECT_EQ(countOf(own, u"user/"), 1);
    EXPECT_EQ(countOf(own, u"employee/"), 1);
    EXPECT_EQ(countOf(own, u"event/"), 1);
    EXPECT_EQ(countOf(own, u"attendance/"), 1);
    EXPECT_NE(admin.epoch, own.epoch);
}

TEST_F(SyncTest, ChangesComeAfterTheCopy)
{
    const qint64 event = addEvent();
    Feed hr;
    Feed own;
    pull(hr, m_hr);
    pull(own, m_employee);
    EXPECT_EQ(countOf(hr, u"attendance/"), 0);

    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_other).status,
        201);
    pull(hr, m_hr);
    pull(own, m_employee);

    EXPECT_EQ(countOf(hr, u"attendance/"), 1);
    EXPECT_EQ(countOf(own, u"attendance/"), 0) << "somebody else's";

    ASSERT_EQ(patch("/events/" + QByteArray::number(event) + "/toggle-status", {}, m_admin).status,
              200);
    ASSERT_EQ(remove("/attendances/1", m_hr).status, 204);
    Feed admin;
    pull(admin, m_admin);
    pull(hr, m_hr);
    pull(own, m_employee);

    EXPECT_EQ(countOf(hr, u"attendance/"), 0) << "deleted";
    EXPECT_EQ(countOf(hr, u"event/"), 0) << "no longer visible to HR";
    EXPECT_EQ(countOf(own, u"event/"), 0);
    EXPECT_EQ(countOf(admin, u"event/"), 1);
}

TEST_F(SyncTest, ARoleOfAnotherKindStartsAnEpoch)
{
    Feed feed;
    pull(feed, m_other);
    const QString before = feed.epoch;

    ASSERT_EQ(patch("/users/" + QByteArray::number(m_other.id), "{\"role\":\"RECURSOS_HUMANOS\"}",
                    m_admin)
                  .status,
              200);
    pull(feed, m_other);

    EXPECT_NE(feed.epoch, before);
    EXPECT_EQ(get("/sync/changes?cursor=" + feed.cursor, m_hr).status, 410)
        << "somebody else's cursor";
    EXPECT_EQ(get("/sync/changes?cursor=abc", m_hr).status, 410);
}

TEST_F(SyncTest, SinceLeavesOldEventsOutButNotOnesOwn)
{
    const qint64 old = addEvent({}, -60 * 24 * 30);
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(old) + "}", m_employee).status,
        201);
    const QByteArray since = "&since=" + isoFromNow(-60 * 24);
    Feed hr;
    Feed own;

    pull(hr, m_hr, since);
    pull(own, m_employee, since);

    EXPECT_EQ(countOf(hr, u"event/"), 0);
    EXPECT_EQ(countOf(hr, u"attendance/"), 0);
    EXPECT_EQ(countOf(own, u"attendance/"), 1);
    EXPECT_EQ(countOf(own, u"event/"), 1) << "what one was at has a title, however old";
}

TEST_F(SyncTest, UntilAsksForHistoryAlone)
{
    const qint64 older = addEvent({}, -60 * 24 * 900);
    const qint64 old = addEvent({}, -60 * 24 * 500);
    const qint64 recent = addEvent({}, -60 * 24);
    for (const qint64 event : {older, old, recent}) {
        (void)capture(event, {{uuidText(), "B-3", 60}, {uuidText(), "V-4", 60}}, m_hr);
    }
    const QByteArray span =
        "&since=" + isoFromNow(-60 * 24 * 760) + "&until=" + isoFromNow(-60 * 24 * 395);
    Feed hr;
    Feed own;

    pull(hr, m_hr, span);
    pull(own, m_employee, span);

    EXPECT_EQ(countOf(hr, u"event/"), 1);
    EXPECT_EQ(countOf(hr, u"attendance/"), 2);
    EXPECT_EQ(countOf(hr, u"evaluation/"), 2);
    EXPECT_EQ(countOf(hr, u"employee/"), 0) << "people come with the first copy";
    EXPECT_EQ(countOf(own, u"event/"), 1);
    EXPECT_EQ(countOf(own, u"attendance/"), 0) << "one's own came whole with the first copy";
    EXPECT_EQ(get("/sync/changes?since=2020-01-01&until=soon", m_hr).status, 400);

    // It is no place from which changes follow.
    ASSERT_EQ(patch("/events/" + QByteArray::number(recent), "{\"title\":\"Otro\"}", m_hr).status,
              200);
    pull(hr, m_hr);
    EXPECT_EQ(countOf(hr, u"event/"), 1);
}

TEST_F(SyncTest, EachCaptureGetsItsOutcome)
{
    const qint64 event = addEvent();
    const qint64 off = addEvent(",\"isActive\":false");
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    const QByteArray first = uuidText();

    const QJsonArray results = capture(event,
                                       {{first, "B-3", 60},
                                        {uuidText(), "B-3", 30},
                                        {uuidText(), "V-4", 20},
                                        {uuidText(), "?", 10},
                                        {first, "B-3", 60},
                                        {uuidText(), "caf\\u0000\\u001d", 5},
                                        {uuidText(), "B-1", -3600}},
                                       m_hr);

    EXPECT_EQ(outcome(results, 0), u"accepted");
    EXPECT_TRUE(outcome(results, 1).startsWith(u"duplicate: already in at "))
        << qPrintable(outcome(results, 1));
    EXPECT_EQ(outcome(results, 2), u"accepted") << "a walk-in, by national id";
    EXPECT_EQ(outcome(results, 3), u"review: unknown code");
    EXPECT_EQ(outcome(results, 5), u"review: unknown code") << "kept, whatever the scanner read";
    EXPECT_EQ(outcome(results, 6), u"review: clock ahead");
    EXPECT_EQ(outcome(capture(off, {{uuidText(), "B-3", 1}}, m_hr), 0), u"review: inactive event");
    EXPECT_EQ(outcome(capture(999, {{uuidText(), "B-3", 1}}, m_hr), 0), u"review: unknown event");
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-4", 1}}, m_employee), 0),
              u"review: not permitted");
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "?", 1}}, m_employee), 0),
              u"review: not permitted")
        << "which codes there are is not an employee's to find out";
    EXPECT_EQ(outcome(capture(event, {{first, "B-3", 60}}, m_hr), 0),
              u"duplicate: already recorded");
    EXPECT_EQ(sql("select count(*) from attendance_captures"), 10) << "every capture is kept";
    EXPECT_EQ(sql("select count(*) from evaluations"), 2) << "who was there may evaluate";
}

TEST_F(SyncTest, AUuidThatSomebodyTookKeepsNobodyOut)
{
    const qint64 event = addEvent();
    const qint64 another = addEvent();
    const QString eventUuid = get("/events/" + QByteArray::number(event), m_hr)
                                  .object()
                                  .value(QLatin1String("uuid"))
                                  .toString();
    const QUuid taken =
        QUuid::createUuidV5(QUuid::fromString(eventUuid), QByteArray::number(m_other.id));
    ASSERT_EQ(post("/attendances",
                   "{\"eventId\":" + QByteArray::number(another) + ",\"uuid\":\"" +
                       taken.toByteArray(QUuid::WithoutBraces) + "\"}",
                   m_employee)
                  .status,
              201);

    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-4", 1}}, m_hr), 0), u"accepted");
}

TEST_F(SyncTest, TheOrderOfArrivalMakesNoDifference)
{
    const QList<Shot> shots{{uuidText(), "B-3", 50}, {uuidText(), "B-4", 40},
                            {uuidText(), "B-3", 70}, {uuidText(), "B-2", 30},
                            {uuidText(), "B-4", 45}, {uuidText(), "B-3", 60}};
    // The same story at two events, told from both ends.
    QStringList stories;
    for (const bool isReversed : {false, true}) {
        const qint64 event = addEvent();
        for (qsizetype i = 0; i < shots.size(); ++i) {
            Shot shot = shots.at(isReversed ? shots.size() - 1 - i : i);
            shot.uuid = uuidText();
            EXPECT_EQ(capture(event, {shot}, m_hr).size(), 1);
        }
        stories.append(attendancesOf(event));
        EXPECT_EQ(sql("select count(*) from capture_outcomes where event_id = $1 and outcome = "
                      "'accepted'",
                      {event}),
                  3)
            << "one capture decides each attendance";
    }

    EXPECT_EQ(stories.at(0), stories.at(1));
    EXPECT_EQ(stories.at(0).count(QLatin1String("CONFIRMED")), 3);
}

TEST_F(SyncTest, ManyDevicesAtOnceTellOneStory)
{
    const qint64 event = addEvent();
    sql("with p as (insert into users (name, email) select 'Persona ' || n, 'x' || n || "
        "'@empresa.com' from "
        "generate_series(1, 50) n returning id, name) insert into employees (user_id, badge_code) "
        "select id, "
        "'X-' || split_part(name, ' ', 2) from p returning 1");
    QList<ApiRequest> requests;
    for (int device = 0; device < 6; ++device) {
        QByteArrayList texts;
        for (int i = 0; i < 50; ++i) {
            const int person = device % 2 == 0 ? i : 49 - i;
            texts.append(captureJson(
                event, {uuidText(), "X-" + QByteArray::number(person + 1), 100 + device}));
            // Captures of one device would wait for each other.
            texts.last().replace(
                "0198c0de-0000-7000-8000-000000000001",
                QByteArray("0198c0de-0000-7000-8000-00000000010" + QByteArray::number(device)));
        }
        requests.append(
            {"POST", "/sync/captures", "{\"captures\":[" + texts.join(',') + "]}", m_hr.token, {}});
    }

    const QList<ApiAnswer> answers = m_server.askTogether(requests);

    for (const ApiAnswer &answer : answers) {
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
    }
    EXPECT_EQ(sql("select count(*) from attendances where status = 'CONFIRMED'"), 50);
    EXPECT_EQ(sql("select count(distinct attended_at) from attendances"), 1)
        << "the earliest of all";
    EXPECT_EQ(sql("select count(*) from capture_outcomes where outcome = 'accepted'"), 50);
    EXPECT_EQ(sql("select count(*) from capture_outcomes where outcome = 'duplicate'"), 250);
}

TEST_F(SyncTest, AnAttendanceThatAppearsMeanwhileIsNotOverlooked)
{
    const qint64 event = addEvent();
    auto byHand = m_server.database().begin();
    ASSERT_TRUE(byHand);
    sql("insert into attendances (event_id, user_id, status, attended_at, cancelled_at) values "
        "($1, $2, 'CANCELLED', now(), now()) returning 1",
        {event, m_other.id});
    QNetworkReply *const reply =
        m_server.begin({"POST",
                        "/sync/captures",
                        "{\"captures\":[" + captureJson(event, {uuidText(), "B-4", 30}) + "]}",
                        m_hr.token,
                        {}});
    m_server.waitUntilLocked(reply);
    ASSERT_TRUE(byHand->commit());

    const ApiAnswer answer = m_server.finish(reply);
    EXPECT_EQ(answer.status, 201) << answer.body.constData();
    EXPECT_EQ(outcome(answer.object().value(QLatin1String("results")).toArray(), 0),
              u"review: attendance cancelled");
    EXPECT_EQ(sql("select count(*) from attendances where status = 'CANCELLED'"), 1);
    EXPECT_EQ(sql("select count(*) from attendance_captures"), 1) << "though it was tried twice";
    EXPECT_EQ(sql("select count(*) from ledger_links"), 1);
}

TEST_F(SyncTest, ALimitThatIsSetMeanwhileCounts)
{
    const qint64 event = addEvent();
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);
    auto limiting = m_server.database().begin();
    ASSERT_TRUE(limiting);
    sql("update events set max_attendees = 1 where id = $1 returning 1", {event});
    QNetworkReply *const reply =
        m_server.begin({"POST",
                        "/sync/captures",
                        "{\"captures\":[" + captureJson(event, {uuidText(), "B-4", 30}) + "]}",
                        m_hr.token,
                        {}});
    m_server.waitUntilLocked(reply);
    ASSERT_TRUE(limiting->commit());

    const ApiAnswer answer = m_server.finish(reply);
    EXPECT_EQ(outcome(answer.object().value(QLatin1String("results")).toArray(), 0),
              u"review: event full");
}

TEST_F(SyncTest, WalkInsTakeTheSeatsThereAre)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");

    const QJsonArray results =
        capture(event, {{uuidText(), "B-3", 10}, {uuidText(), "B-4", 20}}, m_hr);

    EXPECT_EQ(outcome(results, 0), u"review: event full");
    EXPECT_EQ(outcome(results, 1), u"accepted") << "who came first";
}

TEST_F(SyncTest, AnEarlierCaptureThatArrivesLaterHasTheSeat)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");
    const QByteArray fast = uuidText();
    EXPECT_EQ(outcome(capture(event, {{fast, "B-3", 10}, {uuidText(), "B-3", 5}}, m_hr), 0),
              u"accepted");
    Feed hr;
    pull(hr, m_hr);
    ASSERT_EQ(countOf(hr, u"evaluation/"), 1);

    const QJsonArray slow = capture(event, {{uuidText(), "B-4", 20}}, m_hr);

    EXPECT_EQ(outcome(slow, 0), u"accepted") << "who came first, by a station that was offline";
    EXPECT_EQ(sql("select count(*) from attendances where user_id = $1 and status = 'CANCELLED'",
                  {m_employee.id}),
              1);
    EXPECT_EQ(sql("select count(*) from capture_outcomes where user_id = $1 and outcome = 'review' "
                  "and reason = 'event full' and review_state = 'OPEN'",
                  {m_employee.id}),
              2);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'attendance.loseSeat'"), 1);
    EXPECT_EQ(outcome(capture(event, {{fast, "B-3", 10}}, m_hr), 0), u"review: event full");
    pull(hr, m_hr);
    QStringList states;
    for (auto [key, data] : hr.records.asKeyValueRange()) {
        if (key.startsWith(u"attendance/")) {
            states.append(data.value(QLatin1String("status")).toString());
        }
    }
    states.sort();
    EXPECT_EQ(states, (QStringList{u"CANCELLED"_qs, u"CONFIRMED"_qs}));
    EXPECT_EQ(countOf(hr, u"evaluation/"), 1) << "who was not there evaluates nothing";
}

TEST_F(SyncTest, WhatWasEvaluatedStaysWhoeverHasTheSeat)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");
    (void)capture(event, {{uuidText(), "B-3", 10}}, m_hr);
    ASSERT_EQ(sql("update evaluations set feedback = 'Bien' where user_id = $1 returning 1",
                  {m_employee.id}),
              1);

    (void)capture(event, {{uuidText(), "B-4", 20}}, m_hr);

    EXPECT_EQ(sql("select count(*) from evaluations where user_id = $1", {m_employee.id}), 1);
}

TEST_F(SyncTest, WhoLeavesIsOutWhicheverCaptureArrivesFirst)
{
    const qint64 event = addEvent();
    const auto state = [&] {
        const auto rows = m_server.database().runText(
            "select coalesce(string_agg(a.status || case when a.left_at is null then ' in' when "
            "a.left_at = o.counted_at then ' out' else ' ?' end, ''), '') || '|' || (select "
            "string_agg(outcome || coalesce(': ' || reason, '') || coalesce(' ' || review_state, "
            "''), ', ' order by counted_at) from capture_outcomes) from attendances a left join "
            "(select max(counted_at) as counted_at from capture_outcomes join attendance_captures "
            "c on c.uuid = capture_uuid where c.is_leaving) o on true",
            {});
        return rows ? rows->at(0).text(0) : QString();
    };
    const Shot out{uuidText(), "B-3", 20, -1, true};

    EXPECT_EQ(outcome(capture(event, {out}, m_hr), 0), u"review: left without arriving");
    EXPECT_EQ(state(), u"|review: left without arriving OPEN");
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-3", 60}}, m_hr), 0), u"accepted");
    EXPECT_EQ(state(), u"CONFIRMED out|accepted, accepted") << "nobody has to look at it any more";
    EXPECT_EQ(outcome(capture(event, {out}, m_hr), 0), u"duplicate: already recorded");

    EXPECT_TRUE(outcome(capture(event, {{uuidText(), "B-3", 10}}, m_hr), 0)
                    .startsWith(u"duplicate: already in at "));
    EXPECT_TRUE(state().startsWith(u"CONFIRMED in|")) << "came back";
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-3", 5, -1, true}}, m_hr), 0), u"accepted");
    EXPECT_TRUE(state().startsWith(u"CONFIRMED out|"));

    // What people see, and what other doors hear.
    const QByteArray path =
        "/attendances/" + QByteArray::number(sql("select id from attendances", {}));
    EXPECT_TRUE(get(path, m_employee).object().value(QLatin1String("leftAt")).isString());
    Feed feed;
    pull(feed, m_hr);
    for (auto it = feed.records.cbegin(); it != feed.records.cend(); ++it) {
        if (it.key().startsWith(u"attendance/")) {
            EXPECT_TRUE(it.value().value(QLatin1String("leftAt")).isString());
        }
    }
    // Whoever is taken off the list has left nothing.
    ASSERT_EQ(patch(path, "{\"status\":\"CANCELLED\"}", m_hr).status, 200);
    EXPECT_TRUE(state().startsWith(u"CANCELLED in|"));
}

TEST_F(SyncTest, TheRegisteredKeepTheirSeats)
{
    const qint64 event = addEvent(",\"maxAttendees\":2");
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-4", 20}}, m_hr), 0), u"accepted");
    ASSERT_EQ(
        post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", m_employee).status,
        201);

    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-2", 30}}, m_hr), 0), u"accepted");
    EXPECT_EQ(sql("select count(*) from attendances where user_id = $1 and status = 'CANCELLED'",
                  {m_other.id}),
              1)
        << "the last to come";
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-3", 5}}, m_hr), 0), u"accepted")
        << "has a seat, however late";
    EXPECT_EQ(sql("select count(*) from attendances where status = 'CONFIRMED'"), 2);
}

TEST_F(SyncTest, ASeatThatBecomesFreeGoesToWhoCameNext)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");
    (void)capture(event, {{uuidText(), "B-3", 30}}, m_hr);
    (void)capture(event, {{uuidText(), "B-2", 20}, {uuidText(), "B-2", 15}}, m_hr);
    (void)capture(event, {{uuidText(), "B-4", 10}}, m_hr);
    const auto confirmed = [&](const Person &person) {
        return sql("select count(*) from attendances a join evaluations e using (event_id, "
                   "user_id) where a.user_id = $1 and a.status = 'CONFIRMED'",
                   {person.id}) == 1;
    };
    const QByteArray first =
        "/attendances/" +
        QByteArray::number(sql("select id from attendances where user_id = $1", {m_employee.id}));

    ASSERT_EQ(patch(first, "{\"status\":\"CANCELLED\"}", m_hr).status, 200);
    EXPECT_TRUE(confirmed(m_hr));
    EXPECT_FALSE(confirmed(m_other));
    EXPECT_EQ(sql("select count(*) from capture_outcomes where user_id = $1 and (outcome = "
                  "'accepted' or reason like 'already in at __:__:__')",
                  {m_hr.id}),
              2);
    EXPECT_EQ(patch(first, "{\"status\":\"CONFIRMED\"}", m_hr).status, 409) << "taken by now";

    ASSERT_EQ(patch("/events/" + QByteArray::number(event), "{\"maxAttendees\":2}", m_admin).status,
              200);
    EXPECT_TRUE(confirmed(m_other));
    EXPECT_EQ(sql("select count(*) from capture_outcomes where outcome = 'review'"), 0);
}

TEST_F(SyncTest, WhoIsLetInByHandStaysIn)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");
    (void)capture(event, {{uuidText(), "B-3", 30}}, m_hr);
    (void)capture(event, {{uuidText(), "B-4", 20}}, m_hr);
    const auto idOf = [&](const Person &person) -> QByteArray {
        return "/attendances/" + QByteArray::number(sql(
                                     "select id from attendances where user_id = $1", {person.id}));
    };
    ASSERT_EQ(patch("/events/" + QByteArray::number(event), "{\"maxAttendees\":2}", m_admin).status,
              200);
    ASSERT_EQ(patch(idOf(m_employee), "{\"status\":\"CANCELLED\"}", m_hr).status, 200);
    ASSERT_EQ(patch(idOf(m_employee), "{\"status\":\"CONFIRMED\"}", m_hr).status, 200);

    (void)capture(event, {{uuidText(), "B-2", 40}}, m_hr);

    EXPECT_EQ(sql("select count(*) from attendances where user_id = $1 and status = 'CONFIRMED'",
                  {m_employee.id}),
              1);
    EXPECT_EQ(sql("select count(*) from attendances where user_id = $1 and status = 'CANCELLED'",
                  {m_other.id}),
              1);
}

TEST_F(SyncTest, TheSeatsAreTheSameInEveryOrderAndBatch)
{
    // Two captures at one moment; and somebody whose second capture is the earlier one.
    const QList<QList<QPair<QByteArray, int>>> stories{
        {{"B-1", 30}, {"B-2", 20}, {"B-3", 20}, {"B-4", 10}},
        {{"B-3", 40}, {"B-4", 10}, {"B-2", 20}, {"B-4", 30}}};
    int scenario = 0;
    for (const auto &shots : stories) {
        QString told;
        QList<int> order{0, 1, 2, 3};
        do {
            for (int cuts = 0; cuts < 8; ++cuts) { // after which of the first three a batch ends
                const qint64 event = addEvent(",\"maxAttendees\":2");
                ++scenario;
                QList<Shot> batch;
                for (int i = 0; i < 4; ++i) {
                    const auto &[code, secondsAgo] = shots.at(order.at(i));
                    batch.append({"0198c0de-000" + QByteArray::number(order.at(i)) + "-7000-8000-" +
                                      QByteArray::number(scenario).rightJustified(12, '0'),
                                  code, secondsAgo});
                    if (i == 3 || (cuts & (1 << i)) != 0) {
                        ASSERT_EQ(capture(event, batch, m_hr).size(), batch.size());
                        batch.clear();
                    }
                }
                const auto outcomes = m_server.database().runText(
                    "select string_agg(left(capture_uuid::text, 13) || outcome, '; ' order by "
                    "capture_uuid) from capture_outcomes where event_id = $1",
                    {event});
                ASSERT_TRUE(outcomes);
                const QString story = attendancesOf(event) + u" | "_qs + outcomes->at(0).text(0);
                if (told.isEmpty()) {
                    told = story;
                    EXPECT_EQ(story.count(QLatin1String("CONFIRMED")), 2) << qPrintable(story);
                }
                ASSERT_EQ(story, told) << "order " << order.at(0) << order.at(1) << order.at(2)
                                       << order.at(3) << " cuts " << cuts;
                ASSERT_EQ(sql("select count(*) from evaluations where event_id = $1", {event}), 2);
            }
        } while (std::next_permutation(order.begin(), order.end()));
    }
}

TEST_F(SyncTest, WhatHrTookBackIsNotSilentlyConfirmed)
{
    const qint64 event = addEvent();
    (void)capture(event, {{uuidText(), "B-3", 30}}, m_hr);
    ASSERT_EQ(patch("/attendances/1", "{\"status\":\"CANCELLED\"}", m_hr).status, 200);

    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-3", 25}}, m_hr), 0),
              u"review: attendance cancelled");
    EXPECT_EQ(sql("select count(*) from attendances where status = 'CANCELLED'"), 1);
}

TEST_F(SyncTest, OnesOwnCaptureIsNoWayIntoThePast)
{
    const qint64 past = addEvent({}, -60 * 24 * 30);
    const qint64 justOver = addEvent({}, -90); // of 60 minutes

    EXPECT_EQ(outcome(capture(past, {{uuidText(), "B-3", 30 * 86'400 - 60}}, m_employee), 0),
              u"review: event is over");
    EXPECT_EQ(outcome(capture(justOver, {{uuidText(), "B-3", 4000}}, m_employee), 0),
              u"review: event is over");
    EXPECT_EQ(sql("select count(*) from attendances"), 0);
    EXPECT_EQ(outcome(capture(justOver, {{uuidText(), "B-3", 4000, 4100}}, m_employee), 0),
              u"accepted")
        << "the device saw the server during the event";
    EXPECT_EQ(outcome(capture(past, {{uuidText(), "B-3", 30 * 86'400 - 60}}, m_hr), 0), u"accepted")
        << "HR keeps attendance, of the past too";
}

TEST_F(SyncTest, NobodyUndoesACancellationOfOnesOwn)
{
    const qint64 event = addEvent();
    (void)capture(event, {{uuidText(), "B-3", 30}}, m_hr);
    ASSERT_EQ(patch("/attendances/1", "{\"status\":\"CANCELLED\"}", m_hr).status, 200);
    // After the cancellation, as a device's clock may say: a station's word would be taken.
    const Shot later{uuidText(), "B-3", -120};

    EXPECT_EQ(outcome(capture(event, {later}, m_employee), 0), u"review: attendance cancelled");
    EXPECT_EQ(sql("select count(*) from attendances where status = 'CANCELLED'"), 1);
    EXPECT_EQ(outcome(capture(event, {{uuidText(), "B-3", -120}}, m_hr), 0), u"accepted");
}

TEST_F(SyncTest, AnEventMovedIntoTheWindowBringsItsRecords)
{
    const qint64 old = addEvent({}, -60 * 24 * 700);
    const qint64 recent = addEvent({}, -60 * 24);
    for (const qint64 event : {old, recent}) {
        (void)capture(event, {{uuidText(), "B-3", 60}}, m_hr);
    }
    const QByteArray since = "&since=" + isoFromNow(-60 * 24 * 395);
    Feed hr;
    Feed own;
    pull(hr, m_hr, since);
    pull(own, m_other, since);
    ASSERT_EQ(countOf(hr, u"event/"), 1);
    ASSERT_EQ(countOf(hr, u"attendance/"), 1);
    const qint64 logged = sql("select count(*) from change_log");

    ASSERT_EQ(patch("/events/" + QByteArray::number(old),
                    "{\"date\":\"" + isoFromNow(60 * 24 * 30) + "\"}", m_hr)
                  .status,
              200);
    pull(hr, m_hr);
    pull(own, m_other);

    EXPECT_EQ(countOf(hr, u"event/"), 2);
    EXPECT_EQ(countOf(hr, u"attendance/"), 2);
    EXPECT_EQ(countOf(hr, u"evaluation/"), 2);
    EXPECT_EQ(countOf(own, u"attendance/"), 0) << "somebody else's";
    EXPECT_EQ(sql("select count(*) from change_log"), logged + 3);

    for (const QByteArray &date : {isoFromNow(60 * 24), isoFromNow(-60 * 24 * 700)}) {
        ASSERT_EQ(
            patch("/events/" + QByteArray::number(recent), "{\"date\":\"" + date + "\"}", m_hr)
                .status,
            200);
    }
    EXPECT_EQ(sql("select count(*) from change_log"), logged + 5)
        << "within a window or out of it: the event alone";
}

TEST_F(SyncTest, ACursorFromBeforeTheLogsBeginningStartsAgain)
{
    Feed lagging;
    Feed current;
    pull(lagging, m_hr);
    (void)addEvent();
    pull(current, m_hr);
    sql("update change_log set at = at - interval '46 days' returning 1");
    (void)addEvent();

    EXPECT_EQ(sql("select prune_change_log(interval '45 days', 2)"), 2) << "no more than it may";
    EXPECT_GT(sql("select prune_change_log(interval '45 days', 10000)"), 0);
    EXPECT_EQ(sql("select prune_change_log(interval '45 days', 10000)"), 0);
    EXPECT_EQ(sql("select count(*) from change_log"), 1);

    EXPECT_EQ(get("/sync/changes?cursor=" + lagging.cursor, m_hr).status, 410);
    pull(current, m_hr);
    EXPECT_EQ(countOf(current, u"event/"), 2) << "who had read it all misses nothing";
    Feed fresh;
    pull(fresh, m_hr);
    EXPECT_EQ(countOf(fresh, u"event/"), 2);
}

TEST_F(SyncTest, TenThousandCapturesDrainInSeconds)
{
    const qint64 event = addEvent();
    sql("with p as (insert into users (name, email) select 'Persona ' || n, 'x' || n || "
        "'@empresa.com' from "
        "generate_series(1, 10000) n returning id, name) insert into employees (user_id, "
        "badge_code) select id, "
        "'X-' || split_part(name, ' ', 2) from p returning 1");
    QElapsedTimer timer;
    timer.start();
    for (int batch = 0; batch < 20; ++batch) {
        QList<Shot> shots;
        for (int i = 1; i <= 500; ++i) {
            shots.append({uuidText(), "X-" + QByteArray::number(batch * 500 + i), 30});
        }
        (void)capture(event, shots, m_hr);
    }
    RecordProperty("milliseconds", static_cast<int>(timer.elapsed()));

    EXPECT_EQ(sql("select count(*) from attendances where status = 'CONFIRMED'"), 10'000);
    EXPECT_LT(timer.elapsed(), 30'000) << "10 s are asked for in a release build";
    printf("10,000 captures in %lld ms\n", static_cast<long long>(timer.elapsed()));
}
