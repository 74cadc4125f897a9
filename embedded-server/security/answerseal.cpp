// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/answerseal.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <sodium.h>

namespace EvalTrack::Server::AnswerSeal {

namespace {

constexpr qsizetype NonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype TagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

QByteArray sealingKey(const QByteArray &installationKey)
{
    return QMessageAuthenticationCode::hash(QByteArrayLiteral("answers kept to be repeated"),
                                            installationKey, QCryptographicHash::Sha256);
}

unsigned char *bytes(QByteArray &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

const unsigned char *bytes(const QByteArray &text)
{
    return reinterpret_cast<const unsigned char *>(text.constData());
}

} // namespace

QByteArray seal(const QByteArray &answer, const QByteArray &context,
                const QByteArray &installationKey)
{
    const QByteArray key = sealingKey(installationKey);
    QByteArray sealed(NonceSize + answer.size() + TagSize, Qt::Uninitialized);
    unsigned char *nonce = bytes(sealed);
    randombytes_buf(nonce, static_cast<size_t>(NonceSize));
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + NonceSize, nullptr, bytes(answer), static_cast<unsigned long long>(answer.size()),
        bytes(context), static_cast<unsigned long long>(context.size()), nullptr, nonce,
        bytes(key));
    return sealed;
}

std::optional<QByteArray> open(const QByteArray &sealed, const QByteArray &context,
                               const QByteArray &installationKey)
{
    if (sealed.size() < NonceSize + TagSize) {
        return std::nullopt;
    }
    const QByteArray key = sealingKey(installationKey);
    QByteArray answer(sealed.size() - NonceSize - TagSize, Qt::Uninitialized);
    const unsigned char *nonce = bytes(sealed);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes(answer), nullptr, nullptr, nonce + NonceSize,
        static_cast<unsigned long long>(sealed.size() - NonceSize), bytes(context),
        static_cast<unsigned long long>(context.size()), nonce, bytes(key));
    return failed == 0 ? std::optional(answer) : std::nullopt;
}

} // namespace EvalTrack::Server::AnswerSeal
