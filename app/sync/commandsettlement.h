// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apirequest.h"
#include "store/localstore.h"
#include "sync/conflictresolver.h"

namespace EvalTrack {

/// What the server's answer to a command means for the outbox and the local store: acknowledged,
/// back to the queue, merged with what somebody else did, or to be decided by a person. Every path
/// is one SQLite transaction. Runs in the store thread.
class CommandSettlement
{
public:
    explicit CommandSettlement(LocalStore &store);

    /// An error that comes back is transient: the command waits in the queue, and so should the
    /// sender.
    [[nodiscard]] Result<void> settle(const CommandUuid &uuid, const Result<HttpAnswer> &answer);

    /// A person decided a conflict. NotFound when there is none.
    [[nodiscard]] Result<void> decide(const QUuid &uuid,
                                      const QHash<QString, OutboxTray::Side> &choices);
    /// The record is unknown to the server, so the command cannot be sent.
    [[nodiscard]] Result<void> reject(const StoredCommand &stored, const Error &reason);

private:
    [[nodiscard]] Result<void> keepForLater(StoredCommand stored, const Error &reason);
    [[nodiscard]] Result<void> acknowledge(StoredCommand stored, const QJsonObject &answer);
    [[nodiscard]] Result<qint64> takeAnswer(const Command &command, const QJsonObject &answer);
    [[nodiscard]] Result<void> rebaseFollowers(const StoredCommand &done, qint64 revision);
    [[nodiscard]] Result<void> mergeStale(StoredCommand stored, const QJsonObject &theirs);
    [[nodiscard]] Result<void> takeRemoved(const Command &command);
    void touch(const StoredCommand &stored);

    LocalStore &m_store;
};

} // namespace EvalTrack
