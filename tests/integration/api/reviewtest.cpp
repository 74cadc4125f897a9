// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "wire/isotime.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;

/// What HR decides of captures, what a correction does, and what both leave of the records.
class ReviewTest : public ApiFixture
{
protected:
    const Timestamp m_begin = SystemClock().now();
    qint64 m_sequence = 0;

    [[nodiscard]] QByteArray ago(int seconds) const
    {
        return Wire::toIso(m_begin - std::chrono::seconds(seconds));
    }
    struct Shot
    {
        QByteArray code;
        int secondsAgo = 60;
        QByteArray extra = {}; ///< More members, as `,"anchorAt":"…"`.
        qint64 sequence = 0;   ///< The next one unless given.
    };
    /// Sends a capture and gives its uuid.
    QByteArray capture(qint64 event, const Shot &shot)
    {
        const QByteArray uuid = uuidText();
        const qint64 sequence = shot.sequence > 0 ? shot.sequence : ++m_sequence;
        m_sequence = std::max(m_sequence, sequence);
        const ApiAnswer answer = post(
            "/sync/captures",
            "{\"captures\":[{\"captureId\":\"" + uuid +
                "\",\"eventId\":" + QByteArray::number(event) + ",\"code\":\"" + shot.code +
                "\",\"deviceId\":\"0198c0de-0000-7000-8000-000000000001\",\"deviceSequence\":" +
                QByteArray::number(sequence) +
                ",\"bootId\":\"0198c0de-0000-7000-8000-000000000002\",\"capturedAt\":\"" +
                Wire::toIsoWithOffset(m_begin - std::chrono::seconds(shot.secondsAgo),
                                      std::chrono::minutes(-240)) +
                "\",\"zone\":\"America/Caracas\",\"monotonicMs\":1000000,\"method\":\"BADGE\"" +
                shot.extra + "}]}",
            m_hr);
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
        m_lastOutcome = answer.object().value(QLatin1String("results")).toArray().at(0).toObject();
        return uuid;
    }
    /// An anchor that the device saw so long before the capture, in the same boot unless told.
    [[nodiscard]] QByteArray anchor(int capturedSecondsAgo, int secondsBefore,
                                    const QByteArray &boot = "0198c0de-0000-7000-8000-000000000002")
    {
        return ",\"anchorAt\":\"" + ago(capturedSecondsAgo + secondsBefore) +
               "\",\"anchorUncertaintyMs\":20,\"anchorBootId\":\"" + boot +
               "\",\"anchorMonotonicMs\":" + QByteArray::number(1'000'000 - secondsBefore * 1000);
    }
    [[nodiscard]] QJsonObject record(const QByteArray &uuid, const char *state = "open")
    {
        const ApiAnswer answer = get(QByteArray("/reviews?limit=500&state=") + state, m_hr);
        EXPECT_EQ(answer.status, 200) << answer.body.constData();
        const QJsonArray items = answer.object().value(QLatin1String("items")).toArray();
        for (const QJsonValue &item : items) {
            const QJsonObject object = item.toObject();
            if (object.value(QLatin1String("capture"))
                    .toObject()
                    .value(QLatin1String("captureId"))
                    .toString() == QLatin1String(uuid)) {
                return object;
            }
        }
        return {};
    }
    [[nodiscard]] QStringList flags(const QByteArray &uuid)
    {
        QStringList flags;
        const QJsonArray array = record(uuid).value(QLatin1String("flags")).toArray();
        for (const QJsonValue &flag : array) {
            flags.append(flag.toString());
        }
        return flags;
    }
    /// The message for the one capture; empty when it was done.
    QString decide(const char *decision, const QByteArray &uuid, const QByteArray &extra = {})
    {
        const ApiAnswer answer = post("/reviews/decisions",
                                      "{\"decision\":\"" + QByteArray(decision) +
                                          "\",\"captureIds\":[\"" + uuid + "\"]" + extra + "}",
                                      m_hr);
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
        return answer.object()
            .value(QLatin1String("results"))
            .toArray()
            .at(0)
            .toObject()
            .value(QLatin1String("message"))
            .toString();
    }
    /// "CONFIRMED 2026-…Z", or nothing when there is no attendance.
    [[nodiscard]] QByteArray attendance(qint64 event, const Person &person)
    {
        const auto rows = m_server.database().runText(
            "select status || coalesce(' ' || to_char(attended_at at time zone 'UTC', "
            "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), '') from attendances where event_id = $1 and "
            "user_id = $2",
            {event, person.id});
        return rows && !rows->isEmpty() ? rows->at(0).utf8(0).toByteArray() : QByteArray();
    }
    [[nodiscard]] QByteArray idOfAttendance(qint64 event, const Person &person)
    {
        return QByteArray::number(sql(
            "select id from attendances where event_id = $1 and user_id = $2", {event, person.id}));
    }
    qint64 registered(qint64 event, const Person &person)
    {
        const ApiAnswer answer =
            post("/attendances", "{\"eventId\":" + QByteArray::number(event) + "}", person);
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
        return answer.object().value(QLatin1String("id")).toInteger();
    }

    QJsonObject m_lastOutcome;
};

TEST_F(ReviewTest, AnUnknownCodeIsAttachedToAPersonAndTakenBack)
{
    const qint64 event = addEvent();
    const QByteArray uuid = capture(event, {"LOST-1", 90});
    ASSERT_EQ(record(uuid).value(QLatin1String("reason")).toString(), u"unknown code");
    EXPECT_EQ(decide("ACCEPT", uuid), u"unknown person") << "somebody has to say who it was";

    EXPECT_EQ(decide("ATTACH", uuid, ",\"userId\":" + QByteArray::number(m_employee.id)),
              QString());

    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(90));
    EXPECT_TRUE(record(uuid).isEmpty());
    const QJsonObject decided = record(uuid, "decided");
    EXPECT_EQ(decided.value(QLatin1String("state")).toString(), u"ATTACHED");
    EXPECT_EQ(decided.value(QLatin1String("outcome")).toString(), u"accepted");
    EXPECT_EQ(sql("select count(*) from evaluations"), 1);

    EXPECT_EQ(decide("REOPEN", uuid), QString());

    EXPECT_EQ(attendance(event, m_employee), "CANCELLED");
    EXPECT_EQ(record(uuid).value(QLatin1String("reason")).toString(), u"unknown code");
    EXPECT_TRUE(record(uuid).value(QLatin1String("person")).isNull());
    EXPECT_EQ(sql("select count(*) from evaluations"), 0);
    EXPECT_EQ(sql("select count(*) from attendance_captures where code = 'LOST-1'"), 1)
        << "the record itself never changed";
}

TEST_F(ReviewTest, ARejectedCaptureCountsNoLongerAndTheNextOneDoes)
{
    const qint64 event = addEvent();
    registered(event, m_employee);
    const QByteArray early = capture(event, {"B-3", 300, anchor(60, 30)});
    const QByteArray late = capture(event, {"B-3", 50});
    ASSERT_EQ(flags(early), QStringList{u"CLOCK_BEHIND"_qs});

    EXPECT_EQ(decide("REJECT", early, ",\"reason\":\"otra persona con su carné\""), QString());

    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(50));
    EXPECT_EQ(sql("select count(*) from capture_outcomes where capture_uuid = $1::uuid and outcome "
                  "= 'accepted'",
                  {late}),
              1);
    EXPECT_EQ(record(early, "decided").value(QLatin1String("decisionNote")).toString(),
              u"otra persona con su carné");

    EXPECT_EQ(decide("REJECT", early, ",\"reason\":\"x\""), u"already decided");
    EXPECT_EQ(decide("REOPEN", early), QString());
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(60));
}

TEST_F(ReviewTest, WhenNothingCountsARegistrationIsPendingAgain)
{
    const qint64 event = addEvent();
    registered(event, m_employee);
    const QByteArray uuid = capture(event, {"B-3", 300, anchor(60, 30)});
    ASSERT_EQ(sql("select count(*) from evaluations"), 1);

    EXPECT_EQ(decide("REJECT", uuid, ",\"reason\":\"no era\""), QString());

    EXPECT_EQ(attendance(event, m_employee), "PENDING");
    EXPECT_EQ(sql("select count(*) from evaluations"), 0);
}

TEST_F(ReviewTest, AClockThatWasSetBackIsFlaggedAndTheReckoningCounts)
{
    const qint64 event = addEvent();
    const QByteArray uuid = capture(event, {"B-3", 3600 * 24, anchor(60, 600)});

    EXPECT_EQ(m_lastOutcome.value(QLatin1String("outcome")).toString(), u"accepted");
    EXPECT_EQ(flags(uuid), QStringList{u"CLOCK_BEHIND"_qs});
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(60));
    const QJsonObject shown = record(uuid);
    EXPECT_EQ(shown.value(QLatin1String("bestAt")).toString(), QLatin1String(ago(60)));
    EXPECT_EQ(shown.value(QLatin1String("uncertaintyMs")).toInt(), 20 + 120 + 1);
    EXPECT_EQ(shown.value(QLatin1String("capture"))
                  .toObject()
                  .value(QLatin1String("capturedAt"))
                  .toString(),
              QLatin1String(Wire::toIsoWithOffset(m_begin - std::chrono::hours(24),
                                                  std::chrono::minutes(-240))))
        << "what the device said stays beside it";
}

TEST_F(ReviewTest, AnHonestClockCountsAsItIs)
{
    const qint64 event = addEvent();
    const QByteArray uuid = capture(event, {"B-3", 61, anchor(60, 600)});

    EXPECT_TRUE(record(uuid).isEmpty());
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(61));
}

TEST_F(ReviewTest, ARestartedDeviceIsFlagged)
{
    const qint64 event = addEvent();
    const QByteArray uuid =
        capture(event, {"B-3", 60, anchor(60, 600, "0198c0de-0000-7000-8000-0000000000ff")});

    EXPECT_EQ(flags(uuid), QStringList{u"RESTARTED"_qs});
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(60));
    EXPECT_EQ(decide("ACCEPT", uuid), QString());
    EXPECT_TRUE(record(uuid).isEmpty());
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(60));
}

TEST_F(ReviewTest, ATimeBeforeTheAnchorWaitsForSomebody)
{
    const qint64 event = addEvent();
    const QByteArray uuid =
        capture(event, {"B-3", 3600,
                        ",\"anchorAt\":\"" + ago(600) +
                            "\",\"anchorBootId\":\"0198c0de-0000-7000-8000-0000000000ff\","
                            "\"anchorMonotonicMs\":5"});

    EXPECT_EQ(record(uuid).value(QLatin1String("reason")).toString(), u"clock behind");
    EXPECT_EQ(attendance(event, m_employee), QByteArray());
    EXPECT_EQ(decide("ACCEPT", uuid), QString());
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(3600));
}

TEST_F(ReviewTest, AMissingNumberIsFlaggedUntilItArrives)
{
    const qint64 event = addEvent();
    (void)capture(event, {"B-3", 60});
    const QByteArray third = capture(event, {"B-4", 50, {}, 3});
    EXPECT_EQ(flags(third), QStringList{u"SEQUENCE_GAP"_qs});

    (void)capture(event, {"B-2", 55, {}, 2});

    EXPECT_TRUE(record(third).isEmpty());
}

TEST_F(ReviewTest, ACopiedDeviceShowsInBothCaptures)
{
    const qint64 event = addEvent();
    const QByteArray one = capture(event, {"B-3", 60, {}, 1});
    const QByteArray two = capture(event, {"B-4", 50, {}, 1});

    EXPECT_EQ(flags(one), QStringList{u"CLONED"_qs});
    EXPECT_EQ(flags(two), QStringList{u"CLONED"_qs});
    EXPECT_EQ(attendance(event, m_employee).left(9), "CONFIRMED");
    EXPECT_EQ(attendance(event, m_other).left(9), "CONFIRMED") << "flagged, not refused";
}

TEST_F(ReviewTest, ALateCaptureRecomputesTheDayAndSaysWhatChanged)
{
    const qint64 event = addEvent({}, -60 * 24 * 40);
    registered(event, m_employee);
    const int seconds = 60 * 60 * 24 * 40 - 600;

    const QByteArray uuid = capture(event, {"B-3", seconds});

    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(seconds));
    EXPECT_EQ(flags(uuid), QStringList{u"LATE"_qs});
    const QJsonObject change = record(uuid).value(QLatin1String("change")).toObject();
    EXPECT_EQ(
        change.value(QLatin1String("before")).toObject().value(QLatin1String("status")).toString(),
        u"PENDING");
    EXPECT_EQ(change.value(QLatin1String("after"))
                  .toObject()
                  .value(QLatin1String("attendedAt"))
                  .toString(),
              QLatin1String(ago(seconds)));
}

TEST_F(ReviewTest, AWalkInWaitsForADecisionWhereRegistrationMatters)
{
    const qint64 forAll = addEvent(",\"registration\":\"EVERYONE\"");
    sql("delete from attendances where event_id = $1 and user_id = $2 returning 1",
        {forAll, m_employee.id});
    const QByteArray uuid = capture(forAll, {"B-3", 60});
    const qint64 open = addEvent();
    const QByteArray welcome = capture(open, {"B-3", 60});

    EXPECT_EQ(flags(uuid), QStringList{u"WALK_IN"_qs});
    EXPECT_TRUE(record(welcome).isEmpty()) << "an event that is open to all";

    EXPECT_EQ(decide("REJECT", uuid, ",\"reason\":\"no invitado\""), QString());
    EXPECT_EQ(attendance(forAll, m_employee), "CANCELLED");
    EXPECT_EQ(decide("REOPEN", uuid), QString());
    EXPECT_EQ(attendance(forAll, m_employee), "CONFIRMED " + ago(60));
}

TEST_F(ReviewTest, WhoIsAcceptedIntoAFullEventStaysAndNobodyLosesASeat)
{
    const qint64 event = addEvent(",\"maxAttendees\":1");
    (void)capture(event, {"B-3", 60});
    const QByteArray second = capture(event, {"B-4", 50});
    ASSERT_EQ(record(second).value(QLatin1String("reason")).toString(), u"event full");

    EXPECT_EQ(decide("ACCEPT", second), QString());

    EXPECT_EQ(attendance(event, m_other), "CONFIRMED " + ago(50));
}

TEST_F(ReviewTest, ManyAreDecidedAtOnceAndEachAnswersForItself)
{
    const qint64 event = addEvent();
    const QByteArray lost = capture(event, {"LOST-1", 90});
    const QByteArray fine = capture(event, {"B-3", 60, anchor(60, 600, uuidText())});
    const QByteArray unknown = uuidText();

    const ApiAnswer answer = post("/reviews/decisions",
                                  "{\"decision\":\"ACCEPT\",\"captureIds\":[\"" + lost + "\",\"" +
                                      fine + "\",\"" + unknown + "\"]}",
                                  m_hr);

    ASSERT_EQ(answer.status, 201);
    QStringList messages;
    const QJsonArray results = answer.object().value(QLatin1String("results")).toArray();
    for (const QJsonValue &result : results) {
        messages.append(result.toObject().value(QLatin1String("message")).toString());
    }
    EXPECT_EQ(messages, (QStringList{u"unknown person"_qs, QString(), u"not found"_qs}));
    EXPECT_FALSE(record(lost).isEmpty());
    EXPECT_TRUE(record(fine).isEmpty());
}

TEST_F(ReviewTest, ADecisionSurvivesWhatHrCancelsLater)
{
    const qint64 event = addEvent();
    const QByteArray uuid = capture(event, {"LOST-1", 90});
    ASSERT_EQ(decide("ATTACH", uuid, ",\"userId\":" + QByteArray::number(m_employee.id)),
              QString());
    ASSERT_EQ(patch("/attendances/" + idOfAttendance(event, m_employee),
                    "{\"status\":\"CANCELLED\"}", m_hr)
                  .status,
              200);

    (void)capture(event, {"B-3", 80});

    EXPECT_EQ(m_lastOutcome.value(QLatin1String("reason")).toString(), u"attendance cancelled");
    EXPECT_EQ(attendance(event, m_employee).left(9), "CANCELLED") << "what was decided before it";
}

TEST_F(ReviewTest, ACorrectionStandsBesideWhatWasCaptured)
{
    const qint64 event = addEvent();
    const QByteArray uuid = capture(event, {"B-3", 60});
    const QByteArray path = "/attendances/" + idOfAttendance(event, m_employee);

    const ApiAnswer corrected =
        post(path + "/corrections",
             "{\"attendedAt\":\"" + ago(300) + "\",\"reason\":\"El lector estaba apagado\"}", m_hr);

    ASSERT_EQ(corrected.status, 201) << corrected.body.constData();
    EXPECT_EQ(corrected.object().value(QLatin1String("rule")).toString(), u"CORRECTED");
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(300));
    (void)capture(event, {"B-3", 400});
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(300))
        << "captures do not change what a person corrected";

    const ApiAnswer own = get(path + "/explanation", m_employee);
    ASSERT_EQ(own.status, 200);
    EXPECT_EQ(own.body, get(path + "/explanation", m_hr).body) << "the same for both";
    const QJsonObject explanation = own.object();
    EXPECT_EQ(explanation.value(QLatin1String("captures")).toArray().size(), 2);
    const QJsonObject correction =
        explanation.value(QLatin1String("corrections")).toArray().at(0).toObject();
    EXPECT_EQ(correction.value(QLatin1String("previousAt")).toString(), QLatin1String(ago(60)));
    EXPECT_EQ(correction.value(QLatin1String("reason")).toString(), u"El lector estaba apagado");
    EXPECT_EQ(get(path + "/explanation", m_other).status, 403);

    ASSERT_EQ(post(path + "/corrections", "{\"attendedAt\":null,\"reason\":\"me equivoqué\"}", m_hr)
                  .status,
              201);
    EXPECT_EQ(attendance(event, m_employee), "CONFIRMED " + ago(400)) << "the earliest capture";
    EXPECT_EQ(sql("select count(*) from attendance_corrections"), 2) << "nothing is forgotten";
}

TEST_F(ReviewTest, ACorrectionNeedsAReasonATimeThatWasAndAnAttendance)
{
    const qint64 event = addEvent();
    const qint64 pending = registered(event, m_other);
    (void)capture(event, {"B-3", 60});
    const QByteArray path = "/attendances/" + idOfAttendance(event, m_employee) + "/corrections";

    EXPECT_EQ(post(path, "{\"attendedAt\":\"" + ago(300) + "\"}", m_hr).status, 400);
    EXPECT_EQ(post(path, "{\"attendedAt\":\"" + ago(300) + "\",\"reason\":\"  \"}", m_hr).status,
              400);
    EXPECT_EQ(post(path, "{\"reason\":\"x\"}", m_hr).status, 400);
    EXPECT_EQ(post(path, "{\"attendedAt\":\"" + ago(-600) + "\",\"reason\":\"x\"}", m_hr).status,
              400);
    EXPECT_EQ(post("/attendances/" + QByteArray::number(pending) + "/corrections",
                   "{\"attendedAt\":\"" + ago(300) + "\",\"reason\":\"x\"}", m_hr)
                  .status,
              409);
    EXPECT_EQ(
        post(path, "{\"attendedAt\":\"" + ago(300) + "\",\"reason\":\"x\"}", m_employee).status,
        403);
    EXPECT_EQ(sql("select count(*) from attendance_corrections"), 0);
}

TEST_F(ReviewTest, TheExplanationNamesTheRule)
{
    const qint64 event = addEvent();
    const qint64 id = registered(event, m_employee);
    const QByteArray path = "/attendances/" + QByteArray::number(id);
    const auto rule = [&] {
        return get(path + "/explanation", m_employee)
            .object()
            .value(QLatin1String("rule"))
            .toString();
    };
    EXPECT_EQ(rule(), u"NOT_YET");

    ASSERT_EQ(patch(path + "/confirm", {}, m_employee).status, 200);
    EXPECT_EQ(rule(), u"BY_HAND");
    (void)capture(event, {"B-3", 60});
    EXPECT_EQ(rule(), u"EARLIEST_CAPTURE");
    ASSERT_EQ(patch(path, "{\"status\":\"CANCELLED\"}", m_hr).status, 200);
    EXPECT_EQ(rule(), u"CANCELLED");
}
