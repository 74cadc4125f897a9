// SPDX-License-Identifier: GPL-3.0-or-later
// A capture station of its own against the server itself: how it comes, works without a network,
// and goes.
#include "session/filesecretstore.h"
#include "session/memorysecretstore.h"
#include "support/printers.h"
#include "support/serverprogram.h"
#include "support/tcprelay.h"
#include "support/waitfor.h"
#include "sync/clientengine.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <algorithm>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

/// A computer at a door: what is on its disk outlives its program.
class Door
{
public:
    explicit Door(const ServerProgram &server)
        : Door(server.url())
    {}
    explicit Door(QUrl server)
        : m_server(std::move(server))
    {
        start();
    }

    void start()
    {
        m_engine = std::make_unique<ClientEngine>(
            m_folder.path(), m_clock,
            std::make_unique<FileSecretStore>(m_folder.filePath(QStringLiteral("secrets"))));
        m_engine->setServer({m_server, {}, {}});
    }
    /// Ends the program and starts it again.
    [[nodiscard]] Result<SignedInPerson> restart()
    {
        m_engine->shutDown();
        m_engine.reset();
        start();
        return valueOf(m_engine->session().resume());
    }

    ClientEngine &engine() { return *m_engine; }
    EvalTrack::Station &station() { return m_engine->station(); }
    [[nodiscard]] Result<SignedInPerson> enrol(const QString &code)
    {
        return valueOf(station().enrol(code));
    }
    [[nodiscard]] bool hasSynced()
    {
        m_engine->sync().syncNow();
        return waitFor([this] {
            return m_engine->sync().isOnline() && !m_engine->events().events()->isEmpty() &&
                   m_engine->sync().activity() == SyncActivity::Idle;
        });
    }
    [[nodiscard]] int unsent() { return valueOf(m_engine->unsentCount()).value_or(-1); }
    [[nodiscard]] bool hasSentAll()
    {
        return waitFor([this] {
            m_engine->sync().syncNow();
            return unsent() == 0;
        });
    }
    [[nodiscard]] bool stands(StationStanding standing)
    {
        return waitFor([this, standing] {
            m_engine->sync().syncNow();
            return station().standing() == standing;
        });
    }

private:
    QUrl m_server;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<ClientEngine> m_engine;
};

class StationTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_server = new ServerProgram(40, 6); }
    static void TearDownTestSuite()
    {
        delete s_server;
        s_server = nullptr;
    }

    StationTest()
        : m_office(m_officeFolder.path(), m_clock, std::make_unique<MemorySecretStore>())
    {
        m_office.setServer({s_server->url(), {}, {}});
        EXPECT_TRUE(valueOf(m_office.session().signIn(QStringLiteral("admin@empresa.com"),
                                                      Redacted(QStringLiteral("admin123")))));
        Event event;
        event.uuid = m_event;
        event.title = QStringLiteral("Puerta");
        event.date = SystemClock().now() - std::chrono::minutes(5);
        event.duration = std::chrono::minutes(60);
        EXPECT_TRUE(valueOf(m_office.commands().submit(CreateEvent{event})));
        EXPECT_TRUE(waitFor([this] {
            const auto unsent = valueOf(m_office.unsentCount());
            return unsent && *unsent == 0;
        }));
    }

    [[nodiscard]] CodedDevice makeDevice()
    {
        const auto made = valueOf(m_office.devices().create(
            {QStringLiteral("Puerta norte"), QStringLiteral("Sede"), std::chrono::seconds(45), true,
             Redacted(QStringLiteral("2468"))}));
        EXPECT_TRUE(made);
        return made.value_or(CodedDevice{});
    }
    [[nodiscard]] std::optional<DeviceState> stateOf(const Device &device)
    {
        const auto page = valueOf(m_office.devices().page({}));
        for (const Device &each : page ? page->items : QList<Device>()) {
            if (each.id == device.id) {
                return each.state;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] Device change(const Device &device, const DeviceChange &change)
    {
        const auto page = valueOf(m_office.devices().page({}));
        EXPECT_TRUE(page);
        qint64 revision = 0;
        for (const Device &each : page ? page->items : QList<Device>()) {
            revision = each.id == device.id ? each.revision : revision;
        }
        const auto changed = valueOf(m_office.devices().change(device.id, revision, change));
        EXPECT_TRUE(changed);
        return changed.value_or(Device{});
    }
    [[nodiscard]] Device revoke(const Device &device, bool isRevoked)
    {
        DeviceChange edit;
        edit.isRevoked = isRevoked;
        return change(device, edit);
    }
    [[nodiscard]] QString badge(Door &door, int number) const
    {
        const auto people = door.engine().people().people();
        QStringList badges;
        for (qsizetype i = 0; i < people->size(); ++i) {
            if (people->isActive(i) && people->at(i).badgeCode) {
                badges.append(*people->at(i).badgeCode);
            }
        }
        return badges.value(number);
    }
    [[nodiscard]] RecordedCapture capture(Door &door, const QString &code) const
    {
        const auto recorded = valueOf(door.engine().captures().record(
            m_event, code, CaptureMethod::Badge, Direction::Arriving));
        EXPECT_TRUE(recorded);
        return recorded.value_or(RecordedCapture{});
    }
    /// How many of the server's attendances this event's captures made.
    [[nodiscard]] QByteArray confirmed() const
    {
        return s_server->sql(
            "select count(*) from attendances a join events e on e.id = a.event_id where a.status "
            "= 'CONFIRMED' and e.uuid = '" +
            toText(m_event.value()).toLatin1() + "'");
    }

    static ServerProgram *s_server;
    SystemClock m_clock;
    QTemporaryDir m_officeFolder;
    ClientEngine m_office;
    const EventUuid m_event{makeUuidV7()};
};

ServerProgram *StationTest::s_server = nullptr;

} // namespace

TEST_F(StationTest, WorksOfflineAndOverARestartWithoutAnybodySignedIn)
{
    const CodedDevice made = makeDevice();
    Door door(*s_server);
    EXPECT_FALSE(valueOf(door.engine().session().resume())) << "nobody was here before";
    const auto enrolled = door.enrol(made.code);
    ASSERT_TRUE(enrolled) << enrolled.error().detail.toStdString();
    EXPECT_EQ(enrolled->role, Role::Station);
    EXPECT_EQ(door.station().settings()->name, QStringLiteral("Puerta norte"));
    EXPECT_EQ(door.station().settings()->doubleTap, std::chrono::seconds(45));
    ASSERT_TRUE(door.hasSynced());

    const auto people = door.engine().people().people();
    ASSERT_GT(people->size(), 30);
    for (qsizetype i = 0; i < people->size(); ++i) {
        const Employee person = people->at(i);
        EXPECT_FALSE(person.name.isEmpty());
        EXPECT_TRUE(person.email.isEmpty());
        EXPECT_FALSE(person.phone || person.birthDate || person.jobTitle || person.hireDate);
    }

    s_server->stop();
    EXPECT_EQ(capture(door, badge(door, 0)).finding, RecordedCapture::Finding::WalkIn);
    EXPECT_EQ(capture(door, badge(door, 0)).finding, RecordedCapture::Finding::ReadTwice);
    const auto resumed = door.restart();
    ASSERT_TRUE(resumed) << "without a network";
    EXPECT_EQ(resumed->role, Role::Station);
    EXPECT_EQ(door.station().settings()->name, QStringLiteral("Puerta norte"));
    EXPECT_EQ(door.unsent(), 2);
    EXPECT_EQ(capture(door, badge(door, 1)).finding, RecordedCapture::Finding::WalkIn);

    s_server->start();
    ASSERT_TRUE(door.hasSentAll());
    EXPECT_EQ(confirmed(), "2");
    EXPECT_EQ(door.station().standing(), StationStanding::Admitted);
}

TEST_F(StationTest, ACodeWhoseAnswerWasLostIsTypedAgain)
{
    const CodedDevice made = makeDevice();
    TcpRelay network(s_server->url());
    Door door(network.url());
    network.setAnswersLost(true);

    const auto lost = door.station().enrol(made.code);
    ASSERT_TRUE(waitFor([this, &made] { return stateOf(made.device) == DeviceState::Enrolled; }));
    network.cut();
    ASSERT_FALSE(valueOf(lost));
    network.restore();
    network.setAnswersLost(false);

    const auto enrolled = door.enrol(made.code);
    ASSERT_TRUE(enrolled) << enrolled.error().detail.toStdString();
    EXPECT_EQ(enrolled->role, Role::Station);
    EXPECT_TRUE(door.hasSynced());
    Door another(*s_server);
    EXPECT_FALSE(another.enrol(made.code)) << "who did not ask first";
}

TEST_F(StationTest, ARevokedStationKeepsWhatIsUnsentUntilItIsAdmittedAgain)
{
    const CodedDevice made = makeDevice();
    Door door(*s_server);
    ASSERT_TRUE(door.enrol(made.code));
    ASSERT_TRUE(door.hasSynced());
    s_server->stop();
    (void)capture(door, badge(door, 2));
    s_server->start();
    // Before the station finds the server again.
    door.engine().shutDown();
    (void)revoke(made.device, true);

    ASSERT_TRUE(door.restart());
    ASSERT_TRUE(door.stands(StationStanding::Revoked));
    EXPECT_EQ(door.unsent(), 1);
    EXPECT_EQ(confirmed(), "0");

    s_server->stop();
    ASSERT_TRUE(door.restart());
    EXPECT_EQ(door.station().standing(), StationStanding::Revoked) << "known without a network";
    s_server->start();

    (void)revoke(made.device, false);
    const auto coded = valueOf(m_office.devices().renewCode(made.device.id));
    ASSERT_TRUE(coded);
    ASSERT_TRUE(door.enrol(coded->code));
    EXPECT_EQ(door.station().standing(), StationStanding::Admitted);
    ASSERT_TRUE(door.hasSentAll());
    EXPECT_EQ(confirmed(), "1");
}

TEST_F(StationTest, AStationWhoseSessionEndedGoesOnRecording)
{
    const CodedDevice made = makeDevice();
    Door door(*s_server);
    ASSERT_TRUE(door.enrol(made.code));
    ASSERT_TRUE(door.hasSynced());
    const auto coded = valueOf(m_office.devices().renewCode(made.device.id));
    ASSERT_TRUE(coded);

    ASSERT_TRUE(door.stands(StationStanding::CodeNeeded));
    (void)capture(door, badge(door, 3));
    EXPECT_EQ(door.unsent(), 1);
    EXPECT_EQ(door.enrol(made.code).error().code, ErrorCode::Unauthorized) << "that one is used";
    EXPECT_EQ(door.station().standing(), StationStanding::CodeNeeded);

    ASSERT_TRUE(door.enrol(coded->code));
    ASSERT_TRUE(door.hasSentAll());
    EXPECT_EQ(confirmed(), "1");
}

TEST_F(StationTest, SigningOffKeepsWhatIsUnsentForTheSameStation)
{
    const CodedDevice made = makeDevice();
    Door door(*s_server);
    ASSERT_TRUE(door.enrol(made.code));
    ASSERT_TRUE(door.hasSynced());
    s_server->stop();
    (void)capture(door, badge(door, 4));
    ASSERT_TRUE(valueOf(door.engine().session().signOut()));
    EXPECT_FALSE(door.station().settings());
    EXPECT_FALSE(door.restart()) << "no station any more";
    s_server->start();

    const auto coded = valueOf(m_office.devices().renewCode(made.device.id));
    ASSERT_TRUE(coded);
    ASSERT_TRUE(door.enrol(coded->code));
    ASSERT_TRUE(door.hasSentAll());
    EXPECT_EQ(confirmed(), "1");
}

TEST_F(StationTest, ThePinIsCheckedWithoutANetworkAndGuessingOutlastsARestart)
{
    const CodedDevice made = makeDevice();
    Door door(*s_server);
    ASSERT_TRUE(door.enrol(made.code));
    s_server->stop();
    const auto tryPin = [&](const QString &pin) {
        const auto checked = valueOf(door.station().checkExitPin(Redacted(pin)));
        return checked ? std::optional<ErrorCode>() : std::optional(checked.error().code);
    };
    EXPECT_FALSE(tryPin(QStringLiteral("2468")));
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(tryPin(QStringLiteral("1111")), ErrorCode::Unauthorized);
    }
    EXPECT_FALSE(tryPin(QStringLiteral("2468"))) << "four mistakes are free";

    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(tryPin(QStringLiteral("1111")), ErrorCode::Unauthorized);
    }
    EXPECT_GT(door.station().exitWait(), std::chrono::seconds(20));
    ASSERT_TRUE(door.restart());
    EXPECT_GT(door.station().exitWait(), std::chrono::seconds(10));
    EXPECT_EQ(tryPin(QStringLiteral("2468")), ErrorCode::TooManyRequests);
    s_server->start();
}

TEST_F(StationTest, ANewPinAndNameReachTheStation)
{
    const CodedDevice made = makeDevice();
    Door door(*s_server);
    ASSERT_TRUE(door.enrol(made.code));
    ASSERT_TRUE(door.hasSynced());
    DeviceChange edit;
    edit.name = QStringLiteral("Puerta oeste");
    edit.exitPin = Redacted(QStringLiteral("97531"));
    EXPECT_EQ(change(made.device, edit).name, QStringLiteral("Puerta oeste"));

    ASSERT_TRUE(door.restart());
    ASSERT_TRUE(
        waitFor([&] { return door.station().settings()->name == QStringLiteral("Puerta oeste"); }));
    EXPECT_TRUE(valueOf(door.station().checkExitPin(Redacted(QStringLiteral("97531")))));
}

TEST_F(StationTest, WithoutAKeychainTheCodeStaysUnused)
{
    const CodedDevice made = makeDevice();
    const QTemporaryDir folder;
    ClientEngine homeless(folder.path(), m_clock, std::make_unique<MemorySecretStore>());
    homeless.setServer({s_server->url(), {}, {}});

    EXPECT_EQ(valueOf(homeless.station().enrol(made.code)).error().code,
              ErrorCode::KeychainUnavailable);

    Door door(*s_server);
    EXPECT_TRUE(door.enrol(made.code));
}
