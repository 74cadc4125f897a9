// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace EvalTrack {

/// Keeps a few short secrets (a key or an opaque token, at most 2,048 bytes each) under names, for
/// this user of this computer. Every call answers within some seconds: a store that is missing,
/// locked or hung is KeychainUnavailable, never plain text and never a wait. Lives in the UI
/// thread.
class SecretStore
{
public:
    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    /// Whether what is written survives the program.
    [[nodiscard]] virtual bool isLasting() const = 0;

    /// NotFound when there is no such secret.
    virtual QFuture<Result<Redacted<QByteArray>>> read(const QString &name) = 0;
    virtual QFuture<Result<void>> write(const QString &name,
                                        const Redacted<QByteArray> &secret) = 0;
    /// No error when there was none.
    virtual QFuture<Result<void>> remove(const QString &name) = 0;
};

} // namespace EvalTrack
