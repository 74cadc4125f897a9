// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientdesk.h"
#include "session/memorysecretstore.h"
#include "support/printers.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class SessionSyncTest : public ClientDesk
{
protected:
    [[nodiscard]] QByteArray everythingOnDisk() const
    {
        QByteArray all;
        QDirIterator files(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) {
                all += file.readAll();
            }
        }
        return all;
    }
};

} // namespace

TEST_F(SessionSyncTest, AWrongPasswordSignsNobodyIn)
{
    const auto refused = trySignIn(QStringLiteral("wrong-one"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(engine().session().state(), SessionState::SignedOut);
}

TEST_F(SessionSyncTest, SigningInWithoutANetworkNeedsAnEarlierSignIn)
{
    m_server.setOnline(false);
    const auto refused = trySignIn();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Network);
}

TEST_F(SessionSyncTest, WithoutANetworkThePasswordOpensTheStore)
{
    signIn();
    restartWithoutKeychain();
    m_server.setOnline(false);
    const auto refused = trySignIn(QStringLiteral("not-this-one"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unauthorized);
    const auto person = trySignIn();
    ASSERT_TRUE(person);
    EXPECT_EQ(person->name, QStringLiteral("Helena Suárez"));
    EXPECT_EQ(person->role, Role::HumanResources);
    EXPECT_EQ(engine().people().people()->size(), 2);
    EXPECT_EQ(engine().session().secretKeeping(), SecretKeeping::SessionOnly);

    // The server is asked for a session as soon as it is back, with the password just typed.
    submit(withTitle(QStringLiteral("Sin red")));
    m_server.setOnline(true);
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Sin red"));
}

TEST_F(SessionSyncTest, TheKeychainTakesUpTheSessionWithoutANetwork)
{
    signIn();
    restart();
    m_server.setOnline(false);
    ASSERT_TRUE(valueOf(engine().session().resume()));
    EXPECT_EQ(engine().session().state(), SessionState::SignedIn);
    EXPECT_EQ(engine().people().people()->size(), 2);
    EXPECT_EQ(engine().session().lastEmail(), FakeServer::Email);
}

TEST_F(SessionSyncTest, ManyRefusedRequestsRefreshOnce)
{
    signIn();
    const int before = m_server.count("POST", "/auth/refresh");
    m_server.breakNext({"/users", FakeServer::Break::Unauthorized});
    m_server.breakNext({"/users", FakeServer::Break::Status, 401});
    m_server.breakNext({"/users", FakeServer::Break::Status, 401});
    const auto one = engine().accounts().page({}, {});
    const auto two = engine().accounts().page({}, {});
    const auto three = engine().accounts().page({}, {});
    for (const auto &future : {one, two, three}) {
        // The fake server has no such route: an answer of ours, after the refresh.
        EXPECT_EQ(valueOf(future).error().code, ErrorCode::NotFound);
    }
    EXPECT_EQ(m_server.count("POST", "/auth/refresh"), before + 1);
}

TEST_F(SessionSyncTest, ARevokedSessionExpiresAndThePasswordMendsIt)
{
    signIn();
    m_server.revokeSessions();
    submit(withTitle(QStringLiteral("Vencida")));
    ASSERT_TRUE(waitFor([this] { return engine().session().state() == SessionState::Expired; }));
    EXPECT_TRUE(engine().session().person()) << "work goes on with the local store";
    EXPECT_EQ(event().title, QStringLiteral("Vencida"));
    EXPECT_TRUE(capture(QStringLiteral("A1")));

    ASSERT_TRUE(trySignIn());
    EXPECT_EQ(engine().session().state(), SessionState::SignedIn);
    ASSERT_TRUE(settle());
    EXPECT_EQ(serverTitle(), QStringLiteral("Vencida"));
    EXPECT_EQ(m_server.ledger().size(), 1);
}

TEST_F(SessionSyncTest, SigningOutLeavesNothing)
{
    signIn();
    ASSERT_TRUE(valueOf(engine().session().signOut()));
    EXPECT_EQ(engine().session().state(), SessionState::SignedOut);
    EXPECT_EQ(engine().people().people()->size(), 0);
    EXPECT_TRUE(QDir(m_folder.filePath(QStringLiteral("accounts")))
                    .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                    .isEmpty());
    EXPECT_EQ(m_server.count("POST", "/auth/logout"), 1);
    EXPECT_EQ(valueOf(engine().session().resume()).error().code, ErrorCode::NotFound);
}

TEST_F(SessionSyncTest, SigningOutKeepsWhatWasNotSent)
{
    signIn();
    m_server.setOnline(false);
    const auto captured = capture(QStringLiteral("A1"));
    ASSERT_TRUE(captured);
    ASSERT_TRUE(valueOf(engine().session().signOut()));
    EXPECT_EQ(engine().session().state(), SessionState::SignedOut);

    m_server.setOnline(true);
    ASSERT_TRUE(trySignIn());
    ASSERT_TRUE(settle());
    EXPECT_TRUE(m_server.ledger().contains(toText(captured->uuid.value())));
}

TEST_F(SessionSyncTest, NothingPersonalIsPlainOnTheDisk)
{
    signIn();
    m_server.setOnline(false);
    ASSERT_TRUE(capture(QStringLiteral("CODIGO-SECRETO")));
    submit(withTitle(QStringLiteral("TITULO-SECRETO")));
    const QByteArray all = everythingOnDisk();
    EXPECT_GT(all.size(), 10'000);
    for (const char *secret : {"Ana N", "a1@empresa.com", "Finanzas", "CODIGO-SECRETO",
                               "TITULO-SECRETO", "Helena", "hr123456", "refresh-1"}) {
        EXPECT_FALSE(all.contains(secret)) << secret;
    }
}

TEST_F(SessionSyncTest, ASecondProgramIsRefusedPolitely)
{
    signIn();
    ClientEngine second(m_folder.path(), m_clock, std::make_unique<MemorySecretStore>());
    second.setServer({m_server.url(), QStringLiteral("fake"), {}});
    const auto refused =
        valueOf(second.session().signIn(FakeServer::Email, Redacted(FakeServer::Password)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Storage);
    EXPECT_TRUE(capture(QStringLiteral("A1"))) << "the first one works on";
}

TEST_F(SessionSyncTest, ALostKeySetsTheOldStoreAsideUnlessItIsInUse)
{
    signIn();
    m_server.changePassword(QStringLiteral("otra-clave"));
    {
        ClientEngine second(m_folder.path(), m_clock, std::make_unique<MemorySecretStore>());
        second.setServer({m_server.url(), QStringLiteral("fake"), {}});
        const auto refused = valueOf(
            second.session().signIn(FakeServer::Email, Redacted(QStringLiteral("otra-clave"))));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Storage);
    }
    EXPECT_TRUE(capture(QStringLiteral("A1"))) << "the first one works on";

    restartWithoutKeychain();
    ASSERT_TRUE(trySignIn(QStringLiteral("otra-clave")));
    const QStringList folders = QDir(m_folder.filePath(QStringLiteral("accounts")))
                                    .entryList({QStringLiteral("*.locked-*")}, QDir::Dirs);
    EXPECT_EQ(folders.size(), 1) << "nothing is thrown away";
}

TEST_F(SessionSyncTest, ALateKeychainDoesNotEndTheNextSession)
{
    signIn();
    restart();
    ASSERT_TRUE(valueOf(engine().session().resume()));
    // The first request needs the refresh token of the session that is over by then.
    m_keychain->holdsReads = true;
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return !m_keychain->held.isEmpty(); }));
    ASSERT_TRUE(valueOf(engine().session().signOut()));
    ASSERT_TRUE(trySignIn());
    const int before = m_server.count("POST", "/auth/refresh");
    m_keychain->releaseReads();

    ASSERT_TRUE(settle());
    EXPECT_EQ(engine().session().state(), SessionState::SignedIn);
    EXPECT_EQ(m_server.count("POST", "/auth/refresh"), before);
}

TEST_F(SessionSyncTest, ARefreshThatAnswersForSomebodyElseIsRefused)
{
    signIn();
    const auto before = engine().session().person();
    m_server.breakNext({"/users", FakeServer::Break::Unauthorized});
    m_server.breakNext(
        {"/auth/refresh", FakeServer::Break::Status, 201,
         R"({"access_token":"x","refresh_token":"y","expires_in":900,"user":{"id":3,)"
         R"("email":"otra@empresa.com","name":"Otra","role":"ADMIN",)"
         R"("uuid":"0192ba60-acfb-7385-bb68-ac5ecfe81fff"}})"});
    static_cast<void>(valueOf(engine().accounts().page({}, {})));
    EXPECT_EQ(engine().session().person(), before);
    EXPECT_EQ(engine().session().state(), SessionState::Expired);
}

TEST_F(SessionSyncTest, ACaptivePortalIsNoServer)
{
    signIn();
    m_server.breakNext({"/", FakeServer::Break::Portal});
    engine().sync().syncNow();
    ASSERT_TRUE(waitFor([this] { return engine().sync().lastError().has_value(); }));
    EXPECT_EQ(engine().sync().lastError()->code, ErrorCode::ProtocolMismatch);
    EXPECT_FALSE(engine().sync().isOnline());
}
