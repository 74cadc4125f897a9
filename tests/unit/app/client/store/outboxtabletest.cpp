// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outboxtable.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

using namespace EvalTrack;

namespace {

class OutboxTableTest : public testing::Test
{
protected:
    static StoredCommand command()
    {
        StoredCommand stored;
        stored.pending.uuid = CommandUuid(makeUuidV7());
        stored.pending.command = SetEventActive{EventUuid(makeUuidV7()), true};
        return stored;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<StoreDatabase> m_database =
        *StoreDatabase::open(m_folder.filePath(QStringLiteral("store.sqlite")));
    Sealer m_sealer{Sealer::makeKey()};
    OutboxTable m_outbox{*m_database, m_sealer};
};

} // namespace

TEST_F(OutboxTableTest, ATransactionThatComesToNothingIsForgotten)
{
    const StoredCommand kept = command();
    ASSERT_TRUE(m_outbox.append(kept));

    const auto failed = m_database->inTransaction([&]() -> Result<void> {
        EXPECT_TRUE(m_outbox.append(command()));
        EXPECT_TRUE(m_outbox.remove(kept.pending.uuid.value()));
        return failure(ErrorCode::Storage);
    });

    ASSERT_FALSE(failed);
    ASSERT_EQ(m_outbox.commands().size(), 1);
    EXPECT_EQ(m_outbox.commands().first().pending.uuid, kept.pending.uuid);
    EXPECT_EQ(*m_outbox.unsettledCount(), 1);
}

TEST_F(OutboxTableTest, WhatIsAcknowledgedIsSettled)
{
    StoredCommand done = command();
    ASSERT_TRUE(m_outbox.append(done));
    ASSERT_TRUE(m_outbox.append(command()));
    done.state = OutboxState::Acknowledged;
    ASSERT_TRUE(m_outbox.update(done));
    EXPECT_EQ(*m_outbox.unsettledCount(), 1);
    ASSERT_TRUE(m_outbox.removeAcknowledged());
    EXPECT_EQ(m_outbox.commands().size(), 1);
}
