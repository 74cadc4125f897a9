// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/jwt.h"

#include "wire/names.h"

#include <jwt/jwt.hpp>

#include <sodium.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <system_error>

namespace EvalTrack::Server::Jwt {

namespace {

using std::chrono::seconds;

constexpr auto ClockTolerance = seconds(60);
constexpr auto Base64Options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

std::unexpected<Error> refused()
{
    return failure(ErrorCode::Unauthorized);
}

bool hasValidSignature(const QByteArray &token, const QByteArray &secret)
{
    const qsizetype lastDot = token.lastIndexOf('.');
    if (lastDot <= 0 || token.count('.') != 2) {
        return false;
    }
    const QByteArray text = token.sliced(lastDot + 1);
    const auto signature = QByteArray::fromBase64Encoding(
        text, Base64Options | QByteArray::AbortOnBase64DecodingErrors);
    // One spelling only: padding and spare bits would let one token be written in several ways.
    if (!signature || signature.decoded.size() != crypto_auth_hmacsha256_BYTES ||
        signature.decoded.toBase64(Base64Options) != text) {
        return false;
    }
    crypto_auth_hmacsha256_state state;
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> expected{};
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char *>(secret.constData()),
                                static_cast<size_t>(secret.size()));
    crypto_auth_hmacsha256_update(&state,
                                  reinterpret_cast<const unsigned char *>(token.constData()),
                                  static_cast<unsigned long long>(lastDot));
    crypto_auth_hmacsha256_final(&state, expected.data());
    return sodium_memcmp(expected.data(), signature.decoded.constData(), expected.size()) == 0;
}

/// cpp-jwt throws on anything else.
bool holdsObjects(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    return std::all_of(parts.begin(), parts.begin() + 2, [](const QByteArray &part) {
        return QJsonDocument::fromJson(QByteArray::fromBase64(part, Base64Options)).isObject();
    });
}

using Json = json_t;

std::optional<qint64> integer(const Json &payload, const char *key)
{
    const auto found = payload.find(key);
    if (found == payload.end()) {
        return std::nullopt;
    }
    if (found->is_number_integer()) {
        return found->get<qint64>();
    }
    if (found->is_string()) {
        // RFC 7519 wants a string as subject; v2 sent a number.
        bool isNumber = false;
        const qint64 value =
            QByteArray::fromStdString(found->get<std::string>()).toLongLong(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

QString text(const Json &payload, const char *key)
{
    const auto found = payload.find(key);
    return found != payload.end() && found->is_string()
               ? QString::fromStdString(found->get<std::string>())
               : QString();
}

} // namespace

QByteArray encode(const Claims &claims, const QByteArray &secret)
{
    jwt::jwt_object token{jwt::params::algorithm("HS256"),
                          jwt::params::secret(secret.toStdString())};
    token.add_claim("sub", claims.userId.value());
    token.add_claim("email", claims.email.toStdString());
    token.add_claim("role", Wire::name(claims.role).toByteArray().toStdString());
    token.add_claim("name", claims.name.toStdString());
    token.add_claim("iat", std::chrono::floor<seconds>(claims.issuedAt).time_since_epoch().count());
    token.add_claim("exp",
                    std::chrono::floor<seconds>(claims.expiresAt).time_since_epoch().count());
    token.add_claim("epoch", claims.tokenEpoch);
    token.add_claim("jti", claims.tokenId.toStdString());
    std::error_code error;
    const std::string signedToken = token.signature(error);
    return error ? QByteArray() : QByteArray::fromStdString(signedToken);
}

Result<Claims> decode(const QByteArray &token, const QByteArray &secret, Timestamp now)
{
    if (!hasValidSignature(token, secret) || !holdsObjects(token)) {
        return refused();
    }
    // What follows is of our own making, or of somebody who has the secret. cpp-jwt's own checks
    // are not relied upon: it compares signatures byte by byte, takes a token without exp, reads
    // the system's clock, and gives claims beside an error.
    std::error_code error;
    const auto decoded =
        jwt::decode(jwt::string_view(token.constData(), static_cast<size_t>(token.size())),
                    jwt::params::algorithms({"HS256"}), error, jwt::params::verify(false));
    if (error || decoded.header().algo() != jwt::algorithm::HS256 ||
        decoded.header().typ() != jwt::type::JWT) {
        return refused();
    }
    const Json &payload = decoded.payload().create_json_obj();
    const auto subject = integer(payload, "sub");
    const auto issued = integer(payload, "iat");
    const auto expires = integer(payload, "exp");
    const auto role = Wire::fromName<Role>(text(payload, "role"));
    if (!subject || *subject <= 0 || !issued || !expires || !role) {
        return refused();
    }
    const Claims claims{UserId(*subject),
                        text(payload, "email"),
                        text(payload, "name"),
                        *role,
                        Timestamp(seconds(*issued)),
                        Timestamp(seconds(*expires)),
                        integer(payload, "epoch").value_or(0),
                        text(payload, "jti").toLatin1()};
    if (claims.expiresAt <= now || claims.issuedAt > now + ClockTolerance) {
        return refused();
    }
    return claims;
}

} // namespace EvalTrack::Server::Jwt
