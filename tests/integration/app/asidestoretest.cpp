// SPDX-License-Identifier: GPL-3.0-or-later
// A changed password and a keychain that does not help: what was recorded is not left behind.
#include "clientdesk.h"
#include "support/printers.h"

#include <QDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

const QString NewPassword = QStringLiteral("otra-clave");

class AsideStoreTest : public ClientDesk
{
protected:
    /// Signs in, captures offline, and comes back to a server that knows another password.
    void captureThenChangePassword()
    {
        signIn();
        m_server.setOnline(false);
        const auto captured = capture(QStringLiteral("A1"));
        ASSERT_TRUE(captured);
        m_capture = toText(captured->uuid.value());
        submit(withTitle(QStringLiteral("Sin red")));
        m_engine.reset();
        m_server.setOnline(true);
        m_server.changePassword(NewPassword);
    }

    [[nodiscard]] QStringList setAside() const
    {
        return QDir(m_folder.filePath(QStringLiteral("accounts")))
            .entryList({QStringLiteral("*.locked-*")}, QDir::Dirs);
    }

    [[nodiscard]] bool isSent() const { return m_server.ledger().contains(m_capture); }

    QString m_capture;
};

} // namespace

TEST_F(AsideStoreTest, AKeychainThatDoesNotAnswerSetsNoRecordsAside)
{
    captureThenChangePassword();
    m_keychain->isAnswering = false;
    restart();
    const auto refused = trySignIn(NewPassword);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::KeychainUnavailable);
    EXPECT_EQ(setAside(), QStringList());

    m_keychain->isAnswering = true;
    ASSERT_TRUE(trySignIn(NewPassword));
    ASSERT_TRUE(settle());
    EXPECT_TRUE(isSent());
    EXPECT_EQ(serverTitle(), QStringLiteral("Sin red"));
}

TEST_F(AsideStoreTest, WithNothingUnsentNobodyWaitsForAKeychain)
{
    signIn();
    m_engine.reset();
    m_server.changePassword(NewPassword);
    m_keychain->isAnswering = false;
    restart();
    ASSERT_TRUE(trySignIn(NewPassword));
    ASSERT_TRUE(settle());
    EXPECT_EQ(engine().session().recordsAside(), 0);
}

TEST_F(AsideStoreTest, AKeyThatIsFoundLaterBringsTheRecordsBack)
{
    captureThenChangePassword();
    m_keychain->isLocked = true;
    restart();
    ASSERT_TRUE(trySignIn(NewPassword));
    ASSERT_TRUE(settle());
    EXPECT_EQ(setAside().size(), 1);
    EXPECT_TRUE(waitFor([this] { return engine().session().recordsAside() == 2; }));
    EXPECT_FALSE(isSent());

    // Unlocked: the new store's key must not have taken the old one's place.
    m_keychain->isLocked = false;
    restart();
    ASSERT_TRUE(trySignIn(NewPassword));
    EXPECT_TRUE(waitFor([this] { return isSent(); }));
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Sin red"));
    EXPECT_EQ(engine().session().recordsAside(), 0);
    EXPECT_EQ(setAside(), QStringList());
}

TEST_F(AsideStoreTest, ANewStoresKeyTakesNoOtherKeysPlace)
{
    captureThenChangePassword();
    m_keychain->isLocked = true;
    restart();
    ASSERT_TRUE(trySignIn(NewPassword));
    // Signing in again keeps the new store's key in the keychain, which is unlocked by now.
    m_keychain->isLocked = false;
    restart();
    m_keychain->holdsReads = true; // no look for the old one yet
    ASSERT_TRUE(trySignIn(NewPassword));
    ASSERT_TRUE(settle());
    m_engine.reset();
    m_keychain->holdsReads = false;
    m_keychain->held.clear();

    restart();
    ASSERT_TRUE(trySignIn(NewPassword));
    EXPECT_TRUE(waitFor([this] { return isSent(); }));
}

TEST_F(AsideStoreTest, TheFormerPasswordBringsTheRecordsBack)
{
    restartWithoutKeychain();
    captureThenChangePassword();
    restartWithoutKeychain();
    ASSERT_TRUE(trySignIn(NewPassword));
    EXPECT_TRUE(waitFor([this] { return engine().session().recordsAside() == 2; }));

    const auto wrong = valueOf(engine().session().openAside(Redacted(QStringLiteral("no-es"))));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::Unauthorized);
    EXPECT_FALSE(isSent());

    const auto opened = valueOf(engine().session().openAside(Redacted(FakeServer::Password)));
    ASSERT_TRUE(opened);
    EXPECT_EQ(*opened, 2);
    EXPECT_TRUE(waitFor([this] { return isSent(); }));
    ASSERT_TRUE(settle());
    EXPECT_EQ(engine().session().recordsAside(), 0);
    EXPECT_EQ(setAside(), QStringList());
}
