// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democompany.h"
#include "security/passwordhasher.h"
#include "support/printers.h"
#include "support/testpostgres.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

class DemoCompanyTest : public testing::Test
{
protected:
    DemoCompany::Summary fill(qint64 people = 60, int events = 12)
    {
        DemoOptions options;
        options.people = people;
        options.events = events;
        const auto summary = DemoCompany(*m_database).fill(options);
        EXPECT_TRUE(summary) << summary.error().detail.toStdString();
        return summary.value_or(DemoCompany::Summary{});
    }
    Rows sql(const QByteArray &text)
    {
        auto rows = m_database->runText(text);
        if (!rows) {
            ADD_FAILURE() << text.constData() << ": " << rows.error().detail.toStdString();
            rows = m_database->runText("select null");
        }
        return std::move(*rows);
    }
    qint64 number(const QByteArray &text) { return sql(text).at(0).integer(0); }

    EvalTrack::Test::TestPostgres m_postgres;
    std::unique_ptr<Database> m_database = m_postgres.connect();
};

} // namespace

TEST_F(DemoCompanyTest, WritesWhatItSays)
{
    const auto summary = fill();

    EXPECT_EQ(number("select count(*) from users"), 60);
    EXPECT_EQ(number("select count(*) from employee_profiles"), 60);
    EXPECT_EQ(number("select count(*) from events"), 12);
    EXPECT_EQ(number("select count(*) from attendances"), summary.attendances);
    EXPECT_EQ(number("select count(*) from evaluations"), summary.evaluations);
    EXPECT_EQ(number("select count(*) from answers"), summary.answers);
    EXPECT_GT(summary.answers, 100);
    EXPECT_EQ(number("select count(*) from evaluations where status <> 'PENDING' and (select "
                     "count(*) from answers where"
                     " evaluation_id = evaluations.id) <> 4"),
              0);
    EXPECT_EQ(number("select count(*) from capture_outcomes where review_state = 'OPEN'"), 3);
}

TEST_F(DemoCompanyTest, ExplainsWhoCameByWhatADeviceRead)
{
    fill();

    const QByteArray captured =
        "attendances a join capture_outcomes o on o.attendance_id = a.id and o.outcome = "
        "'accepted' "
        "join attendance_captures c on c.uuid = o.capture_uuid and c.captured_at = a.attended_at ";
    EXPECT_GT(number("select count(*) from " + captured), 10);
    EXPECT_EQ(number("select count(*) from " + captured + "where a.hand_at is not null"), 0);
    EXPECT_EQ(
        number("select count(*) from attendances where attended_at is not null and user_id = 3"),
        number("select count(*) from " + captured + "where a.user_id = 3"));
    EXPECT_EQ(number("select count(*) from attendance_captures"),
              number("select count(*) from ledger_links"));
}

TEST_F(DemoCompanyTest, LetsTheThreeOfTheReadmeIn)
{
    fill();

    for (const auto &[email, password, role] :
         {std::tuple(DemoCompany::AdminEmail, DemoCompany::AdminPassword, "ADMIN"),
          std::tuple(DemoCompany::HumanResourcesEmail, DemoCompany::HumanResourcesPassword,
                     "RECURSOS_HUMANOS"),
          std::tuple(DemoCompany::EmployeeEmail, DemoCompany::EmployeePassword, "EMPLEADO")}) {
        const auto rows =
            m_database->runText("select password_hash, role, is_active from users where email = $1",
                                {QString::fromLatin1(email)});
        ASSERT_TRUE(rows);
        ASSERT_EQ(rows->count(), 1) << email;
        EXPECT_EQ(rows->at(0).text(1), QString::fromLatin1(role));
        EXPECT_TRUE(rows->at(0).boolean(2));
        const PasswordCheck check =
            PasswordHasher::verifyNow(QString::fromLatin1(password), rows->at(0).text(0));
        EXPECT_TRUE(check.matches);
        EXPECT_FALSE(check.needsRehash);
    }
}

TEST_F(DemoCompanyTest, LeavesFiguresThatAreExact)
{
    fill();

    EXPECT_EQ(number("select sum(confirmed) from event_figures"),
              number("select count(*) from attendances where status ="
                     " 'CONFIRMED'"));
    EXPECT_EQ(number("select sum(people) from account_figures"), 60);
    EXPECT_EQ(number("select sum(evaluations) from score_figures"),
              number("select count(*) from evaluations where status = 'GRADED'"));
    EXPECT_GT(number("select count(*) from audit_log where at > now() - interval '30 days'"), 10);
    EXPECT_EQ(number("select sum(entries) from activity_counts"),
              number("select count(*) from audit_log"));
    EXPECT_EQ(number("select count(*) from audit_log where at > now()"), 0);
    EXPECT_EQ(number("select count(*) from audit_log"),
              number("select count(distinct (at, action, actor_id, entity_id)) from audit_log"));
}

TEST_F(DemoCompanyTest, LeavesADatabaseThatWorksOn)
{
    fill();

    sql("insert into users (name, email) values ('Nueva', 'nueva@empresa.com')");
    sql("insert into events (title, date, duration, creator_id) values ('Nuevo', now(), 60, 1)");
    sql("insert into attendances (event_id, user_id) values (13, 61)");

    EXPECT_EQ(number("select count(*) from change_log where entity = 'attendance'"), 1);
}

TEST_F(DemoCompanyTest, FindsPeopleAsTheTriggersWould)
{
    fill();

    const QByteArray searchable =
        "select string_agg(search_text, '|' order by user_id) from employees";
    const QString loaded = sql(searchable).at(0).text(0);
    sql("update employees set search_text = null");

    EXPECT_EQ(sql(searchable).at(0).text(0), loaded);
}

TEST_F(DemoCompanyTest, RefusesADatabaseWithPeople)
{
    fill();

    const auto again = DemoCompany(*m_database).fill({});

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
    EXPECT_EQ(number("select count(*) from users"), 60);
}

TEST_F(DemoCompanyTest, StartsAfreshAfterAReset)
{
    fill();
    const QString before = sql("select uuid from installation").at(0).text(0);

    ASSERT_TRUE(DemoCompany(*m_database).reset());
    EXPECT_EQ(number("select count(*) from users"), 0);
    fill(20, 3);

    EXPECT_EQ(number("select count(*) from users"), 20);
    EXPECT_NE(sql("select uuid from installation").at(0).text(0), before);
}

TEST_F(DemoCompanyTest, NeverThrowsAwayACompanyThatIsNotTheDemo)
{
    sql("insert into users (name, email, role) values ('Ana', 'ana@empresa.es', 'ADMIN')");

    const auto reset = DemoCompany(*m_database).reset();

    ASSERT_FALSE(reset);
    EXPECT_EQ(reset.error().code, ErrorCode::Conflict);
    EXPECT_EQ(number("select count(*) from users"), 1);
}

TEST_F(DemoCompanyTest, NeverThrowsAwayACompanyOfBeforeTheMark)
{
    sql("insert into users (name, email, role) values ('Ana', 'ana@empresa.es', 'ADMIN')");
    sql("drop table demo_company");

    EXPECT_FALSE(DemoCompany(*m_database).reset());
    EXPECT_EQ(number("select count(*) from users"), 1);
}
