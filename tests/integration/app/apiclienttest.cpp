// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apiclient.h"
#include "support/fakeclock.h"
#include "support/fakeserver.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Test;

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
