// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientdesk.h"
#include "support/printers.h"
#include "sync/runspacing.h"

#include <QElapsedTimer>
#include <QUrlQuery>

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace std::chrono_literals;

namespace {

using Break = FakeServer::Break;
using Finding = RecordedCapture::Finding;

class CaptureSyncTest : public ClientDesk
{
protected:
    [[nodiscard]] std::optional<AttendanceRow> rowOf(UserUuid person)
    {
        for (const AttendanceRow &row : attendances()) {
            if (row.attendance.userUuid == person) {
                return row;
            }
        }
        return std::nullopt;
    }

    void cancel(const Attendance &attendance)
    {
        UpdateAttendance update{attendance, attendance};
        update.after.status = AttendanceStatus::Cancelled;
        submit(update);
    }

    /// What the real server makes of Luis's capture.
    void confirmLuis(const QString &uuid)
    {
        m_server.put("attendance", {{QStringLiteral("uuid"), uuid},
                                    {QStringLiteral("eventId"), 7},
                                    {QStringLiteral("userId"), 12},
                                    {QStringLiteral("status"), QStringLiteral("CONFIRMED")},
                                    {QStringLiteral("eventUuid"), toText(TheEvent.value())},
                                    {QStringLiteral("userUuid"), toText(Luis.value())}});
    }
};

} // namespace

TEST_F(CaptureSyncTest, ThePersonAtTheDoorIsToldTheSameWithAndWithoutANetwork)
{
    for (const bool isOnline : {true, false}) {
        SCOPED_TRACE(isOnline ? "online" : "offline");
        restart();
        signIn();
        m_server.setOnline(isOnline);
        const auto ana = capture(QStringLiteral("A1"));
        ASSERT_TRUE(ana);
        if (isOnline) {
            EXPECT_EQ(ana->finding, Finding::Confirmed) << "she was registered";
            EXPECT_EQ(ana->personName, QStringLiteral("Ana Núñez"));
            EXPECT_EQ(ana->department, QStringLiteral("Finanzas"));
            EXPECT_EQ(ana->confirmedCount, 1);
            const auto luis = capture(QStringLiteral(" L2 "));
            ASSERT_TRUE(luis);
            EXPECT_EQ(luis->finding, Finding::WalkIn);
            EXPECT_EQ(luis->confirmedCount, 2);
        }
        m_clock.advance(std::chrono::minutes(1));
        const auto again = capture(QStringLiteral("A1"));
        ASSERT_TRUE(again);
        EXPECT_EQ(again->finding, Finding::AlreadyIn);
        ASSERT_TRUE(again->alreadyInAt);
        EXPECT_LT(*again->alreadyInAt, again->at);
        EXPECT_EQ(again->confirmedCount, 2);
        EXPECT_EQ(capture(QStringLiteral("nadie"))->finding, Finding::UnknownCode);
        EXPECT_FALSE(capture(QStringLiteral("  ")));
        m_server.setOnline(true);
        ASSERT_TRUE(settle());
    }
}

TEST_F(CaptureSyncTest, ACaptureArrivesOnceInEveryWeather)
{
    signIn();
    const QList<FakeServer::Fault> faults = {
        {"/sync/captures", Break::LoseAnswer},
        {"/sync/captures", Break::LoseRequest},
        {"/sync/captures", Break::Portal},
        {"/sync/captures", Break::Status, 503, {}, "Retry-After: 1\r\n"},
        {"/sync/captures", Break::Unauthorized},
        {"/sync/captures", Break::Status, 200, "{\"results\":[]}"},
    };
    QSet<QString> recorded;
    for (const FakeServer::Fault &fault : faults) {
        m_server.breakNext(fault);
        const auto captured = capture(QStringLiteral("A1"));
        ASSERT_TRUE(captured);
        recorded.insert(toText(captured->uuid.value()));
        ASSERT_TRUE(settle());
    }
    const QList<QString> ledger = m_server.ledger().keys();
    EXPECT_EQ(QSet<QString>(ledger.begin(), ledger.end()), recorded);
}

TEST_F(CaptureSyncTest, ACaptureThatWasGivenUpIsKeptAndCanBePutBack)
{
    signIn();
    m_server.setOnline(false);
    const auto captured = capture(QStringLiteral("A1"));
    ASSERT_TRUE(captured);
    const QUuid uuid = captured->uuid.value();
    ASSERT_TRUE(valueOf(engine().tray().discard(uuid, QStringLiteral("otra persona"))));
    restart();
    m_server.setOnline(true);
    ASSERT_TRUE(trySignIn());
    ASSERT_TRUE(settle());
    EXPECT_TRUE(m_server.ledger().isEmpty());
    ASSERT_EQ(engine().tray().givenUp().size(), 1);
    EXPECT_EQ(engine().tray().givenUp().first().subject, QStringLiteral("Ana Núñez"));

    ASSERT_TRUE(valueOf(engine().tray().putBack(uuid)));
    ASSERT_TRUE(settle());
    EXPECT_EQ(m_server.ledger().keys(), QList<QString>{toText(uuid)});
}

TEST_F(CaptureSyncTest, WhatWaitsIsSentSoonAfterTheServerServesAgain)
{
    signIn();
    m_server.breakNext({"/sync/captures", Break::Status, 503, {}, "Retry-After: 300\r\n"});
    m_server.breakNext({"/sync/changes", Break::Status, 503});
    m_server.breakNext({"/ready", Break::Status, 503});

    ASSERT_TRUE(capture(QStringLiteral("A1")));

    // It could not serve, was seen so, and says now that it can.
    EXPECT_TRUE(waitFor([this] { return m_server.ledger().size() == 1; }, 20s));
    EXPECT_EQ(m_server.count("GET", "/ready"), 2);
}

TEST_F(CaptureSyncTest, AServerThatCameBackUnseenIsNotWaitedForLong)
{
    signIn();
    constexpr int Failures = 5; // after which a pause may last 16 s
    for (int i = 0; i < Failures; ++i) {
        m_server.breakNext({"/sync/captures", Break::Status, 503});
        m_server.breakNext({"/sync/changes", Break::Status, 503});
    }

    ASSERT_TRUE(capture(QStringLiteral("A1")));

    EXPECT_TRUE(waitFor([this] { return m_server.ledger().size() == 1; }, 20s));
    EXPECT_EQ(m_server.count("POST", "/sync/captures"), Failures + 1);
    // The first time it says that it serves, it is tried: nobody asks a second time.
    int unheeded = 0;
    for (const FakeServer::Request &request : m_server.requests()) {
        unheeded = request.path == "/ready" ? unheeded + 1 : 0;
        EXPECT_LT(unheeded, 2);
    }
}

TEST_F(CaptureSyncTest, AnAnswerThatNeverComesIsNotWaitedForWhenTheServerCanBeReached)
{
    signIn();
    m_server.breakNext({"/sync/captures", Break::Hang});

    ASSERT_TRUE(capture(QStringLiteral("A1")));

    EXPECT_TRUE(waitFor([this] { return valueOf(engine().unsentCount()) == 0; }, 20s));
    EXPECT_EQ(m_server.ledger().size(), 1);
    EXPECT_EQ(m_server.count("POST", "/sync/captures"), 2);
}

TEST_F(CaptureSyncTest, WhatIsCapturedInQuickSuccessionGoesTogether)
{
    signIn();
    ASSERT_TRUE(settle());
    const int before = m_server.count("POST", "/sync/captures");
    QElapsedTimer timer;
    timer.start();

    for (int captured = 0; captured < 60; ++captured) {
        ASSERT_TRUE(capture(QStringLiteral("A1")));
    }

    // On whatever machine: the first at once, and then one a RunSpacing.
    EXPECT_LE(m_server.count("POST", "/sync/captures") - before,
              timer.elapsed() / RunSpacing.count() + 2);
    ASSERT_TRUE(settle());
    EXPECT_EQ(m_server.ledger().size(), 60);
}

TEST_F(CaptureSyncTest, ADoorWithoutAPauseLearnsWhatOthersDo)
{
    signIn();
    ASSERT_TRUE(settle());
    const int pulls = m_server.count("GET", "/sync/changes");
    int captured = 0;

    while (m_server.count("GET", "/sync/changes") == pulls && captured < 2000) {
        ASSERT_TRUE(capture(QStringLiteral("A1")));
        ++captured;
    }

    EXPECT_GT(m_server.count("GET", "/sync/changes"), pulls) << captured << " captures";
    ASSERT_TRUE(settle());
    EXPECT_EQ(m_server.ledger().size(), captured);
}

TEST_F(CaptureSyncTest, SequencesHaveNoGapAcrossRestarts)
{
    signIn();
    m_server.setOnline(false);
    for (int start = 0; start < 3; ++start) {
        for (int i = 0; i < 4; ++i) {
            ASSERT_TRUE(capture(QStringLiteral("A1")));
        }
        restart();
        ASSERT_TRUE(valueOf(engine().session().resume()));
    }
    m_server.setOnline(true);
    ASSERT_TRUE(settle());

    QSet<qint64> sequences;
    QSet<QString> devices;
    for (const QJsonObject &capture : m_server.ledger()) {
        sequences.insert(capture.value(u"deviceSequence").toInteger());
        devices.insert(capture.value(u"deviceId").toString());
        EXPECT_TRUE(capture.value(u"anchorAt").isString()) << "the server's clock was seen";
    }
    EXPECT_EQ(devices.size(), 1);
    EXPECT_EQ(sequences, (QSet<qint64>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
}

TEST_F(CaptureSyncTest, AMalformedCaptureDoesNotHoldUpTheRest)
{
    signIn();
    m_server.setOnline(false);
    m_server.setOutcome(QStringLiteral("MAL"), QStringLiteral("refused"));
    m_server.setOutcome(QStringLiteral("DUDA"), QStringLiteral("review"));
    for (const QString &code : {QStringLiteral("A1"), QStringLiteral("MAL"), QStringLiteral("DUDA"),
                                QStringLiteral("L2")}) {
        ASSERT_TRUE(capture(code));
    }
    m_server.setOnline(true);
    ASSERT_TRUE(settle());
    ASSERT_TRUE(waitFor([this] { return tray().size() == 2; }));
    EXPECT_EQ(m_server.ledger().size(), 3);
    for (const OutboxItem &item : tray()) {
        const bool isRefused = item.subject == u"MAL";
        EXPECT_EQ(item.state, isRefused ? OutboxState::Rejected : OutboxState::Review);
        EXPECT_FALSE(item.command);
    }
    EXPECT_EQ(engine().sync().attentionCount(), 2);
    EXPECT_EQ(engine().sync().reviewCount(), 1);
    EXPECT_EQ(engine().sync().waitingCount(), 0) << "what a person has to decide waits for no sync";
}

TEST_F(CaptureSyncTest, WhomTheServerSetsAsideIsNotInAnyMore)
{
    signIn();
    m_server.setOutcome(QStringLiteral("A1"), QStringLiteral("review"));
    const auto first = capture(QStringLiteral("A1"));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->finding, Finding::Confirmed) << "as far as is known here";
    EXPECT_EQ(first->confirmedCount, 1);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(waitForState(OutboxState::Review));

    EXPECT_TRUE(waitFor([this] { return engine().events().events()->first().confirmed == 0; }));
    const auto again = capture(QStringLiteral("A1"));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->finding, Finding::Confirmed) << "not “already in”";
    EXPECT_EQ(again->confirmedCount, 1);
    ASSERT_TRUE(settle());
}

TEST_F(CaptureSyncTest, WhoIsSentAgainIsInAgain)
{
    signIn();
    m_server.setOutcome(QStringLiteral("A1"), QStringLiteral("refused"));
    const auto refused = capture(QStringLiteral("A1"));
    ASSERT_TRUE(refused);
    ASSERT_TRUE(settle());
    ASSERT_TRUE(waitForState(OutboxState::Rejected));
    EXPECT_TRUE(waitFor([this] { return engine().events().events()->first().confirmed == 0; }));

    m_server.setOnline(false);
    ASSERT_TRUE(valueOf(engine().tray().retry(refused->uuid.value())));
    m_clock.advance(std::chrono::minutes(2)); // no double tap
    EXPECT_EQ(capture(QStringLiteral("A1"))->finding, Finding::AlreadyIn);
}

TEST_F(CaptureSyncTest, ACaptureThatTheServerFailsAtDoesNotHoldUpTheRest)
{
    signIn();
    m_server.setOnline(false);
    for (const QString &code : {QStringLiteral("A1"), QStringLiteral("L2"), QStringLiteral("A1")}) {
        ASSERT_TRUE(capture(code));
    }
    for (int i = 0; i < 2; ++i) { // the batch, then the first half
        m_server.breakNext({"/sync/captures", Break::Status, 500});
    }
    m_server.setOnline(true);
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return m_server.ledger().size() == 2; }));
    ASSERT_TRUE(settle());
    EXPECT_EQ(m_server.ledger().size(), 3);
}

TEST_F(CaptureSyncTest, ListsShowWhoIsInBeforeTheServerKnows)
{
    signIn();
    m_server.setOnline(false);
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    ASSERT_TRUE(capture(QStringLiteral("L2")));

    const QList<AttendanceRow> rows = attendances();
    ASSERT_EQ(rows.size(), 2);
    for (const AttendanceRow &row : rows) {
        EXPECT_EQ(row.attendance.status, AttendanceStatus::Confirmed);
        EXPECT_TRUE(row.isPendingSync);
        EXPECT_FALSE(row.personName.isEmpty());
    }
    EXPECT_TRUE(waitFor([this] {
        return engine().events().events()->first().confirmed == 2 &&
               engine().sync().waitingCount() == 2;
    }));
}

TEST_F(CaptureSyncTest, AWalkInCanBeCancelledBeforeTheServerKnows)
{
    const QString derived = toText(capturedAttendanceUuid(TheEvent, UserId(12)).value());
    // The server may have had a registration under a name of its own.
    for (const QString &uuid : {derived, QStringLiteral("01910000-0000-7000-8000-0000000000a9")}) {
        SCOPED_TRACE(uuid.toStdString());
        restart();
        signIn();
        m_server.setOnline(false);
        const auto captured = capture(QStringLiteral("L2"));
        ASSERT_TRUE(captured);
        m_clock.advance(std::chrono::minutes(1));
        const auto walkIn = rowOf(Luis);
        ASSERT_TRUE(walkIn);
        cancel(walkIn->attendance);
        ASSERT_TRUE(rowOf(Luis));
        EXPECT_EQ(rowOf(Luis)->attendance.status, AttendanceStatus::Cancelled);

        m_server.setOnline(true);
        engine().sync().syncNow();
        ASSERT_TRUE(
            waitFor([&] { return m_server.ledger().contains(toText(captured->uuid.value())); }));
        confirmLuis(uuid);
        ASSERT_TRUE(settle());
        EXPECT_EQ(m_server.record("attendance", uuid).value(u"status").toString(),
                  QStringLiteral("CANCELLED"));
        EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
        ASSERT_TRUE(rowOf(Luis));
        EXPECT_EQ(rowOf(Luis)->attendance.status, AttendanceStatus::Cancelled);
        EXPECT_EQ(engine().sync().attentionCount(), 0);
        m_server.remove("attendance", uuid);
    }
}

TEST_F(CaptureSyncTest, ARegistrationCancelledAfterItsCaptureIsShownCancelled)
{
    signIn();
    m_server.setOnline(false);
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    m_clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(rowOf(Ana));
    cancel(rowOf(Ana)->attendance);
    EXPECT_EQ(rowOf(Ana)->attendance.status, AttendanceStatus::Cancelled);
    m_clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    EXPECT_EQ(rowOf(Ana)->attendance.status, AttendanceStatus::Confirmed);
}

TEST_F(CaptureSyncTest, TenThousandDrainInTenSeconds)
{
    signIn();
    m_server.setOnline(false);
    constexpr int Captures = 10'000;
    QList<double> times;
    times.reserve(Captures);
    for (int i = 0; i < Captures; ++i) {
        QElapsedTimer timer;
        timer.start();
        ASSERT_TRUE(capture(QStringLiteral("A1")));
        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    RecordProperty("capture_p50_us", static_cast<int>(times.at(Captures / 2) * 1000));
    RecordProperty("capture_p99_us", static_cast<int>(times.at(Captures * 99 / 100) * 1000));

    m_server.setOnline(true);
    QElapsedTimer timer;
    timer.start();
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return m_server.ledger().size() == Captures; }));
    const qint64 drained = timer.elapsed();
    RecordProperty("drain_ms", static_cast<int>(drained));
    std::printf("capture p50 %.2f ms, p99 %.2f ms; 10,000 drained in %lld ms\n",
                times.at(Captures / 2), times.at(Captures * 99 / 100),
                static_cast<long long>(drained));
    EXPECT_LT(drained, 10'000);
}

TEST_F(CaptureSyncTest, TheServerIsToldForHowLongTheOldestWaits)
{
    signIn();
    const auto told = [this] {
        const QList<FakeServer::Request> &all = m_server.requests();
        const auto last = std::find_if(all.rbegin(), all.rend(), [](const auto &request) {
            return request.path == "/sync/changes";
        });
        const QByteArray query = last == all.rend() ? QByteArray() : last->query;
        return QUrlQuery(QString::fromLatin1(query)).queryItemValue(QStringLiteral("unsent"));
    };
    EXPECT_EQ(told(), QString());
    m_server.breakNext({"/sync/captures", Break::Status, 500});
    m_server.breakNext({"/sync/captures", Break::Status, 500});
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    m_clock.advance(std::chrono::seconds(700));

    engine().sync().syncNow();

    ASSERT_TRUE(waitFor([&told] { return told().toInt() >= 700; })) << qPrintable(told());
    EXPECT_LT(told().toInt(), 710);
    m_server.mend();
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return engine().sync().waitingCount() == 0; }));
    ASSERT_TRUE(settle());
    engine().sync().syncNow();
    EXPECT_TRUE(waitFor([&told] { return told().isEmpty(); }));
}

TEST_F(CaptureSyncTest, AStandstillIsToldAndEndedByConnectingAnew)
{
    signIn();
    m_server.breakNext({"/sync/captures", Break::Hang});
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    ASSERT_TRUE(waitFor(
        [this] { return engine().sync().waitingCount() == 1 && m_server.ledger().size() == 1; }));
    ASSERT_FALSE(engine().sync().isStalled());
    bool wasStalled = false;
    const QObject scope; // The engine says more when it closes.
    QObject::connect(&engine().sync(), &SyncStatus::changed, &scope,
                     [&] { wasStalled = wasStalled || engine().sync().isStalled(); });

    m_clock.advance(std::chrono::seconds(61));

    ASSERT_TRUE(waitFor([this] { return engine().sync().waitingCount() == 0; }));
    EXPECT_TRUE(wasStalled);
    EXPECT_FALSE(engine().sync().isStalled());
    EXPECT_EQ(m_server.count("POST", "/sync/captures"), 2);
    EXPECT_EQ(m_server.ledger().size(), 1);
    ASSERT_TRUE(settle());
    int told = 0;
    for (const FakeServer::Request &request : m_server.requests()) {
        told += request.path == "/sync/changes" && request.query.contains("stalls=1") ? 1 : 0;
    }
    EXPECT_EQ(told, 1);
}
