// SPDX-License-Identifier: GPL-3.0-or-later
#include "storagefixture.h"

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

class ChangeFeedTest : public Test::StorageFixture
{
protected:
    struct Cursor
    {
        QString xid = QStringLiteral("0");
        qint64 seq = 0;
    };

    void SetUp() override
    {
        fillSmallCompany();
        feed();
    }

    /// What a reader gets from its cursor on, as "entity:op:id"; the cursor moves along.
    QStringList feed()
    {
        QStringList changes;
        const auto rows = sql("select xid, seq, entity, op, entity_id from change_log"
                              " where (xid, seq) > ($1::xid8, $2::bigint)"
                              "   and xid < pg_snapshot_xmin(pg_current_snapshot())"
                              " order by xid, seq",
                              {m_cursor.xid, m_cursor.seq});
        for (const Row row : rows) {
            m_cursor = {row.text(0), row.integer(1)};
            changes << (row.text(2) + u':' + row.text(3) + u':' + row.text(4));
        }
        return changes;
    }

    Cursor m_cursor;
};

} // namespace

TEST_F(ChangeFeedTest, DoesNotMissATransactionThatCommitsLate)
{
    const auto slow = connectApart();
    auto late = slow->begin();
    ASSERT_TRUE(late);
    on(*slow, "insert into attendances (event_id, user_id) values (1, 2)");
    sql("insert into attendances (event_id, user_id) values (1, 3)");

    const QStringList whileOpen = feed();
    ASSERT_TRUE(late->commit());
    const QStringList afterwards = feed();

    EXPECT_EQ(whileOpen, QStringList())
        << "the cursor must not pass a transaction that is still open";
    EXPECT_EQ(afterwards, (QStringList{QStringLiteral("attendance:upsert:1"),
                                       QStringLiteral("attendance:upsert:2")}));
    EXPECT_EQ(feed(), QStringList());
}

TEST_F(ChangeFeedTest, ShowsNothingOfWhatWasRolledBack)
{
    {
        auto transaction = m_database->begin();
        ASSERT_TRUE(transaction);
        sql("insert into attendances (event_id, user_id) values (1, 2)");
    }
    EXPECT_EQ(feed(), QStringList());
}

TEST_F(ChangeFeedTest, TellsOfEachEntity)
{
    sql("insert into departments (name) values ('Nuevo')");
    sql("update events set title = 'x' where id = 1");
    sql("insert into attendances (event_id, user_id) values (1, 2)");
    sql("insert into evaluations (event_id, user_id) values (1, 2)");
    EXPECT_EQ(feed(),
              (QStringList{QStringLiteral("department:upsert:3"), QStringLiteral("event:upsert:1"),
                           QStringLiteral("attendance:upsert:1"),
                           QStringLiteral("evaluation:upsert:1")}));

    sql("insert into questions (event_id, text) values (1, 'q')");
    EXPECT_EQ(feed(), QStringList{QStringLiteral("event:upsert:1")});
    sql("insert into answers (evaluation_id, question_id, response) values (1, 1, 'r')");
    EXPECT_EQ(feed(), QStringList{QStringLiteral("evaluation:upsert:1")});
    sql("update employees set phone = '1' where user_id = 3");
    EXPECT_EQ(feed(), QStringList{QStringLiteral("employee:upsert:3")});
    sql("delete from evaluations");
    sql("delete from attendances");
    EXPECT_EQ(feed(), (QStringList{QStringLiteral("evaluation:delete:1"),
                                   QStringLiteral("attendance:delete:1")}));
}

TEST_F(ChangeFeedTest, MakesAPersonWhoIsGoneADeletionOfBothHalves)
{
    sql("update users set deleted_at = now() where id = 2");

    const QStringList changes = feed();

    EXPECT_TRUE(changes.contains(QStringLiteral("user:delete:2")));
    EXPECT_TRUE(changes.contains(QStringLiteral("employee:delete:2")));
    EXPECT_FALSE(changes.contains(QStringLiteral("employee:upsert:2")));
}

TEST_F(ChangeFeedTest, SaysWhoseRecordItIs)
{
    sql("insert into attendances (event_id, user_id) values (1, 2)");

    EXPECT_EQ(number("select owner_id from change_log where entity = 'attendance'"), 2);
    EXPECT_TRUE(sql("select owner_id from change_log where entity = 'event'").at(0).isNull(0));
}

TEST_F(ChangeFeedTest, LogsABigStatementInOneTransaction)
{
    sql("insert into users (name, email) select 'P' || n, 'p' || n || '@x.com' from "
        "generate_series(1, 5000) n");
    sql("insert into attendances (event_id, user_id) select 1, id from users");

    EXPECT_EQ(feed().size(), 5000 + 5003);
    EXPECT_EQ(number("select count(distinct xid) from change_log where entity = 'attendance'"), 1);
}
