// SPDX-License-Identifier: GPL-3.0-or-later
#include "storagefixture.h"

#include <atomic>
#include <thread>

using namespace EvalTrack;
using namespace EvalTrack::Server;

class SchemaTest : public Test::StorageFixture
{
protected:
    void SetUp() override { fillSmallCompany(); }

    QByteArray refusal(const QByteArray &statement)
    {
        const auto rows = m_database->runText(statement);
        return rows                                ? QByteArray("not refused")
               : rows.error().constraint.isEmpty() ? rows.error().sqlState
                                                   : rows.error().constraint;
    }
};

TEST_F(SchemaTest, GivesANewRevisionToWhatChanges)
{
    sql("update events set title = 'Otro' where id = 1");
    sql("update events set title = 'Otro' where id = 1");

    EXPECT_EQ(number("select revision from events where id = 1"), 2)
        << "an update that changes nothing is no revision";
    EXPECT_EQ(number("select count(*) from events where updated_at >= created_at"), 1);
}

TEST_F(SchemaTest, FreesTheEmailAndTheCodesOfSomebodyWhoIsGone)
{
    EXPECT_EQ(refusal("insert into users (name, email) values ('x', 'BETO@X.COM')"),
              "users_email_key");
    EXPECT_EQ(refusal("update employees set badge_code = 'B1' where user_id = 3"),
              "employees_badge_code_key");
    EXPECT_EQ(refusal("update employees set national_id = 'V-1' where user_id = 3"),
              "employees_national_id_key");

    sql("update users set deleted_at = now(), is_active = false where id = 2");

    sql("insert into users (name, email) values ('Beto II', 'beto@x.com')");
    sql("update employees set badge_code = 'B1', national_id = 'V-1' where user_id = 3");
    EXPECT_EQ(number("select count(*) from employee_profiles"), 1);
}

TEST_F(SchemaTest, LetsManyPeopleBeWithoutAnEmail)
{
    sql("insert into users (name, email) values ('a', ''), ('b', '')");

    EXPECT_EQ(number("select count(*) from users where email = ''"), 2);
}

TEST_F(SchemaTest, KeepsAnAttendanceThatWasEvaluated)
{
    sql("insert into attendances (event_id, user_id) values (1, 2), (1, 3)");
    sql("insert into evaluations (event_id, user_id) values (1, 2)");

    EXPECT_EQ(refusal("delete from attendances where user_id = 2"), "evaluations_attendance_fkey");
    EXPECT_EQ(sql("delete from attendances where user_id = 3").affected(), 1);
}

TEST_F(SchemaTest, WantsAnAttendanceForAnEvaluation)
{
    EXPECT_EQ(refusal("insert into evaluations (event_id, user_id) values (1, 2)"),
              "evaluations_attendance_fkey");
}

TEST_F(SchemaTest, TakesOneAttendanceAPersonAndEvent)
{
    sql("insert into attendances (event_id, user_id) values (1, 2)");

    EXPECT_EQ(refusal("insert into attendances (event_id, user_id) values (1, 2)"),
              "attendances_event_user_key");
}

TEST_F(SchemaTest, RefusesToChangeTheLedger)
{
    // Who gave itself back the right that the migration took away meets the rule.
    sql("do $$ begin execute format('grant update, delete, truncate on attendance_captures to %I', "
        "current_user); end $$");
    sql("insert into attendance_captures (uuid, code, captured_at, method, recorded_by)"
        " values (gen_random_uuid(), 'B1', now(), 'BADGE', 1)");

    EXPECT_EQ(refusal("update attendance_captures set note = 'x'"),
              "attendance_captures_append_only");
    EXPECT_EQ(refusal("update attendance_captures set note = 'x' where false"),
              "attendance_captures_append_only");
    EXPECT_EQ(refusal("delete from attendance_captures"), "attendance_captures_append_only");
    EXPECT_EQ(refusal("truncate attendance_captures cascade"), "attendance_captures_append_only");
    EXPECT_EQ(number("select count(*) from attendance_captures where note is null"), 1);
}

// What follows from captures names people and events without a foreign key.
TEST_F(SchemaTest, KeepsPeopleAndEventsForEver)
{
    sql("insert into users (id, name, email) overriding system value values (77, 'Ana', "
        "'ana@x.org')");

    EXPECT_EQ(refusal("delete from users where id = 77"), "users_no_delete");
    EXPECT_EQ(refusal("delete from events"), "events_no_delete");
    EXPECT_EQ(number("select count(*) from users where id = 77"), 1);
}

TEST_F(SchemaTest, HasACaptureOnceForEver)
{
    const QByteArray insert =
        "insert into attendance_captures (uuid, code, captured_at, method, recorded_by)"
        " values ('0190f5a0-0000-7000-8000-000000000001', 'B1', now(), 'BADGE', 1)";
    sql(insert);

    EXPECT_EQ(refusal(insert), "attendance_captures_pkey");
    EXPECT_EQ(sql(insert + " on conflict do nothing").affected(), 0);
}

TEST_F(SchemaTest, KeepsACaptureOfWhatItDoesNotKnow)
{
    sql("insert into attendance_captures (uuid, event_uuid, event_id, code, user_id, captured_at, "
        "method, recorded_by)"
        " values (gen_random_uuid(), gen_random_uuid(), 4711, 'nobody', 4711, now(), 'MANUAL', "
        "4711)");

    EXPECT_EQ(number("select count(*) from attendance_captures"), 1);
}

TEST_F(SchemaTest, CountsSeats)
{
    EXPECT_TRUE(sql("select event_seats_left(1)").at(0).isNull(0));
    sql("update events set max_attendees = 2 where id = 1");
    sql("insert into attendances (event_id, user_id, status) values (1, 1, 'CANCELLED'), (1, 2, "
        "'CONFIRMED')");

    EXPECT_EQ(number("select event_seats_left(1)"), 1);
}

TEST_F(SchemaTest, GivesTheLastSeatToOne)
{
    sql("update events set max_attendees = 1 where id = 1");
    std::atomic<int> won = 0;
    const auto reach = [&](int user) {
        const auto database = m_postgres.connect();
        auto transaction = database->begin();
        ASSERT_TRUE(transaction);
        if (on(*database, "select event_seats_left(1)").at(0).integer(0) > 0) {
            on(*database, "insert into attendances (event_id, user_id) values (1, $1)", {user});
            ++won;
        }
        EXPECT_TRUE(transaction->commit());
    };

    std::vector<std::thread> people;
    for (int user = 1; user <= 3; ++user) {
        people.emplace_back(reach, user);
    }
    for (std::thread &person : people) {
        person.join();
    }

    EXPECT_EQ(won, 1);
    EXPECT_EQ(number("select count(*) from attendances"), 1);
}

// Each move alone makes none; whoever comes second sees the first.
TEST_F(SchemaTest, DepartmentsMakeNoCircleEvenTogether)
{
    std::atomic<int> refused = 0;
    const auto move = [&](int from, int to) {
        const auto database = connectApart();
        const auto rows =
            database->runText("update departments set parent_id = $2 where id = $1", {from, to});
        refused += !rows && rows.error().constraint == "departments_parent_check" ? 1 : 0;
    };

    for (int round = 0; round < 20; ++round) {
        sql("update departments set parent_id = null");
        std::thread there(move, 1, 2);
        std::thread back(move, 2, 1);
        there.join();
        back.join();
        EXPECT_EQ(number("select count(*) from departments where parent_id is not null"), 1);
    }

    EXPECT_EQ(refused, 20);
}

// Nobody gets into a department while it is taken away, whoever comes first.
TEST_F(SchemaTest, ADepartmentThatIsGoneTakesNobodyIn)
{
    const auto remover = connectApart();
    auto removal = remover->begin();
    ASSERT_TRUE(removal);
    on(*remover, "select id from departments where id = 2 for update");
    on(*remover, "update departments set deleted_at = now() where id = 2");
    QByteArray violated;
    std::thread mover([&] {
        const auto database = connectApart();
        const auto rows =
            database->runText("update employees set department_id = 2 where user_id = 3");
        violated = rows ? QByteArray("not refused") : rows.error().constraint;
    });
    while (number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
        std::this_thread::yield();
    }
    EXPECT_TRUE(removal->commit());
    mover.join();

    EXPECT_EQ(violated, "employees_department_fkey");
    EXPECT_EQ(refusal("update departments set parent_id = 2 where id = 1"),
              "departments_parent_fkey");
}

TEST_F(SchemaTest, FindsPeopleByFoldedText)
{
    EXPECT_EQ(number("select id from employee_profiles where search_text like '%nunez%'"), 3);
    EXPECT_EQ(number("select count(*) from employee_profiles where search_text like '%ventas%'"),
              2);

    sql("update users set name = 'Ñandú' where id = 2");
    sql("update departments set name = 'Órdenes' where id = 1");

    EXPECT_EQ(number("select id from employee_profiles where search_text like '%nandu%'"), 2);
    EXPECT_EQ(number("select count(*) from employee_profiles where search_text like '%ordenes%'"),
              2);
    EXPECT_EQ(number("select count(*) from employee_profiles where search_text like '%ventas%'"),
              0);
}

TEST_F(SchemaTest, CountsAChangeOfEitherHalfOfAProfileAsARevision)
{
    const qint64 before = number("select revision from employee_profiles where id = 2");

    sql("update employees set phone = '1' where user_id = 2");
    const qint64 afterProfile = number("select revision from employee_profiles where id = 2");
    sql("update users set is_active = false where id = 2");
    const qint64 afterAccount = number("select revision from employee_profiles where id = 2");

    EXPECT_GT(afterProfile, before);
    EXPECT_GT(afterAccount, afterProfile);
}

TEST_F(SchemaTest, RaisesTheEpochOfSomebodyWhoseRightsChange)
{
    sql("update users set name = 'Otro' where id = 2");
    EXPECT_EQ(number("select count(*) from sync_epochs"), 0);

    sql("update users set role = 'ADMIN' where id = 2");
    sql("update users set role = 'EMPLEADO' where id = 2");

    EXPECT_EQ(number("select epoch from sync_epochs where user_id = 2"), 3);
}

TEST_F(SchemaTest, RaisesTheRevisionOfAnEventWithItsQuestions)
{
    sql("insert into questions (event_id, text) values (1, 'a'), (1, 'b')");
    EXPECT_EQ(number("select revision from events where id = 1"), 2);

    sql("update questions set text = 'c' where text = 'a'");
    sql("delete from questions where text = 'b'");

    EXPECT_EQ(number("select revision from events where id = 1"), 4);
}

TEST_F(SchemaTest, RaisesItOnceInATransactionThatWritesBoth)
{
    {
        auto transaction = m_database->begin();
        ASSERT_TRUE(transaction);
        sql("update events set title = 'Otro' where id = 1");
        sql("insert into questions (event_id, text) values (1, 'a')");
        ASSERT_TRUE(transaction->commit());
    }
    EXPECT_EQ(number("select revision from events where id = 1"), 2);
}
