// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "errorjournal.h"
#include "http/httpadaptor.h"
#include "support/waitfor.h"

#include <QSet>

#include <algorithm>

namespace EvalTrack::Test {

using namespace Qt::Literals::StringLiterals;

/// How the server is, and what went wrong on it, as administrators are told.
class StatusTest : public ApiFixture
{
protected:
    [[nodiscard]] QJsonObject part(const char *key)
    {
        const ApiAnswer answer = get("/admin/status", m_admin);
        EXPECT_EQ(answer.status, 200) << answer.body.constData();
        return answer.object().value(QLatin1String(key)).toObject();
    }
    [[nodiscard]] QJsonArray errors(const QByteArray &query = {})
    {
        const ApiAnswer answer = get("/admin/errors" + query, m_admin);
        EXPECT_EQ(answer.status, 200) << answer.body.constData();
        return answer.object().value("items"_L1).toArray();
    }
    /// As many as that stand there, the newest last written.
    void addErrors(int count, const QByteArray &age)
    {
        sql("insert into server_errors (uuid, at, request_id, trace_id, method, route, status) "
            "select gen_random_uuid(), now() - interval '" +
            age +
            "', 'many-' || n, 't', 'GET', '/users', 500 from "
            "generate_series(1, " +
            QByteArray::number(count) + ") n");
    }
};

TEST_F(StatusTest, TellsOfTheServerItsDatabaseAndItsDisk)
{
    const QJsonObject server = part("server");
    EXPECT_EQ(server.value("environment"_L1).toString(), "test"_L1);
    EXPECT_EQ(server.value("schemaVersion"_L1).toInteger(),
              sql("select max(number)::bigint from schema_migrations"));
    EXPECT_FALSE(server.value("isDraining"_L1).toBool(true));
    const QJsonObject database = part("database");
    EXPECT_TRUE(database.value("isReachable"_L1).toBool());
    EXPECT_FALSE(database.value("version"_L1).toString().isEmpty());
    EXPECT_EQ(database.value("poolSize"_L1).toInt(), 3);
    EXPECT_GT(database.value("sizeBytes"_L1).toInteger(), 1'000'000);
    EXPECT_GT(part("disk").value("freeBytes"_L1).toInteger(), 0);
    EXPECT_FALSE(part("backup").value("isWatched"_L1).toBool(true)) << "nobody told it";
    EXPECT_EQ(part("requests").value("minutes"_L1).toInt(), 15);
    EXPECT_GT(part("requests").value("answered"_L1).toInteger(), 0);
}

TEST_F(StatusTest, TellsOfCapturesAndOfWhatStationsKeep)
{
    const qint64 event = addEvent();
    const Station station = addStation("Puerta norte");
    (void)addStation("Puerta sur");
    const QByteArray device = uuidText();
    const QByteArray capture = R"({"captures":[{"captureId":")" + uuidText() + R"(","eventId":)" +
                               QByteArray::number(event) + R"(,"code":"nobody","deviceId":")" +
                               device + R"(","deviceSequence":1,"bootId":")" + device +
                               R"(","capturedAt":")" + isoFromNow(0) +
                               R"(","zone":"UTC","monotonicMs":1,"method":"BADGE"}]})";
    ASSERT_EQ(post("/sync/captures", capture, m_hr).status, 201);
    sql("update devices set unsent_since = now() - interval '20 minutes' where id = $1",
        {station.device});

    const QJsonObject captures = part("captures");
    EXPECT_EQ(captures.value("review"_L1).toInt(), 1);
    EXPECT_EQ(captures.value("toReview"_L1).toInt(), 1);
    EXPECT_EQ(captures.value("accepted"_L1).toInt(-1), 0);
    const QJsonArray stations =
        get("/admin/status", m_admin).object().value("stations"_L1).toArray();
    ASSERT_EQ(stations.size(), 2);
    EXPECT_EQ(stations.at(0).toObject().value("name"_L1).toString(), "Puerta norte"_L1)
        << "what waits longest comes first";
    EXPECT_EQ(stations.at(0).toObject().value("state"_L1).toString(), "ENROLLED"_L1);
    EXPECT_FALSE(stations.at(0).toObject().value("unsentSince"_L1).isNull());
    EXPECT_TRUE(stations.at(1).toObject().value("unsentSince"_L1).isNull());
}

TEST_F(StatusTest, ARequestThatFailsIsListedByItsIdAndWithNothingPersonal)
{
    EXPECT_EQ(errors().size(), 0);
    sql("alter table departments rename to departments_gone");
    const ApiAnswer failed = m_server.ask(
        {"PATCH",
         "/departments/987654321?note=Rosalinda",
         R"({"name":"Rosalinda Secreta"})",
         m_hr.token,
         {{"X-Request-Id", "door-7"},
          {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"}}});
    ASSERT_EQ(failed.status, 500) << failed.body.constData();
    ASSERT_EQ(get("/departments/1", {}).status, 401) << "that is no failure of the server";

    QJsonArray found;
    ASSERT_TRUE(waitFor([&] {
        found = errors();
        return !found.isEmpty();
    })) << "written without waiting for a round";
    ASSERT_EQ(found.size(), 1);
    const QJsonObject fault = found.first().toObject();
    EXPECT_EQ(fault.value("requestId"_L1).toString(), "door-7"_L1);
    EXPECT_EQ(failed.headers.value("x-request-id"), "door-7");
    EXPECT_EQ(fault.value("traceId"_L1).toString(), "4bf92f3577b34da6a3ce929d0e0e4736"_L1);
    EXPECT_EQ(fault.value("method"_L1).toString(), "PATCH"_L1);
    EXPECT_EQ(fault.value("route"_L1).toString(), "/departments/:id"_L1);
    EXPECT_EQ(fault.value("status"_L1).toInt(), 500);
    EXPECT_EQ(fault.value("code"_L1).toString(), "Internal"_L1);
    EXPECT_TRUE(fault.value("message"_L1).toString().contains("SQLSTATE"_L1));
    EXPECT_EQ(fault.value("user"_L1).toObject().value("id"_L1).toInteger(), m_hr.id);
    const QByteArray whole = get("/admin/errors", m_admin).body;
    EXPECT_FALSE(whole.contains("Rosalinda")) << whole.constData();
    EXPECT_FALSE(whole.contains("987654321")) << whole.constData();
    EXPECT_EQ(part("requests").value("errors"_L1).toInt(), 1);
}

TEST_F(StatusTest, ErrorsComePageByPageNewestFirst)
{
    addErrors(1, "3 days");
    addErrors(3, "1 hour");
    addErrors(1, "2 minutes");

    QStringList seen;
    QByteArray cursor;
    int pages = 0;
    do {
        const ApiAnswer page =
            get(QByteArray("/admin/errors?limit=2") +
                    (cursor.isEmpty() ? QByteArray() : QByteArray("&cursor=" + cursor)),
                m_admin);
        ASSERT_EQ(page.status, 200);
        EXPECT_EQ(page.object().value("total"_L1).isNull(), pages > 0);
        for (const QJsonValue &item : page.object().value("items"_L1).toArray()) {
            seen.append(item.toObject().value("at"_L1).toString() +
                        item.toObject().value("uuid"_L1).toString());
        }
        cursor = page.object().value("nextCursor"_L1).toString().toLatin1().toPercentEncoding();
        ++pages;
    } while (!cursor.isEmpty() && pages < 10);

    EXPECT_EQ(pages, 3);
    ASSERT_EQ(seen.size(), 5);
    EXPECT_EQ(QSet<QString>(seen.begin(), seen.end()).size(), 5) << "each once";
    QStringList times;
    for (const QString &each : seen) {
        times.append(each.left(24));
    }
    EXPECT_TRUE(std::is_sorted(times.rbegin(), times.rend()));
    EXPECT_EQ(get("/admin/errors?cursor=nonsense", m_admin).status, 400);
}

TEST_F(StatusTest, WhatIsTooOldOrTooMuchGoes)
{
    const SystemClock clock;
    Server::ErrorJournal journal(clock);
    addErrors(1, "91 days");
    addErrors(1, "89 days");
    ASSERT_TRUE(journal.forgetOld(m_server.database()));
    EXPECT_EQ(sql("select count(*) from server_errors"), 1);

    addErrors(Server::ErrorJournal::MostKept, "1 day");
    Server::RequestRecord record;
    record.route = "/users";
    record.status = 500;
    record.requestId = "the newest";
    journal.note(record);
    ASSERT_TRUE(journal.write(m_server.database()));
    ASSERT_TRUE(journal.forgetOld(m_server.database()));

    EXPECT_LE(sql("select count(*) from server_errors"), Server::ErrorJournal::MostKept);
    EXPECT_EQ(sql("select count(*) from server_errors where request_id = 'the newest'"), 1);
    EXPECT_EQ(sql("select count(*) from server_errors where at < now() - interval '2 days'"), 0)
        << "the oldest goes first";
}

TEST_F(StatusTest, AStormOfErrorsIsWrittenInPartsAndKeepsItsBound)
{
    const SystemClock clock;
    Server::ErrorJournal journal(clock);
    addErrors(Server::ErrorJournal::MostKept - 10, "1 day");
    Server::RequestRecord record;
    record.route = "/users";
    record.status = 503;
    for (int i = 0; i < 3'000; ++i) {
        record.requestId = QByteArray::number(i);
        journal.note(record);
    }
    ASSERT_EQ(journal.waiting(), Server::ErrorJournal::Capacity);
    ASSERT_TRUE(journal.write(m_server.database()));

    EXPECT_EQ(journal.waiting(), 0);
    EXPECT_LE(sql("select count(*) from server_errors"), Server::ErrorJournal::MostKept)
        << "it forgets as it writes";
    EXPECT_EQ(sql("select count(*) from server_errors where request_id = '2999'"), 1)
        << "the newest are kept";
    EXPECT_EQ(sql("select count(*) from server_errors where request_id = '0'"), 0);
}

} // namespace EvalTrack::Test
