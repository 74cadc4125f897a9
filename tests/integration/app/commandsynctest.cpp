// SPDX-License-Identifier: GPL-3.0-or-later
// Local change × remote change × connectivity.
#include "clientdesk.h"
#include "support/printers.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

using Break = FakeServer::Break;

struct Weather
{
    const char *name;
    std::optional<FakeServer::Fault> fault;
    bool isOffline = false;
};

const QList<Weather> &weathers()
{
    static const QList<Weather> all = {
        {"fine", std::nullopt},
        {"answer lost", FakeServer::Fault{"/events", Break::LoseAnswer}},
        {"request lost", FakeServer::Fault{"/events", Break::LoseRequest}},
        {"captive portal", FakeServer::Fault{"/events", Break::Portal}},
        {"server error", FakeServer::Fault{"/events", Break::Status, 500}},
        {"throttled", FakeServer::Fault{"/events", Break::Status, 429, {}, "Retry-After: 1\r\n"}},
        {"token expired", FakeServer::Fault{"/events", Break::Unauthorized}},
        {"feed broken", FakeServer::Fault{"/sync/changes", Break::LoseAnswer}},
        {"offline", std::nullopt, true},
    };
    return all;
}

class CommandSyncTest : public ClientDesk
{
protected:
    void begin(const Weather &weather)
    {
        if (weather.fault) {
            m_server.breakNext(*weather.fault);
        }
        if (weather.isOffline) {
            m_server.setOnline(false);
        }
    }

    void changeRemotely(const QString &key, const QJsonValue &value)
    {
        QJsonObject data = m_server.record("event", toText(TheEvent.value()));
        data.insert(key, value);
        m_server.put("event", data);
    }

    [[nodiscard]] QJsonObject serverEvent() const
    {
        return m_server.record("event", toText(TheEvent.value()));
    }
};

} // namespace

TEST_F(CommandSyncTest, AnEditArrivesOnceInEveryWeather)
{
    signIn();
    int edits = 0;
    for (const Weather &weather : weathers()) {
        SCOPED_TRACE(weather.name);
        begin(weather);
        const QString title = QStringLiteral("Edición %1").arg(++edits);
        submit(withTitle(title));
        EXPECT_TRUE(waitFor([&] { return event().title == title; })) << "shown at once";
        m_server.setOnline(true);
        ASSERT_TRUE(settle());
        EXPECT_EQ(serverTitle(), title);
        EXPECT_EQ(serverEvent().value(u"revision").toInt(), 1 + edits) << "carried out once";
        EXPECT_TRUE(waitFor([&] { return event().title == title && tray().isEmpty(); }));
    }
}

TEST_F(CommandSyncTest, OnlyWhatChangedIsSent)
{
    signIn();
    submit(withTitle(QStringLiteral("Otro título")));
    ASSERT_TRUE(settle());

    for (const FakeServer::Request &request : m_server.requests()) {
        if (request.verb == "PATCH") {
            EXPECT_EQ(request.json().keys(), QStringList{QStringLiteral("title")});
            EXPECT_EQ(request.headers.value("if-match"), "\"1\"");
        }
    }
    EXPECT_EQ(m_server.count("PATCH", "/events/7"), 1);
}

TEST_F(CommandSyncTest, DisjointChangesMerge)
{
    signIn();
    m_server.setOnline(false);
    submit(withTitle(QStringLiteral("Mío")));
    changeRemotely(QStringLiteral("location"), QStringLiteral("Sala 9"));
    m_server.setOnline(true);

    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Mío"));
    EXPECT_EQ(serverEvent().value(u"location").toString(), QStringLiteral("Sala 9"));
    EXPECT_TRUE(waitFor([this] { return event().location == QStringLiteral("Sala 9"); }));
}

TEST_F(CommandSyncTest, TheSameFieldIsPutSideBySide)
{
    for (const auto side : {OutboxTray::Side::Mine, OutboxTray::Side::Theirs}) {
        const bool keepsMine = side == OutboxTray::Side::Mine;
        SCOPED_TRACE(keepsMine ? "mine" : "theirs");
        restart();
        signIn();
        const QString before = serverTitle();
        ASSERT_TRUE(waitFor([&] { return event().title == before; }));
        m_server.setOnline(false);
        submit(withTitle(QStringLiteral("Mío")));
        changeRemotely(QStringLiteral("title"), QStringLiteral("Suyo"));
        m_server.setOnline(true);
        engine().sync().syncNow();

        ASSERT_TRUE(waitForState(OutboxState::Conflict));
        const OutboxItem item = tray().first();
        ASSERT_EQ(item.conflicts.size(), 1);
        EXPECT_EQ(item.conflicts.first().field, QStringLiteral("title"));
        EXPECT_EQ(item.conflicts.first().base, before);
        EXPECT_EQ(item.conflicts.first().mine, QStringLiteral("Mío"));
        EXPECT_EQ(item.conflicts.first().theirs, QStringLiteral("Suyo"));
        EXPECT_EQ(serverTitle(), QStringLiteral("Suyo")) << "nothing is overwritten unasked";

        ASSERT_TRUE(valueOf(engine().tray().resolve(item.uuid, {{QStringLiteral("title"), side}})));
        ASSERT_TRUE(settle());
        const QString expected = keepsMine ? QStringLiteral("Mío") : QStringLiteral("Suyo");
        EXPECT_EQ(serverTitle(), expected);
        EXPECT_TRUE(waitFor([&] { return event().title == expected && tray().isEmpty(); }));
        changeRemotely(QStringLiteral("title"), QStringLiteral("Neutral"));
    }
}

TEST_F(CommandSyncTest, ARefusalGoesToTheTrayAndHoldsNothingUp)
{
    signIn();
    m_server.breakNext({"/events/7", Break::Status, 409});
    submit(withTitle(QStringLiteral("Rechazado")));
    UpdateEvent second{event(), event()};
    second.before.title = QStringLiteral("Rechazado");
    second.after.title = QStringLiteral("Rechazado");
    second.after.location = QStringLiteral("Sala 2");
    submit(second);

    ASSERT_TRUE(settle());
    ASSERT_TRUE(waitForState(OutboxState::Rejected));
    EXPECT_EQ(serverEvent().value(u"location").toString(), QStringLiteral("Sala 2"));
    EXPECT_EQ(serverTitle(), QStringLiteral("Inducción"));
    ASSERT_EQ(tray().size(), 1);
    ASSERT_TRUE(tray().first().reason);
    EXPECT_EQ(tray().first().reason->code, ErrorCode::Conflict);
    EXPECT_EQ(engine().sync().attentionCount(), 1);

    // Given up: screens go back to what the server has.
    const QUuid refused = tray().first().uuid;
    ASSERT_TRUE(valueOf(engine().tray().discard(refused, QStringLiteral("un error"))));
    EXPECT_TRUE(waitFor([this] { return event().title == QStringLiteral("Inducción"); }));
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
}

TEST_F(CommandSyncTest, ARefusedCommandCanBeSentAgain)
{
    signIn();
    m_server.breakNext({"/events/7", Break::Status, 403});
    submit(withTitle(QStringLiteral("Otra vez")));
    ASSERT_TRUE(waitForState(OutboxState::Rejected));

    ASSERT_TRUE(valueOf(engine().tray().retry(tray().first().uuid)));
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Otra vez"));
}

TEST_F(CommandSyncTest, WhatWasMadeOfflineIsSentInOrder)
{
    signIn();
    m_server.setOnline(false);
    Event created;
    created.uuid = EventUuid(makeUuidV7());
    created.title = QStringLiteral("Nuevo");
    created.date = m_clock.now() + std::chrono::hours(24);
    submit(CreateEvent{created});
    UpdateEvent update{created, created};
    update.after.title = QStringLiteral("Nuevo, mejor");
    submit(update);
    const auto captured = valueOf(
        engine().captures().record(created.uuid, QStringLiteral("A1"), CaptureMethod::Badge));
    ASSERT_TRUE(captured);
    EXPECT_EQ(captured->finding, RecordedCapture::Finding::WalkIn);
    m_server.setOnline(true);

    ASSERT_TRUE(settle());
    EXPECT_EQ(m_server.record("event", toText(created.uuid.value())).value(u"title").toString(),
              QStringLiteral("Nuevo, mejor"));
    EXPECT_EQ(m_server.ledger().size(), 1);
    const EventId id(
        m_server.record("event", toText(created.uuid.value())).value(u"id").toInteger());
    EXPECT_TRUE(waitFor([&] { return engine().eventWithId(id).has_value(); }));
}

TEST_F(CommandSyncTest, EditsSurviveARestartWithoutANetwork)
{
    signIn();
    m_server.setOnline(false);
    submit(withTitle(QStringLiteral("Antes del corte")));
    restart();
    ASSERT_TRUE(valueOf(engine().session().resume()));
    EXPECT_EQ(event().title, QStringLiteral("Antes del corte"));
    m_server.setOnline(true);
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Antes del corte"));
}

TEST_F(CommandSyncTest, BadValuesAreRefusedAtOnce)
{
    signIn();
    UpdateEvent update{event(), event()};
    update.after.title = QStringLiteral("  ");
    update.after.duration = std::chrono::minutes(5);
    const auto refused = valueOf(engine().commands().submit(update));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Validation);
    ASSERT_EQ(refused.error().fieldErrors.size(), 2);
    EXPECT_EQ(refused.error().fieldErrors.at(0).field, QStringLiteral("title"));
    EXPECT_EQ(refused.error().fieldErrors.at(1).field, QStringLiteral("duration"));
    EXPECT_TRUE(tray().isEmpty());
}
