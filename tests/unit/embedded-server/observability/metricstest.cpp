// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/metrics.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

using namespace std::chrono_literals;

TEST(MetricsTest, CountsRequestsByRouteMethodAndStatus)
{
    Metrics metrics;
    metrics.countRequest(Verb::Get, "/users/:id", 200, 2ms);
    metrics.countRequest(Verb::Get, "/users/:id", 200, 3ms);
    metrics.countRequest(Verb::Get, "/users/:id", 404, 1ms);

    const QByteArray text = metrics.text();

    EXPECT_TRUE(text.contains(
        R"(evaltrack_http_requests_total{method="GET",route="/users/:id",status="200"} 2)"))
        << text.constData();
    EXPECT_TRUE(text.contains(
        R"(evaltrack_http_requests_total{method="GET",route="/users/:id",status="404"} 1)"));
    EXPECT_TRUE(text.contains(
        R"(evaltrack_http_request_duration_seconds_count{method="GET",route="/users/:id"} 3)"));
    EXPECT_EQ(metrics.requestsInLastMinute(), 3);
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

} // namespace
} // namespace EvalTrack::Server
