// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QFuture>
#include <QString>
#include <QThreadPool>

#include <atomic>

namespace EvalTrack::Server {

struct PasswordCheck
{
    bool matches = false;
    bool needsRehash =
        false; ///< Matches, but the hash is bcrypt or has older parameters: store a new one.
};

/// Argon2id (t=3, 12 MiB) of passwords in a bounded pool: a hash costs 30 ms, which would stop an
/// event loop, and without a bound a flood of logins would take all memory. Also verifies bcrypt
/// hashes ($2y$, $2b$, $2a$) where the system's crypt can. Safe to call from every thread; the
/// destructor waits for what is under way.
class PasswordHasher
{
public:
    struct Limits
    {
        int threads = 2;
        int queue = 64; ///< More waiting than this is TooManyRequests.
    };

    PasswordHasher();
    explicit PasswordHasher(Limits limits);
    ~PasswordHasher();
    PasswordHasher(const PasswordHasher &) = delete;
    PasswordHasher &operator=(const PasswordHasher &) = delete;

    [[nodiscard]] QFuture<Result<QString>> hash(const QString &password);
    /// An empty hash stands for an account that does not exist or has no password: it costs the
    /// same time and never matches, so that nobody can tell by the clock which accounts exist.
    [[nodiscard]] QFuture<Result<PasswordCheck>> verify(const QString &password,
                                                        const QString &hash);

    /// In the calling thread, for the demo company and the command line.
    [[nodiscard]] static Result<QString> hashNow(const QString &password);
    [[nodiscard]] static PasswordCheck verifyNow(const QString &password, const QString &hash);

private:
    template <typename T, typename Work>
    [[nodiscard]] QFuture<Result<T>> submit(Work work);

    const Limits m_limits;
    std::atomic<int> m_waiting = 0;
    QThreadPool m_pool;
};

} // namespace EvalTrack::Server
