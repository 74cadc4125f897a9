// SPDX-License-Identifier: GPL-3.0-or-later
// Two doors without a network: together they let in no more people than there are seats, whatever
// becomes of their requests, and who was told to wait is let in by the order in which they came.
#include "apifixture.h"
#include "wire/isotime.h"

#include <QRandomGenerator>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

/// A capture station as CaptureLedger keeps its share, without its store.
struct Door
{
    QByteArray device = uuidText();
    qint64 held = 0;
    qint64 sequence = 0;
    QByteArrayList unsent;
};

} // namespace

class SeatsTest : public ApiFixture
{
protected:
    void SetUp() override
    {
        ApiFixture::SetUp();
        sql("insert into users (name, email) select 'Persona ' || i, 'p' || i || '@x.es' from "
            "generate_series(1, 400) i returning id");
        sql("insert into employees (user_id, first_name, last_name, badge_code) select id, 'P', "
            "name, 'P-' || substr(name, 9) from users where name like 'Persona %' returning "
            "user_id");
    }

    qint64 open(int seats)
    {
        const qint64 event = addEvent(",\"maxAttendees\":" + QByteArray::number(seats));
        const auto rows =
            m_server.database().runText("select uuid from events where id = $1", {event});
        m_event = rows->at(0).uuid(0).toByteArray(QUuid::WithoutBraces);
        return event;
    }

    /// Lets the next person in, or tells them to wait. Whether they were let in.
    bool comes(Door &door, bool isWaiting)
    {
        const auto at = m_begin + std::chrono::milliseconds(m_people);
        door.unsent.append(
            "{\"captureId\":\"" + uuidText() + "\",\"eventUuid\":\"" + m_event +
            "\",\"code\":\"P-" + QByteArray::number(++m_people) + "\",\"deviceId\":\"" +
            door.device + "\",\"deviceSequence\":" + QByteArray::number(++door.sequence) +
            ",\"bootId\":\"" + door.device + "\",\"capturedAt\":\"" +
            Wire::toIsoWithOffset(at, {}) + "\",\"zone\":\"UTC\",\"monotonicMs\":5," +
            "\"method\":\"BADGE\",\"waiting\":" + (isWaiting ? "true" : "false") + '}');
        return !isWaiting;
    }
    bool comes(Door &door)
    {
        const bool isWaiting = door.held == 0;
        door.held -= isWaiting ? 0 : 1;
        return comes(door, isWaiting);
    }
    void send(Door &door)
    {
        if (door.unsent.isEmpty()) {
            return;
        }
        const ApiAnswer answer =
            post("/sync/captures", "{\"captures\":[" + door.unsent.join(',') + "]}", m_hr);
        ASSERT_EQ(answer.status, 201) << answer.body.constData();
        door.unsent.clear();
    }
    ApiAnswer ask(const Door &door)
    {
        return post("/sync/seats",
                    "{\"eventUuid\":\"" + m_event + "\",\"deviceId\":\"" + door.device +
                        "\",\"held\":" + QByteArray::number(door.held) +
                        ",\"lastSequence\":" + QByteArray::number(door.sequence) + '}',
                    m_hr);
    }
    static std::optional<qint64> seatsIn(const ApiAnswer &answer)
    {
        EXPECT_EQ(answer.status, 201) << answer.body.constData();
        const QJsonValue seats = answer.object().value(QLatin1String("seats"));
        return seats.isDouble() ? std::optional(qint64(seats.toInteger())) : std::nullopt;
    }
    /// Sends, asks, and takes the answer; again when it gave something back.
    void meet(Door &door)
    {
        send(door);
        for (;;) {
            const qint64 before = door.held;
            door.held = seatsIn(ask(door)).value_or(0);
            if (door.held >= before) {
                return;
            }
        }
    }
    qint64 confirmed(qint64 event)
    {
        return sql("select count(*) from attendances where event_id = $1 and status = 'CONFIRMED'",
                   {event});
    }
    qint64 overbooked(qint64 event)
    {
        return sql("select count(*) from capture_outcomes where event_id = $1 and reason = 'event "
                   "full'",
                   {event});
    }

    const Timestamp m_begin = SystemClock().now() - std::chrono::minutes(5);
    QByteArray m_event;
    int m_people = 0;
};

TEST_F(SeatsTest, DoorsShareTheSeatsAndMoveThemWhenTheyMeet)
{
    open(10);
    Door north;
    Door south;
    meet(north);
    EXPECT_EQ(north.held, 10) << "alone";
    meet(south);
    EXPECT_EQ(south.held, 0) << "north may be giving them all away";
    meet(north);
    meet(south);
    EXPECT_EQ(north.held, 5);
    EXPECT_EQ(south.held, 5);

    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(comes(north));
    }
    EXPECT_FALSE(comes(north)) << "five are south's";
    meet(north);
    EXPECT_EQ(north.held, 0);
    meet(south);
    EXPECT_EQ(south.held, 2) << "half of five, less the one who waits";
    meet(north);
    EXPECT_EQ(north.held, 2) << "and who waits has a seat";
}

TEST_F(SeatsTest, AnAnswerThatIsLostTakesNobodysSeat)
{
    const qint64 event = open(8);
    Door north;
    Door south;
    meet(north);
    ASSERT_EQ(seatsIn(ask(south)), 0);
    ASSERT_EQ(seatsIn(ask(north)), 4) << "which north never hears";
    meet(south);
    EXPECT_EQ(south.held, 0) << "north may still give away eight";
    for (int i = 0; i < 8; ++i) {
        EXPECT_TRUE(comes(north));
    }
    send(north);
    EXPECT_EQ(confirmed(event), 8);
    EXPECT_EQ(overbooked(event), 0);
}

TEST_F(SeatsTest, ADoorWhoseCapturesHaveNotArrivedGetsNoAnswer)
{
    open(8);
    Door north;
    meet(north);
    comes(north);
    EXPECT_EQ(ask(north).status, 409);
    meet(north);
    EXPECT_EQ(north.held, 7);
}

TEST_F(SeatsTest, WhatIsPromisedToADoorIsNotForWhoRegisters)
{
    const qint64 event = open(3);
    Door north;
    meet(north);
    const QByteArray body = "{\"eventId\":" + QByteArray::number(event) + "}";
    EXPECT_EQ(post("/attendances", body, m_employee).status, 409);

    sql("update events set date = date - interval '3 hours' where id = $1 returning id", {event});
    EXPECT_EQ(post("/attendances", body, m_employee).status, 201) << "the event is over";
    EXPECT_EQ(seatsIn(ask(north)), std::nullopt) << "and shares with it";
    EXPECT_EQ(sql("select count(*) from seat_shares"), 0);
}

TEST_F(SeatsTest, WhoWaitsIsPromotedInOrderAndOnce)
{
    const qint64 event = open(2);
    Door north;
    Door south;
    meet(north);
    EXPECT_TRUE(comes(north));
    EXPECT_TRUE(comes(north));
    EXPECT_FALSE(comes(south));
    EXPECT_FALSE(comes(north));
    meet(north); // The second of those who wait arrives before the first.
    meet(south);
    const auto waiting = [&] {
        return sql("select count(*) from capture_outcomes where event_id = $1 and outcome = "
                   "'review' and reason = 'waiting for a seat' and review_state = 'OPEN'",
                   {event});
    };
    EXPECT_EQ(waiting(), 2);
    const auto statusOf = [&](int person) {
        const auto rows = m_server.database().runText(
            "select status from attendances a join users u on u.id = a.user_id where a.event_id = "
            "$1 and u.name = 'Persona ' || $2",
            {event, QString::number(person)});
        return rows->at(0).text(0);
    };
    ASSERT_EQ(statusOf(3), u"CANCELLED");

    const qint64 first = sql("select a.id from attendances a join users u on u.id = a.user_id "
                             "where u.name = 'Persona 1'");
    ASSERT_EQ(patch("/attendances/" + QByteArray::number(first), "{\"status\":\"CANCELLED\"}", m_hr)
                  .status,
              200);

    EXPECT_EQ(statusOf(3), u"CONFIRMED") << "who came first of those who wait";
    EXPECT_EQ(statusOf(4), u"CANCELLED");
    EXPECT_EQ(waiting(), 1);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'attendance.takeSeat'"), 1);
    meet(north);
    meet(south);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'attendance.takeSeat'"), 1);
    EXPECT_EQ(north.held + south.held, 0) << "no seat is left";
}

TEST_F(SeatsTest, OverbookingIsListedWithWhoCameWhen)
{
    const qint64 event = open(4);
    Door north;
    meet(north);
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(comes(north));
    }
    // Meanwhile somebody takes seats away.
    ASSERT_EQ(patch("/events/" + QByteArray::number(event), "{\"maxAttendees\":3}", m_admin).status,
              200);
    send(north);
    EXPECT_EQ(confirmed(event), 3);
    EXPECT_EQ(overbooked(event), 1);
    const QJsonArray listed =
        get("/reviews?limit=10", m_hr).object().value(QLatin1String("items")).toArray();
    QStringList overbookedPeople;
    for (const QJsonValue &value : listed) {
        const QJsonObject record = value.toObject();
        if (record.value(QLatin1String("reason")).toString() == u"event full") {
            overbookedPeople.append(record.value(QLatin1String("person"))
                                        .toObject()
                                        .value(QLatin1String("name"))
                                        .toString());
        }
    }
    EXPECT_EQ(overbookedPeople, QStringList{QStringLiteral("Persona 4")}) << "who came last";
}

TEST_F(SeatsTest, WhateverIsLostOrLateNoMoreAreLetInThanThereAreSeats)
{
    const quint32 seed = 20261128;
    SCOPED_TRACE(seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 6; ++round) {
        const int seats = random.bounded(1, 25);
        const qint64 event = open(seats);
        QList<Door> doors(3);
        int letIn = 0;
        for (int step = 0; step < 60; ++step) {
            Door &door = doors[random.bounded(3)];
            switch (random.bounded(6)) {
            case 0:
                meet(door);
                break;
            case 1:
                send(door);
                break;
            case 2: // The answer is lost.
                send(door);
                seatsIn(ask(door));
                break;
            case 3: { // Somebody comes while the answer is on its way.
                send(door);
                const qint64 before = door.held;
                const qint64 share = seatsIn(ask(door)).value_or(0);
                letIn += comes(door) ? 1 : 0;
                door.held = std::max(qint64{0}, share - (before - door.held));
                break;
            }
            default:
                letIn += comes(door) ? 1 : 0;
            }
        }
        EXPECT_LE(letIn, seats);
        for (Door &door : doors) {
            send(door);
        }
        EXPECT_EQ(overbooked(event), 0) << "nobody who was let in is without a seat";
        EXPECT_GE(confirmed(event), letIn);
        EXPECT_LE(confirmed(event), seats);
    }
}
