// SPDX-License-Identifier: GPL-3.0-or-later
// The capture station against the real server: what it called "recorded" is in PostgreSQL, once,
// whatever was killed on the way.
#include "support/printers.h"
#include "support/serverprogram.h"
#include "support/station.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>

using namespace EvalTrack::Test;

namespace {

constexpr int Codes = 1'000;
constexpr int Kills = 10;

/// uuid → code of what a station recorded in all its runs.
QMap<QByteArray, QByteArray> recordedBy(Station &station)
{
    QMap<QByteArray, QByteArray> recorded;
    for (const Station::Recorded &each : station.recorded()) {
        recorded.insert(each.uuid, each.code);
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
    Station station(s_server->url(), event);
    ASSERT_EQ(station.drain(), 0) << "the first sync needs the server";
    s_server->stop();

    QByteArrayList rest = codes;
    for (int kill = 0; kill < Kills; ++kill) {
        station.captureAndKill(rest, Codes / (Kills + 2));
        const auto recorded = recordedBy(station);
        const QSet<QByteArray> done(recorded.cbegin(), recorded.cend());
        rest.removeIf([&done](const QByteArray &code) { return done.contains(code); });
    }
    ASSERT_EQ(station.capture(rest), 0);
    const auto recorded = recordedBy(station);
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
        Station first(s_server->url(), event);
        Station second(s_server->url(), event);
        ASSERT_EQ(first.drain(), 0);
        ASSERT_EQ(second.drain(), 0);
        s_server->stop();
        // The same people pass both doors; the first door saw them first.
        ASSERT_EQ(first.capture(codes), 0);
        ASSERT_EQ(second.capture(codes), 0);
        ASSERT_EQ(recordedBy(first).size(), codes.size());
        ASSERT_EQ(recordedBy(second).size(), codes.size());
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
    Station station(s_server->url(), event);
    ASSERT_EQ(station.drain(), 0);
    s_server->stop();
    ASSERT_EQ(station.capture({codes.at(0)}), 0);
    ASSERT_EQ(recordedBy(station).size(), 1);
    s_server->start();

    // The session that the first account left must not be taken for the second one's.
    station.setAccount(u"admin@empresa.com"_qs, "admin123");
    ASSERT_EQ(station.capture({codes.at(1)}), 0);
    ASSERT_EQ(recordedBy(station).size(), 2);
    ASSERT_EQ(station.drain(), 0);
    EXPECT_EQ(whoSent(), codes.at(1) + "|admin@empresa.com");

    station.setAccount(u"hr@empresa.com"_qs, "hr123456");
    ASSERT_EQ(station.drain(), 0);
    EXPECT_EQ(whoSent(), codes.at(1) + "|admin@empresa.com\n" + codes.at(0) + "|hr@empresa.com");
}

TEST_F(AgentTest, AStationOfItsOwnNeedsACodeOnceAndNoPassword)
{
    const QByteArrayList codes = badgeCodes(3);
    const QByteArray admin = s_server->signIn(u"admin@empresa.com"_qs, u"admin123"_qs);
    // Of today: a station is given no older ones.
    const qint64 event =
        s_server
            ->call("POST", u"/events"_qs, admin,
                   R"({"title":"Puerta","duration":480,"date":")" +
                       QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() +
                       R"("})")
            .json()
            .object()
            .value(u"id")
            .toInteger();
    const auto made = s_server->call("POST", u"/devices"_qs, admin,
                                     R"({"name":"Puerta norte","exitPin":"2468"})");
    ASSERT_EQ(made.status, 201) << made.body.toStdString();
    const QString code = made.json().object().value(u"enrolmentCode").toString();
    const qint64 device = made.json().object().value(u"device").toObject().value(u"id").toInteger();
    const QTemporaryDir folder;
    struct Run
    {
        int exitCode = -1;
        QByteArray printed;
        QByteArray errors;
    };
    const auto run = [&](const QByteArray &badge, const QStringList &more) {
        QProcess agent;
        agent.start(qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-agent"_qs,
                    QStringList{u"--server"_qs, s_server->url().toString(), u"--event"_qs,
                                QString::number(event), u"--data"_qs, folder.path()} +
                        more);
        agent.write(badge + '\n');
        agent.closeWriteChannel();
        EXPECT_TRUE(agent.waitForFinished(60'000));
        return Run{agent.exitCode(), agent.readAllStandardOutput(), agent.readAllStandardError()};
    };

    EXPECT_EQ(run(codes.at(0), {}).exitCode, 3) << "it is nobody yet";
    const Run enrolled = run(codes.at(0), {u"--enrol"_qs, code.toLower()});
    EXPECT_EQ(enrolled.exitCode, 0) << enrolled.errors.toStdString();
    EXPECT_TRUE(enrolled.printed.contains(QByteArray(codes.at(0) + '\n')));
    const Run again = run(codes.at(1), {});
    EXPECT_EQ(again.exitCode, 0) << again.errors.toStdString();
    EXPECT_TRUE(again.printed.endsWith("pending 0\n"));
    EXPECT_EQ(s_server->sql("select count(*) from attendances where status = 'CONFIRMED' and "
                            "event_id = " +
                            QByteArray::number(event)),
              "2");

    const Run twice = run(codes.at(1), {});
    EXPECT_TRUE(twice.errors.contains(QByteArray(codes.at(1) + ": already in at ")) ||
                twice.errors.contains(QByteArray(codes.at(1) + ": read twice")))
        << twice.errors.toStdString();

    const auto change = [&](const QByteArray &body) {
        return s_server->call("PATCH", u"/devices/"_qs + QString::number(device), admin, body)
            .status;
    };
    ASSERT_EQ(change(R"({"asksPin":true})"), 200);
    (void)run(codes.at(1), {}); // It may record before it hears of that.
    const Run asked = run(codes.at(2), {});
    EXPECT_EQ(asked.exitCode, 3);
    EXPECT_FALSE(asked.printed.contains("recorded"));
    EXPECT_TRUE(asked.errors.contains("ask for PINs")) << asked.errors.toStdString();
    ASSERT_EQ(change(R"({"asksPin":false})"), 200);
    EXPECT_EQ(run(codes.at(1), {}).exitCode, 0) << "it hears that it may work again";

    ASSERT_EQ(change(R"({"isRevoked":true})"), 200);
    // The first run may have recorded before the server could say so; from the next on it knows.
    EXPECT_EQ(run(codes.at(2), {}).exitCode, 3);
    const Run revoked = run(codes.at(2), {});
    EXPECT_EQ(revoked.exitCode, 3);
    EXPECT_FALSE(revoked.printed.contains("recorded"));
    EXPECT_TRUE(revoked.errors.contains("switched off by an administrator"));
}

TEST_F(AgentTest, ACodeAndAnAccountDoNotGoTogether)
{
    for (const QStringList &wrong :
         {QStringList{u"--enrol"_qs, u"7H3KP"_qs},
          QStringList{u"--enrol"_qs, u"7H3KP-0QWXZ"_qs, u"--user"_qs, u"hr@empresa.com"_qs}}) {
        QProcess agent;
        agent.start(
            qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-agent"_qs,
            QStringList{u"--server"_qs, s_server->url().toString(), u"--event"_qs, u"1"_qs} +
                wrong);
        EXPECT_TRUE(agent.waitForFinished(60'000));
        EXPECT_EQ(agent.exitCode(), 2);
        EXPECT_TRUE(agent.readAllStandardError().contains("--enrol"));
    }
}
