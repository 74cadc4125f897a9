// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/filesecretstore.h"

#include <QObject>

#include <memory>

namespace EvalTrack {

/// The keychain of a capture station that kept its secrets in files until it was told to use one:
/// what is asked for and lies in a file still goes to the keychain first, and the file is deleted
/// once it is there. Nothing is written to a file, and a keychain that does not take a secret
/// leaves the file and is told as what it is. Lives in the main thread.
class MovedSecretStore final : public SecretStore
{
public:
    /// `folder` is that of the FileSecretStore before; it need not exist.
    MovedSecretStore(std::unique_ptr<SecretStore> keychain, const QString &folder);

    [[nodiscard]] bool isLasting() const override { return m_keychain->isLasting(); }
    QFuture<Result<Redacted<QByteArray>>> read(const QString &name) override;
    QFuture<Result<void>> write(const QString &name, const Redacted<QByteArray> &secret) override;
    QFuture<Result<void>> remove(const QString &name) override;

private:
    std::unique_ptr<SecretStore> m_keychain;
    FileSecretStore m_files;
    QObject m_context; ///< Answers that come after the store are nobody's.
};

} // namespace EvalTrack
