// SPDX-License-Identifier: GPL-3.0-or-later
// The capture station against the real server: what it called "recorded" is in PostgreSQL, once,
// whatever was killed on the way.
#include "support/printers.h"
#include "support/serverprogram.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QSet>

using namespace EvalTrack::Test;

namespace {

constexpr int Codes = 1'000;
constexpr int Kills = 10;

/// One station: a data folder, and the program run in it as often as wanted.
class Station
{
public:
    Station(const ServerProgram &server, qint64 event)
        : m_server(server.url())
        , m_event(event)
    {
        setAccount(u"hr@empresa.com"_qs, "hr123456");
    }

    /// Who works at the station from its next start on.
    void setAccount(const QString &email, const QByteArray &password)
    {
        m_arguments = {u"--server"_qs,        m_server.toString(),
                       u"--event"_qs,         QString::number(m_event),
                       u"--user"_qs,          email,
                       u"--password-file"_qs, m_folder.filePath(u"password"_qs),
                       u"--data"_qs,          m_folder.path()};
        QFile file(m_folder.filePath(u"password"_qs));
        if (!file.open(QIODevice::WriteOnly) ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(password + '\n') < 0) {
            qFatal("the station's folder cannot be written");
        }
    }

    /// Runs to the end of `codes`; the lines it printed.
    QByteArrayList capture(const QByteArrayList &codes)
    {
        QProcess process;
        begin(process, {});
        process.write(codes.join('\n') + '\n');
        process.closeWriteChannel();
        EXPECT_TRUE(ended(process));
        EXPECT_EQ(process.exitCode(), 0);
        return take(process);
    }

    /// Feeds `codes` and kills the program with SIGKILL once it recorded `enough` of them; the
    /// lines it printed.
    QByteArrayList captureAndKill(const QByteArrayList &codes, int enough)
    {
        QProcess process;
        begin(process, {});
        process.write(codes.join('\n') + '\n');
        int seen = 0;
        QByteArray printed;
        EXPECT_TRUE(waitFor(
            [&] {
                printed += process.readAllStandardOutput();
                seen = static_cast<int>(printed.count("recorded "));
                return seen >= enough || process.state() == QProcess::NotRunning;
            },
            std::chrono::seconds(60)));
        process.kill();
        EXPECT_TRUE(ended(process));
        printed += process.readAllStandardOutput();
        return printed.split('\n');
    }

    /// Sends what waits; the exit code.
    int drain()
    {
        QProcess process;
        begin(process, {u"--drain"_qs});
        process.closeWriteChannel();
        return ended(process) ? process.exitCode() : -1;
    }

private:
    void begin(QProcess &process, const QStringList &more)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-agent"_qs,
                      m_arguments + more);
    }

    static bool ended(QProcess &process)
    {
        return waitFor([&process] { return process.state() == QProcess::NotRunning; },
                       std::chrono::seconds(120));
    }

    static QByteArrayList take(QProcess &process)
    {
        return process.readAllStandardOutput().split('\n');
    }

    QTemporaryDir m_folder;
    QUrl m_server;
    qint64 m_event;
    QStringList m_arguments;
};

/// uuid → code of each "recorded <uuid> <code>" line.
QMap<QByteArray, QByteArray> recordedIn(const QByteArrayList &lines)
{
    QMap<QByteArray, QByteArray> recorded;
    for (const QByteArray &line : lines) {
        const QByteArrayList words = line.trimmed().split(' ');
        if (words.size() >= 3 && words.at(0) == "recorded") {
            recorded.insert(words.at(1),
                            line.trimmed().mid(words.at(0).size() + words.at(1).size() + 2));
        }
    }
    return recorded;
}

class AgentTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_server = new ServerProgram(Codes + 100, 6); }
    static void TearDownTestSuite()
    {
        delete s_server;
        s_server = nullptr;
    }

    /// A new active event that nobody is registered for.
    static qint64 newEvent()
    {
        const QByteArray token = s_server->signIn(u"admin@empresa.com"_qs, u"admin123"_qs);
        const auto answer = s_server->call(
            "POST", u"/events"_qs, token,
            R"({"title":"Puerta","date":"2026-06-01T13:00:00.000Z","duration":480})");
        EXPECT_EQ(answer.status, 201) << answer.body.toStdString();
        return answer.json().object().value(u"id").toInteger();
    }

    static QByteArrayList badgeCodes(int count)
    {
        return s_server
            ->sql("select e.badge_code from employees e join users u on u.id = e.user_id where "
                  "e.badge_code is not null and u.is_active order by u.id limit " +
                  QByteArray::number(count))
            .split('\n');
    }

    static QByteArray attendancesOf(qint64 event)
    {
        return s_server->sql("select user_id, status from attendances where event_id = " +
                             QByteArray::number(event) + " order by user_id");
    }

    /// The ledger's rows that were taken to mean this event, as a table of that name.
    static QByteArray captures(qint64 event)
    {
        return "(select c.uuid, c.code, c.device_id, c.device_sequence, c.captured_at, o.user_id "
               "from "
               "attendance_captures c join capture_outcomes o on "
               "o.capture_uuid = c.uuid where o.event_id = " +
               QByteArray::number(event) + ") c";
    }

    static ServerProgram *s_server;
};

ServerProgram *AgentTest::s_server = nullptr;

} // namespace

TEST_F(AgentTest, EveryRecordedCodeArrivesOnceThoughServerAndStationWereKilled)
{
    const qint64 event = newEvent();
    const QByteArrayList codes = badgeCodes(Codes);
    ASSERT_EQ(codes.size(), Codes);
    Station station(*s_server, event);
    ASSERT_EQ(station.drain(), 0) << "the first sync needs the server";
    s_server->stop();

    QMap<QByteArray, QByteArray> recorded;
    QByteArrayList rest = codes;
    for (int kill = 0; kill < Kills; ++kill) {
        recorded.insert(recordedIn(station.captureAndKill(rest, Codes / (Kills + 2))));
        const QSet<QByteArray> done(recorded.cbegin(), recorded.cend());
        rest.removeIf([&done](const QByteArray &code) { return done.contains(code); });
    }
    recorded.insert(recordedIn(station.capture(rest)));
    s_server->start();
    ASSERT_EQ(station.drain(), 0);

    const QByteArrayList lines =
        s_server->sql("select uuid, code from " + captures(event)).split('\n');
    QMap<QByteArray, QByteArray> stored;
    for (const QByteArray &line : lines) {
        const qsizetype bar = line.indexOf('|');
        EXPECT_FALSE(stored.contains(line.left(bar)));
        stored.insert(line.left(bar), line.mid(bar + 1));
    }
    for (auto it = recorded.cbegin(); it != recorded.cend(); ++it) {
        EXPECT_EQ(stored.value(it.key()), it.value());
    }
    EXPECT_EQ(QSet<QByteArray>(recorded.cbegin(), recorded.cend()).size(), Codes);
    EXPECT_EQ(s_server->sql(
                  "select count(*) from attendances where status = 'CONFIRMED' and event_id = " +
                  QByteArray::number(event)),
              QByteArray::number(Codes));
    EXPECT_EQ(s_server->sql("select count(*) from (select from " + captures(event) +
                            " group by device_id, device_sequence having count(*) > 1) d"),
              "0");
}

TEST_F(AgentTest, TwoStationsGiveTheSameAttendancesInEitherOrder)
{
    const QByteArrayList codes = badgeCodes(20);
    QList<QByteArray> outcomes;
    for (const bool firstSyncsFirst : {true, false}) {
        const qint64 event = newEvent();
        Station first(*s_server, event);
        Station second(*s_server, event);
        ASSERT_EQ(first.drain(), 0);
        ASSERT_EQ(second.drain(), 0);
        s_server->stop();
        // The same people pass both doors; the first door saw them first.
        const auto early = recordedIn(first.capture(codes));
        const auto late = recordedIn(second.capture(codes));
        ASSERT_EQ(early.size(), codes.size());
        ASSERT_EQ(late.size(), codes.size());
        s_server->start();

        ASSERT_EQ((firstSyncsFirst ? first : second).drain(), 0);
        ASSERT_EQ((firstSyncsFirst ? second : first).drain(), 0);

        outcomes.append(attendancesOf(event));
        // Each attendance carries the time of the earliest capture of its person, whichever came
        // first to the server.
        EXPECT_EQ(s_server->sql("select count(*) from attendances a where a.event_id = " +
                                QByteArray::number(event) +
                                " and a.attended_at = (select min(c.captured_at) from " +
                                captures(event) + " where c.user_id = a.user_id)"),
                  QByteArray::number(codes.size()));
    }
    EXPECT_EQ(outcomes.at(0), outcomes.at(1));
    EXPECT_FALSE(outcomes.at(0).isEmpty());
}

TEST_F(AgentTest, AnotherAccountLeavesTheFirstOnesRecordsToIt)
{
    const qint64 event = newEvent();
    const QByteArrayList codes = badgeCodes(2);
    const auto whoSent = [event] {
        return s_server->sql("select c.code, u.email from attendance_captures c join "
                             "capture_outcomes o on o.capture_uuid = c.uuid join users u on u.id = "
                             "c.recorded_by where o.event_id = " +
                             QByteArray::number(event) + " order by u.email");
    };
    Station station(*s_server, event);
    ASSERT_EQ(station.drain(), 0);
    s_server->stop();
    ASSERT_EQ(recordedIn(station.capture({codes.at(0)})).size(), 1);
    s_server->start();

    // The session that the first account left must not be taken for the second one's.
    station.setAccount(u"admin@empresa.com"_qs, "admin123");
    ASSERT_EQ(recordedIn(station.capture({codes.at(1)})).size(), 1);
    ASSERT_EQ(station.drain(), 0);
    EXPECT_EQ(whoSent(), codes.at(1) + "|admin@empresa.com");

    station.setAccount(u"hr@empresa.com"_qs, "hr123456");
    ASSERT_EQ(station.drain(), 0);
    EXPECT_EQ(whoSent(), codes.at(1) + "|admin@empresa.com\n" + codes.at(0) + "|hr@empresa.com");
}
