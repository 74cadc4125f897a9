// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/erroranswer.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

HttpAnswer answer(int status, const QByteArray &body)
{
    HttpAnswer made;
    made.status = status;
    made.body = body;
    return made;
}

} // namespace

TEST(ErrorAnswerTest, AListOfMessagesNamesItsFields)
{
    const Error error = errorOf(answer(
        400, R"({"message":["name must be a string","each value in preguntas must be a string"],
                 "error":"Bad Request","statusCode":400})"));
    EXPECT_EQ(error.code, ErrorCode::Validation);
    ASSERT_EQ(error.fieldErrors.size(), 2);
    EXPECT_EQ(error.fieldErrors.at(0).field, QStringLiteral("name"));
    EXPECT_EQ(error.fieldErrors.at(1).field, QStringLiteral("preguntas"));
}

TEST(ErrorAnswerTest, StatusesHaveTheirCodes)
{
    const QList<std::pair<int, ErrorCode>> table = {
        {401, ErrorCode::Unauthorized},    {403, ErrorCode::Forbidden},
        {404, ErrorCode::NotFound},        {409, ErrorCode::Conflict},
        {412, ErrorCode::Stale},           {413, ErrorCode::PayloadTooLarge},
        {429, ErrorCode::TooManyRequests}, {500, ErrorCode::Unavailable},
        {503, ErrorCode::Unavailable},     {418, ErrorCode::BadRequest},
    };
    for (const auto &[status, code] : table) {
        const Error error =
            errorOf(answer(status, R"({"message":"No","error":"x","statusCode":1})"));
        EXPECT_EQ(error.code, code) << status;
        EXPECT_EQ(error.detail, QStringLiteral("No"));
    }
}

TEST(ErrorAnswerTest, ASuccessThatIsNotJsonIsNone)
{
    EXPECT_EQ(objectOf(answer(200, "<html>")).error().code, ErrorCode::ProtocolMismatch);
    EXPECT_TRUE(objectOf(answer(204, {})));
    EXPECT_EQ(objectOf(answer(200, R"({"id":7})"))->value(u"id").toInt(), 7);
}

TEST(ErrorAnswerTest, WhatMaySucceedLaterIsTransient)
{
    for (const ErrorCode code :
         {ErrorCode::Network, ErrorCode::Timeout, ErrorCode::Unavailable,
          ErrorCode::TooManyRequests, ErrorCode::ProtocolMismatch, ErrorCode::Unauthorized}) {
        EXPECT_TRUE(isTransient(code)) << toString(code).toStdString();
    }
    for (const ErrorCode code : {ErrorCode::Validation, ErrorCode::Forbidden, ErrorCode::NotFound,
                                 ErrorCode::Conflict, ErrorCode::BadRequest}) {
        EXPECT_FALSE(isTransient(code)) << toString(code).toStdString();
    }
}
