// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "ports/session.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace EvalTrack {

/// The local data of whoever signs in, as the session needs it. One account's data is open at a
/// time. Called from the UI thread.
class AccountStore
{
public:
    enum class Wiped {
        Everything, ///< Nothing is left; the folder may go.
        UnsentKept, ///< What the server does not have stayed, sealed with the same key.
    };

    AccountStore() = default;
    AccountStore(const AccountStore &) = delete;
    AccountStore &operator=(const AccountStore &) = delete;
    virtual ~AccountStore() = default;

    /// Ready when screens may read. Storage when another program works with it.
    virtual QFuture<Result<void>> open(const QString &folder, const Redacted<QByteArray> &key,
                                       const SignedInPerson &person) = 0;
    virtual QFuture<Result<void>> close() = 0;
    /// Deletes everything but what was recorded and not sent, and closes.
    virtual QFuture<Result<Wiped>> wipe() = 0;

    /// Records in a closed store that the server does not have; needs no key.
    virtual QFuture<Result<int>> countUnsent(const QString &folder) = 0;
    /// Takes what a closed store of the same person did not send over into the open one, and says
    /// how much it was. Taking it twice does it once. Storage when `key` is not its key.
    virtual QFuture<Result<int>> takeOver(const QString &folder,
                                          const Redacted<QByteArray> &key) = 0;
};

} // namespace EvalTrack
