// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace EvalTrack {

/// Calls `callback(value)` in the thread of `context` once `future` has its result; never after
/// `context` died, and never when the future was cancelled. This is the one way results of futures
/// reach objects: QFuture::then(context, …) asserts in Qt 6.4 when the context dies first.
template <typename T, typename Callback>
void deliver(const QFuture<T> &future, QObject *context, Callback callback)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, callback = std::move(callback)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled() && watcher->future().resultCount() > 0) {
                             callback(watcher->result());
                         }
                     });
    watcher->setFuture(future);
}

/// A future that has its value already.
template <typename T>
[[nodiscard]] QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// Takes something apart in a thread of the pool: cells of a hundred thousand rows take longer than
/// a window may stand still. What of it others share stays.
template <typename T>
void takeApartElsewhere(T value)
{
    QThreadPool::globalInstance()->start([value = std::move(value)]() mutable { value = T(); });
}

} // namespace EvalTrack
