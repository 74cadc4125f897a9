// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/traceparent.h"

#include <gtest/gtest.h>

namespace EvalTrack::Wire {
namespace {

// The examples of the specification (W3C Trace Context, 3.2.3).
constexpr auto Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr auto Span = "00f067aa0ba902b7";

QByteArray header(const char *version, const char *trace, const char *span, const char *rest)
{
    return QByteArray(version) + '-' + trace + '-' + span + '-' + rest;
}

TEST(TraceParentTest, ReadsWhatItWrites)
{
    const auto sampled = TraceParent::parse(header("00", Trace, Span, "01"));
    ASSERT_TRUE(sampled);
    EXPECT_EQ(sampled->traceId, Trace);
    EXPECT_EQ(sampled->spanId, Span);
    EXPECT_TRUE(sampled->isSampled);
    EXPECT_EQ(sampled->toHeader(), header("00", Trace, Span, "01"));

    const auto plain = TraceParent::parse(header("00", Trace, Span, "00"));
    ASSERT_TRUE(plain);
    EXPECT_FALSE(plain->isSampled);
    EXPECT_EQ(plain->toHeader(), header("00", Trace, Span, "00"));
}

TEST(TraceParentTest, RefusesWhatTheSpecificationCallsInvalid)
{
    const QByteArray zeroTrace(32, '0');
    const QByteArray zeroSpan(16, '0');
    for (const QByteArray &bad : {
             QByteArray(),
             QByteArray("00"),
             header("00", Trace, Span, "0"),
             header("ff", Trace, Span, "01"),
             header("00", zeroTrace.constData(), Span, "01"),
             header("00", Trace, zeroSpan.constData(), "01"),
             header("00", "4BF92F3577B34DA6A3CE929D0E0E4736", Span, "01"),
             header("00", "4bf92f3577b34da6a3ce929d0e0e473g", Span, "01"),
             header("00", Trace, Span, "0x"),
             header("00", Trace, Span, "01-more"), // version 00 has no more
             header("01", Trace, Span, "01.more"),
             header("00", Trace, "00f067aa0ba902b7'; drop", "01"),
         }) {
        EXPECT_FALSE(TraceParent::parse(bad)) << bad.constData();
    }
}

TEST(TraceParentTest, ReadsLaterVersionsAsFarAsItKnows)
{
    const auto later = TraceParent::parse(header("cc", Trace, Span, "03-what-comes-later"));
    ASSERT_TRUE(later);
    EXPECT_EQ(later->traceId, Trace);
    EXPECT_TRUE(later->isSampled);
}

TEST(TraceParentTest, AChildIsOfTheSameTraceWithASpanOfItsOwn)
{
    const TraceParent parent = TraceParent::begun(true);
    const TraceParent child = parent.child();

    EXPECT_EQ(TraceParent::parse(parent.toHeader()), parent);
    EXPECT_EQ(child.traceId, parent.traceId);
    EXPECT_NE(child.spanId, parent.spanId);
    EXPECT_TRUE(child.isSampled);
    EXPECT_NE(TraceParent::begun(true).traceId, parent.traceId);
}

} // namespace
} // namespace EvalTrack::Wire
