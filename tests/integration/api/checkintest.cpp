// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "wire/checkincode.h"
#include "wire/messages.h"

#include <QJsonObject>

namespace EvalTrack::Test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Message = Wire::Message;

/// The screen of an event, and people who read the code that it shows.
class CheckInTest : public ApiFixture
{
protected:
    void show(qint64 event)
    {
        m_event = event;
        const auto key = Wire::parseCheckInKey(get(keyPath(), m_hr).object());
        ASSERT_TRUE(key);
        m_key = *key;
    }
    [[nodiscard]] QByteArray keyPath() const
    {
        return "/events/" + QByteArray::number(m_event) + "/check-in-key";
    }
    /// As it is shown at a time from now.
    [[nodiscard]] QString code(std::chrono::seconds fromNow = 0s) const
    {
        const Timestamp now = SystemClock().now();
        return Wire::makeCheckInCode(m_key.event, Wire::checkInStepAt(now + fromNow), m_key.key);
    }
    [[nodiscard]] ApiAnswer checkIn(const QString &code, const Person &person,
                                    const QList<QPair<QByteArray, QByteArray>> &headers = {})
    {
        return post("/attendances/check-in", "{\"code\":\"" + code.toUtf8() + "\"}", person,
                    headers);
    }
    [[nodiscard]] qint64 captures() { return sql("select count(*) from attendance_captures"); }
    [[nodiscard]] qint64 confirmed(const Person &person)
    {
        return sql("select count(*) from attendances where event_id = $1 and user_id = $2 and "
                   "status = 'CONFIRMED'",
                   {m_event, person.id});
    }
    [[nodiscard]] static QString outcomeOf(const ApiAnswer &answer)
    {
        return answer.object().value("outcome"_L1).toString();
    }
    void expectRefused(const ApiAnswer &answer, QStringView why)
    {
        EXPECT_EQ(answer.status, 409) << answer.body.constData();
        EXPECT_EQ(answer.object().value("message"_L1).toString(), why);
        EXPECT_EQ(captures(), 0);
    }

    qint64 m_event = 0;
    Wire::CheckInKey m_key;
};

TEST_F(CheckInTest, WhoeverReadsTheCodeIsIn)
{
    show(addEvent());

    const ApiAnswer first = checkIn(code(), m_employee);
    const ApiAnswer again = checkIn(code(), m_employee);
    const ApiAnswer other = checkIn(code(), m_other);

    EXPECT_EQ(first.status, 201) << first.body.constData();
    EXPECT_EQ(outcomeOf(first), u"accepted"_qs);
    EXPECT_EQ(first.object().value("eventTitle"_L1).toString(), u"Taller"_qs);
    EXPECT_EQ(outcomeOf(again), u"duplicate"_qs);
    EXPECT_EQ(outcomeOf(other), u"accepted"_qs);
    EXPECT_EQ(confirmed(m_employee), 1);
    EXPECT_EQ(confirmed(m_other), 1);
    EXPECT_EQ(captures(), 3) << "each is kept as it came";
    EXPECT_EQ(sql("select count(distinct device_sequence) from attendance_captures where method = "
                  "'QR' and recorded_by = user_id"),
              3);
    EXPECT_EQ(sql("select count(*) from capture_outcomes where cardinality(flags) > 0"), 0);
}

TEST_F(CheckInTest, ACodeThatWasForwardedComesTooLate)
{
    show(addEvent());
    expectRefused(checkIn(code(-45s), m_employee), Message::CheckInExpired);
    expectRefused(checkIn(code(-3600s), m_employee), Message::CheckInExpired);
}

TEST_F(CheckInTest, ACodeOfATimeToComeIsRefused)
{
    show(addEvent());
    expectRefused(checkIn(code(45s), m_employee), Message::CheckInExpired);
}

TEST_F(CheckInTest, TheCodeOfAMomentAgoIsGood)
{
    show(addEvent());
    EXPECT_EQ(checkIn(code(-14s), m_employee).status, 201);
}

TEST_F(CheckInTest, OneEventsKeyOpensNoOther)
{
    show(addEvent());
    const QByteArray key = m_key.key;
    show(addEvent());
    const QString forged =
        Wire::makeCheckInCode(m_key.event, Wire::checkInStepAt(SystemClock().now()), key);

    const ApiAnswer answer = checkIn(forged, m_employee);

    EXPECT_EQ(answer.status, 400);
    EXPECT_TRUE(answer.body.contains("code is not a code of an event here"))
        << answer.body.constData();
    EXPECT_EQ(captures(), 0);
}

TEST_F(CheckInTest, IsOpenFromHalfAnHourBeforeUntilTheEnd)
{
    show(addEvent({}, 29));
    EXPECT_EQ(checkIn(code(), m_employee).status, 201);
    ASSERT_EQ(sql("select count(*) from attendance_captures"), 1);
    show(addEvent({}, 32));
    EXPECT_EQ(checkIn(code(), m_employee).object().value("message"_L1).toString(),
              Message::CheckInTooEarly);
    show(addEvent({}, -61));
    EXPECT_EQ(checkIn(code(), m_employee).object().value("message"_L1).toString(),
              Message::CheckInOver);
    EXPECT_EQ(captures(), 1);
}

TEST_F(CheckInTest, AnInactiveEventTakesNobody)
{
    show(addEvent());
    ASSERT_EQ(
        patch("/events/" + QByteArray::number(m_event) + "/toggle-status", {}, m_admin).status,
        200);
    expectRefused(checkIn(code(), m_employee), Message::CheckInInactive);
}

TEST_F(CheckInTest, OnlyThoseWhoCaptureGetTheKey)
{
    show(addEvent());
    EXPECT_EQ(get(keyPath(), m_employee).status, 403);
    EXPECT_EQ(get(keyPath(), addStation().self).status, 200);
    EXPECT_EQ(get("/events/999999/check-in-key", m_hr).status, 404);
}

TEST_F(CheckInTest, AnAnswerThatWasLostIsGivenAgain)
{
    show(addEvent());
    const QString shown = code();
    const QList<QPair<QByteArray, QByteArray>> once{{"Idempotency-Key", uuidText()}};

    const ApiAnswer first = checkIn(shown, m_employee, once);
    const ApiAnswer again = checkIn(shown, m_employee, once);

    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(captures(), 1);
}

TEST_F(CheckInTest, WhoComesToAFullEventWaitsForADecision)
{
    show(addEvent(",\"maxAttendees\":1"));
    ASSERT_EQ(outcomeOf(checkIn(code(), m_other)), u"accepted"_qs);

    const ApiAnswer answer = checkIn(code(), m_employee);

    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(outcomeOf(answer), u"review"_qs);
    EXPECT_EQ(confirmed(m_employee), 0);
    EXPECT_EQ(captures(), 2) << "nobody who came is forgotten";
}

} // namespace EvalTrack::Test
