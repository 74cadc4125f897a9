// SPDX-License-Identifier: GPL-3.0-or-later
// What PostgreSQL promises across a crash and across a failover, and what it does not: each test
// has a cluster of its own, for it sets what holds for all databases of one, or kills it.
#include "postgres/privatecluster.h"
#include "services/feedservice.h"
#include "storage/migrator.h"
#include "storage/repositories/capturerepository.h"
#include "storage/repositories/idempotencyrepository.h"
#include "support/printers.h"
#include "support/testpostgres.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using EvalTrack::Test::TestPostgres;
using EvalTrack::Test::waitFor;

namespace {

constexpr auto CaptureText = "0198c0de-0000-7000-8000-00000000000c";

class ReplicationTest : public testing::Test
{
protected:
    void SetUp() override
    {
        PrivateCluster::Options options;
        options.folder = TestPostgres::scratchFolder();
        options.durability = Durability::Full;
        auto cluster = PrivateCluster::start(options);
        ASSERT_TRUE(cluster) << cluster.error().detail.toStdString();
        m_cluster = *std::move(cluster);
        m_database = connect();
        ASSERT_TRUE(Migrator(*m_database).migrate());
        ASSERT_TRUE(m_database->runScript(
            "insert into users (name, email, role, password_hash) values ('Ada', 'ada@x.com', "
            "'ADMIN', 'x')"));
    }

    [[nodiscard]] std::unique_ptr<Database> connect() const
    {
        auto database = Database::open(m_cluster->settings());
        EXPECT_TRUE(database);
        return database ? *std::move(database) : nullptr;
    }
    qint64 number(const QByteArray &sql) const
    {
        const auto rows = m_database->runText(sql);
        return rows && !rows->isEmpty() ? rows->at(0).integer(0) : -1;
    }

    /// A power cut, as far as PostgreSQL can tell, and its return.
    void crash()
    {
        ::kill(static_cast<pid_t>(m_cluster->postmasterPid()), SIGKILL);
        EXPECT_TRUE(waitFor([this] { return !m_cluster->isRunning(); }));
        EXPECT_TRUE(m_cluster->ensureRunning());
        m_database = connect();
    }

    /// From now on commits wait for a standby that never comes.
    void awaitAStandby() const
    {
        const auto owner = Database::open(m_cluster->access().ownerSettings());
        ASSERT_TRUE(owner);
        ASSERT_TRUE((*owner)->runText("alter system set synchronous_standby_names = 'away'"));
        ASSERT_TRUE((*owner)->runText("select pg_reload_conf()"));
        ASSERT_TRUE(waitFor([&owner] {
            const auto shown = (*owner)->runText("show synchronous_standby_names");
            return shown && shown->at(0).text(0) == u"away";
        }));
    }

    /// Commits `work` and, once PostgreSQL waits for the standby, cancels the wait, as an
    /// administrator does who wants to go on without one.
    struct Commit
    {
        bool hasWaited = false;
        bool isAcknowledged = false;
    };
    Commit commitWithoutStandby(const std::function<void(Database &)> &work) const
    {
        Commit commit;
        std::atomic<bool> isOver = false;
        std::thread worker([&] {
            const auto database = connect();
            commit.isAcknowledged = database
                                        ->inTransaction([&]() -> SqlResult<void> {
                                            work(*database);
                                            return {};
                                        })
                                        .has_value();
            isOver = true;
        });
        const auto owner = Database::open(m_cluster->access().ownerSettings());
        EXPECT_TRUE(owner);
        EXPECT_TRUE(waitFor([&] {
            const auto cancelled =
                (*owner)->runText("select count(pg_cancel_backend(pid)) from pg_stat_activity "
                                  "where wait_event = 'SyncRep' and usename = 'evaltrack'");
            commit.hasWaited = commit.hasWaited || (cancelled && cancelled->at(0).integer(0) > 0);
            return isOver.load();
        }));
        worker.join();
        return commit;
    }

    std::unique_ptr<PrivateCluster> m_cluster;
    std::unique_ptr<Database> m_database;
};

} // namespace

TEST_F(ReplicationTest, ACommitThatNoLongerWaitsForTheStandbyIsNoAcknowledgement)
{
    awaitAStandby();

    const Commit commit = commitWithoutStandby([](Database &database) {
        (void)database.runText("insert into departments (name) values ('X')");
    });

    EXPECT_TRUE(commit.hasWaited);
    EXPECT_FALSE(commit.isAcknowledged);
    EXPECT_EQ(number("select count(*) from departments"), 1) << "committed here nevertheless";
}

TEST_F(ReplicationTest, ACaptureThatComesAgainIsAcknowledgedWhenTheStandbyHasIt)
{
    ASSERT_TRUE(m_database->runScript(
        QByteArray("insert into attendance_captures (uuid, event_uuid, code, device_id, "
                   "device_sequence, captured_at, method, recorded_by) values ('") +
        CaptureText +
        "', gen_random_uuid(), '1', gen_random_uuid(), 1, now(), 'BADGE', 1);"
        "insert into capture_outcomes (capture_uuid, outcome, counted_at) values ('" +
        CaptureText + "', 'accepted', now())"));
    awaitAStandby();

    const Commit commit = commitWithoutStandby([](Database &database) {
        const auto receipts = CaptureRepository(database).receipts(
            {CaptureUuid(QUuid(QLatin1StringView(CaptureText)))});
        EXPECT_TRUE(receipts && receipts->size() == 1);
    });

    EXPECT_TRUE(commit.hasWaited);
    EXPECT_FALSE(commit.isAcknowledged);
}

TEST_F(ReplicationTest, ARepeatedRequestIsAnsweredWhenTheStandbyHasTheFirst)
{
    const UserId ada(number("select id from users"));
    const IdempotencyRepository keys(*m_database);
    ASSERT_TRUE(keys.claim(ada, "key", "fingerprint"));
    ASSERT_TRUE(keys.store(ada, "key", 201, QByteArray("{}")));
    awaitAStandby();

    const Commit commit = commitWithoutStandby([ada](Database &database) {
        const auto stored = IdempotencyRepository(database).find(ada, "key");
        EXPECT_TRUE(stored && *stored);
    });

    EXPECT_TRUE(commit.hasWaited);
    EXPECT_FALSE(commit.isAcknowledged);
}

TEST_F(ReplicationTest, NoCursorOfTheFeedPassesANumberThatIsGivenAgainAfterACrash)
{
    const UserId ada(number("select id from users"));
    Caller caller;
    caller.id = ada;
    caller.role = Role::Admin;
    const Timestamp now = SystemClock().now();
    const auto next = [&](const std::optional<FeedCursor> &cursor) {
        const auto page = FeedService(*m_database).next(caller, cursor, {}, {}, 100, now);
        EXPECT_TRUE(page);
        return page.value_or(FeedService::Page{});
    };
    // Numbers of transactions that change nothing, and of which nothing is written.
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(m_database->runScript("begin; select pg_current_xact_id(); rollback"));
    }
    const FeedCursor copied = next({}).cursor;
    const FeedCursor read = next(copied).cursor;
    crash();
    ASSERT_TRUE(m_database->runText("insert into departments (name) values ('Nuevo')"));
    for (int i = 0; i < 10; ++i) { // and others go on
        ASSERT_TRUE(m_database->runScript("begin; select pg_current_xact_id(); commit"));
    }

    for (const FeedCursor &cursor : {copied, read}) {
        const auto items = next(cursor).items;
        ASSERT_EQ(items.size(), 1);
        EXPECT_EQ(items.first().entity, Wire::FeedEntity::Department);
    }
}
