// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <QByteArray>
#include <QString>

namespace EvalTrack {

/// A store key wrapped by a key that Argon2id derives from the password. It is the verifier of an
/// offline sign-in at the same time: only the right password opens it. A value; wrap() and unwrap()
/// take some 100 ms and 64 MiB, so they run in a pool.
struct PasswordKey
{
    QByteArray salt;
    QByteArray wrapped;

    friend bool operator==(const PasswordKey &, const PasswordKey &) = default;
    /// Nothing wrapped when there is no memory for it.
    [[nodiscard]] static PasswordKey wrap(const Redacted<QString> &password,
                                          const Redacted<QByteArray> &storeKey);
    /// Unauthorized when the password is another one; Internal when there was no memory to find
    /// out.
    [[nodiscard]] Result<Redacted<QByteArray>> unwrap(const Redacted<QString> &password) const;
};

} // namespace EvalTrack
