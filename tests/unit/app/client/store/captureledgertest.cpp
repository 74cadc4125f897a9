// SPDX-License-Identifier: GPL-3.0-or-later
// The person at the door is told "in" only where the server will say so too.
#include "store/localstore.h"
#include "support/fakeclock.h"
#include "support/printers.h"
#include "support/zoneoracle.h"
#include "wire/isotime.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

using Finding = RecordedCapture::Finding;

class CaptureLedgerTest : public testing::Test
{
protected:
    CaptureLedgerTest()
    {
        open(Role::HumanResources);
        m_event.id = EventId(7);
        m_event.uuid = EventUuid(makeUuidV7());
        put(m_event);
        m_ana = person(11, QStringLiteral("A1"));
        m_luis = person(12, QStringLiteral("L2"));
    }

    void open(Role role)
    {
        m_me.role = role;
        m_me.uuid = UserUuid(makeUuidV7());
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = *LocalStore::open(m_folder->path(), Sealer::makeKey(), m_me, m_clock);
    }

    template <typename Entity>
    void put(const Entity &entity)
    {
        EXPECT_TRUE(m_store->take(entity));
        EXPECT_TRUE(m_store->news(~StoreParts()));
    }

    Employee person(int id, const QString &badge, bool isActive = true)
    {
        Employee person;
        person.id = UserId(id);
        person.uuid = UserUuid(makeUuidV7());
        person.name = QStringLiteral("Persona %1").arg(id);
        person.badgeCode = badge;
        person.isActive = isActive;
        put(person);
        return person;
    }

    void registerFor(const Employee &who, AttendanceStatus status)
    {
        Attendance attendance;
        attendance.uuid = capturedAttendanceUuid(m_event.uuid, who.id);
        attendance.eventId = m_event.id;
        attendance.userId = who.id;
        attendance.eventUuid = m_event.uuid;
        attendance.userUuid = who.uuid;
        attendance.status = status;
        attendance.updatedAt = m_clock.now();
        put(attendance);
        m_clock.advance(std::chrono::seconds(1));
    }

    void limitTo(int seats)
    {
        m_event.maxAttendees = seats;
        ++m_event.revision;
        put(m_event);
    }

    RecordedCapture scan(const QString &code, Direction direction = Direction::Arriving)
    {
        const auto recorded =
            m_store->ledger().record(m_event.uuid, code, CaptureMethod::Badge, direction);
        EXPECT_TRUE(recorded);
        return recorded.value_or(RecordedCapture());
    }

    /// As the event's list counts them, read anew.
    [[nodiscard]] int confirmed()
    {
        m_store->ledger().forgetPresence();
        const auto counts = m_store->ledger().countsOf(m_event.uuid);
        EXPECT_TRUE(counts);
        return counts ? counts->confirmed : -1;
    }

    FakeClock m_clock;
    SignedInPerson m_me;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalStore> m_store;
    Event m_event;
    Employee m_ana;
    Employee m_luis;
};

} // namespace

TEST_F(CaptureLedgerTest, WhoLeftIsNotIn)
{
    person(13, QStringLiteral("X3"), false);
    const RecordedCapture recorded = scan(QStringLiteral("X3"));
    EXPECT_EQ(recorded.finding, Finding::PersonInactive);
    EXPECT_EQ(recorded.personName, QStringLiteral("Persona 13"));
    EXPECT_EQ(recorded.confirmedCount, 0);
    EXPECT_EQ(scan(QStringLiteral("X3")).finding, Finding::PersonInactive) << "not “already in”";
    EXPECT_EQ(confirmed(), 0) << "nor after a restart";
}

TEST_F(CaptureLedgerTest, AFullEventTakesOnlyWhoIsRegistered)
{
    limitTo(1);
    registerFor(m_ana, AttendanceStatus::Pending);
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::EventFull);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::Confirmed);
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::EventFull);
    EXPECT_EQ(confirmed(), 1);
}

TEST_F(CaptureLedgerTest, AWalkInTakesTheLastSeat)
{
    limitTo(1);
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::WalkIn);
    const RecordedCapture next = scan(QStringLiteral("A1"));
    EXPECT_EQ(next.finding, Finding::EventFull);
    EXPECT_EQ(next.confirmedCount, 1);
    m_clock.advance(DefaultDoubleTap + std::chrono::seconds(1));
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::AlreadyIn);
}

TEST_F(CaptureLedgerTest, ADoorGivesAwayItsShareOfTheSeatsAndNoMore)
{
    limitTo(100);
    m_store->ledger().openDoor(m_event.uuid);
    const auto asked = m_store->ledger().shareQuestions();
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(asked.first().held, 0);
    ASSERT_TRUE(m_store->ledger().takeShare(asked.first(), 1));

    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::WalkIn);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::EventFull) << "99 are other doors'";

    const auto captures = m_store->captures().inState(OutboxState::Queued, 10);
    ASSERT_TRUE(captures && captures->size() == 2);
    EXPECT_FALSE(captures->at(0).capture.isWaiting);
    EXPECT_TRUE(captures->at(1).capture.isWaiting)
        << "so the server knows what the person was told";
    EXPECT_EQ(m_store->ledger().shareQuestions().first().held, 0);
    EXPECT_EQ(m_store->ledger().shareQuestions().first().lastSequence, 2);
}

TEST_F(CaptureLedgerTest, SeatsGivenAwayWhileTheAnswerCameAreNotInIt)
{
    limitTo(100);
    m_store->ledger().openDoor(m_event.uuid);
    ASSERT_TRUE(m_store->ledger().takeShare(m_store->ledger().shareQuestions().first(), 5));
    const auto asked = m_store->ledger().shareQuestions().first();
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::WalkIn);

    const auto next = m_store->ledger().takeShare(asked, 1);

    ASSERT_TRUE(next && *next) << "what was given back is told at once";
    EXPECT_EQ((*next)->held, 0);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::EventFull);
    const auto last = m_store->ledger().takeShare(**next, std::nullopt);
    ASSERT_TRUE(last);
    EXPECT_FALSE(*last);
    EXPECT_EQ(m_store->ledger().shareQuestions().first().held, 0) << "asked again while it is open";
}

TEST_F(CaptureLedgerTest, AShareOutlivesTheProgram)
{
    limitTo(100);
    m_store->ledger().openDoor(m_event.uuid);
    ASSERT_TRUE(m_store->ledger().takeShare(m_store->ledger().shareQuestions().first(), 2));
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::WalkIn);

    CaptureLedger restarted(m_store->database(), m_store->meta(), m_store->captures(),
                            m_store->reader(), m_clock);
    ASSERT_TRUE(restarted.load());

    const auto questions = restarted.shareQuestions();
    ASSERT_EQ(questions.size(), 1) << "what it holds it still says";
    EXPECT_EQ(questions.first().held, 1);
}

TEST_F(CaptureLedgerTest, WhoKeepsOnlyOwnAttendanceHoldsNoSeats)
{
    open(Role::Employee);
    put(m_event);
    limitTo(100);
    m_store->ledger().openDoor(m_event.uuid);
    EXPECT_TRUE(m_store->ledger().shareQuestions().isEmpty());
}

TEST_F(CaptureLedgerTest, ADoubleTapIsTheSamePersonWithinTheTimeOfTheSite)
{
    m_store->ledger().setDoubleTap(std::chrono::seconds(20));
    const RecordedCapture first = scan(QStringLiteral("A1"));
    EXPECT_EQ(first.finding, Finding::WalkIn);
    m_clock.advance(std::chrono::seconds(19));
    EXPECT_EQ(scan(QStringLiteral("L2")).finding, Finding::WalkIn) << "somebody else";
    const RecordedCapture second = scan(QStringLiteral("A1"));
    EXPECT_EQ(second.finding, Finding::ReadTwice);
    EXPECT_EQ(second.alreadyInAt, first.at) << "and since when";
    EXPECT_EQ(second.confirmedCount, 2);
    EXPECT_NE(second.uuid, first.uuid) << "recorded as it was read";
    m_clock.advance(std::chrono::seconds(21));
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::AlreadyIn);
    EXPECT_EQ(m_store->captures().counts()->waiting, 4) << "all of them are sent";

    m_store->ledger().setDoubleTap(std::chrono::seconds(0));
    m_clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::AlreadyIn);
}

TEST_F(CaptureLedgerTest, InOrOutIsKnownWithoutANetworkAndAfterARestart)
{
    const QString badge = QStringLiteral("A1");
    EXPECT_EQ(scan(badge, Direction::Leaving).finding, Finding::NotIn);
    m_clock.advance(std::chrono::minutes(5));
    EXPECT_EQ(scan(badge).finding, Finding::WalkIn);
    m_clock.advance(std::chrono::minutes(5));
    const RecordedCapture left = scan(badge, Direction::Leaving);
    EXPECT_EQ(left.finding, Finding::Left);
    EXPECT_EQ(left.confirmedCount, 1);
    EXPECT_EQ(left.leftCount, 1);
    m_clock.advance(std::chrono::minutes(5));

    m_store->ledger().forgetPresence();
    const RecordedCapture again = scan(badge, Direction::Leaving);
    EXPECT_EQ(again.finding, Finding::AlreadyOut);
    EXPECT_EQ(again.leftAt, left.at);
    m_clock.advance(std::chrono::minutes(5));

    m_store->ledger().forgetPresence();
    const RecordedCapture back = scan(badge);
    EXPECT_EQ(back.finding, Finding::BackIn);
    EXPECT_EQ(back.leftCount, 0);
    m_store->ledger().forgetPresence();
    EXPECT_EQ(m_store->ledger().countsOf(m_event.uuid)->left, 0);
    m_clock.advance(std::chrono::minutes(5));
    EXPECT_EQ(scan(badge).finding, Finding::AlreadyIn);
    EXPECT_EQ(m_store->captures().counts()->waiting, 6) << "all of them are sent";
}

TEST_F(CaptureLedgerTest, WhoLeftByAnotherDoorIsOutHereToo)
{
    const QString badge = QStringLiteral("A1");
    EXPECT_EQ(scan(badge).finding, Finding::WalkIn);
    Attendance served;
    served.id = AttendanceId(1);
    served.uuid = capturedAttendanceUuid(m_event.uuid, m_ana.id);
    served.eventUuid = m_event.uuid;
    served.userUuid = m_ana.uuid;
    served.status = AttendanceStatus::Confirmed;
    served.attendedAt = m_clock.now();
    m_clock.advance(std::chrono::minutes(5));
    served.leftAt = m_clock.now();
    served.revision = 2;
    put(served);
    m_clock.advance(std::chrono::minutes(5));

    EXPECT_EQ(m_store->ledger().countsOf(m_event.uuid)->left, 1);
    EXPECT_EQ(scan(badge).finding, Finding::BackIn);
    put(served); // The server has not heard of it yet.
    EXPECT_EQ(m_store->ledger().countsOf(m_event.uuid)->left, 0);
    EXPECT_EQ(scan(badge, Direction::Leaving).finding, Finding::Left);
}

TEST_F(CaptureLedgerTest, WhoComesAfterBeingTakenOffTheListHasCome)
{
    registerFor(m_ana, AttendanceStatus::Cancelled);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::WalkIn);
}

TEST_F(CaptureLedgerTest, WhoWasSeenBeforeBeingTakenOffTheListIsForHumanResources)
{
    m_clock.advance(std::chrono::hours(1)); // The server's clock is ahead of the station's.
    registerFor(m_ana, AttendanceStatus::Cancelled);
    m_clock.advance(-std::chrono::hours(1));
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::RegistrationCancelled);
    EXPECT_EQ(confirmed(), 0);
}

TEST_F(CaptureLedgerTest, NobodyPutsOneselfBackOnTheList)
{
    open(Role::Employee);
    put(m_event);
    put(m_ana);
    registerFor(m_ana, AttendanceStatus::Cancelled);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::RegistrationCancelled);
}

TEST_F(CaptureLedgerTest, AnInactiveEventHasNobodyIn)
{
    m_event.isActive = false;
    put(m_event);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::EventInactive);
    EXPECT_EQ(scan(QStringLiteral("A1")).finding, Finding::EventInactive);
    EXPECT_EQ(confirmed(), 0);
}

TEST_F(CaptureLedgerTest, WhatIsSetAsideIsListedByThePersonsName)
{
    person(13, QStringLiteral("X3"), false);
    static_cast<void>(scan(QStringLiteral("X3")));
    m_store->touch(StorePart::Outbox);
    const auto news = m_store->news(StorePart::Outbox);
    ASSERT_TRUE(news);
    ASSERT_EQ(news->outbox.size(), 1);
    EXPECT_EQ(news->outbox.first().subject, QStringLiteral("Persona 13"));
}

TEST_F(CaptureLedgerTest, ACaptureCarriesWhatTheClockOnTheWallShowed)
{
    struct Moment
    {
        const char *zone;
        const char16_t *at;
        int offset; ///< Minutes.
    };
    const Moment moments[] = {
        {"Europe/Madrid", u"2026-10-25T00:30:00Z", 120}, // 2:30
        {"Europe/Madrid", u"2026-10-25T01:30:00Z", 60},  // 2:30 again
        {"Europe/Madrid", u"2026-03-29T01:30:00Z", 120}, // 3:30, there is no 2:30
        {"Australia/Lord_Howe", u"2026-01-15T00:00:00Z", 660},
        {"Asia/Kolkata", u"2026-01-15T00:00:00Z", 330},
        {"America/Caracas", u"2038-01-19T03:14:08Z", -240},
        {"America/New_York", u"2040-07-01T00:00:00Z", -240},
        {"CET-1CEST", u"2026-07-01T00:00:00Z", 120}, // a name that is none of the IANA's
        // It moved a zone to the west, at midnight, without any summer time.
        {"Asia/Almaty", u"2024-02-29T17:30:00Z", 360}, // 23:30
        {"Asia/Almaty", u"2024-02-29T18:30:00Z", 300}, // 23:30 again
    };
    for (const Moment &moment : moments) {
        SCOPED_TRACE(std::string(moment.zone) + " " + QString::fromUtf16(moment.at).toStdString());
        const ZoneOracle zone(moment.zone);
        const Timestamp at = *Wire::fromIso(QString::fromUtf16(moment.at));
        m_clock.setWallClock(at);
        ASSERT_EQ(zone.at(at).offset, moment.offset * 60);

        ASSERT_TRUE(m_store->ledger().record(m_event.uuid, QStringLiteral("A1"),
                                             CaptureMethod::Badge, Direction::Arriving));
        const Capture capture = m_store->captures().queued(1000, {}, {})->last().capture;
        EXPECT_EQ(capture.capturedAt, at);
        EXPECT_EQ(capture.utcOffset, std::chrono::minutes(moment.offset));
        EXPECT_EQ(capture.zone, QString::fromLatin1(moment.zone));
    }
}
