// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sealer.h"

#include "store/sodium.h"

#include <sodium.h>

namespace EvalTrack {

namespace {

constexpr int NonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr int TagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Sealer::KeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char *bytes(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

QByteArray associatedData(QByteArrayView table, const QUuid &row, char version)
{
    QByteArray data;
    data.reserve(table.size() + 18);
    data.append(table);
    data.append('\0');
    data.append(row.toRfc4122());
    data.append(version);
    return data;
}

} // namespace

Sealer::Sealer(const Redacted<QByteArray> &key)
    : m_key(key)
{
    startSodium();
    Q_ASSERT(key.reveal().size() == KeyBytes);
}

Redacted<QByteArray> Sealer::makeKey()
{
    startSodium();
    QByteArray key(KeyBytes, Qt::Uninitialized);
    randombytes_buf(key.data(), static_cast<size_t>(key.size()));
    return Redacted(key);
}

QByteArray Sealer::seal(QByteArrayView table, const QUuid &row, const QByteArray &plain) const
{
    const QByteArray data = associatedData(table, row, static_cast<char>(KeyVersion));
    QByteArray sealed(1 + NonceBytes + plain.size() + TagBytes, Qt::Uninitialized);
    sealed[0] = static_cast<char>(KeyVersion);
    unsigned char *nonce = bytes(sealed) + 1;
    randombytes_buf(nonce, NonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + NonceBytes, nullptr, bytes(plain), static_cast<unsigned long long>(plain.size()),
        bytes(data), static_cast<unsigned long long>(data.size()), nullptr, nonce,
        bytes(m_key.reveal()));
    return sealed;
}

Result<QByteArray> Sealer::open(QByteArrayView table, const QUuid &row,
                                const QByteArray &sealed) const
{
    constexpr int Overhead = 1 + NonceBytes + TagBytes;
    if (sealed.size() < Overhead) {
        return failure(ErrorCode::StorageDamaged, QStringLiteral("a sealed value is too short"));
    }
    const QByteArray data = associatedData(table, row, sealed.at(0));
    QByteArray plain(sealed.size() - Overhead, Qt::Uninitialized);
    const unsigned char *nonce = bytes(sealed) + 1;
    const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes(plain), nullptr, nullptr, nonce + NonceBytes,
        static_cast<unsigned long long>(sealed.size() - 1 - NonceBytes), bytes(data),
        static_cast<unsigned long long>(data.size()), nonce, bytes(m_key.reveal()));
    if (refused != 0) {
        return failure(ErrorCode::StorageDamaged,
                       QStringLiteral("a sealed value cannot be opened"));
    }
    return plain;
}

} // namespace EvalTrack
