// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace EvalTrack::Server {

/// Signs what is said about the ledger with an Ed25519 key (RFC 8032) that is kept outside the
/// database, so that whoever can rewrite the database still cannot rewrite its past. A value.
class LedgerSigner
{
public:
    /// With the key of `<folder>/signing-key`, which is made when there is none (mode 0600). The
    /// public half stands beside it in `signing-key.pub`, for whoever checks elsewhere.
    [[nodiscard]] static Result<LedgerSigner> open(const QString &folder);

    /// Whether a folder has a key already, and since when.
    [[nodiscard]] static bool isKeptIn(const QString &folder);
    [[nodiscard]] static QDateTime keptSince(const QString &folder);

    [[nodiscard]] const QByteArray &publicKey() const { return m_publicKey; }
    [[nodiscard]] QByteArray sign(const QByteArray &message) const;
    [[nodiscard]] bool isSignedByUs(const QByteArray &message, const QByteArray &signature) const;

private:
    LedgerSigner(QByteArray secretKey, QByteArray publicKey);

    QByteArray m_secretKey;
    QByteArray m_publicKey;
};

} // namespace EvalTrack::Server
