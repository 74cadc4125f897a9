// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/refreshtokens.h"

#include <sodium.h>

#include <algorithm>

namespace EvalTrack::Server::RefreshTokens {

namespace {

constexpr qsizetype RandomBytes = 32;
constexpr qsizetype TextLength = 43; // base64url of 32 bytes, without padding

} // namespace

QByteArray make()
{
    QByteArray random(RandomBytes, Qt::Uninitialized);
    randombytes_buf(random.data(), static_cast<size_t>(random.size()));
    return random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray hash(const QByteArray &token)
{
    QByteArray digest(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()),
                       static_cast<size_t>(digest.size()),
                       reinterpret_cast<const unsigned char *>(token.constData()),
                       static_cast<unsigned long long>(token.size()), nullptr, 0);
    return digest;
}

bool isPlausible(const QByteArray &token)
{
    return token.size() == TextLength && std::all_of(token.begin(), token.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_';
           });
}

} // namespace EvalTrack::Server::RefreshTokens
