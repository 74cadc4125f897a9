// SPDX-License-Identifier: GPL-3.0-or-later
#include "storagefixture.h"

#include <random>
#include <thread>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

class FiguresTest : public Test::StorageFixture
{
protected:
    void SetUp() override
    {
        fillSmallCompany();
        ASSERT_TRUE(m_database->runScript(
            "insert into users (name, email) select 'P' || n, 'p' || n || '@x.com' from "
            "generate_series(4, 40) n;"
            "insert into employees (user_id, department_id) select id, 1 + id % 2 from users where "
            "id between 4 and 36;"
            "insert into events (title, date, duration, creator_id)"
            " select 'E' || n, now() - n * interval '1 day', 60, 1 from generate_series(2, 6) n"));
    }

    /// All figures summed over their slots, and the same counted from the rows.
    QString kept()
    {
        return text(
            "select (select string_agg(t::text, ' ' order by t::text) from (select event_id, "
            "department_id, sum(pending),"
            " sum(confirmed), sum(cancelled), sum(evaluations_pending), sum(evaluations_submitted),"
            " sum(evaluations_graded), sum(score_sum) from event_figures group by 1, 2"
            " having sum(pending + confirmed + cancelled + evaluations_pending + "
            "evaluations_submitted"
            " + evaluations_graded) > 0) t)"
            " || (select coalesce(string_agg(t::text, ' ' order by t::text), '') from (select "
            "event_id, score, sum(evaluations)"
            " from score_figures group by 1, 2 having sum(evaluations) <> 0) t)"
            " || (select string_agg(t::text, ' ' order by t::text) from (select role, is_active, "
            "has_login, sum(people)"
            " from account_figures group by 1, 2, 3 having sum(people) <> 0) t)");
    }
    void expectExact()
    {
        const QString before = kept();
        sql("select rebuild_figures()");
        EXPECT_EQ(before, kept());
        EXPECT_GT(before.size(), 50);
    }

    static QList<QByteArray> operations(unsigned seed, int count)
    {
        std::mt19937 random(seed);
        const auto below = [&random](int limit) {
            return QByteArray::number(int(random() % unsigned(limit)));
        };
        QList<QByteArray> statements;
        for (int i = 0; i < count; ++i) {
            const QByteArray user = QByteArray::number(1 + int(random() % 40));
            const QByteArray event = QByteArray::number(1 + int(random() % 6));
            const QByteArray pair = " where event_id = " + event + " and user_id = " + user;
            switch (random() % 9) {
            case 0:
            case 1:
                statements << "insert into attendances (event_id, user_id, status) select " +
                                  event +
                                  ", id, case when id % 3 = 0 then 'CONFIRMED' else 'PENDING' end "
                                  "from users where id % 5 = " +
                                  below(5) + " on conflict do nothing";
                break;
            case 2:
                statements << "update attendances set status = 'CONFIRMED', attended_at = now()" +
                                  pair;
                break;
            case 3:
                statements << "update attendances set status = 'CANCELLED' where user_id = " + user;
                break;
            case 4:
                statements << "insert into evaluations (event_id, user_id) select event_id, "
                              "user_id from attendances"
                              " where status = 'CONFIRMED' and user_id % 4 = " +
                                  below(4) + " on conflict do nothing";
                break;
            case 5:
                statements << "update evaluations set status = 'GRADED', score = 1 + (event_id + "
                              "user_id) % 10"
                              " where user_id = " +
                                  user;
                break;
            case 6:
                statements << "delete from evaluations" + pair;
                break;
            case 7:
                statements << "update employees set department_id = nullif(" + below(3) +
                                  ", 0) where user_id = " + user;
                break;
            default:
                statements << "update users set is_active = not is_active, password_hash = 'x' "
                              "where id = " +
                                  user;
                break;
            }
        }
        return statements;
    }
};

} // namespace

TEST_F(FiguresTest, StayExactThroughEveryKindOfChange)
{
    for (const QByteArray &statement : operations(7, 400)) {
        sql(statement);
    }

    expectExact();
}

TEST_F(FiguresTest, StayExactWhenConnectionsWorkAtOnce)
{
    std::vector<std::thread> workers;
    for (unsigned seed = 1; seed <= 4; ++seed) {
        workers.emplace_back([this, seed] {
            const auto database = m_postgres.connect();
            for (const QByteArray &statement : operations(seed, 150)) {
                const auto done = database->inTransaction(
                    [&]() -> SqlResult<Rows> { return database->runText(statement); });
                const bool isExpected =
                    done || done.error().isForeignKeyViolation() || done.error().isRetryable();
                EXPECT_TRUE(isExpected)
                    << statement.constData() << done.error().detail.toStdString();
            }
        });
    }
    for (std::thread &worker : workers) {
        worker.join();
    }

    expectExact();
}

TEST_F(FiguresTest, StayExactWhenTheirSlotsAreFolded)
{
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const auto database = m_postgres.connect();
        for (const QByteArray &statement : operations(seed, 60)) {
            static_cast<void>(database->runText(statement));
        }
    }
    const QString before = kept();

    const auto folded = m_database->run("dashboard.compact");

    ASSERT_TRUE(folded);
    EXPECT_GT(folded->at(0).integer(0), 0);
    EXPECT_EQ(number("select count(*) from event_figures where slot <> 0"), 0);
    EXPECT_EQ(kept(), before);
}

TEST_F(FiguresTest, AreNotFoldedWhileSomebodyCounts)
{
    const auto other = connectApart();
    auto transaction = other->begin();
    ASSERT_TRUE(transaction);
    on(*other, "insert into attendances (event_id, user_id) values (1, 5)");

    EXPECT_EQ(m_database->run("dashboard.compact")->at(0).integer(0), -1);
    ASSERT_TRUE(transaction->commit());
    EXPECT_EQ(m_database->run("dashboard.compact")->at(0).integer(0), 1);
    EXPECT_EQ(number("select sum(pending) from event_figures"), 1);
}

TEST_F(FiguresTest, ComeWithANewProfile)
{
    sql("insert into attendances (event_id, user_id) values (1, 38)");
    sql("insert into employees (user_id, department_id) values (38, 2)");

    expectExact();
}

TEST_F(FiguresTest, AreCountedAfterABulkLoad)
{
    {
        auto transaction = m_database->begin();
        ASSERT_TRUE(transaction);
        const QString before = text("select uuid from installation");
        sql("set local evaltrack.bulk = 'on'");
        sql("insert into attendances (event_id, user_id) select 1, id from users");
        EXPECT_EQ(number("select count(*) from change_log where entity = 'attendance'"), 0);
        sql("select finish_bulk_load()");
        EXPECT_NE(text("select uuid from installation"), before)
            << "clients must rebuild their stores";
        ASSERT_TRUE(transaction->commit());
    }
    EXPECT_EQ(number("select sum(pending) from event_figures where event_id = 1"), 40);
    sql("delete from attendances where user_id = 1");
    EXPECT_EQ(number("select sum(pending) from event_figures where event_id = 1"), 39);
    EXPECT_EQ(number("select count(*) from change_log where entity = 'attendance'"), 1);
}

TEST_F(FiguresTest, GiveTheDashboardWhatTheRowsSay)
{
    ASSERT_TRUE(m_database->runScript(
        "insert into attendances (event_id, user_id, status) select e.id, u.id,"
        " (array['CONFIRMED', 'CONFIRMED', 'PENDING', 'CANCELLED'])[1 + (e.id + u.id) % 4]"
        " from events e, users u;"
        "insert into evaluations (event_id, user_id, status, score) select event_id, user_id, "
        "'GRADED', 1 + user_id % 10"
        " from attendances where status = 'CONFIRMED'"));
    const Timestamp now = sql("select now() + interval '1 minute'").at(0).timestamp(0);
    const Timestamp since = now - std::chrono::hours(24 * 365);

    const auto rate = m_database->run("dashboard.attendanceRate", {now, since});
    ASSERT_TRUE(rate);
    EXPECT_DOUBLE_EQ(
        rate->at(0).real(0),
        sql("select avg((a.status = 'CONFIRMED')::int)::float8 from attendances a join events e on "
            "e.id ="
            " a.event_id where a.status <> 'CANCELLED' and e.date < now() - interval '1 hour'")
            .at(0)
            .real(0));
    const auto evaluations = m_database->run("dashboard.evaluations", {since});
    ASSERT_TRUE(evaluations);
    EXPECT_DOUBLE_EQ(evaluations->at(0).real(3),
                     sql("select avg(score)::float8 from evaluations").at(0).real(0));
    const auto distribution = m_database->run("dashboard.scoreDistribution", {since});
    ASSERT_TRUE(distribution);
    EXPECT_EQ(distribution->count(), 10);
    const auto byEvent = m_database->run("dashboard.attendanceRateByEvent", {now, 3, since});
    ASSERT_TRUE(byEvent);
    ASSERT_EQ(byEvent->count(), 3);
    EXPECT_EQ(byEvent->at(2).text(1), QStringLiteral("E2")) << "the latest comes last";
    const auto byMonth = m_database->run("dashboard.attendanceRateByMonth",
                                         {now, since, QStringLiteral("America/Caracas")});
    ASSERT_TRUE(byMonth);
    EXPECT_GE(byMonth->count(), 1);
    const auto byDepartment = m_database->run("dashboard.byDepartment", {now, since});
    ASSERT_TRUE(byDepartment);
    EXPECT_EQ(byDepartment->count(), 2);
    const auto own = m_database->run("dashboard.ownFigures", {2, now});
    ASSERT_TRUE(own);
    EXPECT_GT(own->at(0).real(3), 0);
}

TEST_F(FiguresTest, OnesNextEventsAreThoseThatTheFigureCounts)
{
    ASSERT_TRUE(m_database->runScript(
        "insert into events (title, date, duration, creator_id, is_active)"
        " select 'Ahead ' || n, now() + n * interval '1 day', 60, 1, true from "
        "generate_series(1, 3) n;"
        "insert into attendances (event_id, user_id, status) select id, 2,"
        " case title when 'Ahead 1' then 'PENDING' else 'CANCELLED' end"
        " from events where title in ('Ahead 1', 'Ahead 2')"));
    const Timestamp now = sql("select now()").at(0).timestamp(0);

    const auto figures = m_database->run("dashboard.ownFigures", {2, now});
    const auto next = m_database->run("dashboard.ownNextEvents", {2, now, 6});

    ASSERT_TRUE(figures && next);
    EXPECT_EQ(figures->at(0).integer(0), next->count());
    ASSERT_GE(next->count(), 1);
    for (int row = 0; row < next->count(); ++row) {
        EXPECT_NE(next->at(row).text(1), QStringLiteral("Ahead 2")) << "cancelled";
        EXPECT_NE(next->at(row).text(1), QStringLiteral("Ahead 3")) << "not registered";
    }
}
