// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storedatabase.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

using namespace EvalTrack;

namespace {

class StoreDatabaseTest : public testing::Test
{
protected:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("store.sqlite")); }

    QTemporaryDir m_folder;
};

Result<void> insert(StoreDatabase &database, int key, const QByteArray &value)
{
    return database.run("INSERT INTO meta (key, value) VALUES (?, ?)",
                        {QString::number(key), value});
}

} // namespace

TEST_F(StoreDatabaseTest, IsDurableAndExclusive)
{
    auto database = StoreDatabase::open(path());
    ASSERT_TRUE(database) << database.error().detail.toStdString();
    EXPECT_EQ((*database)->value("PRAGMA journal_mode")->toString(), QStringLiteral("wal"));
    EXPECT_EQ((*database)->value("PRAGMA synchronous")->toInt(), 2);
    EXPECT_EQ((*database)->value("PRAGMA locking_mode")->toString(), QStringLiteral("exclusive"));

    const auto second = StoreDatabase::open(path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Storage);
    EXPECT_TRUE(second.error().detail.contains(u"another program"));

    database->reset();
    EXPECT_TRUE(StoreDatabase::open(path()));
}

TEST_F(StoreDatabaseTest, AFullDiskLeavesNothingHalfWritten)
{
    auto database = *StoreDatabase::open(path());
    ASSERT_TRUE(insert(*database, 0, "before"));
    const int pages = database->value("PRAGMA page_count")->toInt();
    ASSERT_GT(pages, 0);
    // lint: allow(sql-pieces) a pragma takes no bound value, and this one is a number
    const QByteArray limit = "PRAGMA max_page_count = " + QByteArray::number(pages + 2);
    ASSERT_TRUE(database->run(limit.constData()));

    const auto written = database->inTransaction([&]() -> Result<void> {
        for (int i = 1; i < 100; ++i) {
            if (auto ok = insert(*database, i, QByteArray(2'000, 'x')); !ok) {
                return ok;
            }
        }
        return {};
    });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::StorageFull);
    EXPECT_EQ(database->value("SELECT count(*) FROM meta")->toInt(), 1);
    EXPECT_TRUE(database->inTransaction([&] { return insert(*database, 1, "small"); }));
}

TEST_F(StoreDatabaseTest, ANewerStoreAndADamagedOneAreRefused)
{
    {
        auto database = *StoreDatabase::open(path());
        ASSERT_TRUE(database->run("PRAGMA user_version = 9999"));
    }
    const auto newer = StoreDatabase::open(path());
    ASSERT_FALSE(newer);
    EXPECT_TRUE(newer.error().detail.contains(u"newer"));

    QFile file(m_folder.filePath(QStringLiteral("damaged.sqlite")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8'192, 'z'));
    file.close();
    const auto damaged = StoreDatabase::open(file.fileName());
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::StorageDamaged);
}

// What a flipped bit may do where SQLite has no checksum.
TEST_F(StoreDatabaseTest, AStoreWithOtherTablesIsDamaged)
{
    for (const char *harm : {"PRAGMA user_version = 1", "PRAGMA user_version = 16777219",
                             "PRAGMA user_version = -2"}) {
        const QString path = m_folder.filePath(QStringLiteral("harmed.sqlite"));
        QFile::remove(path);
        ASSERT_TRUE((*StoreDatabase::open(path))->run(harm));

        const auto opened = StoreDatabase::open(path);

        ASSERT_FALSE(opened) << harm;
        EXPECT_EQ(opened.error().code, ErrorCode::StorageDamaged) << harm;
    }
    auto database = *StoreDatabase::open(path());
    ASSERT_TRUE(database->run("ALTER TABLE captures RENAME TO cbptures"));
    const auto counted = database->value("SELECT count(*) FROM captures");
    ASSERT_FALSE(counted);
    EXPECT_EQ(counted.error().code, ErrorCode::StorageDamaged);
}

TEST_F(StoreDatabaseTest, TheFileIsReadWholeOnlyAfterAnInterruption)
{
    const auto spoil = [](const QString &path) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        ASSERT_TRUE(file.seek(file.size() / 2 / 4'096 * 4'096));
        file.write(QByteArray(4'096, 'z'));
    };
    auto database = *StoreDatabase::open(path());
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(insert(*database, i, QByteArray(2'000, 'x')));
    }
    database.reset();

    // As a power cut leaves it: with a log beside it.
    database = *StoreDatabase::open(path());
    ASSERT_TRUE(insert(*database, 1'000'000, "last"));
    const QString cut = m_folder.filePath(QStringLiteral("cut.sqlite"));
    ASSERT_TRUE(QFile::copy(path(), cut));
    ASSERT_TRUE(QFile::copy(path() + u"-wal"_qs, cut + u"-wal"_qs));
    database.reset();
    spoil(cut);
    const auto interrupted = StoreDatabase::open(cut);
    ASSERT_FALSE(interrupted);
    EXPECT_TRUE(interrupted.error().detail.contains(u"damaged"));

    EXPECT_FALSE(QFile::exists(path() + u"-wal"_qs));
    spoil(path());
    EXPECT_TRUE(StoreDatabase::open(path())) << "nobody waits for a check without a reason";
}

TEST_F(StoreDatabaseTest, WhatTheServerHasTooDoesNotWaitForTheDisk)
{
    const auto database = *StoreDatabase::open(path());
    const auto synchronous = [&database] {
        return database->value("PRAGMA synchronous")->toInt();
    };
    for (const bool isDone : {true, false}) {
        int meanwhile = -1;
        const auto result = database->inLightTransaction([&]() -> Result<void> {
            meanwhile = synchronous();
            return isDone ? Result<void>() : failure(ErrorCode::Storage);
        });
        EXPECT_EQ(result.has_value(), isDone);
        EXPECT_EQ(meanwhile, 1) << "NORMAL";
        EXPECT_EQ(synchronous(), 2) << "FULL again, whatever came of it";
    }
}
