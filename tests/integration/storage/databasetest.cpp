// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/ids.h"
#include "observability/tracescope.h"
#include "storagefixture.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <atomic>
#include <thread>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace std::chrono_literals;

class DatabaseTest : public Test::StorageFixture
{};

TEST_F(DatabaseTest, ReadsEveryTypeItBinds)
{
    const Timestamp time(std::chrono::milliseconds(1'700'000'000'120));
    const QUuid uuid = makeUuidV7();

    const auto rows = sql(
        "select $1::bigint, $2::text, $3::boolean, $4::timestamptz, $5::date, $6::uuid, "
        "$7::float8, "
        "$8::bytea, $9::text, $10::bigint[], (extract(epoch from $4::timestamptz) * 1000)::bigint",
        {qint64(-5), QStringLiteral("ñandú \"'\\"), true, time, QDate(2024, 2, 29), uuid, 2.5,
         SqlValue::bytes(QByteArray("\x00\x01\xff", 3)), std::nullopt, QList<qint64>{1, 2}});

    const Row row = rows.at(0);
    EXPECT_EQ(row.integer(0), -5);
    EXPECT_EQ(row.id<UserId>(0), UserId(-5));
    EXPECT_EQ(row.text(1), QStringLiteral("ñandú \"'\\"));
    EXPECT_TRUE(row.boolean(2));
    EXPECT_EQ(row.timestamp(3), time);
    EXPECT_EQ(row.date(4), QDate(2024, 2, 29));
    EXPECT_EQ(row.uuid(5), uuid);
    EXPECT_EQ(row.id<UserUuid>(5), UserUuid(uuid));
    EXPECT_EQ(row.real(6), 2.5);
    EXPECT_EQ(row.bytes(7), QByteArray("\x00\x01\xff", 3));
    EXPECT_TRUE(row.isNull(8));
    EXPECT_EQ(row.optionalText(8), std::nullopt);
    EXPECT_EQ(row.text(9), QStringLiteral("{1,2}"));
    EXPECT_EQ(row.timestamp(10), time);
}

TEST_F(DatabaseTest, KeepsAnAnswerWhileOtherStatementsRun)
{
    const auto numbers = sql("select generate_series(1, 3)");

    qint64 sum = 0;
    for (const Row row : numbers) {
        sum += sql("select $1::bigint * 2", {row.integer(0)}).at(0).integer(0);
    }

    EXPECT_EQ(sum, 12);
}

TEST_F(DatabaseTest, PreparesANamedQueryOnceAndRunsItAgain)
{
    for (int i = 0; i < 3; ++i) {
        const auto rows = m_database->run("dashboard.capturesToReview");
        ASSERT_TRUE(rows);
        EXPECT_EQ(rows->at(0).integer(0), 0);
    }

    EXPECT_EQ(number("select count(*) from pg_prepared_statements where name = "
                     "'dashboard.capturesToReview'"),
              1);
}

TEST_F(DatabaseTest, RefusesAnUnknownQuery)
{
    const auto rows = m_database->run("no.such");

    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::Internal);
}

TEST_F(DatabaseTest, NamesTheViolatedConstraint)
{
    fillSmallCompany();

    const auto rows =
        m_database->runText("insert into users (name, email) values ('Otra', 'ADA@x.com')");

    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::Conflict);
    EXPECT_TRUE(rows.error().isUniqueViolation());
    EXPECT_TRUE(rows.error().violates("users_email_key"));
    EXPECT_FALSE(rows.error().detail.contains(QStringLiteral("ADA"))) << "a value in an error";
}

TEST_F(DatabaseTest, MapsWhatPostgresSays)
{
    fillSmallCompany();

    const auto code = [this](const QByteArray &statement) {
        const auto rows = m_database->runText(statement);
        return rows ? ErrorCode::Internal : rows.error().code;
    };

    EXPECT_EQ(code("insert into attendances (event_id, user_id) values (99, 1)"),
              ErrorCode::Conflict);
    EXPECT_EQ(code("insert into users (name, email, role) values ('a', 'b', 'KING')"),
              ErrorCode::Validation);
    EXPECT_EQ(code("insert into users (name) values ('a')"), ErrorCode::Validation);
    EXPECT_EQ(code("select 'x'::bigint"), ErrorCode::Validation);
    sql("set statement_timeout = 10");
    EXPECT_EQ(code("select pg_sleep(5)"), ErrorCode::Timeout);
}

TEST_F(DatabaseTest, RefusesNulInTextInsteadOfCuttingIt)
{
    const auto rows = m_database->runText("select $1::text",
                                          {QStringLiteral("a") + QChar(0) + QStringLiteral("b")});

    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::Validation);
}

TEST_F(DatabaseTest, RollsBackWithoutCommit)
{
    {
        auto transaction = m_database->begin();
        ASSERT_TRUE(transaction);
        sql("insert into departments (name) values ('X')");
    }
    EXPECT_EQ(number("select count(*) from departments"), 0);
    {
        auto transaction = m_database->begin();
        ASSERT_TRUE(transaction);
        sql("insert into departments (name) values ('X')");
        EXPECT_TRUE(transaction->commit());
    }
    EXPECT_EQ(number("select count(*) from departments"), 1);
}

TEST_F(DatabaseTest, DoesNotTakeTheCommitOfAFailedTransactionForOne)
{
    auto transaction = m_database->begin();
    ASSERT_TRUE(transaction);
    ASSERT_FALSE(m_database->runText("select 1/0"));

    const auto committed = transaction->commit();

    EXPECT_FALSE(committed);
    EXPECT_EQ(number("select 1"), 1);
}

TEST_F(DatabaseTest, RunsATransactionAgainAfterASerializationFailure)
{
    fillSmallCompany();
    const auto other = m_postgres.connect();
    int runs = 0;

    const auto result = m_database->inTransaction(
        [&]() -> Result<qint64> {
            ++runs;
            const auto seen = m_database->runText("select revision from users where id = 1");
            if (!seen) {
                return std::unexpected(seen.error());
            }
            if (runs == 1) {
                on(*other, "update users set name = 'Ada B' where id = 1");
            }
            const auto written = m_database->runText(
                "update users set name = name || '!' where id = 1 returning revision");
            if (!written) {
                return std::unexpected(written.error());
            }
            return written->at(0).integer(0);
        },
        Isolation::RepeatableRead);

    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(*result, 3);
    EXPECT_EQ(text("select name from users where id = 1"), QStringLiteral("Ada B!"));
}

TEST_F(DatabaseTest, RunsTheVictimOfADeadlockAgain)
{
    fillSmallCompany();
    std::atomic<int> runs = 0;
    std::atomic<int> firstUpdates = 0;
    std::atomic<int> finished = 0;
    const auto work = [&](int first, int second) {
        const auto database = m_postgres.connect();
        int ownRuns = 0;
        const auto result = database->inTransaction([&]() -> Result<bool> {
            ++runs;
            // The victim's second run must not meet the other one again: one deadlock, not two.
            while (ownRuns++ > 0 && finished == 0) {
                std::this_thread::yield();
            }
            for (const int id : {first, second}) {
                const auto done = database->runText(
                    "update users set token_epoch = token_epoch + 1 where id = $1", {id});
                if (!done) {
                    return std::unexpected(done.error());
                }
                ++firstUpdates;
                while (firstUpdates < 2) {
                    std::this_thread::yield();
                }
            }
            return true;
        });
        ++finished;
        EXPECT_TRUE(result) << result.error().detail.toStdString();
    };

    std::thread a(work, 1, 2);
    std::thread b(work, 2, 1);
    a.join();
    b.join();

    EXPECT_EQ(runs, 3);
    EXPECT_EQ(number("select sum(token_epoch) from users where id in (1, 2)"), 6);
}

TEST_F(DatabaseTest, ConnectsAgainAfterTheConnectionWasCut)
{
    m_postgres.cut(m_database->backendPid());

    auto rows = m_database->runText("select 1");
    if (!rows) { // the first statement may be the one that finds out
        EXPECT_EQ(rows.error().code, ErrorCode::Unavailable);
        rows = m_database->runText("select 1");
    }

    EXPECT_TRUE(rows);
    EXPECT_TRUE(m_database->run("dashboard.capturesToReview"))
        << "prepared statements of the old connection";
}

TEST_F(DatabaseTest, NoticesACutConnectionBeforeBegin)
{
    m_postgres.cut(m_database->backendPid());

    EXPECT_TRUE(m_database->begin());
}

TEST_F(DatabaseTest, CountsItsConnectionWhileItIsOpen)
{
    ConnectionUse use;
    const std::atomic<int> &connections = use.open;
    DatabaseOptions options;
    options.use = &use;
    {
        const auto database = m_postgres.connect(options);
        EXPECT_EQ(connections, 1);
        m_postgres.cut(database->backendPid());
        const QDeadlineTimer patience(20s);
        while (connections > 0 && !patience.hasExpired()) { // the end of it is on its way
            database->noticeLoss();
        }
        EXPECT_EQ(connections, 0);

        EXPECT_TRUE(database->ping());
        EXPECT_EQ(connections, 1);
    }
    EXPECT_EQ(connections, 0);
}

TEST_F(DatabaseTest, CountsForHowLongItIsInUse)
{
    ConnectionUse use;
    DatabaseOptions options;
    options.use = &use;
    {
        const auto database = m_postgres.connect(options);
        EXPECT_EQ(use.inUse, 0);
        const qint64 before = use.busyNanoseconds;
        EXPECT_GT(before, 0) << "setting the session up";
        {
            auto transaction = database->begin();
            ASSERT_TRUE(transaction);
            EXPECT_EQ(use.inUse, 1) << "held between its statements";
            ASSERT_TRUE(database->runText("select pg_sleep(0.02)"));
            EXPECT_EQ(use.inUse, 1);
        }
        EXPECT_EQ(use.inUse, 0) << "rolled back";
        EXPECT_GT(use.busyNanoseconds - before, 20'000'000);
        ASSERT_TRUE(database->inTransaction([&] { return database->runText("select 1"); }));
        EXPECT_EQ(use.inUse, 0) << "committed";
    }
    EXPECT_EQ(use.inUse, 0);
}

TEST_F(DatabaseTest, SaysTheTraceOfWhatIsTracedAndPreparesTheRest)
{
    const auto other = m_postgres.connect();
    const int pid = m_database->backendPid();
    const auto lastStatement = [&] {
        return on(*other, "select query from pg_stat_activity where pid = $1", {pid}).at(0).text(0);
    };
    const auto trace =
        Wire::TraceParent::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    ASSERT_TRUE(trace);
    auto quiet = *trace;
    quiet.isSampled = false;

    {
        const TraceScope scope(*trace);
        const auto size = m_database->run("watch.size");
        ASSERT_TRUE(size);
        EXPECT_GT(size->at(0).integer(0), 0);
        EXPECT_EQ(m_database->run("no.such.query").error().code, ErrorCode::Internal);
    }
    EXPECT_TRUE(lastStatement().startsWith(
        u"/*traceparent='00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',"
        "query='watch.size'*/ "_qs))
        << qPrintable(lastStatement());
    EXPECT_EQ(number("select count(*) from pg_prepared_statements"), 0);

    {
        const TraceScope scope(quiet);
        ASSERT_TRUE(m_database->run("watch.size"));
    }
    EXPECT_FALSE(lastStatement().contains(u"traceparent"));
    EXPECT_EQ(number("select count(*) from pg_prepared_statements"), 1);
}

TEST_F(DatabaseTest, FailsTheWholeTransactionWhenTheConnectionIsCutInIt)
{
    auto transaction = m_database->begin();
    ASSERT_TRUE(transaction);
    sql("insert into departments (name) values ('X')");
    m_postgres.cut(m_database->backendPid());

    EXPECT_FALSE(m_database->runText("select 1"));
    const auto second = m_database->runText("insert into departments (name) values ('Y')");
    const auto committed = transaction->commit();

    ASSERT_FALSE(second) << "a statement of a lost transaction ran on a new connection";
    EXPECT_EQ(second.error().code, ErrorCode::Unavailable);
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(number("select count(*) from departments"), 0);
}

TEST_F(DatabaseTest, SurvivesAStatementWhoseResultTypeChanged)
{
    ASSERT_TRUE(m_database->run("dashboard.capturesToReview"));
    ASSERT_TRUE(m_database->runScript("alter table capture_outcomes add column extra text"));

    EXPECT_TRUE(m_database->run("dashboard.capturesToReview"));
}

TEST(DatabaseOpenTest, SaysWhyItCannotConnectWithoutThePassword)
{
    EvalTrack::Test::TestPostgres postgres;
    ConnectionSettings wrong = postgres.settings();
    wrong.password = Redacted(QStringLiteral("hunter2"));

    const auto database = Database::open(wrong);

    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::Unavailable);
    EXPECT_TRUE(database.error().detail.contains(QStringLiteral("password")))
        << database.error().detail.toStdString();
    EXPECT_FALSE(database.error().detail.contains(QStringLiteral("hunter2")));
}

TEST(DatabaseOpenTest, IsUnavailableWhereNothingListens)
{
    ConnectionSettings nowhere;
    nowhere.host = QStringLiteral("/nonexistent");
    nowhere.user = QStringLiteral("u");
    nowhere.database = QStringLiteral("d");

    const auto database = Database::open(nowhere);

    ASSERT_FALSE(database);
    EXPECT_EQ(database.error().code, ErrorCode::Unavailable);
}
