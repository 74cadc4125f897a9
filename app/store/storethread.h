// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QMutex>
#include <QPromise>
#include <QThread>
#include <QWaitCondition>

#include <array>
#include <deque>
#include <functional>
#include <memory>

namespace EvalTrack {

/// The one thread that touches the local store. Jobs of one priority run in the order they were
/// given, and an urgent one overtakes what waits: somebody at a door does not wait for a page of
/// changes. Jobs are short (some milliseconds); who has more to do gives several. run() may be
/// called from every thread; futures are delivered with base/deliver.h.
class StoreThread final : public QThread
{
    Q_OBJECT
public:
    enum class Priority {
        Urgent, ///< Somebody waits with a badge in the hand.
        Normal, ///< Screens and edits.
        Bulk,   ///< The change feed.
    };

    explicit StoreThread(QObject *parent = nullptr);
    /// Runs what was given before and joins.
    ~StoreThread() override;

    template <typename Job>
    auto run(Priority priority, Job job) -> QFuture<std::invoke_result_t<Job>>
    {
        using Value = std::invoke_result_t<Job>;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        QFuture<Value> future = promise->future();
        append(priority, [promise, job = std::move(job)]() mutable {
            if constexpr (std::is_void_v<Value>) {
                job();
            } else {
                promise->addResult(job());
            }
            promise->finish();
        });
        return future;
    }

    /// Runs what was given before, then ends; later jobs are dropped and their futures cancelled.
    void stop();

protected:
    void run() override;

private:
    using Task = std::function<void()>;

    void append(Priority priority, Task task);
    [[nodiscard]] Task take();

    QMutex m_mutex;
    QWaitCondition m_wake;
    std::array<std::deque<Task>, 3> m_tasks;
    bool m_isStopping = false;
};

} // namespace EvalTrack
