// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/jwtverifier.h"
#include "security/authenticator.h"
#include "security/tokenissuer.h"

#include "support/fakeclock.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

const QByteArray Secret("0123456789abcdef0123456789abcdef");

Caller caller()
{
    Caller caller;
    caller.id = UserId(42);
    caller.email = QStringLiteral("ana@empresa.com");
    caller.name = QStringLiteral("Ana Núñez \"A\"");
    caller.role = Role::HumanResources;
    return caller;
}

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray signedToken(const QByteArray &header, const QByteArray &payload,
                       const QByteArray &secret = Secret,
                       QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256)
{
    const QByteArray body = base64(header) + '.' + base64(payload);
    return body + '.' + base64(QMessageAuthenticationCode::hash(body, secret, algorithm));
}

class JwtVerifierTest : public testing::Test
{
protected:
    [[nodiscard]] QByteArray payload(const QByteArray &without = {},
                                     const QJsonValue &instead = QJsonValue::Undefined) const
    {
        const qint64 now =
            std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count();
        QJsonObject claims{{QStringLiteral("sub"), 42},
                           {QStringLiteral("email"), QStringLiteral("a@b.co")},
                           {QStringLiteral("role"), QStringLiteral("ADMIN")},
                           {QStringLiteral("name"), QStringLiteral("A")},
                           {QStringLiteral("iat"), now},
                           {QStringLiteral("exp"), now + 60}};
        if (!without.isEmpty()) {
            claims.remove(QString::fromLatin1(without));
            if (!instead.isUndefined()) {
                claims.insert(QString::fromLatin1(without), instead);
            }
        }
        return QJsonDocument(claims).toJson(QJsonDocument::Compact);
    }

    void expectRefused(const QByteArray &token, const char *why) const
    {
        const auto claims = verifier.verify(token);
        ASSERT_FALSE(claims) << why;
        EXPECT_EQ(claims.error().code, ErrorCode::Unauthorized) << why;
        EXPECT_TRUE(claims.error().detail.isEmpty()) << why;
    }

    EvalTrack::Test::FakeClock clock;
    JwtVerifier verifier{Secret, clock};
    TokenIssuer issuer{Secret, 15min, clock};
    const QByteArray header = R"({"alg":"HS256","typ":"JWT"})";
};

TEST_F(JwtVerifierTest, ReadsWhatTheIssuerMade)
{
    const auto claims = verifier.verify(issuer.issue(caller(), 3));

    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->userId, UserId(42));
    EXPECT_EQ(claims->email, QStringLiteral("ana@empresa.com"));
    EXPECT_EQ(claims->name, QStringLiteral("Ana Núñez \"A\""));
    EXPECT_EQ(claims->role, Role::HumanResources);
    EXPECT_EQ(claims->tokenEpoch, 3);
    EXPECT_EQ(claims->expiresAt - claims->issuedAt, 15min);
    EXPECT_FALSE(claims->tokenId.isEmpty());
}

TEST_F(JwtVerifierTest, TakesATokenOfV2)
{
    EXPECT_TRUE(verifier.verify(signedToken(header, payload())));
    EXPECT_TRUE(verifier.verify(signedToken(header, payload("sub", QStringLiteral("42")))));
}

TEST_F(JwtVerifierTest, SendsTheClaimsOfTheContract)
{
    const QByteArray middle = issuer.issue(caller()).split('.').at(1);
    const QJsonObject claims =
        QJsonDocument::fromJson(QByteArray::fromBase64(middle, QByteArray::Base64UrlEncoding))
            .object();

    for (const char *name : {"sub", "email", "role", "name", "iat", "exp", "jti"}) {
        EXPECT_TRUE(claims.contains(QLatin1String(name))) << name;
    }
    EXPECT_EQ(claims.value(QLatin1String("sub")).toInt(), 42);
    EXPECT_EQ(claims.value(QLatin1String("role")).toString(), QStringLiteral("RECURSOS_HUMANOS"));
}

TEST_F(JwtVerifierTest, RefusesACorpusOfBadTokens)
{
    const QByteArray good = issuer.issue(caller());
    const QList<QByteArray> parts = good.split('.');
    const QByteArray none = base64(R"({"alg":"none","typ":"JWT"})");

    expectRefused({}, "empty");
    expectRefused("nonsense", "no dots");
    expectRefused("..", "three empty parts");
    expectRefused(parts.at(0) + '.' + parts.at(1), "two parts");
    expectRefused(parts.at(0) + '.' + parts.at(1) + '.', "no signature");
    expectRefused(good.chopped(1), "truncated signature");
    expectRefused(good + "AA", "longer signature");
    expectRefused(good + ".x", "four parts");
    expectRefused(' ' + good, "leading space");
    expectRefused(good + '=', "padding");
    expectRefused(none + '.' + parts.at(1) + '.', "alg none without signature");
    expectRefused(none + '.' + parts.at(1) + '.' + parts.at(2),
                  "alg none with another's signature");
    expectRefused(signedToken(R"({"alg":"none","typ":"JWT"})", payload()), "alg none, signed");
    expectRefused(signedToken(R"({"alg":"HS512","typ":"JWT"})", payload()),
                  "another algorithm named");
    expectRefused(signedToken(R"({"alg":"HS512","typ":"JWT"})", payload(), Secret,
                              QCryptographicHash::Sha512),
                  "another algorithm used");
    expectRefused(signedToken(R"({"alg":"RS256","typ":"JWT"})", payload()),
                  "an asymmetric algorithm");
    expectRefused(signedToken(R"({"alg":"HS256","typ":"at+jwt"})", payload()), "another type");
    expectRefused(signedToken(R"({"typ":"JWT"})", payload()), "no algorithm");
    expectRefused(signedToken("[]", payload()), "header is an array");
    expectRefused(signedToken("{", payload()), "header is no JSON");
    expectRefused(signedToken(header, payload(), "another-secret-of-thirty-two-bytes"),
                  "wrong key");
    expectRefused(signedToken(header, payload(), ""), "empty key");
    expectRefused(signedToken(header, payload("exp")), "no expiry");
    expectRefused(signedToken(header, payload("iat")), "no time of issue");
    expectRefused(signedToken(header, payload("sub")), "no subject");
    expectRefused(signedToken(header, payload("role")), "no role");
    expectRefused(signedToken(header, payload("role", QStringLiteral("ROOT"))), "unknown role");
    expectRefused(signedToken(header, payload("sub", QStringLiteral("42 or 1=1"))),
                  "subject is text");
    expectRefused(signedToken(header, payload("sub", -1)), "negative subject");
    expectRefused(signedToken(header, payload("sub", 4.5)), "fractional subject");
    expectRefused(signedToken(header, payload("exp", QStringLiteral("soon"))), "expiry is text");
    expectRefused(signedToken(header, payload("exp", 1)), "expired long ago");
    expectRefused(signedToken(header, payload("iat", 99'999'999'999.0)), "issued in the future");
    expectRefused(signedToken(header, "{}"), "no claims");
    expectRefused(signedToken(header, "[1]"), "payload is an array");
    expectRefused(signedToken(header, "\xFF\xFE"), "payload is no text");
    expectRefused(signedToken(header, QByteArray("[").repeated(2000)), "deep payload");
    expectRefused(QByteArray(10'000, 'a'), "huge");
    expectRefused(parts.at(0) + '.' + QByteArray(8000, 'a') + '.' + parts.at(2), "huge payload");
}

TEST_F(JwtVerifierTest, RefusesEveryTokenWithOneBitChanged)
{
    const QByteArray good = issuer.issue(caller());
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray changed = good;
        changed[i] = static_cast<char>(changed.at(i) ^ 1);
        ASSERT_FALSE(verifier.verify(changed)) << i;
    }
}

TEST_F(JwtVerifierTest, RefusesARememberedTokenOnceItExpired)
{
    const QByteArray token = issuer.issue(caller());
    ASSERT_TRUE(verifier.verify(token));

    clock.advance(15min - 1s);
    EXPECT_TRUE(verifier.verify(token));
    clock.advance(1s);
    EXPECT_FALSE(verifier.verify(token));
}

TEST_F(JwtVerifierTest, AuthenticatesTheAccountAsItStandsNow)
{
    AccountCache accounts(clock);
    Account stored{caller(), true, 2};
    const Authenticator authenticator(
        verifier, accounts, [&stored](UserId) -> Result<std::optional<Account>> { return stored; });
    const QByteArray token = issuer.issue(caller(), 2);

    stored.caller.role = Role::Employee;
    EXPECT_EQ(authenticator.fromToken(token)->role, Role::Employee);
    stored.tokenEpoch = 3;
    accounts.invalidate(UserId(42));
    EXPECT_FALSE(authenticator.fromToken(token));
    stored.tokenEpoch = 2;
    stored.isActive = false;
    accounts.invalidate(UserId(42));
    EXPECT_FALSE(authenticator.fromToken(token));
}

} // namespace
} // namespace EvalTrack::Server
