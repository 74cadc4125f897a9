// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/passwordhasher.h"

#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <sodium.h>

namespace EvalTrack::Server {
namespace {

// Otherwise libsodium hashes by its slowest code. The first test, as any other would start it.
TEST(PasswordHasherTest, StartsLibsodiumFirst)
{
    EXPECT_FALSE(
        PasswordHasher::verifyNow(QStringLiteral("admin123"), QStringLiteral("no hash")).matches);

    EXPECT_EQ(sodium_init(), 1) << "1 says that it was started before";
}

TEST(PasswordHasherTest, VerifiesWhatItHashed)
{
    PasswordHasher hasher;
    const QString password = QStringLiteral("contraseña larga 🔑");

    const auto hash = EvalTrack::Test::valueOf(hasher.hash(password));
    ASSERT_TRUE(hash);
    const auto right = EvalTrack::Test::valueOf(hasher.verify(password, *hash));
    const auto wrong =
        EvalTrack::Test::valueOf(hasher.verify(QStringLiteral("contraseña larga"), *hash));

    EXPECT_TRUE(hash->startsWith(QStringLiteral("$argon2id$v=19$m=12288,t=3,p=1$")));
    EXPECT_TRUE(right->matches);
    EXPECT_FALSE(right->needsRehash);
    EXPECT_FALSE(wrong->matches);
}

TEST(PasswordHasherTest, AsksForANewHashOfOlderOnes)
{
    const QString bcryptY =
        QStringLiteral("$2y$04$abcdefghijklmnopqrstuuf7oJUZCITnp9BwtSpbDl3iA5PzByV2m");
    std::array<char, crypto_pwhash_STRBYTES> weak{};
    ASSERT_EQ(
        crypto_pwhash_str_alg(weak.data(), "admin123", 8, 1, 8192, crypto_pwhash_ALG_ARGON2ID13),
        0);

    const PasswordCheck check =
        PasswordHasher::verifyNow(QStringLiteral("admin123"), QString::fromLatin1(weak.data()));

    EXPECT_TRUE(check.matches);
    EXPECT_TRUE(check.needsRehash);
    EXPECT_FALSE(PasswordHasher::verifyNow(QStringLiteral("wrong"), bcryptY).matches);
}

#ifdef __linux__
TEST(PasswordHasherTest, VerifiesTheBcryptOfOlderVersions)
{
    // John the Ripper's published test vectors: "U*U" and, with the PHP prefix, the same.
    const QString b =
        QStringLiteral("$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
    const QString y =
        QStringLiteral("$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");

    for (const QString &hash : {b, y}) {
        const PasswordCheck right = PasswordHasher::verifyNow(QStringLiteral("U*U"), hash);
        EXPECT_TRUE(right.matches);
        EXPECT_TRUE(right.needsRehash);
        EXPECT_FALSE(PasswordHasher::verifyNow(QStringLiteral("U*V"), hash).matches);
    }
}
#endif

TEST(PasswordHasherTest, NeverMatchesNobodyAndNonsense)
{
    for (const char *hash : {"", "x", "$2y$", "$argon2id$", "*", "plain"}) {
        const PasswordCheck check =
            PasswordHasher::verifyNow(QStringLiteral("plain"), QString::fromLatin1(hash));
        EXPECT_FALSE(check.matches) << hash;
        EXPECT_FALSE(check.needsRehash) << hash;
    }
}

TEST(PasswordHasherTest, RefusesMoreThanItsQueueHolds)
{
    PasswordHasher hasher(PasswordHasher::Limits{1, 2});
    QList<QFuture<Result<QString>>> futures;
    for (int i = 0; i < 20; ++i) {
        futures.append(hasher.hash(QStringLiteral("password")));
    }

    int refused = 0;
    for (const auto &future : std::as_const(futures)) {
        const auto result = EvalTrack::Test::valueOf(future);
        refused += !result && result.error().code == ErrorCode::TooManyRequests ? 1 : 0;
    }
    EXPECT_GE(refused, 15);
    EXPECT_LT(refused, 20);
    EXPECT_TRUE(EvalTrack::Test::valueOf(hasher.hash(QStringLiteral("password"))));
}

} // namespace
} // namespace EvalTrack::Server
