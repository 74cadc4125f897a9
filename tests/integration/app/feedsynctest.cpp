// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientdesk.h"
#include "support/printers.h"

#include <QTimeZone>

#include <algorithm>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class FeedSyncTest : public ClientDesk
{};

} // namespace

TEST_F(FeedSyncTest, TheFirstCopyIsComplete)
{
    signIn();
    EXPECT_EQ(event().title, QStringLiteral("Inducción"));
    ASSERT_EQ(attendances().size(), 1);
    EXPECT_EQ(attendances().first().personName, QStringLiteral("Ana Núñez"));
    EXPECT_EQ(attendances().first().department, QStringLiteral("Finanzas"));
    EXPECT_EQ(engine().events().events()->first().registered, 1);
    EXPECT_TRUE(engine().sync().isOnline());
    EXPECT_TRUE(engine().sync().lastSync());
}

TEST_F(FeedSyncTest, ChangesAndTombstonesArrive)
{
    signIn();
    QJsonObject ana = m_server.record("employee", toText(Ana.value()));
    ana.insert(QStringLiteral("name"), QStringLiteral("Ana Ñáñez"));
    m_server.put("employee", ana);
    m_server.remove("employee", toText(Luis.value()));
    ASSERT_TRUE(settle());

    ASSERT_TRUE(waitFor([this] { return engine().people().people()->size() == 1; }));
    const auto people = engine().people().people();
    EXPECT_EQ(people->text(people->indexOf(Ana), PeopleSnapshot::Text::Name),
              QStringLiteral("Ana Ñáñez"));
    EXPECT_EQ(people->indexOf(Luis), -1);
}

TEST_F(FeedSyncTest, ManyPagesAreReadToTheirEnd)
{
    for (int i = 0; i < 2'500; ++i) {
        const QString uuid = toText(QUuid::createUuid());
        m_server.put("employee", {{QStringLiteral("uuid"), uuid},
                                  {QStringLiteral("name"), QStringLiteral("Persona %1").arg(i)},
                                  {QStringLiteral("email"), QStringLiteral("p%1@e.com").arg(i)},
                                  {QStringLiteral("isActive"), true}});
    }
    m_server.breakNext({"/sync/changes", FakeServer::Break::LoseAnswer});
    ASSERT_TRUE(trySignIn());
    ASSERT_TRUE(settle());
    ASSERT_TRUE(waitFor([this] { return engine().people().people()->size() == 2'502; }));
}

TEST_F(FeedSyncTest, ANewEpochStartsOverAndKeepsWhatIsOurs)
{
    signIn();
    m_server.setOnline(false);
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    submit(withTitle(QStringLiteral("Pendiente")));
    m_server.remove("employee", toText(Luis.value()));
    m_server.startEpoch();
    m_server.breakNext({"/events", FakeServer::Break::Status, 409});
    m_server.setOnline(true);
    ASSERT_TRUE(settle());

    ASSERT_TRUE(waitFor([this] { return engine().people().people()->size() == 1; }));
    EXPECT_EQ(m_server.ledger().size(), 1);
    ASSERT_TRUE(waitForState(OutboxState::Rejected)) << "the outbox is no copy";
    EXPECT_EQ(event().title, QStringLiteral("Pendiente"));
}

TEST_F(FeedSyncTest, AForgottenCursorStartsOver)
{
    signIn();
    m_server.forgetCursors();
    m_server.remove("employee", toText(Luis.value()));
    ASSERT_TRUE(settle());
    ASSERT_TRUE(waitFor([this] { return engine().people().people()->size() == 1; }));
}

TEST_F(FeedSyncTest, AMalformedPageIsNoAcknowledgement)
{
    signIn();
    m_server.breakNext({"/sync/changes", FakeServer::Break::Status, 200, "{\"changes\":7}"});
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return engine().sync().lastError().has_value(); }));
    EXPECT_EQ(engine().sync().lastError()->code, ErrorCode::ProtocolMismatch);
    ASSERT_TRUE(settle());
    EXPECT_FALSE(engine().sync().lastError());
}

TEST_F(FeedSyncTest, ARecordThatCannotBeReadIsLeftOutAndTold)
{
    signIn();
    QJsonObject ana = m_server.record("employee", toText(Ana.value()));
    const QJsonObject good = ana;
    ana.insert(QStringLiteral("name"), 7);
    m_server.put("employee", ana);
    QJsonObject changed = m_server.record("event", toText(TheEvent.value()));
    changed.insert(QStringLiteral("title"), QStringLiteral("Sigue"));
    m_server.put("event", changed);
    ASSERT_TRUE(settle());

    EXPECT_TRUE(waitFor([this] { return event().title == QStringLiteral("Sigue"); }));
    EXPECT_EQ(engine().sync().unreadableCount(), 1);
    EXPECT_FALSE(engine().sync().lastError());
    EXPECT_EQ(engine().people().people()->size(), 2) << "the record as it was stays";

    restart();
    ASSERT_TRUE(valueOf(engine().session().resume()));
    EXPECT_TRUE(waitFor([this] { return engine().sync().unreadableCount() == 1; }));
    m_server.put("employee", good);
    ASSERT_TRUE(settle());
    EXPECT_EQ(engine().sync().unreadableCount(), 0);
}

TEST_F(FeedSyncTest, AnOldEventThatSomebodyEditsComesIntoNoWindow)
{
    signIn();
    QJsonObject old = m_server.record("event", toText(TheEvent.value()));
    old.insert(QStringLiteral("uuid"), toText(makeUuidV7()));
    old.insert(QStringLiteral("id"), 8);
    old.insert(QStringLiteral("date"), QStringLiteral("2020-01-01T12:00:00.000Z"));
    m_server.put("event", old);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(waitFor([this] { return engine().events().events()->size() == 1; }));
}

TEST_F(FeedSyncTest, FiguresAreAskedForTheDaysOfThisComputer)
{
    signIn();
    engine().dashboard().refresh();
    ASSERT_TRUE(waitFor([this] { return m_server.count("GET", "/dashboard") == 1; }));

    const auto asked = std::ranges::find_if(
        m_server.requests(), [](const auto &request) { return request.path == "/dashboard"; });
    EXPECT_EQ(asked->query, "zone=" + QTimeZone::systemTimeZoneId());
}

TEST_F(FeedSyncTest, FiguresThatTheServerCouldNotGiveAreAskedAgain)
{
    signIn();
    m_server.breakNext({"/dashboard", FakeServer::Break::Status, 503});
    engine().dashboard().refresh();
    ASSERT_TRUE(waitFor([this] { return m_server.count("GET", "/dashboard") == 1; }));

    m_clock.advance(std::chrono::minutes(1));
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return m_server.count("GET", "/dashboard") == 2; }));
}
