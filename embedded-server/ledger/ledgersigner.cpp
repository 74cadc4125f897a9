// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgersigner.h"

#include "security/keptsecret.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sodium.h>

namespace EvalTrack::Server {

namespace {

unsigned char *bytes(QByteArray &buffer)
{
    return reinterpret_cast<unsigned char *>(buffer.data());
}

const unsigned char *bytes(const QByteArray &buffer)
{
    return reinterpret_cast<const unsigned char *>(buffer.constData());
}

QString secretPathIn(const QString &folder)
{
    return folder + u"/signing-key"_qs;
}

} // namespace

LedgerSigner::LedgerSigner(QByteArray secretKey, QByteArray publicKey)
    : m_secretKey(std::move(secretKey))
    , m_publicKey(std::move(publicKey))
{}

Result<LedgerSigner> LedgerSigner::open(const QString &folder)
{
    const auto secret = keptSecret(secretPathIn(folder));
    if (!secret) {
        return std::unexpected(secret.error());
    }
    QByteArray seed(crypto_sign_SEEDBYTES, Qt::Uninitialized);
    crypto_generichash(bytes(seed), static_cast<size_t>(seed.size()), bytes(*secret),
                       static_cast<unsigned long long>(secret->size()), nullptr, 0);
    QByteArray secretKey(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    crypto_sign_seed_keypair(bytes(publicKey), bytes(secretKey), bytes(seed));
    sodium_memzero(seed.data(), static_cast<size_t>(seed.size()));

    const QString publicPath = folder + u"/signing-key.pub"_qs;
    if (!QFile::exists(publicPath)) {
        QSaveFile file(publicPath);
        if (!file.open(QIODevice::WriteOnly) || file.write(publicKey.toBase64() + '\n') < 0 ||
            !file.commit()) {
            return failure(ErrorCode::Storage, u"The file %1 cannot be written: %2"_qs.arg(
                                                   publicPath, file.errorString()));
        }
    }
    return LedgerSigner(std::move(secretKey), std::move(publicKey));
}

bool LedgerSigner::isKeptIn(const QString &folder)
{
    return QFile::exists(secretPathIn(folder));
}

QDateTime LedgerSigner::keptSince(const QString &folder)
{
    return QFileInfo(secretPathIn(folder)).lastModified();
}

QByteArray LedgerSigner::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(bytes(signature), nullptr, bytes(message),
                         static_cast<unsigned long long>(message.size()), bytes(m_secretKey));
    return signature;
}

bool LedgerSigner::isSignedByUs(const QByteArray &message, const QByteArray &signature) const
{
    return signature.size() == qsizetype(crypto_sign_BYTES) &&
           crypto_sign_verify_detached(bytes(signature), bytes(message),
                                       static_cast<unsigned long long>(message.size()),
                                       bytes(m_publicKey)) == 0;
}

} // namespace EvalTrack::Server
