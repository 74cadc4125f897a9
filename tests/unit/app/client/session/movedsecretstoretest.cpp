// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/movedsecretstore.h"

#include "base/deliver.h"
#include "session/memorysecretstore.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

const QString Name = QStringLiteral("server-person/store-key");
const Redacted<QByteArray> Key(QByteArray("\x00 key \xff", 7));

/// A keychain that may be locked; what it keeps outlives the stores that use it.
class Keychain final : public SecretStore
{
public:
    Keychain(MemorySecretStore &kept, const bool &isOpen)
        : m_kept(kept)
        , m_isOpen(isOpen)
    {}
    [[nodiscard]] bool isLasting() const override { return true; }
    QFuture<Result<Redacted<QByteArray>>> read(const QString &name) override
    {
        using Secret = Result<Redacted<QByteArray>>;
        return m_isOpen ? m_kept.read(name)
                        : readyFuture<Secret>(failure(ErrorCode::KeychainUnavailable));
    }
    QFuture<Result<void>> write(const QString &name, const Redacted<QByteArray> &secret) override
    {
        return m_isOpen ? m_kept.write(name, secret) : refused();
    }
    QFuture<Result<void>> remove(const QString &name) override
    {
        return m_isOpen ? m_kept.remove(name) : refused();
    }

private:
    [[nodiscard]] static QFuture<Result<void>> refused()
    {
        return readyFuture<Result<void>>(failure(ErrorCode::KeychainUnavailable));
    }

    MemorySecretStore &m_kept;
    const bool &m_isOpen;
};

class MovedSecretStoreTest : public testing::Test
{
protected:
    [[nodiscard]] qsizetype filesLeft() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files).size();
    }

    QTemporaryDir m_folder;
    MemorySecretStore m_kept;
    bool m_isOpen = true;
    FileSecretStore m_before{m_folder.path()};
    MovedSecretStore m_store{std::make_unique<Keychain>(m_kept, m_isOpen), m_folder.path()};
};

} // namespace

TEST_F(MovedSecretStoreTest, TakesAFilesSecretToTheKeychain)
{
    ASSERT_TRUE(valueOf(m_before.write(Name, Key)));

    const auto secret = valueOf(m_store.read(Name));

    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->reveal(), Key.reveal());
    EXPECT_EQ(filesLeft(), 0);
    const auto kept = valueOf(m_kept.read(Name));
    ASSERT_TRUE(kept) << "it is in the keychain";
    EXPECT_EQ(kept->reveal(), Key.reveal());
}

TEST_F(MovedSecretStoreTest, LeavesTheFileWhenTheKeychainDoesNotAnswer)
{
    ASSERT_TRUE(valueOf(m_before.write(Name, Key)));
    m_isOpen = false;

    const auto secret = valueOf(m_store.read(Name));
    const auto written = valueOf(m_store.write(Name, Redacted(QByteArray("another"))));

    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error().code, ErrorCode::KeychainUnavailable);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::KeychainUnavailable);
    const auto kept = valueOf(m_before.read(Name));
    ASSERT_TRUE(kept) << "the only copy";
    EXPECT_EQ(kept->reveal(), Key.reveal());
}

TEST_F(MovedSecretStoreTest, WritesToTheKeychainAlone)
{
    ASSERT_TRUE(valueOf(m_before.write(Name, Redacted(QByteArray("of before")))));

    ASSERT_TRUE(valueOf(m_store.write(Name, Key)));

    EXPECT_EQ(filesLeft(), 0) << "what is out of date would be read when the keychain's is gone";
    const auto secret = valueOf(m_store.read(Name));
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->reveal(), Key.reveal());
}

TEST_F(MovedSecretStoreTest, ForgetsWhatIsRemovedWhereverItWas)
{
    ASSERT_TRUE(valueOf(m_before.write(Name, Key)));
    ASSERT_TRUE(valueOf(m_store.remove(Name)));

    const auto secret = valueOf(m_store.read(Name));

    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error().code, ErrorCode::NotFound);
}
