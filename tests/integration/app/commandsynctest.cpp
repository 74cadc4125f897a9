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

    [[nodiscard]] static QByteArray message(const char *text)
    {
        return QByteArray(R"({"message":")") + text + R"(","error":"Refused","statusCode":0})";
    }

    /// Gives the other stages a chance while something is not taken.
    [[nodiscard]] bool syncUntil(const std::function<bool()> &condition)
    {
        return waitFor([&] {
            if (!condition() && engine().sync().activity() == SyncActivity::Waiting) {
                engine().sync().syncNow();
            }
            return condition();
        });
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
    EXPECT_EQ(tray().first().entity, TheEvent.value()) << "so that its form can be opened";
    EXPECT_EQ(engine().sync().attentionCount(), 1);

    // Given up: screens go back to what the server has.
    const QUuid refused = tray().first().uuid;
    ASSERT_TRUE(valueOf(engine().tray().discard(refused, QStringLiteral("un error"))));
    EXPECT_TRUE(waitFor([this] { return event().title == QStringLiteral("Inducción"); }));
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
}

TEST_F(CommandSyncTest, WhatWasGivenUpIsKeptAndCanBePutBack)
{
    signIn();
    m_server.breakNext({"/events/7", Break::Status, 403});
    submit(withTitle(QStringLiteral("Otra vez")));
    ASSERT_TRUE(waitForState(OutboxState::Rejected));
    ASSERT_TRUE(
        valueOf(engine().tray().discard(tray().first().uuid, QStringLiteral("me equivoqué"))));
    ASSERT_TRUE(waitFor([this] { return engine().tray().givenUp().size() == 1; }));

    // Also by whoever signs out and comes back.
    ASSERT_TRUE(valueOf(engine().session().signOut()));
    signIn();
    ASSERT_TRUE(waitFor([this] { return engine().tray().givenUp().size() == 1; }));
    const OutboxItem kept = engine().tray().givenUp().first();
    EXPECT_EQ(kept.state, OutboxState::Discarded);
    ASSERT_TRUE(kept.reason);
    EXPECT_EQ(kept.reason->detail, QStringLiteral("me equivoqué"));
    EXPECT_EQ(kept.command, CommandKind::UpdateEvent);
    EXPECT_EQ(engine().sync().waitingCount() + engine().sync().attentionCount(), 0);

    ASSERT_TRUE(valueOf(engine().tray().putBack(kept.uuid)));
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Otra vez"));
    EXPECT_TRUE(engine().tray().givenUp().isEmpty());
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

TEST_F(CommandSyncTest, AnEditPutsARefusedCommandRight)
{
    signIn();
    m_server.breakNext({"/events/7", Break::Status, 409});
    UpdateEvent refused{event(), event()};
    refused.after.title = QStringLiteral("Rechazado");
    refused.after.location = QStringLiteral("Sala 2");
    submit(refused);
    ASSERT_TRUE(waitForState(OutboxState::Rejected));
    ASSERT_TRUE(waitFor([this] { return event().title == QStringLiteral("Rechazado"); }));

    submit(withTitle(QStringLiteral("Corregido")));
    ASSERT_TRUE(settle());

    EXPECT_EQ(serverTitle(), QStringLiteral("Corregido"));
    EXPECT_EQ(serverEvent().value(u"location").toString(), QStringLiteral("Sala 2"))
        << "what else was refused goes with it";
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
}

TEST_F(CommandSyncTest, ARefusedCreationIsMadeAnewByItsCorrection)
{
    signIn();
    Event created;
    created.uuid = EventUuid(makeUuidV7());
    created.title = QStringLiteral("Repetido");
    created.date = m_clock.now() + std::chrono::hours(24);
    m_server.breakNext({"/events", Break::Status, 409});
    submit(CreateEvent{created});
    ASSERT_TRUE(waitForState(OutboxState::Rejected));

    UpdateEvent correction{created, created};
    correction.after.title = QStringLiteral("Único");
    submit(correction);
    ASSERT_TRUE(settle());

    EXPECT_EQ(m_server.record("event", toText(created.uuid.value())).value(u"title").toString(),
              QStringLiteral("Único"));
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
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
    const auto captured = valueOf(engine().captures().record(
        created.uuid, QStringLiteral("A1"), CaptureMethod::Badge, Direction::Arriving));
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

TEST_F(CommandSyncTest, OnlyAConfirmedAttendanceCountsAsConfirmed)
{
    const QString mine = QStringLiteral("01910000-0000-7000-8000-0000000000a2");
    m_server.put("attendance", {{QStringLiteral("uuid"), mine},
                                {QStringLiteral("eventId"), 7},
                                {QStringLiteral("userId"), 2},
                                {QStringLiteral("status"), QStringLiteral("PENDING")},
                                {QStringLiteral("eventUuid"), toText(TheEvent.value())},
                                {QStringLiteral("userUuid"), FakeServer::UserUuid}});
    signIn();
    const ConfirmOwnAttendance confirm{AttendanceUuid(QUuid::fromString(mine))};
    m_server.breakNext(
        {"/attendances", Break::Status, 409, message("El evento está lleno, no quedan cupos")});
    submit(confirm);
    ASSERT_TRUE(waitForState(OutboxState::Rejected)) << "full is not confirmed";
    ASSERT_TRUE(tray().first().reason);
    EXPECT_EQ(tray().first().reason->code, ErrorCode::Conflict);
    ASSERT_TRUE(valueOf(engine().tray().discard(tray().first().uuid, QStringLiteral("lleno"))));

    m_server.breakNext(
        {"/attendances", Break::Status, 409, message("La asistencia ya fue confirmada")});
    submit(confirm);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
}

TEST_F(CommandSyncTest, OnlyAMissingAttendanceCountsAsRemoved)
{
    signIn();
    const RemoveAttendance remove{
        AttendanceUuid(QUuid::fromString(QStringLiteral("01910000-0000-7000-8000-0000000000a1")))};
    m_server.breakNext({"/attendances", Break::Status, 404, message("Cannot DELETE")});
    submit(remove);
    ASSERT_TRUE(waitForState(OutboxState::Rejected)) << "an unknown path is no missing record";
    ASSERT_TRUE(valueOf(engine().tray().discard(tray().first().uuid, QStringLiteral("no"))));

    m_server.breakNext(
        {"/attendances", Break::Status, 404, message("Asistencia con ID 1001 no encontrada")});
    submit(remove);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty() && attendances().isEmpty(); }));
}

TEST_F(CommandSyncTest, WhatTheServerFailsAtHoldsNothingElseUp)
{
    for (const bool isAnswered : {false, true}) {
        SCOPED_TRACE(isAnswered ? "an answer that cannot be read" : "a server error");
        restart();
        signIn();
        const QString name = isAnswered ? QStringLiteral("Luis Dos") : QStringLiteral("Luis Uno");
        for (int i = 0; i < 5; ++i) {
            m_server.breakNext(
                {"/events/7", Break::Status, isAnswered ? 200 : 500,
                 isAnswered ? QByteArray(R"({"revision":"x","questions":[]})") : QByteArray()});
        }
        submit(withTitle(name));
        const auto people = engine().people().people();
        UpdateEmployee rename{people->at(people->indexOf(Luis)), people->at(people->indexOf(Luis))};
        rename.after.name = name;
        submit(rename);
        const auto captured = capture(QStringLiteral("L2"));
        ASSERT_TRUE(captured);
        changeRemotely(QStringLiteral("location"), name);

        EXPECT_TRUE(syncUntil([&] {
            return m_server.record("employee", toText(Luis.value())).value(u"name") == name &&
                   m_server.ledger().contains(toText(captured->uuid.value())) &&
                   event().location == name;
        }));
        EXPECT_TRUE(engine().sync().isOnline());
        // In the end somebody has to know.
        ASSERT_TRUE(syncUntil([this] { return engine().sync().attentionCount() == 1; }));
        ASSERT_TRUE(waitForState(OutboxState::Rejected));
        ASSERT_TRUE(tray().first().reason);
        ASSERT_TRUE(valueOf(engine().tray().retry(tray().first().uuid)));
        // The title was changed upon a revision that is not the server's any more, but nobody else
        // touched it.
        ASSERT_TRUE(settle());
        EXPECT_EQ(serverTitle(), name);
    }
}

TEST_F(CommandSyncTest, AnEditDoesNotWaitForWhatTheServerFailsAt)
{
    signIn();
    m_server.breakNext({"/events/7", Break::Status, 500});
    submit(withTitle(QStringLiteral("Fallido")));
    ASSERT_TRUE(waitFor([this] { return engine().sync().activity() == SyncActivity::Waiting; }));
    const int tries = m_server.count("PATCH", "/events/7");
    const auto captured = capture(QStringLiteral("L2"));
    ASSERT_TRUE(captured);
    EXPECT_TRUE(waitFor([&] { return m_server.ledger().contains(toText(captured->uuid.value())); },
                        std::chrono::milliseconds(400)));
    EXPECT_EQ(m_server.count("PATCH", "/events/7"), tries);
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Fallido"));
}

TEST_F(CommandSyncTest, CapturesGoFirst)
{
    signIn();
    m_server.setOnline(false);
    submit(withTitle(QStringLiteral("Después")));
    // Else it is on its way already, and nothing overtakes that.
    ASSERT_TRUE(waitFor([this] { return engine().sync().activity() == SyncActivity::Waiting; }));
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    m_server.setOnline(true);
    ASSERT_TRUE(settle());
    QByteArrayList order;
    for (const FakeServer::Request &request : m_server.requests()) {
        if (request.verb == "PATCH" || request.path == "/sync/captures") {
            order.append(request.path);
        }
    }
    EXPECT_EQ(order, (QByteArrayList{"/sync/captures", "/events/7"}));
}

TEST_F(CommandSyncTest, WhatWasUnderWayWhenTheProgramEndedIsSentAgainAndDoneOnce)
{
    signIn();
    m_server.breakNext({"/events/7", Break::Hang});
    submit(withTitle(QStringLiteral("En camino")));
    ASSERT_TRUE(waitFor([this] { return m_server.count("PATCH", "/events/7") == 1; }));
    m_server.breakNext({"/sync/captures", Break::Hang});

    restart();
    ASSERT_TRUE(valueOf(engine().session().resume()));
    ASSERT_TRUE(capture(QStringLiteral("A1")));
    ASSERT_TRUE(waitFor([this] { return m_server.ledger().size() == 1; }));
    restart();
    ASSERT_TRUE(valueOf(engine().session().resume()));
    ASSERT_TRUE(settle());

    EXPECT_EQ(serverTitle(), QStringLiteral("En camino"));
    EXPECT_EQ(serverEvent().value(u"revision").toInt(), 2) << "carried out once";
    EXPECT_EQ(m_server.count("PATCH", "/events/7"), 2);
    EXPECT_EQ(m_server.count("POST", "/sync/captures"), 2);
    EXPECT_EQ(m_server.ledger().size(), 1);
    EXPECT_TRUE(waitFor([this] { return tray().isEmpty(); }));
}

TEST_F(CommandSyncTest, AnEditWaitsForTheCopyToBeComplete)
{
    signIn();
    const Command edit = withTitle(QStringLiteral("Paciencia"));
    // The copy starts over, and stops before the event is there again.
    m_server.breakNext({"/sync/changes", Break::Status, 410});
    m_server.breakNext({"/sync/changes", Break::Status, 503});
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return engine().sync().lastError().has_value(); }));
    EXPECT_EQ(engine().sync().activity(), SyncActivity::Waiting);

    m_server.breakNext({"/sync/changes", Break::Status, 503});
    const int pulls = m_server.count("GET", "/sync/changes");
    submit(edit);
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([&] { return m_server.count("GET", "/sync/changes") > pulls; }));
    EXPECT_EQ(m_server.count("PATCH", "/events"), 0) << "its number is not known";
    EXPECT_EQ(engine().sync().attentionCount(), 0) << "nor that it is gone";

    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Paciencia"));
}
