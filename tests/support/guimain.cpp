// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/messageguard.h"
#include "support/stalldetector.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QStandardPaths>

namespace {

// No event loop runs between tests, so what was deleted later would live on and be painted and
// styled again in every test that follows.
class DeferredDeletes final : public testing::EmptyTestEventListener
{
public:
    void OnTestEnd(const testing::TestInfo & /*info*/) override
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

} // namespace

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const EvalTrack::Test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QStandardPaths::setTestModeEnabled(true);
    testing::UnitTest::GetInstance()->listeners().Append(new DeferredDeletes);
    EvalTrack::Test::MessageGuard::install();
    EvalTrack::Test::StallDetector::install();
    return RUN_ALL_TESTS();
}
