// SPDX-License-Identifier: GPL-3.0-or-later
#include "testkeychain.h"

#include "base/deliver.h"

namespace EvalTrack::Test {

namespace {

std::unexpected<Error> noAnswer()
{
    return failure(ErrorCode::KeychainUnavailable, QStringLiteral("the keychain does not answer"));
}

} // namespace

QFuture<Result<Redacted<QByteArray>>> TestKeychain::read(const QString &name)
{
    using Secret = Result<Redacted<QByteArray>>;
    if (m_state->holdsReads) {
        auto promise = std::make_shared<QPromise<Secret>>();
        promise->start();
        m_state->held.append([promise, found = m_state->kept.read(name).result()] {
            promise->addResult(found);
            promise->finish();
        });
        return promise->future();
    }
    if (!m_state->isAnswering) {
        return readyFuture<Secret>(noAnswer());
    }
    return m_state->isLocked ? readyFuture<Secret>(failure(ErrorCode::NotFound))
                             : m_state->kept.read(name);
}

QFuture<Result<void>> TestKeychain::write(const QString &name, const Redacted<QByteArray> &secret)
{
    return m_state->isAnswering && !m_state->isLocked ? m_state->kept.write(name, secret)
                                                      : readyFuture<Result<void>>(noAnswer());
}

QFuture<Result<void>> TestKeychain::remove(const QString &name)
{
    return m_state->isAnswering && !m_state->isLocked ? m_state->kept.remove(name)
                                                      : readyFuture<Result<void>>(noAnswer());
}

} // namespace EvalTrack::Test
