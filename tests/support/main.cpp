// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/messageguard.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QStandardPaths>

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    const QCoreApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    EvalTrack::Test::MessageGuard::install();
    return RUN_ALL_TESTS();
}
