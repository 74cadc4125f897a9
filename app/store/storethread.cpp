// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storethread.h"

#include <algorithm>

namespace EvalTrack {

StoreThread::StoreThread(QObject *parent)
    : QThread(parent)
{
    setObjectName(QStringLiteral("store"));
    start();
}

StoreThread::~StoreThread()
{
    stop();
}

void StoreThread::stop()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isStopping = true;
        m_wake.wakeAll();
    }
    wait();
}

void StoreThread::append(Priority priority, Task task)
{
    const QMutexLocker lock(&m_mutex);
    if (m_isStopping) {
        return; // The promise dies with the task, which cancels its future.
    }
    m_tasks.at(static_cast<size_t>(priority)).push_back(std::move(task));
    m_wake.wakeOne();
}

StoreThread::Task StoreThread::take()
{
    QMutexLocker lock(&m_mutex);
    for (;;) {
        const auto next = std::ranges::find_if(
            m_tasks, [](const std::deque<Task> &tasks) { return !tasks.empty(); });
        if (next != m_tasks.end()) {
            Task task = std::move(next->front());
            next->pop_front();
            return task;
        }
        if (m_isStopping) {
            return {};
        }
        m_wake.wait(&m_mutex);
    }
}

void StoreThread::run()
{
    while (Task task = take()) {
        task();
    }
}

} // namespace EvalTrack
