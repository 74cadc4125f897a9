// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen of a company of 5,000 people, out of a real store filled by a real server:
// StallDetector fails it when the window stands still.
#include "embeddedserver.h"
#include "shell/tour.h"
#include "support/messageguard.h"
#include "support/stalldetector.h"
#include "support/waitfor.h"
#include "tourrelay.h"
#include "workplace.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Test;

TEST(Promptness, NoScreenOfALargeCompanyStandsStill)
{
    // Menus ask for it, and the offscreen platform has none.
    MessageGuard::expect(
        QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
    const QTemporaryDir folder;
    Server::EmbeddedServerOptions options;
    options.dataFolder = folder.path();
    options.withDemoCompany = true;
    options.demoPeople = 5000;
    options.demoEvents = 60;
    Server::EmbeddedServer server(options);
    server.start();
    ASSERT_TRUE(waitFor([&] { return !server.url().isEmpty(); }, std::chrono::minutes(3)));
    TourRelay network;
    network.setTarget(server.url());
    Workplace admin(network.url());
    ASSERT_NO_FATAL_FAILURE(admin.signIn(QStringLiteral("admin@empresa.com"),
                                         QStringLiteral("admin123"), std::chrono::minutes(3)));
    ASSERT_TRUE(waitFor([&] { return admin.desk().dashboard.dashboard().has_value(); },
                        std::chrono::minutes(3)));

    Tour::Options walk;
    walk.network = [&network](TourNetwork state) {
        network.set(state);
    };
    Tour tour(admin.ui(), admin.desk(), folder.filePath(QStringLiteral("pictures")), walk);
    int written = -1;
    QObject::connect(&tour, &Tour::finished, &tour, [&written](int count) { written = count; });
    QObject::connect(&tour, &Tour::stepReached, &tour, &StallDetector::at);
    tour.start();

    ASSERT_TRUE(waitFor([&written] { return written >= 0; }, std::chrono::minutes(9)));
    EXPECT_GE(written, admin.ui().mainWindow()->pageIds().size());
}
