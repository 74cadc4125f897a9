// SPDX-License-Identifier: GPL-3.0-or-later
// A restore of the database of this computer, as the person at its desk sees it.
#include "embeddedserver.h"

#include "realdesktop.h"
#include "support/tcprelay.h"
#include "support/testpostgres.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {
namespace {

Event eventCalled(const QString &title)
{
    Event event;
    event.uuid = EventUuid(makeUuidV7());
    event.title = title;
    event.date = SystemClock().now() + std::chrono::hours(24);
    event.duration = std::chrono::minutes(60);
    return event;
}

TEST(LocalRestoreTest, TheStoreIsReadAnewAndWhatWasNotSentIsSentAfterwards)
{
    const QTemporaryDir folder(TestPostgres::scratchFolder() + QStringLiteral("/restore-XXXXXX"));
    Server::EmbeddedServer server({folder.path(), true, 30, 6});
    QUrl url;
    QObject::connect(&server, &Server::EmbeddedServer::started, &server,
                     [&url](const QUrl &at) { url = at; });
    server.start();
    ASSERT_TRUE(waitFor([&] { return !url.isEmpty(); }, std::chrono::seconds(60)));
    TcpRelay network(url);
    Desktop admin(network.url(), QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    const Event kept = eventCalled(QStringLiteral("Before the backup"));
    const Event since = eventCalled(QStringLiteral("Since the backup"));
    const Event unsent = eventCalled(QStringLiteral("Not sent yet"));
    admin.perform(CreateEvent{kept});
    ASSERT_TRUE(valueOf(server.backUpNow()));
    ASSERT_TRUE(waitFor([&] { return server.backups().backups.size() == 1; }));
    admin.perform(CreateEvent{since});
    ASSERT_TRUE(waitFor([&] { return admin.event(since.uuid).has_value(); }));
    network.cut();
    ASSERT_TRUE(valueOf(admin.engine().commands().submit(CreateEvent{unsent})));

    const auto restored = valueOf(server.restoreBackup(server.backups().backups.first().file),
                                  std::chrono::seconds(60));
    ASSERT_TRUE(restored) << qPrintable(restored.error().detail);
    ASSERT_EQ(server.url(), url);
    EXPECT_EQ(valueOf(admin.engine().unsentCount()).value(), 1);
    network.restore();

    ASSERT_TRUE(admin.settle());
    EXPECT_TRUE(waitFor([&] { return !admin.event(since.uuid).has_value(); }))
        << "it is not in the backup";
    EXPECT_TRUE(waitFor([&] {
        const auto sent = admin.event(unsent.uuid);
        return sent && !sent->id.isNull();
    }));
    EXPECT_TRUE(admin.event(kept.uuid).has_value());
    EXPECT_TRUE(admin.engine().tray().items().isEmpty());

    ASSERT_TRUE(valueOf(server.bringBack(), std::chrono::seconds(60)));
    ASSERT_TRUE(admin.settle());
    EXPECT_TRUE(waitFor([&] { return admin.event(since.uuid).has_value(); }));
    EXPECT_TRUE(waitFor([&] { return !admin.event(unsent.uuid).has_value(); }))
        << "it was sent to the database that is set aside now";
}

} // namespace
} // namespace EvalTrack::Test
