// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountstore.h"
#include "store/localstore.h"
#include "store/storerescue.h"
#include "store/storethread.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace EvalTrack {

/// The UI thread's side of the local store: opens and closes one account's store in the store
/// thread, carries jobs to it, and after jobs that changed something tells what changed, at most a
/// few times a second. It knows no SQL and no request. Lives in the UI thread and owns the store
/// thread.
class StoreHost final : public QObject, public AccountStore
{
    Q_OBJECT
public:
    using Priority = StoreThread::Priority;

    explicit StoreHost(const Clock &clock, QObject *parent = nullptr);
    ~StoreHost() override;

    QFuture<Result<void>> open(const QString &folder, const Redacted<QByteArray> &key,
                               const SignedInPerson &person) override;
    QFuture<Result<void>> close() override;
    QFuture<Result<Wiped>> wipe() override;
    QFuture<Result<int>> countUnsent(const QString &folder) override;
    QFuture<Result<int>> takeOver(const QString &folder, const Redacted<QByteArray> &key) override;

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }

    /// Runs `job(LocalStore &)`, which returns a Result, in the store thread. Unauthorized when no
    /// account is open.
    template <typename Job>
    auto run(Priority priority, Job job) -> QFuture<std::invoke_result_t<Job, LocalStore &>>
    {
        using Value = std::invoke_result_t<Job, LocalStore &>;
        return m_thread.run(priority, [this, job = std::move(job)]() mutable -> Value {
            if (!m_store) {
                return failure(ErrorCode::Unauthorized, QStringLiteral("nobody is signed in"));
            }
            Value value = job(*m_store);
            tellOfChange();
            if (!value && value.error().code == ErrorCode::StorageDamaged) {
                tellOfDamage();
            }
            return value;
        });
    }

    /// Asks for the news at once, not at the next turn: somebody looks at what they just changed.
    void hurry();
    /// Tells all there is to tell; ready when the screens' stores have it.
    QFuture<Result<void>> flush();
    /// Ends the thread after what was given to it; nothing runs afterwards.
    void shutDown();

Q_SIGNALS:
    void opened();
    void closed();
    void newsArrived(const EvalTrack::StoreNews &news);
    void failed(const EvalTrack::Error &error);
    /// The store was damaged and made anew, or something is left in a file that was.
    void damaged(const EvalTrack::StoreDamage &damage);

private:
    struct Account
    {
        QString folder;
        Redacted<QByteArray> key;
        SignedInPerson person;
    };

    QFuture<Result<void>> open(const Account &account, StoreRescue::Belief belief);
    void tellOfDamage();
    void makeAnew();
    void tellOfChange();
    void scheduleNews();
    void fetchNews();
    void fetchNextNews();
    void flushNext(const std::shared_ptr<QPromise<Result<void>>> &flushed);
    void tell(const StoreNews &news);

    const Clock &m_clock;
    StoreThread m_thread;
    std::unique_ptr<LocalStore> m_store; ///< The store thread's.
    std::optional<Account> m_account;    ///< Whose store is open.
    quint64 m_generation = 0;            ///< An opening that was overtaken opens nothing.
    std::atomic<bool> m_isChangeTold = false;
    std::atomic<bool> m_isDamageTold = false;
    bool m_isOpen = false;
    bool m_isFetching = false;
    QTimer m_newsTimer;
    QElapsedTimer m_sinceNews;
    std::chrono::milliseconds m_newsInterval;
};

} // namespace EvalTrack
