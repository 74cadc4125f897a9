// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPromise>

#include <memory>
#include <utility>

namespace EvalTrack {

/// A promise that several callbacks may settle, and one does. When none of them is left its future
/// is cancelled, which deliver() takes for no answer.
template <typename T>
[[nodiscard]] std::shared_ptr<QPromise<T>> startedPromise()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

/// At most once a promise.
template <typename T>
void settle(const std::shared_ptr<QPromise<T>> &promise, T value)
{
    promise->addResult(std::move(value));
    promise->finish();
}

} // namespace EvalTrack
