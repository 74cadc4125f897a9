// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/metrics.h"

#include "observability/processfigures.h"

#include <gtest/gtest.h>

#include <QTemporaryFile>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

TEST(MetricsTest, CountsRequestsByRouteMethodAndStatus)
{
    Metrics metrics;
    metrics.countRequest(Verb::Get, "/users/:id", 200, 2ms);
    metrics.countRequest(Verb::Get, "/users/:id", 200, 3ms);
    metrics.countRequest(Verb::Get, "/users/:id", 404, 1ms);
    EXPECT_TRUE(metrics.text().contains("evaltrack_http_errors_total 0\n"));
    metrics.countRequest(Verb::Post, "/users", 503, 2500ms);
    metrics.countRequest(Verb::Get, "/health/ready", 503, 1ms);
    metrics.countRequest(Verb::Get, "/metrics", 200, 1ms);

    const QByteArray text = metrics.text();

    EXPECT_TRUE(text.contains(
        R"(evaltrack_http_requests_total{method="GET",route="/users/:id",status="200"} 2)"))
        << text.constData();
    EXPECT_TRUE(text.contains(
        R"(evaltrack_http_requests_total{method="GET",route="/users/:id",status="404"} 1)"));
    EXPECT_TRUE(text.contains(
        R"(evaltrack_http_request_duration_seconds_count{method="GET",route="/users/:id"} 3)"));
    EXPECT_TRUE(text.contains("evaltrack_http_errors_total 1\n")) << "health checks do not count";
    EXPECT_TRUE(text.contains("evaltrack_http_answers_total 4\n"));
    // What the alert rules ask about are boundaries.
    for (const char *boundary : {"0.5", "2", "3"}) {
        const QByteArray series = QByteArray("evaltrack_http_request_duration_seconds_bucket{"
                                             "method=\"POST\",route=\"/users\",le=\"") +
                                  boundary;
        EXPECT_TRUE(text.contains(series)) << boundary;
    }
    EXPECT_EQ(metrics.requestsInLastMinute(), 6);
}

TEST(MetricsTest, TellsAdministratorsWhatPeopleMetLately)
{
    Metrics metrics;
    metrics.countRequest(Verb::Get, "/users", 200, 2ms);
    metrics.countRequest(Verb::Get, "/users", 404, 2ms);
    metrics.countRequest(Verb::Get, "/users", 503, 2ms);
    metrics.countRequest(Verb::Get, "/health/ready", 503, 1ms);
    metrics.countCapture(CaptureOutcome::Accepted);
    metrics.countCapture(CaptureOutcome::Accepted);
    metrics.countCapture(CaptureOutcome::Duplicate);
    metrics.setDatabasePool(4, 3);
    metrics.setDatabaseUse(2, 5ms);

    const ServerFigures figures = metrics.figures();

    EXPECT_EQ(figures.minutes, 15);
    EXPECT_EQ(figures.answered, 3) << "without health checks";
    EXPECT_EQ(figures.errors, 1);
    EXPECT_EQ(figures.capturesAccepted, 2);
    EXPECT_EQ(figures.capturesDuplicate, 1);
    EXPECT_EQ(figures.capturesInReview, 0);
    EXPECT_EQ(figures.poolSize, 4);
    EXPECT_EQ(figures.poolOpen, 3);
    EXPECT_EQ(figures.poolInUse, 2);
}

TEST(MetricsTest, TellsTheRest)
{
    Metrics metrics;
    metrics.countCapture(CaptureOutcome::Duplicate);
    metrics.countLogin(false);
    metrics.setConnections(7);
    metrics.setDatabasePool(4, 3);
    metrics.countClientStalls(2);

    const QByteArray text = metrics.text();

    EXPECT_TRUE(text.contains(R"(evaltrack_sync_captures_total{outcome="duplicate"} 1)"))
        << text.constData();
    EXPECT_TRUE(text.contains("evaltrack_sync_client_stalls_total 2"));
    EXPECT_TRUE(text.contains(R"(evaltrack_logins_total{result="refused"} 1)"));
    EXPECT_TRUE(text.contains("evaltrack_http_connections 7"));
    EXPECT_TRUE(text.contains(R"(evaltrack_database_connections{state="away"} 1)"));
}

WatchedFigures watched()
{
    using namespace std::chrono;
    WatchedFigures figures;
    figures.at = Timestamp(seconds(1'000'000));
    figures.isDatabaseUp = true;
    figures.database = DatabaseFigures{7, 100, 12'345, 2500ms};
    figures.company = {
        {"events", "active", 3}, {"events", "inactive", 1}, {"captures_to_review", "", 2}};
    figures.stations = {{4, Timestamp(seconds(999'940)), Timestamp(seconds(999'000))},
                        {5, Timestamp(seconds(999'990)), std::nullopt}};
    figures.diskFreeBytes = 50;
    figures.diskSizeBytes = 200;
    figures.isBackupWatched = true;
    figures.lastBackup = Timestamp(seconds(900'000));
    return figures;
}

TEST(MetricsTest, TellsWhatTheServerSawAroundIt)
{
    Metrics metrics;
    metrics.setWatched(watched());

    const QByteArray text = metrics.text();

    for (const char *line : {
             "evaltrack_postgresql_up 1",
             "evaltrack_postgresql_connections 7",
             "evaltrack_postgresql_max_connections 100",
             "evaltrack_postgresql_size_bytes 12345",
             "evaltrack_postgresql_oldest_transaction_seconds 2.5",
             R"(evaltrack_events{state="active"} 3)",
             R"(evaltrack_events{state="inactive"} 1)",
             "evaltrack_captures_to_review 2",
             R"(evaltrack_station_oldest_unsent_seconds{station="4"} 1000)",
             R"(evaltrack_station_oldest_unsent_seconds{station="5"} 0)",
             R"(evaltrack_station_last_contact_timestamp_seconds{station="4"} 999940)",
             "evaltrack_data_disk_free_bytes 50",
             "evaltrack_backup_last_success_timestamp_seconds 900000",
         }) {
        EXPECT_TRUE(text.contains(QByteArray(QByteArray(line) + '\n'))) << line << '\n'
                                                                        << text.constData();
    }
    EXPECT_EQ(text.count("# TYPE evaltrack_events gauge"), 1);
}

TEST(MetricsTest, LeavesNoOldNumberBehind)
{
    Metrics metrics;
    metrics.setWatched(watched());
    WatchedFigures away;
    away.at = watched().at;
    away.isBackupWatched = true;
    metrics.setWatched(away);

    const QByteArray text = metrics.text();

    EXPECT_TRUE(text.contains("evaltrack_postgresql_up 0\n"));
    EXPECT_FALSE(text.contains("evaltrack_postgresql_connections"));
    EXPECT_FALSE(text.contains("evaltrack_station"));
    EXPECT_FALSE(text.contains("evaltrack_data_disk"));
    EXPECT_TRUE(text.contains("evaltrack_backup_last_success_timestamp_seconds 0\n")) << "never";
}

TEST(MetricsTest, CountsUseAndCallers)
{
    Metrics metrics;
    metrics.setDatabaseUse(2, 1500ms);
    metrics.setDatabaseUse(1, 2500ms);
    metrics.noteCaller(UserId(1), Role::Employee);
    metrics.noteCaller(UserId(1), Role::Employee);
    metrics.noteCaller(UserId(2), Role::Admin);
    metrics.noteCaller(UserId(3), Role::Station);

    const QByteArray text = metrics.text();

    EXPECT_TRUE(text.contains("evaltrack_database_connections_in_use 1\n"));
    EXPECT_TRUE(text.contains("evaltrack_database_connections_busy_seconds_total 2.5\n"));
    EXPECT_TRUE(text.contains(R"(evaltrack_active_users{role="EMPLEADO"} 1)")) << text.constData();
    EXPECT_TRUE(text.contains(R"(evaltrack_active_users{role="ADMIN"} 1)"));
    EXPECT_TRUE(text.contains(R"(evaltrack_active_users{role="RECURSOS_HUMANOS"} 0)"));
    EXPECT_FALSE(text.contains("ESTACION"));
}

#ifdef Q_OS_LINUX
TEST(MetricsTest, TellsWhatTheProcessUses)
{
    const ProcessFigures figures = ProcessFigures::read();
    ASSERT_TRUE(figures.cpuSeconds && figures.residentBytes && figures.openFiles &&
                figures.startedAt);
    EXPECT_GT(*figures.residentBytes, 1e6);
    const double now =
        std::chrono::duration<double>(SystemClock().now().time_since_epoch()).count();
    EXPECT_LE(*figures.startedAt, now + 1);
    EXPECT_GT(*figures.startedAt, now - 3600);
    QTemporaryFile one;
    ASSERT_TRUE(one.open());
    EXPECT_EQ(*ProcessFigures::read().openFiles, *figures.openFiles + 1);
    EXPECT_TRUE(Metrics().text().contains("# TYPE process_cpu_seconds_total counter"));
}
#endif

} // namespace
} // namespace EvalTrack::Server
