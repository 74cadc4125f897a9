// SPDX-License-Identifier: GPL-3.0-or-later
// What lies before the local window: fetched when asked for, kept until the window moves.
#include "clientdesk.h"
#include "domain/localwindow.h"
#include "support/printers.h"
#include "wire/isotime.h"

#include <QJsonDocument>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

using Break = FakeServer::Break;

class HistoryTest : public ClientDesk
{
protected:
    HistoryTest()
    {
        putEvent(m_recent, 15, 21);
        m_server.put("attendance", {{QStringLiteral("uuid"), toText(makeUuidV7())},
                                    {QStringLiteral("eventId"), 21},
                                    {QStringLiteral("userId"), 12},
                                    {QStringLiteral("status"), QStringLiteral("CONFIRMED")},
                                    {QStringLiteral("eventUuid"), toText(m_recent.value())},
                                    {QStringLiteral("userUuid"), toText(Luis.value())}});
        m_server.put("evaluation", {{QStringLiteral("uuid"), toText(makeUuidV7())},
                                    {QStringLiteral("eventId"), 21},
                                    {QStringLiteral("userId"), 12},
                                    {QStringLiteral("status"), QStringLiteral("GRADED")},
                                    {QStringLiteral("score"), 9},
                                    {QStringLiteral("answers"), QJsonArray()},
                                    {QStringLiteral("eventUuid"), toText(m_recent.value())},
                                    {QStringLiteral("userUuid"), toText(Luis.value())}});
        // Years in which there was nothing lie between.
        putEvent(m_ancient, 70, 22);
    }

    void putEvent(EventUuid uuid, int monthsAgo, int id)
    {
        m_server.put("event",
                     {{QStringLiteral("uuid"), toText(uuid.value())},
                      {QStringLiteral("id"), id},
                      {QStringLiteral("title"), QStringLiteral("Antiguo")},
                      {QStringLiteral("date"),
                       QString::fromLatin1(Wire::toIso(monthsBefore(m_clock.now(), monthsAgo)))},
                      {QStringLiteral("duration"), 60},
                      {QStringLiteral("status"), QStringLiteral("ACTIVE")},
                      {QStringLiteral("isActive"), true},
                      {QStringLiteral("creatorId"), 2},
                      {QStringLiteral("registration"), QStringLiteral("OPEN")},
                      {QStringLiteral("questions"), QJsonArray()}});
    }

    [[nodiscard]] Result<void> fetchOlder() { return valueOf(engine().history().fetchOlder()); }
    [[nodiscard]] qsizetype events() { return engine().events().events()->size(); }
    [[nodiscard]] qsizetype evaluations()
    {
        return valueOf(engine().evaluations().find({})).value_or(QList<EvaluationRow>()).size();
    }

    const EventUuid m_recent{makeUuidV7()};
    const EventUuid m_ancient{makeUuidV7()};
};

} // namespace

TEST_F(HistoryTest, IsFetchedAYearAtATimeAndKept)
{
    signIn();
    const Timestamp window = windowStart(m_clock.now());
    ASSERT_TRUE(waitFor([this] { return events() == 1; }));
    EXPECT_EQ(engine().history().shownSince(), window);
    EXPECT_TRUE(engine().history().hasOlder());
    EXPECT_EQ(evaluations(), 0);

    ASSERT_TRUE(fetchOlder());
    EXPECT_EQ(events(), 2);
    EXPECT_EQ(engine().history().shownSince(), monthsBefore(window, 12));
    const auto rows = valueOf(engine().attendances().ofEvent(m_recent));
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1);
    EXPECT_EQ(rows->first().personName, QStringLiteral("Luis Peña"));
    EXPECT_EQ(evaluations(), 1);

    // Neither the next reading of the feed nor a restart takes it away.
    ASSERT_TRUE(settle());
    EXPECT_EQ(events(), 2);
    restart();
    ASSERT_TRUE(valueOf(engine().session().resume()));
    EXPECT_EQ(events(), 2);
    EXPECT_EQ(engine().history().shownSince(), monthsBefore(window, 12));
    ASSERT_TRUE(settle());
    EXPECT_EQ(events(), 2);
    EXPECT_EQ(evaluations(), 1);

    ASSERT_TRUE(fetchOlder());
    EXPECT_EQ(events(), 3);
    EXPECT_FALSE(engine().history().hasOlder());
    const int requests = m_server.count("GET", "/sync/changes");
    EXPECT_TRUE(fetchOlder()) << "nothing older is no error";
    EXPECT_EQ(m_server.count("GET", "/sync/changes"), requests);
}

TEST_F(HistoryTest, GoesWhenTheWindowMoves)
{
    signIn();
    ASSERT_TRUE(fetchOlder());
    ASSERT_EQ(events(), 2);
    m_clock.advance(std::chrono::hours(24));
    m_server.setTime(QString::fromLatin1(Wire::toIso(m_clock.now())));
    ASSERT_TRUE(settle());
    EXPECT_TRUE(waitFor([this] { return events() == 1; }));
    EXPECT_EQ(engine().history().shownSince(), windowStart(m_clock.now()));
    EXPECT_TRUE(engine().history().hasOlder());
    EXPECT_EQ(evaluations(), 0);
}

TEST_F(HistoryTest, SaysThatItNeedsTheServer)
{
    EXPECT_EQ(fetchOlder().error().code, ErrorCode::Conflict) << "nobody is signed in";
    signIn();
    m_server.setOnline(false);
    EXPECT_EQ(fetchOlder().error().code, ErrorCode::Network);
    EXPECT_EQ(engine().history().shownSince(), windowStart(m_clock.now()));
    EXPECT_FALSE(engine().history().isFetching());
}

TEST_F(HistoryTest, OneFetchAtATime)
{
    signIn();
    const auto first = engine().history().fetchOlder();
    EXPECT_TRUE(engine().history().isFetching());
    EXPECT_EQ(fetchOlder().error().code, ErrorCode::Conflict);
    EXPECT_TRUE(valueOf(first));
}

TEST_F(HistoryTest, AnInterruptedFetchLeavesNothing)
{
    signIn();
    const QByteArray half =
        QJsonDocument(
            QJsonObject{
                {QStringLiteral("changes"),
                 QJsonArray{QJsonObject{{QStringLiteral("entity"), QStringLiteral("event")},
                                        {QStringLiteral("uuid"), toText(m_recent.value())},
                                        {QStringLiteral("op"), QStringLiteral("upsert")},
                                        {QStringLiteral("revision"), 1},
                                        {QStringLiteral("data"),
                                         m_server.record("event", toText(m_recent.value()))}}}},
                {QStringLiteral("cursor"), QStringLiteral("half")},
                {QStringLiteral("hasMore"), true},
                {QStringLiteral("epoch"), QStringLiteral("1")},
                {QStringLiteral("serverTime"), QString::fromLatin1(Wire::toIso(m_clock.now()))}})
            .toJson();
    m_server.breakNext({"/sync/changes", Break::Status, 200, half});
    m_server.breakNext({"/sync/changes", Break::Status, 503});
    EXPECT_FALSE(fetchOlder());
    ASSERT_TRUE(settle());
    EXPECT_TRUE(waitFor([this] { return events() == 1; }));
    EXPECT_EQ(engine().history().shownSince(), windowStart(m_clock.now()));

    ASSERT_TRUE(fetchOlder());
    EXPECT_EQ(events(), 2);
}
