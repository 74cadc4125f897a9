// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>

#include <utility>

namespace EvalTrack {

/// Holds a secret or personal value that must not reach a log: printing it shows only dots.
/// reveal() is for the one place that needs the value itself.
template <typename T>
class Redacted
{
public:
    Redacted() = default;
    explicit Redacted(T value)
        : m_value(std::move(value))
    {}

    [[nodiscard]] const T &reveal() const { return m_value; }
    bool operator==(const Redacted &) const = default;

    friend QDebug operator<<(QDebug debug, const Redacted & /*secret*/) { return debug << "•••"; }

private:
    T m_value{};
};

} // namespace EvalTrack
