// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace EvalTrack::Wire {

/// The header `traceparent` of W3C Trace Context: which call of which client a request belongs to,
/// so that log lines and statements of the server can be found by it. Ids are random and say
/// nothing about anybody. A value.
struct TraceParent
{
    QByteArray traceId;     ///< 32 lower-case hexadecimal digits: of the whole, from the client on.
    QByteArray spanId;      ///< 16: of one sender's part in it.
    bool isSampled = false; ///< Whoever began it asks for details.

    static constexpr QByteArrayView Header{"traceparent"};

    /// A new trace. Any thread.
    [[nodiscard]] static TraceParent begun(bool isSampled);
    /// What a header says; nullopt for one that the specification calls invalid (which is then as
    /// if it had not been sent). Versions after ours are read as far as ours goes.
    [[nodiscard]] static std::optional<TraceParent> parse(QByteArrayView header);

    /// The same trace with a span of its own: for what the receiver sends on.
    [[nodiscard]] TraceParent child() const;
    /// "00-<traceId>-<spanId>-01"
    [[nodiscard]] QByteArray toHeader() const;

    bool operator==(const TraceParent &) const = default;
};

} // namespace EvalTrack::Wire
