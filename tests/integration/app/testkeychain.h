// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/memorysecretstore.h"

#include <QPromise>

#include <functional>
#include <memory>

namespace EvalTrack::Test {

/// What a keychain keeps from start to start, and how it behaves.
struct KeychainState
{
    MemorySecretStore kept;
    bool isAnswering = true; ///< Else every call is KeychainUnavailable.
    bool isLocked = false;   ///< A locked collection says that there is no such secret.
    bool holdsReads = false; ///< Reads wait until releaseReads().
    QList<std::function<void()>> held;

    void releaseReads()
    {
        holdsReads = false;
        for (const auto &read : std::exchange(held, {})) {
            read();
        }
    }
};

/// A keychain that outlives the client that uses it.
class TestKeychain final : public SecretStore
{
public:
    explicit TestKeychain(std::shared_ptr<KeychainState> state)
        : m_state(std::move(state))
    {}
    [[nodiscard]] bool isLasting() const override { return true; }
    QFuture<Result<Redacted<QByteArray>>> read(const QString &name) override;
    QFuture<Result<void>> write(const QString &name, const Redacted<QByteArray> &secret) override;
    QFuture<Result<void>> remove(const QString &name) override;

private:
    std::shared_ptr<KeychainState> m_state;
};

} // namespace EvalTrack::Test
