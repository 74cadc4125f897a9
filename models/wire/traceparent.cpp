// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/traceparent.h"

#include <QRandomGenerator>

#include <algorithm>

namespace EvalTrack::Wire {

namespace {

constexpr qsizetype TraceIdSize = 32;
constexpr qsizetype SpanIdSize = 16;
constexpr qsizetype HeaderSize = 2 + 1 + TraceIdSize + 1 + SpanIdSize + 1 + 2;

/// 16 hexadecimal digits, not all of them 0: such an id is invalid.
QByteArray randomDigits()
{
    thread_local QRandomGenerator64 generator = QRandomGenerator64::securelySeeded();
    quint64 number = 0;
    while (number == 0) {
        number = generator.generate();
    }
    return QByteArray::number(number, 16).rightJustified(16, '0');
}

bool isHex(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isId(QByteArrayView text)
{
    return isHex(text) && std::any_of(text.begin(), text.end(), [](char c) { return c != '0'; });
}

} // namespace

TraceParent TraceParent::begun(bool isSampled)
{
    return {randomDigits() + randomDigits(), randomDigits(), isSampled};
}

std::optional<TraceParent> TraceParent::parse(QByteArrayView header)
{
    header = header.trimmed();
    if (header.size() < HeaderSize || header.at(2) != '-' || header.at(35) != '-' ||
        header.at(52) != '-') {
        return std::nullopt;
    }
    const QByteArrayView version = header.first(2);
    const bool isLonger = header.size() > HeaderSize;
    const QByteArrayView flags = header.sliced(53, 2);
    if (!isHex(version) || version == "ff" || !isHex(flags) ||
        (isLonger && (version == "00" || header.at(HeaderSize) != '-'))) {
        return std::nullopt;
    }
    const QByteArrayView trace = header.sliced(3, TraceIdSize);
    const QByteArrayView span = header.sliced(36, SpanIdSize);
    if (!isId(trace) || !isId(span)) {
        return std::nullopt;
    }
    constexpr uint Sampled = 1;
    const bool isSampled = (flags.toByteArray().toUInt(nullptr, 16) & Sampled) != 0;
    return TraceParent{trace.toByteArray(), span.toByteArray(), isSampled};
}

TraceParent TraceParent::child() const
{
    return {traceId, randomDigits(), isSampled};
}

QByteArray TraceParent::toHeader() const
{
    return "00-" + traceId + '-' + spanId + (isSampled ? "-01" : "-00");
}

} // namespace EvalTrack::Wire
