// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrator.h"
#include "storagefixture.h"

#include <thread>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

QList<Migration> two()
{
    return {{1, QStringLiteral("first"), "create table a (x int)"},
            {2, QStringLiteral("second"), "create table b (x int)"}};
}

class MigratorTest : public testing::Test
{
protected:
    EvalTrack::Test::TestPostgres m_postgres{EvalTrack::Test::TestPostgres::Content::Nothing};
    std::unique_ptr<Database> m_database = m_postgres.connect();
};

} // namespace

TEST_F(MigratorTest, BringsAnEmptyDatabaseUpAndThenHasNothingToDo)
{
    Migrator migrator(*m_database);
    ASSERT_FALSE(migrator.check());

    const auto first = migrator.migrate();
    const auto second = migrator.migrate();

    ASSERT_TRUE(first) << first.error().detail.toStdString();
    EXPECT_EQ(first->newlyDone.size(), Migrator::compiledIn().size());
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->newlyDone.isEmpty());
    EXPECT_EQ(second->version, Migrator::compiledIn().size());
    EXPECT_TRUE(migrator.check());
}

TEST_F(MigratorTest, DoesOnlyWhatIsNew)
{
    ASSERT_TRUE(Migrator(*m_database, two()).migrate());
    QList<Migration> three = two();
    three.append({3, QStringLiteral("third"), "alter table a add column y int"});

    const auto report = Migrator(*m_database, three).migrate();

    ASSERT_TRUE(report);
    EXPECT_EQ(report->newlyDone, QList<int>{3});
}

TEST_F(MigratorTest, UndoesAStepThatFailsAndKeepsThoseBefore)
{
    QList<Migration> broken = two();
    broken[1].sql = "create table b (x int); select 1/0;";

    const auto report = Migrator(*m_database, broken).migrate();

    ASSERT_FALSE(report);
    EXPECT_TRUE(report.error().detail.contains(QStringLiteral("second")));
    const auto tables =
        m_database->runText("select to_regclass('a') is not null, to_regclass('b') is not null");
    ASSERT_TRUE(tables);
    EXPECT_TRUE(tables->at(0).boolean(0));
    EXPECT_FALSE(tables->at(0).boolean(1));
    EXPECT_TRUE(Migrator(*m_database, two()).migrate());
}

TEST_F(MigratorTest, WorksWithADatabaseThatANewerProgramAddedTo)
{
    ASSERT_TRUE(Migrator(*m_database, two()).migrate());

    Migrator older(*m_database, two().first(1));
    const auto report = older.migrate();

    ASSERT_TRUE(report) << report.error().detail.toStdString();
    EXPECT_EQ(report->version, 2);
    EXPECT_TRUE(report->newlyDone.isEmpty());
    EXPECT_TRUE(older.check());
}

TEST_F(MigratorTest, RefusesADatabaseThatLostWhatItUses)
{
    QList<Migration> three = two();
    three.append({3, QStringLiteral("contract_0002_a"), "drop table a"});
    ASSERT_TRUE(Migrator(*m_database, three).migrate());

    Migrator oldest(*m_database, two().first(1));
    const auto report = oldest.migrate();

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::ProtocolMismatch);
    EXPECT_EQ(oldest.check().error().code, ErrorCode::ProtocolMismatch);
    EXPECT_TRUE(Migrator(*m_database, two()).check()) << "from step 2 on nothing uses it";
}

TEST_F(MigratorTest, RefusesAStepThatIsNotOurs)
{
    ASSERT_TRUE(Migrator(*m_database, two()).migrate());
    QList<Migration> changed = two();
    changed[0].sql += " -- changed";

    const auto report = Migrator(*m_database, changed).migrate();

    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Conflict);
}

TEST_F(MigratorTest, TakesAStepWhoseWordsWereOthersBefore)
{
    ASSERT_TRUE(Migrator(*m_database, two()).migrate());
    QList<Migration> changed = two();
    changed[0].sql =
        "-- supersedes: " + two().first().checksum() + "\n" + changed.first().sql + " -- changed";

    EXPECT_TRUE(Migrator(*m_database, changed).check());

    changed[0].sql.replace(two().first().checksum(), QByteArray(64, 'a'));
    EXPECT_FALSE(Migrator(*m_database, changed).check()) << "that is another one's text";
    EXPECT_FALSE(changed.first().covers({}));
}

TEST_F(MigratorTest, DoesNotCareForLineEnds)
{
    EXPECT_EQ((Migration{1, {}, "a\nb"}).checksum(), (Migration{1, {}, "a\r\nb"}).checksum());
}

TEST_F(MigratorTest, LetsOneProgramMigrateAtATime)
{
    const auto migrate = [this] {
        const auto database = m_postgres.connect();
        const auto report = Migrator(*database).migrate();
        EXPECT_TRUE(report) << report.error().detail.toStdString();
    };

    std::thread a(migrate);
    std::thread b(migrate);
    a.join();
    b.join();

    EXPECT_TRUE(Migrator(*m_database).check());
}
