// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storerescue.h"
#include "support/fakeclock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class StoreRescueTest : public testing::Test
{
protected:
    /// A closed store with so many captures that are not sent.
    void fill(int captures)
    {
        const auto store = *LocalStore::open(m_folder.path(), m_key, m_me, m_clock);
        for (int i = 1; i <= captures; ++i) {
            ASSERT_TRUE(store->ledger().record(m_event, QString::number(i), CaptureMethod::Badge,
                                               Direction::Arriving));
        }
    }

    [[nodiscard]] StoreRescue::Opened open()
    {
        auto opened = StoreRescue::open(m_folder.path(), m_key, m_me, m_clock);
        if (!opened) {
            qFatal("%s", qPrintable(opened.error().detail));
        }
        return std::move(*opened);
    }

    static QStringList codesIn(LocalStore &store)
    {
        QStringList codes;
        const auto queued = store.captures().queued(1'000, {}, {});
        EXPECT_TRUE(queued);
        for (const StoredCapture &stored : queued.value_or(QList<StoredCapture>())) {
            codes.append(stored.capture.code.value_or(QString()));
        }
        return codes;
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("store.sqlite")); }
    [[nodiscard]] QStringList filesLike(const QString &pattern) const
    {
        return QDir(m_folder.path()).entryList({pattern}, QDir::Files);
    }

    /// Runs a statement in the closed file, past everything that guards it.
    void spoil(const char *sql)
    {
        const auto database = *StoreDatabase::openDamaged(path());
        ASSERT_TRUE(database->run(sql));
    }

    QTemporaryDir m_folder;
    Redacted<QByteArray> m_key = Sealer::makeKey();
    SignedInPerson m_me{
        UserId(2), UserUuid(makeUuidV7()), QStringLiteral("Yo"), {}, Role::HumanResources};
    EventUuid m_event{makeUuidV7()};
    FakeClock m_clock;
};

} // namespace

TEST_F(StoreRescueTest, AStoreInOrderIsLeftAlone)
{
    fill(3);
    const auto opened = open();
    EXPECT_EQ(opened.damage, std::nullopt);
    EXPECT_EQ(codesIn(*opened.store).size(), 3);
    EXPECT_FALSE(StoreRescue::hasUnread(m_folder.path()));
}

TEST_F(StoreRescueTest, OneBrokenCaptureCostsNoOther)
{
    fill(5);
    spoil("UPDATE captures SET sealed = zeroblob(60) WHERE device_sequence = 3");
    {
        const auto opened = open();
        EXPECT_EQ(opened.damage, (StoreDamage{4, 1}));
        EXPECT_EQ(codesIn(*opened.store), (QStringList{u"1"_qs, u"2"_qs, u"4"_qs, u"5"_qs}));
        // The new store is another device: its numbers begin anew.
        ASSERT_TRUE(opened.store->ledger().record(m_event, QStringLiteral("6"),
                                                  CaptureMethod::Badge, Direction::Arriving));
    }
    EXPECT_EQ(filesLike(QStringLiteral("unread-1-*.sqlite")).size(), 1);
    EXPECT_TRUE(StoreRescue::hasUnread(m_folder.path()));

    const auto again = open();
    EXPECT_EQ(again.damage, (StoreDamage{0, 1})) << "it is told until somebody took the file";
    EXPECT_EQ(codesIn(*again.store).size(), 5);
}

TEST_F(StoreRescueTest, WhatLiesOpenIsComparedWithWhatIsSealed)
{
    const QList<const char *> changes = {
        "UPDATE captures SET state = 2 WHERE device_sequence = 2",
        "UPDATE captures SET state = 99 WHERE device_sequence = 2",
        "UPDATE captures SET captured_at = captured_at + 1 WHERE device_sequence = 2",
        "UPDATE captures SET event_uuid = zeroblob(16) WHERE device_sequence = 2",
        "UPDATE captures SET device_sequence = 7 WHERE device_sequence = 2",
        "UPDATE meta SET value = '1' WHERE key = 'device-sequence'",
        "UPDATE meta SET value = zeroblob(16) WHERE key = 'device-id'",
    };
    fill(3);
    for (const char *change : changes) {
        spoil(change);
        {
            const auto opened = open();
            EXPECT_EQ(opened.damage, (StoreDamage{3, 0})) << change;
            EXPECT_EQ(codesIn(*opened.store), (QStringList{u"1"_qs, u"2"_qs, u"3"_qs})) << change;
        }
        // For the next change.
        ASSERT_TRUE(QDir(m_folder.path()).removeRecursively());
        ASSERT_TRUE(QDir().mkpath(m_folder.path()));
        fill(3);
    }
}

TEST_F(StoreRescueTest, WithoutItsFirstPageAFileIsStillRead)
{
    fill(4);
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(4'096, '\0'));
    file.close();
    const auto opened = open();
    ASSERT_TRUE(opened.damage);
    EXPECT_EQ(opened.damage->takenOver, 4);
    EXPECT_EQ(codesIn(*opened.store).size(), 4);
}

TEST_F(StoreRescueTest, NothingReadableIsToldToo)
{
    fill(4);
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(static_cast<qsizetype>(file.size()), 'z'));
    file.close();
    const auto opened = open();
    ASSERT_TRUE(opened.damage);
    EXPECT_EQ(opened.damage->takenOver, 0);
    EXPECT_GE(opened.damage->unread, 1);
    EXPECT_EQ(filesLike(QStringLiteral("unread-*.sqlite")).size(), 1);
}

TEST_F(StoreRescueTest, CommandsComeOverToo)
{
    fill(2);
    {
        const auto store = *LocalStore::open(m_folder.path(), m_key, m_me, m_clock);
        StoredCommand stored;
        stored.pending = {CommandUuid(makeUuidV7()), RegisterSelf{m_event, {}, {}}, m_clock.now()};
        ASSERT_TRUE(store->outbox().append(stored));
    }
    spoil("UPDATE captures SET state = 99");
    const auto opened = open();
    EXPECT_EQ(opened.damage, (StoreDamage{3, 0}));
    EXPECT_EQ(opened.store->outbox().commands().size(), 1);
    EXPECT_EQ(filesLike(QStringLiteral("*-*.sqlite")).size(), 0) << "nothing is left in it";
}
