// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/secretstore.h"

namespace EvalTrack {

/// Secrets as files that only their owner may read (mode 0600), for a capture station where nobody
/// signs in to a desktop and no keychain runs: it has to go on by itself after a power cut. Whoever
/// reads that user's files reads the store, so the station says where they are at each start. The
/// desktop program keeps nothing here but what a demo's tour needs, in a folder that goes with it.
/// Lives in the main thread.
class FileSecretStore final : public SecretStore
{
public:
    explicit FileSecretStore(const QString &folder);

    [[nodiscard]] bool isLasting() const override { return true; }
    QFuture<Result<Redacted<QByteArray>>> read(const QString &name) override;
    QFuture<Result<void>> write(const QString &name, const Redacted<QByteArray> &secret) override;
    QFuture<Result<void>> remove(const QString &name) override;

private:
    [[nodiscard]] QString pathOf(const QString &name) const;

    QString m_folder;
};

} // namespace EvalTrack
