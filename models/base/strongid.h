// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QUuid>

namespace EvalTrack {

/// An identity that cannot be mixed up with another entity's. No implicit conversion, no
/// arithmetic. The representation is the integer of the REST contract (`…Id`) or the UUID that
/// clients may generate (`…Uuid`). The default is null.
template <typename Tag, typename Rep>
class StrongId
{
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(Rep value)
        : m_value(value)
    {}

    [[nodiscard]] constexpr Rep value() const { return m_value; }
    [[nodiscard]] constexpr bool isNull() const { return m_value == Rep{}; }

    friend constexpr bool operator==(const StrongId &a, const StrongId &b)
    {
        return a.m_value == b.m_value;
    }
    friend constexpr bool operator<(const StrongId &a, const StrongId &b)
    {
        return a.m_value < b.m_value;
    }
    friend size_t qHash(const StrongId &id, size_t seed = 0) noexcept
    {
        return ::qHash(id.m_value, seed);
    }

private:
    Rep m_value{};
};

template <typename Tag>
using IntegerId = StrongId<Tag, qint64>;
template <typename Tag>
using UuidId = StrongId<Tag, QUuid>;

/// A time-ordered UUID (RFC 9562, version 7), so that keys made on a device sort by when they were
/// made. Thread-safe.
[[nodiscard]] QUuid makeUuidV7();

/// The canonical text of a UUID: lower case, no braces.
[[nodiscard]] inline QString toText(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

} // namespace EvalTrack
