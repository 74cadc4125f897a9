// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/commanddrain.h"

#include "base/deliver.h"
#include "sync/commandrequest.h"
#include "sync/commandsettlement.h"

namespace EvalTrack {

namespace {

/// So many different records that fail one after the other are the server's fault, not theirs.
constexpr qsizetype FailedCommandsMax = 3;
/// A command that failed so often while the server worked is shown to its person.
constexpr int FailuresMax = 5;

struct NextCommand
{
    CommandUuid uuid;
    QUuid subject;
    ApiRequest request;
};

struct Taken
{
    std::optional<NextCommand> next;
    bool isHolding = false;
};

/// Whether the server answered, and the answer says nothing of its state as a whole.
bool isPerhapsTheCommand(const Result<HttpAnswer> &answer)
{
    if (!answer) {
        return false;
    }
    const int status = answer->status;
    return status < 400 || (status >= 500 && (status < 502 || status > 504));
}

/// Whether later commands about the same record have to wait for a decision on this one.
bool holdsUp(const StoredCommand &stored)
{
    return stored.state == OutboxState::Conflict ||
           (stored.state == OutboxState::Rejected && isCreation(stored.pending.command));
}

// In the store thread: the next command that can be sent, marked as sent.
Result<Taken> takeNext(LocalStore &store, QSet<QUuid> heldUp)
{
    // Without the whole copy, a record that is not here may well be at the server.
    const auto isComplete = store.meta().number(MetaKey::IsComplete);
    if (!isComplete) {
        return std::unexpected(isComplete.error());
    }
    Taken taken;
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
            taken.isHolding = true;
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
        taken.next = NextCommand{stored.pending.uuid, subject, plan->request};
        break;
    }
    return taken;
}

} // namespace

CommandDrain::CommandDrain(StoreHost &host, ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&m_host, &StoreHost::closed, this, [this] {
        m_isAborted = true;
        m_heldUp.clear();
        m_failures.clear();
    });
}

QFuture<Result<void>> CommandDrain::run(Failed failed)
{
    m_promise = std::make_unique<QPromise<Result<void>>>();
    m_promise->start();
    m_isAborted = false;
    m_retryAfter = {};
    m_hasSent = false;
    m_isHolding = false;
    m_failed.clear();
    if (failed == Failed::Retry) {
        m_heldUp.clear();
        m_error.reset();
    }
    sendNext();
    return m_promise->future();
}

void CommandDrain::sendNext()
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    const auto take = [heldUp = m_heldUp](LocalStore &store) {
        return takeNext(store, heldUp);
    };
    deliver(m_host.run(StoreHost::Priority::Normal, take), this,
            [this](const Result<Taken> &taken) {
                if (!taken) {
                    finish(std::unexpected(taken.error()));
                    return;
                }
                m_isHolding = taken->isHolding;
                const std::optional<NextCommand> &next = taken->next;
                if (!next) {
                    finish(m_error ? std::unexpected(*m_error) : Result<void>());
                    return;
                }
                deliver(m_api.send(next->request), this,
                        [this, uuid = next->uuid,
                         subject = next->subject](const Result<HttpAnswer> &answer) {
                            m_retryAfter =
                                answer && answer->retryAfter ? *answer->retryAfter : m_retryAfter;
                            const auto settle = [uuid, answer](LocalStore &store) {
                                return CommandSettlement(store).settle(uuid, answer);
                            };
                            deliver(m_host.run(StoreHost::Priority::Normal, settle), this,
                                    [this, uuid, subject, answer](const Result<void> &result) {
                                        settled(uuid, subject, answer, result);
                                    });
                        });
            });
}

void CommandDrain::settled(const CommandUuid &command, const QUuid &subject,
                           const Result<HttpAnswer> &answer, const Result<void> &result)
{
    if (result) {
        m_hasSent = true;
        m_failures.remove(command);
        sendNext();
        return;
    }
    if (!isPerhapsTheCommand(answer)) {
        finish(result);
        return;
    }
    m_failed.append({command, result.error()});
    m_error = m_error.value_or(result.error());
    m_heldUp.insert(subject);
    if (m_failed.size() >= FailedCommandsMax) {
        finish(result);
    } else {
        sendNext();
    }
}

QFuture<Result<void>> CommandDrain::blameFailed()
{
    QList<Failure> hopeless;
    const QList<Failure> all = std::exchange(m_failed, {});
    for (const Failure &failed : all) {
        if (++m_failures[failed.command] >= FailuresMax) {
            m_failures.remove(failed.command);
            hopeless.append(failed);
        }
    }
    if (hopeless.isEmpty()) {
        return readyFuture(Result<void>());
    }
    return m_host.run(StoreHost::Priority::Normal, [hopeless](LocalStore &store) -> Result<void> {
        for (const Failure &failed : hopeless) {
            const StoredCommand *stored = store.outbox().find(failed.command.value());
            if (stored == nullptr) {
                continue;
            }
            if (auto ok = CommandSettlement(store).reject(*stored, failed.reason); !ok) {
                return ok;
            }
        }
        return {};
    });
}

void CommandDrain::finish(Result<void> result)
{
    m_promise->addResult(std::move(result));
    m_promise->finish();
}

} // namespace EvalTrack
