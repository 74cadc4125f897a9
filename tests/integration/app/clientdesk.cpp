// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientdesk.h"

#include "wire/isotime.h"

#include <algorithm>

namespace EvalTrack::Test {

const EventUuid
    ClientDesk::TheEvent(QUuid::fromString(QStringLiteral("01910000-0000-7000-8000-000000000001")));
const UserUuid
    ClientDesk::Ana(QUuid::fromString(QStringLiteral("01910000-0000-7000-8000-00000000000a")));
const UserUuid
    ClientDesk::Luis(QUuid::fromString(QStringLiteral("01910000-0000-7000-8000-00000000000b")));

namespace {

QJsonObject person(UserUuid uuid, int id, const QString &name, const QString &badge)
{
    return {{QStringLiteral("uuid"), toText(uuid.value())},
            {QStringLiteral("id"), id},
            {QStringLiteral("userId"), id},
            {QStringLiteral("name"), name},
            {QStringLiteral("email"), QString(badge.toLower() + u"@empresa.com"_qs)},
            {QStringLiteral("badgeCode"), badge},
            {QStringLiteral("department"), QStringLiteral("Finanzas")},
            {QStringLiteral("isActive"), true}};
}

} // namespace

ClientDesk::ClientDesk()
    : m_keychain(std::make_shared<KeychainState>())
{
    m_server.put("employee", person(Ana, 11, QStringLiteral("Ana Núñez"), QStringLiteral("A1")));
    m_server.put("employee", person(Luis, 12, QStringLiteral("Luis Peña"), QStringLiteral("L2")));
    m_server.put("event",
                 {{QStringLiteral("uuid"), toText(TheEvent.value())},
                  {QStringLiteral("id"), 7},
                  {QStringLiteral("title"), QStringLiteral("Inducción")},
                  {QStringLiteral("date"), QString::fromLatin1(Wire::toIso(m_clock.now()))},
                  {QStringLiteral("duration"), 60},
                  {QStringLiteral("location"), QStringLiteral("Sala 1")},
                  {QStringLiteral("status"), QStringLiteral("ACTIVE")},
                  {QStringLiteral("isActive"), true},
                  {QStringLiteral("creatorId"), 2},
                  {QStringLiteral("registration"), QStringLiteral("OPEN")},
                  {QStringLiteral("questions"), QJsonArray()}});
    m_server.put("attendance",
                 {{QStringLiteral("uuid"), QStringLiteral("01910000-0000-7000-8000-0000000000a1")},
                  {QStringLiteral("eventId"), 7},
                  {QStringLiteral("userId"), 11},
                  {QStringLiteral("status"), QStringLiteral("PENDING")},
                  {QStringLiteral("eventUuid"), toText(TheEvent.value())},
                  {QStringLiteral("userUuid"), toText(Ana.value())}});
    restart();
}

ClientDesk::~ClientDesk() = default;

void ClientDesk::restart()
{
    m_engine.reset();
    m_engine = std::make_unique<ClientEngine>(m_folder.path(), m_clock,
                                              std::make_unique<TestKeychain>(m_keychain));
    m_engine->setServer({m_server.url(), QStringLiteral("fake"), {}});
}

void ClientDesk::restartWithoutKeychain()
{
    m_engine.reset();
    m_engine = std::make_unique<ClientEngine>(m_folder.path(), m_clock,
                                              std::make_unique<MemorySecretStore>());
    m_engine->setServer({m_server.url(), QStringLiteral("fake"), {}});
}

Result<SignedInPerson> ClientDesk::trySignIn(const QString &password)
{
    return valueOf(m_engine->session().signIn(FakeServer::Email, Redacted(password)));
}

void ClientDesk::signIn()
{
    ASSERT_TRUE(trySignIn());
    ASSERT_TRUE(waitFor([this] { return m_engine->people().people()->size() == 2; }));
    ASSERT_TRUE(settle());
}

bool ClientDesk::settle()
{
    // News come some times a second, so the last sync is waited for and not only started.
    const int pulls = m_server.count("GET", "/sync/changes");
    return waitFor([&] {
        SyncStatus &sync = m_engine->sync();
        if (sync.activity() == SyncActivity::Waiting) {
            sync.syncNow();
        }
        const auto unsent = valueOf(m_engine->unsentCount());
        const bool isSent = unsent && *unsent == 0;
        if (isSent && sync.activity() == SyncActivity::Idle &&
            m_server.count("GET", "/sync/changes") == pulls) {
            sync.syncNow();
        }
        return isSent && sync.activity() == SyncActivity::Idle &&
               m_server.count("GET", "/sync/changes") > pulls &&
               sync.waitingCount() + sync.attentionCount() == tray().size();
    });
}

void ClientDesk::submit(const Command &command)
{
    EXPECT_TRUE(valueOf(m_engine->commands().submit(command)));
}

Result<RecordedCapture> ClientDesk::capture(const QString &code)
{
    return valueOf(
        m_engine->captures().record(TheEvent, code, CaptureMethod::Badge, Direction::Arriving));
}

Event ClientDesk::event()
{
    const auto events = m_engine->events().events();
    const auto found =
        std::find_if(events->begin(), events->end(),
                     [](const EventSummary &summary) { return summary.event.uuid == TheEvent; });
    return found == events->end() ? Event{} : found->event;
}

QList<AttendanceRow> ClientDesk::attendances()
{
    return valueOf(m_engine->attendances().ofEvent(TheEvent)).value_or(QList<AttendanceRow>());
}

QList<OutboxItem> ClientDesk::tray()
{
    return m_engine->tray().items();
}

bool ClientDesk::waitForState(OutboxState state)
{
    return waitFor([&] {
        const QList<OutboxItem> items = tray();
        return std::any_of(items.begin(), items.end(),
                           [state](const OutboxItem &item) { return item.state == state; });
    });
}

Command ClientDesk::withTitle(const QString &title)
{
    UpdateEvent update{event(), event()};
    update.after.title = title;
    return update;
}

QString ClientDesk::serverTitle() const
{
    return m_server.record("event", toText(TheEvent.value())).value(u"title").toString();
}

} // namespace EvalTrack::Test
