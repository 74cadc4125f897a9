// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QRegularExpression>

namespace EvalTrack::Test {

/// Makes any unexpected qWarning, qCritical or line of qt.modeltest fail the test it comes in.
/// Installed by the common main(); messages are counted across threads.
class MessageGuard final : public testing::EmptyTestEventListener
{
public:
    static void install();
    /// The test that calls this expects warnings that match; they no longer fail it.
    static void expect(const QRegularExpression &pattern);

    void OnTestStart(const testing::TestInfo &info) override;
    void OnTestEnd(const testing::TestInfo &info) override;
};

} // namespace EvalTrack::Test
