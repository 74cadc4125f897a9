// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/commanddrain.h"

#include "base/deliver.h"
#include "sync/commandrequest.h"
#include "sync/commandsettlement.h"

namespace EvalTrack {

namespace {

struct NextCommand
{
    CommandUuid uuid;
    ApiRequest request;
};

/// Whether later commands about the same record have to wait for a decision on this one.
bool holdsUp(const StoredCommand &stored)
{
    return stored.state == OutboxState::Conflict ||
           (stored.state == OutboxState::Rejected && isCreation(stored.pending.command));
}

// In the store thread: the next command that can be sent, marked as sent.
Result<std::optional<NextCommand>> takeNext(LocalStore &store)
{
    QSet<QUuid> heldUp;
    // Without the whole copy, a record that is not here may well be at the server.
    const auto isComplete = store.meta().number(MetaKey::IsComplete);
    if (!isComplete) {
        return std::unexpected(isComplete.error());
    }
    const QList<StoredCommand> commands = store.outbox().commands();
    for (StoredCommand stored : commands) {
        const QUuid subject = subjectUuidOf(stored.pending.command);
        if (holdsUp(stored)) {
            heldUp.insert(subject);
        }
        // Sent here means that settling its answer failed: runs do not overlap, so nobody waits for
        // it.
        const bool isDue = stored.state == OutboxState::Queued || stored.state == OutboxState::Sent;
        if (!isDue || heldUp.contains(subject)) {
            continue;
        }
        const auto plan =
            CommandRequest(store.entities(), store.reader(), store.outbox()).plan(stored);
        if (!plan) {
            return std::unexpected(plan.error());
        }
        const bool isPerhapsThere = plan->kind == CommandPlan::Kind::Vanished && *isComplete == 0;
        if (plan->kind == CommandPlan::Kind::Hold || isPerhapsThere) {
            heldUp.insert(subject);
            continue;
        }
        if (plan->kind == CommandPlan::Kind::Vanished) {
            auto ok = CommandSettlement(store).reject(stored, {ErrorCode::NotFound, {}, {}});
            if (!ok) {
                return std::unexpected(ok.error());
            }
            continue;
        }
        stored.state = OutboxState::Sent;
        ++stored.attempts;
        store.touch(StorePart::Outbox);
        if (auto ok = store.outbox().update(stored); !ok) {
            return std::unexpected(ok.error());
        }
        return NextCommand{stored.pending.uuid, plan->request};
    }
    return std::nullopt;
}

} // namespace

CommandDrain::CommandDrain(StoreHost &host, ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&m_host, &StoreHost::closed, this, [this] { m_isAborted = true; });
}

QFuture<Result<void>> CommandDrain::run()
{
    m_promise = std::make_unique<QPromise<Result<void>>>();
    m_promise->start();
    m_isAborted = false;
    m_retryAfter = {};
    sendNext();
    return m_promise->future();
}

void CommandDrain::sendNext()
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    deliver(m_host.run(StoreHost::Priority::Normal, takeNext), this,
            [this](const Result<std::optional<NextCommand>> &next) {
                if (!next || !*next) {
                    finish(next ? Result<void>() : std::unexpected(next.error()));
                    return;
                }
                const CommandUuid uuid = (*next)->uuid;
                deliver(m_api.send((*next)->request), this,
                        [this, uuid](const Result<HttpAnswer> &answer) {
                            m_retryAfter =
                                answer && answer->retryAfter ? *answer->retryAfter : m_retryAfter;
                            const auto settle = [uuid, answer](LocalStore &store) {
                                return CommandSettlement(store).settle(uuid, answer);
                            };
                            deliver(m_host.run(StoreHost::Priority::Normal, settle), this,
                                    [this](const Result<void> &settled) {
                                        if (settled) {
                                            sendNext();
                                        } else {
                                            finish(settled);
                                        }
                                    });
                        });
            });
}

void CommandDrain::finish(Result<void> result)
{
    m_promise->addResult(std::move(result));
    m_promise->finish();
}

} // namespace EvalTrack
