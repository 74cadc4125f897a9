// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/secretstore.h"

#include <QHash>

namespace EvalTrack {

/// Secrets that end with the program: for a computer without a keychain, and for tests. Lives in
/// the UI thread.
class MemorySecretStore final : public SecretStore
{
public:
    [[nodiscard]] bool isLasting() const override { return false; }
    QFuture<Result<Redacted<QByteArray>>> read(const QString &name) override;
    QFuture<Result<void>> write(const QString &name, const Redacted<QByteArray> &secret) override;
    QFuture<Result<void>> remove(const QString &name) override;

private:
    QHash<QString, Redacted<QByteArray>> m_secrets;
};

} // namespace EvalTrack
