// SPDX-License-Identifier: GPL-3.0-or-later
// Run by keychain.sh, which sets the scene: a Secret Service, a stopped one, or none.
#include "session/keychainsecretstore.h"
#include "support/messageguard.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QRegularExpression>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

const QString Name = QStringLiteral("server-person/store-key");

/// The daemon needs a moment before it owns its name on the bus.
bool isThere(KeychainSecretStore &keychain)
{
    return waitFor([&keychain] {
        return valueOf(keychain.write(QStringLiteral("probe"), Redacted(QByteArray("x"))))
            .has_value();
    });
}

} // namespace

TEST(SecretServiceTest, KeepsBytesAsTheyAre)
{
    KeychainSecretStore keychain(QStringLiteral("EvalTrack test"));
    ASSERT_TRUE(isThere(keychain));
    const Redacted secret(QByteArray("\x00\xff key \n", 8));
    ASSERT_TRUE(valueOf(keychain.write(Name, secret)));

    KeychainSecretStore another(QStringLiteral("EvalTrack test"));
    const auto read = valueOf(another.read(Name));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->reveal(), secret.reveal());

    ASSERT_TRUE(valueOf(keychain.remove(Name)));
    const auto gone = valueOf(keychain.read(Name));
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::NotFound);
    EXPECT_TRUE(valueOf(keychain.remove(Name))) << "there was none";
}

TEST(HungServiceTest, GivesUpAndSaysSo)
{
    MessageGuard::expect(QRegularExpression(QStringLiteral(".*")));
    KeychainSecretStore keychain(QStringLiteral("EvalTrack test"));
    QElapsedTimer timer;
    timer.start();
    const auto read = valueOf(keychain.read(Name));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::KeychainUnavailable);
    EXPECT_LT(timer.elapsed(), 5'000);

    // The next call does not wait for it again.
    timer.restart();
    EXPECT_FALSE(valueOf(keychain.write(Name, Redacted(QByteArray("x")))));
    EXPECT_LT(timer.elapsed(), 500);
}

TEST(NoServiceTest, IsToldAsUnavailable)
{
    MessageGuard::expect(QRegularExpression(QStringLiteral(".*")));
    KeychainSecretStore keychain(QStringLiteral("EvalTrack test"));
    const auto read = valueOf(keychain.read(Name));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::KeychainUnavailable);
}
