// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/memorysecretstore.h"

#include "base/deliver.h"

namespace EvalTrack {

QFuture<Result<Redacted<QByteArray>>> MemorySecretStore::read(const QString &name)
{
    const auto found = m_secrets.constFind(name);
    return readyFuture<Result<Redacted<QByteArray>>>(found == m_secrets.constEnd()
                                                         ? failure(ErrorCode::NotFound)
                                                         : Result<Redacted<QByteArray>>(*found));
}

QFuture<Result<void>> MemorySecretStore::write(const QString &name,
                                               const Redacted<QByteArray> &secret)
{
    m_secrets.insert(name, secret);
    return readyFuture(Result<void>());
}

QFuture<Result<void>> MemorySecretStore::remove(const QString &name)
{
    m_secrets.remove(name);
    return readyFuture(Result<void>());
}

} // namespace EvalTrack
