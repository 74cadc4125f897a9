// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/passwordkey.h"

#include "store/sealer.h"
#include "store/sodium.h"

#include <sodium.h>

namespace EvalTrack {

namespace {

constexpr QByteArrayView WrapContext("password-key");

std::optional<Sealer> sealerFor(const Redacted<QString> &password, const QByteArray &salt)
{
    startSodium();
    const QByteArray text = password.reveal().toUtf8();
    QByteArray key(Sealer::KeyBytes, Qt::Uninitialized);
    const int failed = crypto_pwhash(
        reinterpret_cast<unsigned char *>(key.data()), static_cast<unsigned long long>(key.size()),
        text.constData(), static_cast<unsigned long long>(text.size()),
        reinterpret_cast<const unsigned char *>(salt.constData()),
        crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
        crypto_pwhash_ALG_ARGON2ID13);
    return failed == 0 ? std::optional<Sealer>(Redacted(key)) : std::nullopt;
}

} // namespace

PasswordKey PasswordKey::wrap(const Redacted<QString> &password,
                              const Redacted<QByteArray> &storeKey)
{
    PasswordKey key;
    key.salt.resize(crypto_pwhash_SALTBYTES);
    randombytes_buf(key.salt.data(), static_cast<size_t>(key.salt.size()));
    if (const auto sealer = sealerFor(password, key.salt)) {
        key.wrapped = sealer->seal(WrapContext, QUuid(), storeKey.reveal());
    }
    return key;
}

Result<Redacted<QByteArray>> PasswordKey::unwrap(const Redacted<QString> &password) const
{
    if (salt.size() != crypto_pwhash_SALTBYTES) {
        return failure(ErrorCode::NotFound, QStringLiteral("there is no wrapped key"));
    }
    const auto sealer = sealerFor(password, salt);
    if (!sealer) {
        return failure(ErrorCode::Internal, QStringLiteral("out of memory"));
    }
    const auto opened = sealer->open(WrapContext, QUuid(), wrapped);
    if (!opened || opened->size() != Sealer::KeyBytes) {
        return failure(ErrorCode::Unauthorized, QStringLiteral("another password"));
    }
    return Redacted(*opened);
}

} // namespace EvalTrack
