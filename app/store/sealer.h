// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <QByteArray>
#include <QUuid>

namespace EvalTrack {

/// Seals what is personal before it is written to a disk: XChaCha20-Poly1305 with a random nonce.
/// The associated data names the table, the row and the key's version, so that a sealed value
/// cannot be moved to another row unseen. A value is the version (one byte), the nonce and the
/// sealed bytes. Immutable, so every thread may use it.
class Sealer
{
public:
    static constexpr int KeyBytes = 32;
    static constexpr quint8 KeyVersion = 1;

    /// `key` has KeyBytes bytes.
    explicit Sealer(const Redacted<QByteArray> &key);

    [[nodiscard]] static Redacted<QByteArray> makeKey();

    [[nodiscard]] QByteArray seal(QByteArrayView table, const QUuid &row,
                                  const QByteArray &plain) const;
    /// StorageDamaged when the value was not sealed with this key for this row.
    [[nodiscard]] Result<QByteArray> open(QByteArrayView table, const QUuid &row,
                                          const QByteArray &sealed) const;

private:
    Redacted<QByteArray> m_key;
};

} // namespace EvalTrack
