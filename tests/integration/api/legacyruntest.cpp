// SPDX-License-Identifier: GPL-3.0-or-later
// The move from v1 over HTTP, as far as it goes without a v1: packaging/drill/migration.sh has one.
#include "apifixture.h"
#include "goldenfile.h"
#include "support/waitfor.h"

#include <QDir>
#include <QFile>

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Found =
    R"({"tables":[{"entity":"attendance","read":20,"written":17,"unchanged":1,"merged":1,"waiting":1,"gone":0}],)"
    R"("rules":[{"rule":"record.orphan","message":"A record of an event","rows":1}],)"
    R"("broken":[],"brokenCount":0,"changed":[],"changedCount":0})";
/// Nobody listens there.
constexpr auto Nowhere = R"("accountsUrl":"postgresql://lector:muysecreto@127.0.0.1:1/v1",)"
                         R"("businessUrl":"mysql://lector:muysecreto@127.0.0.1:1/v1")";

} // namespace

class LegacyRunTest : public ApiFixture
{
protected:
    /// A dry run that came to its end, and an import that has not.
    void SetUp() override
    {
        ApiFixture::SetUp();
        m_done = sql("insert into legacy_runs (kind, started_by, started_at, finished_at, outcome, "
                     "rows_done, rows_total, found) values ('dryRun', $1, '2026-03-01 12:00Z', "
                     "'2026-03-01 12:01Z', 'DONE', 20, 20, $2::json) returning id",
                     {m_admin.id, QByteArray(Found)});
        m_open = sql("insert into legacy_runs (kind, started_by, started_at, entity, rows_done, "
                     "rows_total, seconds_left) values ('import', $1, '2026-03-02 12:00Z', "
                     "'attendance', 340, 1000, 42) returning id",
                     {m_admin.id});
    }
    /// As a run does while it lives.
    void takeLock() { (void)sql("select count(pg_advisory_lock(7716801, 31))"); }
    [[nodiscard]] QString stateOf(qint64 run)
    {
        return get("/legacy/runs/" + QByteArray::number(run), m_admin)
            .object()
            .value("state"_L1)
            .toString();
    }
    [[nodiscard]] static QStringList messagesOf(const ApiAnswer &answer)
    {
        QStringList messages;
        const QJsonArray array = answer.object().value("message"_L1).toArray();
        for (const QJsonValue &each : array) {
            messages.append(each.toString());
        }
        return messages;
    }
    void write(const QString &file, const QByteArray &content)
    {
        const QString folder =
            m_server.dataFolder() + u"/import-v1/run-"_s + QString::number(m_done);
        ASSERT_TRUE(QDir().mkpath(folder));
        QFile out(folder + u'/' + file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(content);
    }

    qint64 m_done = 0;
    qint64 m_open = 0;
};

TEST_F(LegacyRunTest, TellsOfRunsTheNewestFirstAndOfNoAddress)
{
    takeLock();
    EXPECT_TRUE(matchesGolden(get("/legacy/runs", m_admin), "legacy-runs"));
    EXPECT_TRUE(matchesGolden(get("/legacy/runs/" + QByteArray::number(m_done), m_admin),
                              "legacy-run-one"));
    ApiAnswer sources = get("/legacy/sources", m_admin);
    ASSERT_EQ(sources.status, 200);
    // Of this computer, not of the contract.
    sources.body.replace("\"hasDriver\":true", "\"hasDriver\":false");
    EXPECT_TRUE(matchesGolden(sources, "legacy-sources"));
    EXPECT_EQ(sources.object().keys(),
              (QStringList{u"hasAccounts"_s, u"hasBusiness"_s, u"hasDriver"_s, u"zone"_s}));
    EXPECT_EQ(sources.object().value("zone"_L1).toString(), u"America/Caracas"_s);
    EXPECT_EQ(get("/legacy/runs", m_hr).status, 403);
    EXPECT_EQ(get("/legacy/runs/999", m_admin).status, 404);
}

TEST_F(LegacyRunTest, ARunWhoseServerIsGoneIsInterrupted)
{
    EXPECT_EQ(stateOf(m_open), u"INTERRUPTED"_s);
    EXPECT_EQ(stateOf(m_done), u"DONE"_s);
    takeLock();
    EXPECT_EQ(stateOf(m_open), u"RUNNING"_s);
}

TEST_F(LegacyRunTest, OnlyWhatRunsCanBeCancelled)
{
    const auto cancel = [this](qint64 run) {
        return post("/legacy/runs/" + QByteArray::number(run) + "/cancel", {}, m_admin);
    };
    EXPECT_EQ(cancel(m_open).status, 409);
    EXPECT_EQ(cancel(m_done).status, 409);
    EXPECT_EQ(cancel(999).status, 404);
    takeLock();
    EXPECT_TRUE(matchesGolden(cancel(m_open), "legacy-run-cancelled"));
    EXPECT_EQ(sql("select count(*) from legacy_runs where cancel_asked_at is not null"), 1);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'legacy.cancel'"), 1);
}

TEST_F(LegacyRunTest, WhatIsWrongWithTheSourcesNamesTheField)
{
    const auto faults = [this](const QByteArray &fields) {
        return messagesOf(post("/legacy/sources", '{' + fields + '}', m_admin)).join(u'|');
    };
    EXPECT_EQ(faults({}), u"accountsUrl is set neither here nor on the server"_s);
    EXPECT_EQ(faults(R"("accountsUrl":"postgresql://a:b@h/x")"),
              u"businessUrl is set neither here nor on the server"_s);
    EXPECT_EQ(faults(R"("accountsUrl":"http://a:b@h/x","businessUrl":"mysql://a:b@h/x")"),
              u"accountsUrl is no address of a database"_s);
    EXPECT_EQ(faults(R"("accountsUrl":"postgresql://a:b@h/x","businessUrl":"mysql://h")"),
              u"businessUrl is no address of a database"_s);
    EXPECT_EQ(faults(QByteArray(Nowhere) + R"(,"zone":"Luna/Sur")"),
              u"zone is no time zone, as America/Caracas is"_s);
}

TEST_F(LegacyRunTest, WhatCannotBeReadIsNoRunAndIsNotRepeated)
{
    const QByteArray body = '{' + QByteArray(Nowhere) + R"(,"kind":"dryRun"})";
    for (const QByteArray path : {"/legacy/sources", "/legacy/runs"}) {
        const ApiAnswer answer =
            post(path, path.endsWith("runs") ? body : '{' + QByteArray(Nowhere) + '}', m_admin);
        EXPECT_EQ(answer.status, 400) << answer.body.constData();
        ASSERT_EQ(messagesOf(answer).size(), 1) << answer.body.constData();
        // Where Qt's driver for MySQL is not installed, that is what is wrong.
        EXPECT_TRUE(messagesOf(answer).first().startsWith(u"businessUrl "_s))
            << answer.body.constData();
        EXPECT_FALSE(answer.body.contains("muysecreto"));
        EXPECT_FALSE(answer.body.contains("lector"));
    }
    EXPECT_EQ(sql("select count(*) from legacy_runs"), 2);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'legacy.run'"), 0);
    // Nothing of it holds the lock.
    EXPECT_TRUE(
        waitFor([this] { return sql("select pg_try_advisory_lock(7716801, 31)::int") == 1; }));
}

TEST_F(LegacyRunTest, OneAtATime)
{
    takeLock();
    const ApiAnswer answer =
        post("/legacy/runs", '{' + QByteArray(Nowhere) + R"(,"kind":"verify"})", m_admin);
    EXPECT_EQ(answer.status, 409) << answer.body.constData();
    EXPECT_EQ(sql("select count(*) from legacy_runs"), 2);
}

TEST_F(LegacyRunTest, AReportIsReadFromTheServerThatMadeIt)
{
    const QByteArray path = "/legacy/runs/" + QByteArray::number(m_done);
    EXPECT_FALSE(get(path, m_admin).object().value("hasReport"_L1).toBool(true));
    EXPECT_EQ(get(path + "/report", m_admin).status, 404);
    const QByteArray page = "<!doctype html>" + QByteArray(200'000, 'x');
    write(u"report.html"_s, page);
    write(u"findings.csv"_s, "a,b\r\n");

    EXPECT_TRUE(get(path, m_admin).object().value("hasReport"_L1).toBool());
    const ApiAnswer report = get(path + "/report", m_admin);
    EXPECT_EQ(report.body, page);
    EXPECT_EQ(report.headers.value("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(report.headers.value("content-disposition"), "attachment; filename=\"report.html\"");
    EXPECT_EQ(get(path + "/report?file=findings", m_admin).body, "a,b\r\n");
    EXPECT_EQ(get(path + "/report?file=tray", m_admin).status, 404);
    EXPECT_EQ(get(path + "/report?file=../jwt-secret", m_admin).status, 400);
    EXPECT_EQ(get(path + "/report", m_hr).status, 403);
}
