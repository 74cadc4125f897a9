// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apiclient.h"
#include "support/fakeclock.h"
#include "support/fakeserver.h"
#include "support/printers.h"
#include "support/waitfor.h"
#include "wire/traceparent.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Test;

TEST(ApiClientTest, EachRequestBelongsToATraceOfItsOwn)
{
    const FakeClock clock;
    FakeServer server;
    ApiClient api(clock);
    api.setServer(server.url(), CertificateTrust(QString()));
    ApiRequest request;
    request.path = QStringLiteral("/health");
    request.isAuthorized = false;

    ASSERT_TRUE(valueOf(api.send(request)));
    ASSERT_TRUE(valueOf(api.send(request)));

    ASSERT_EQ(server.requests().size(), 2);
    const auto first =
        Wire::TraceParent::parse(server.requests().first().headers.value("traceparent"));
    const auto second =
        Wire::TraceParent::parse(server.requests().last().headers.value("traceparent"));
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(first->isSampled);
    EXPECT_NE(first->traceId, second->traceId);
}

TEST(ApiClientTest, AnAnswerIsNotKeptUntilItsTimeIsOver)
{
    const FakeClock clock;
    FakeServer server;
    ApiClient api(clock);
    api.setServer(server.url(), CertificateTrust(QString()));
    ApiRequest request;
    request.path = QStringLiteral("/health");
    request.isAuthorized = false;
    request.timeout = std::chrono::hours(1);

    QByteArray body;
    {
        const auto answer = valueOf(api.send(request));
        ASSERT_TRUE(answer);
        body = answer->body;
    }
    ASSERT_FALSE(body.isEmpty());
    EXPECT_TRUE(waitFor([&body] { return body.isDetached(); }, std::chrono::seconds(3)))
        << "somebody else holds it";
}
