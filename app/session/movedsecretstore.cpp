// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/movedsecretstore.h"

#include "base/deliver.h"
#include "session/promise.h"

namespace EvalTrack {

MovedSecretStore::MovedSecretStore(std::unique_ptr<SecretStore> keychain, const QString &folder)
    : m_keychain(std::move(keychain))
    , m_files(folder)
{}

QFuture<Result<Redacted<QByteArray>>> MovedSecretStore::read(const QString &name)
{
    using Secret = Result<Redacted<QByteArray>>;
    auto promise = startedPromise<Secret>();
    deliver(m_keychain->read(name), &m_context, [this, promise, name](const Secret &kept) {
        if (kept || kept.error().code != ErrorCode::NotFound) {
            settle(promise, kept);
            return;
        }
        deliver(m_files.read(name), &m_context, [this, promise, name](const Secret &filed) {
            if (!filed) {
                settle(promise, filed);
                return;
            }
            deliver(write(name, *filed), &m_context, [promise, filed](const Result<void> &moved) {
                settle(promise, moved ? filed : Secret(std::unexpected(moved.error())));
            });
        });
    });
    return promise->future();
}

QFuture<Result<void>> MovedSecretStore::write(const QString &name,
                                              const Redacted<QByteArray> &secret)
{
    auto promise = startedPromise<Result<void>>();
    deliver(m_keychain->write(name, secret), &m_context,
            [this, promise, name](const Result<void> &written) {
                if (written) {
                    static_cast<void>(m_files.remove(name));
                }
                settle(promise, written);
            });
    return promise->future();
}

QFuture<Result<void>> MovedSecretStore::remove(const QString &name)
{
    static_cast<void>(m_files.remove(name));
    return m_keychain->remove(name);
}

} // namespace EvalTrack
