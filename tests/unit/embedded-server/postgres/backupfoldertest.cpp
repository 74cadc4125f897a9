// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/backupfolder.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

// 2026-11-30T18:30:00Z.
constexpr Timestamp Taken{
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 30) + 18h + 30min};

class BackupFolderTest : public testing::Test
{
protected:
    static BackupManifest manifestOf(const QString &cluster = u"71"_qs, Timestamp at = Taken)
    {
        return {at, 0, {}, 36, u"2.1.0"_qs, cluster, {{u"users"_qs, 12}}};
    }
    Result<BackupFile> publish(const QByteArray &content, const BackupManifest &manifest)
    {
        const auto part = folder.newPart(manifest.takenAt);
        EXPECT_TRUE(part);
        QFile file(part.value_or(QString()));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        return folder.publish(*part, manifest);
    }
    [[nodiscard]] QStringList names() const { return QDir(home.path()).entryList(QDir::Files); }

    QTemporaryDir home;
    BackupFolder folder{home.path()};
};

TEST_F(BackupFolderTest, GivesTheNameLastAndNotesWhatItIs)
{
    const auto backup = publish("PGDMP and so on", manifestOf());
    ASSERT_TRUE(backup) << qPrintable(backup.error().detail);
    EXPECT_EQ(QFileInfo(backup->path).fileName(), u"evaltrack-2026-11-30T183000Z.dump"_qs);
    EXPECT_EQ(names(), (QStringList{u"evaltrack-2026-11-30T183000Z.dump"_qs,
                                    u"evaltrack-2026-11-30T183000Z.dump.json"_qs}));
    EXPECT_EQ(QFileInfo(backup->path).permissions() &
                  (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
              QFile::Permissions());

    const auto found = BackupFolder::open(backup->path);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->manifest.size, 15);
    EXPECT_EQ(found->manifest.takenAt, Taken);
    EXPECT_EQ(found->manifest.schema, 36);
    EXPECT_EQ(found->manifest.rows.value(u"users"_qs), 12);
    EXPECT_TRUE(found->verify());
}

TEST_F(BackupFolderTest, OneFlippedByteIsDamage)
{
    const auto backup = publish("PGDMP and so on", manifestOf());
    ASSERT_TRUE(backup);
    QFile file(backup->path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(file.seek(7));
    file.write("N");
    file.close();

    EXPECT_TRUE(backup->isWhole()) << "as long as before";
    EXPECT_EQ(backup->verify().error().code, ErrorCode::StorageDamaged);
    ASSERT_TRUE(file.resize(14));
    EXPECT_FALSE(backup->isWhole());
    EXPECT_EQ(backup->verify().error().code, ErrorCode::StorageDamaged);
    ASSERT_TRUE(file.remove());
    EXPECT_EQ(backup->verify().error().code, ErrorCode::NotFound);
}

TEST_F(BackupFolderTest, WhatHasNoManifestIsNotOurs)
{
    QFile dump(home.filePath(u"evaltrack-mine.dump"_qs));
    ASSERT_TRUE(dump.open(QIODevice::WriteOnly));
    dump.close();
    EXPECT_EQ(BackupFolder::open(dump.fileName()).error().code, ErrorCode::Validation);
    EXPECT_TRUE(folder.backups().isEmpty());
    EXPECT_EQ(BackupFolder::open(home.filePath(u"none.dump"_qs)).error().code, ErrorCode::NotFound);

    QFile note(dump.fileName() + u".json"_qs);
    for (const QByteArray &json :
         QByteArrayList{"", "[]", "{\"application\": \"EvalTrack\"}",
                        manifestOf().toJson().replace("EvalTrack", "Another"),
                        manifestOf().toJson().replace("\"format\": 1", "\"format\": 2")}) {
        ASSERT_TRUE(note.open(QIODevice::WriteOnly | QIODevice::Truncate));
        note.write(json);
        note.close();
        EXPECT_EQ(BackupFolder::open(dump.fileName()).error().code, ErrorCode::Validation)
            << json.constData();
    }
}

TEST_F(BackupFolderTest, CleansOnlyItsOwnDatabasesGoodOnes)
{
    for (int day = 0; day < 30; ++day) {
        ASSERT_TRUE(publish("x", manifestOf(u"71"_qs, Taken - std::chrono::days(day))));
    }
    ASSERT_TRUE(publish("y", manifestOf(u"other"_qs, Taken - std::chrono::days(28) - 1s)));
    const auto damaged = publish("z", manifestOf(u"71"_qs, Taken - std::chrono::days(29) - 1s));
    ASSERT_TRUE(damaged && QFile::resize(damaged->path, 0));

    folder.clean(u"71"_qs, Taken);

    QMap<QString, int> left;
    for (const BackupFile &backup : folder.backups()) {
        ++left[backup.isWhole() ? backup.manifest.cluster : u"damaged"_qs];
    }
    // From Monday 30 November back: 7 days, two more Sundays, the last of October is not reached.
    EXPECT_EQ(left.value(u"other"_qs), 1);
    EXPECT_EQ(left.value(u"damaged"_qs), 1);
    EXPECT_LE(left.value(u"71"_qs), 11);
    EXPECT_GE(left.value(u"71"_qs), 9);
    EXPECT_EQ(names().size() % 2, 0) << "a manifest goes with its dump";
}

TEST_F(BackupFolderTest, AFolderOnADiskThatIsNotConnectedIsNotMadeElsewhere)
{
    const BackupFolder chosen(home.filePath(u"stick/backups"_qs));
    EXPECT_EQ(chosen.prepare(BackupFolder::WhenMissing::Refuse).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(QFileInfo::exists(chosen.path()));
    EXPECT_TRUE(chosen.prepare(BackupFolder::WhenMissing::Make));
    EXPECT_TRUE(chosen.prepare(BackupFolder::WhenMissing::Refuse));
}

TEST_F(BackupFolderTest, WhatCannotBePublishedLeavesNothing)
{
    const auto part = folder.newPart(Taken);
    ASSERT_TRUE(part);
    EXPECT_FALSE(folder.newPart(Taken)) << "another program writes it";
    // The manifest's place is taken by a folder.
    ASSERT_TRUE(QDir(home.path()).mkdir(u"evaltrack-2026-11-30T183000Z.dump.json"_qs));
    EXPECT_EQ(folder.publish(*part, manifestOf()).error().code, ErrorCode::Storage);
    EXPECT_EQ(names(), QStringList());
    EXPECT_TRUE(folder.backups().isEmpty());
}

} // namespace
} // namespace EvalTrack::Server
