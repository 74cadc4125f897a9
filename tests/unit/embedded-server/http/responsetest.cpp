// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/response.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

TEST(ErrorResponseTest, HasTheContractsBody)
{
    const Response response = errorResponse(
        Error{ErrorCode::NotFound, QStringLiteral("Usuario con ID 7 no encontrado"), {}});

    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(
        response.body,
        R"({"message":"Usuario con ID 7 no encontrado","error":"Not Found","statusCode":404})");
}

TEST(ErrorResponseTest, OfABareUnauthorizedHasNoError)
{
    EXPECT_EQ(errorResponse(Error{ErrorCode::Unauthorized, {}, {}}).body,
              R"({"message":"Unauthorized","statusCode":401})");
    EXPECT_EQ(errorResponse(Error{ErrorCode::Forbidden, {}, {}}).body,
              R"({"message":"Forbidden resource","error":"Forbidden","statusCode":403})");
}

TEST(ErrorResponseTest, ListsTheMessagesOfFields)
{
    const Response response = errorResponse(
        Error{ErrorCode::Validation,
              {},
              {{QStringLiteral("name"), QStringLiteral("name is short")},
               {QStringLiteral("email"), QStringLiteral("email must be \"an email\"")}}});

    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(
        response.body,
        R"({"message":["name is short","email must be \"an email\""],"error":"Bad Request","statusCode":400})");
}

TEST(ErrorResponseTest, KeepsOurFaultsToTheLog)
{
    for (const ErrorCode code : {ErrorCode::Internal, ErrorCode::Storage}) {
        const Response response = errorResponse(Error{code, QStringLiteral("/var/lib/secret"), {}});

        EXPECT_EQ(response.status, 500);
        EXPECT_EQ(response.body, R"({"message":"Internal server error","statusCode":500})");
        EXPECT_TRUE(response.logDetail.contains(QStringLiteral("/var/lib/secret")));
    }
}

TEST(ErrorResponseTest, TellsWhenToComeBack)
{
    const Response response = errorResponse(Error{ErrorCode::Unavailable, {}, {}});

    EXPECT_EQ(response.status, 503);
    ASSERT_EQ(response.headers.size(), 1);
    EXPECT_EQ(response.headers.first().first, "Retry-After");
}

} // namespace
} // namespace EvalTrack::Server
