// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/requestframer.h"

#include <gtest/gtest.h>

#include <random>

namespace EvalTrack::Server {
namespace {

using Progress = RequestFramer::Progress;

struct Outcome
{
    Progress progress = Progress::NeedMore;
    int status = 0;
    RequestHead head;
    QByteArray body;
};

Outcome frame(const QByteArray &bytes, qsizetype pieceSize = 1'000'000, qint64 bodyLimit = 1000)
{
    RequestFramer framer(GuardLimits{});
    Outcome outcome;
    qsizetype position = 0;
    while (true) {
        outcome.progress = framer.advance();
        if (outcome.progress == Progress::HeadComplete) {
            framer.setBodyLimit(bodyLimit);
            continue;
        }
        if (outcome.progress != Progress::NeedMore || position >= bytes.size()) {
            break;
        }
        framer.append(bytes.mid(position, pieceSize));
        position += pieceSize;
    }
    outcome.status = outcome.progress == Progress::Refused ? framer.refusal().status : 0;
    outcome.head = framer.head();
    outcome.body = framer.body();
    return outcome;
}

TEST(RequestFramerTest, ReadsARequestWithoutBody)
{
    const Outcome outcome = frame("GET /users/7?x=1 HTTP/1.1\r\nHost: a\r\nX-Thing:  v \r\n\r\n");

    ASSERT_EQ(outcome.progress, Progress::Complete);
    EXPECT_EQ(outcome.head.verb, Verb::Get);
    EXPECT_EQ(outcome.head.path(), "/users/7");
    EXPECT_EQ(outcome.head.target, "/users/7?x=1");
    EXPECT_EQ(outcome.head.header("x-thing"), "v");
    EXPECT_TRUE(outcome.head.keepAlive);
}

TEST(RequestFramerTest, ReadsBodiesWhateverThePieces)
{
    const QByteArray fixed = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world";
    const QByteArray chunked = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n";

    for (const QByteArray &request : {fixed, chunked}) {
        for (const qsizetype pieceSize : {1, 2, 3, 7, 64, 10'000}) {
            const Outcome outcome = frame(request, pieceSize);
            ASSERT_EQ(outcome.progress, Progress::Complete) << pieceSize;
            EXPECT_EQ(outcome.body, "hello world");
        }
    }
}

TEST(RequestFramerTest, KeepsPipelinedRequestsApart)
{
    RequestFramer framer(GuardLimits{});
    framer.append("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nabGET /b "
                  "HTTP/1.1\r\nHost: a\r\n\r\nGET");

    ASSERT_EQ(framer.advance(), Progress::HeadComplete);
    framer.setBodyLimit(10);
    ASSERT_EQ(framer.advance(), Progress::Complete);
    EXPECT_EQ(framer.body(), "ab");
    framer.next();
    ASSERT_EQ(framer.advance(), Progress::HeadComplete);
    ASSERT_EQ(framer.advance(), Progress::Complete);
    EXPECT_EQ(framer.head().path(), "/b");
    framer.next();
    EXPECT_EQ(framer.advance(), Progress::NeedMore);
    EXPECT_TRUE(framer.hasBegun());
}

struct BadRequestCase
{
    const char *name;
    QByteArray bytes;
    int status;
};

class RefusedFramingTest : public testing::TestWithParam<BadRequestCase>
{};

TEST_P(RefusedFramingTest, IsRefusedInOnePieceAndByteByByte)
{
    const Outcome whole = frame(GetParam().bytes);
    const Outcome trickled = frame(GetParam().bytes, 1);

    EXPECT_EQ(whole.status, GetParam().status);
    EXPECT_EQ(trickled.status, GetParam().status);
}

QByteArray post(const QByteArray &headers, const QByteArray &body = {})
{
    return "POST /a HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

INSTANTIATE_TEST_SUITE_P(
    Smuggling, RefusedFramingTest,
    testing::Values(
        BadRequestCase{"TwoLengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), 400},
        BadRequestCase{"TwoEqualLengths", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"),
                       400},
        BadRequestCase{"LengthList", post("Content-Length: 1, 1\r\n", "a"), 400},
        BadRequestCase{"NegativeLength", post("Content-Length: -1\r\n"), 400},
        BadRequestCase{"SignedLength", post("Content-Length: +1\r\n", "a"), 400},
        BadRequestCase{"HexLength", post("Content-Length: 0x1\r\n", "a"), 400},
        BadRequestCase{"EmptyLength", post("Content-Length:\r\n"), 400},
        BadRequestCase{"HugeLength", post("Content-Length: 99999999999999999999\r\n"), 400},
        BadRequestCase{"LengthAndChunked",
                       post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                       400},
        BadRequestCase{"ChunkedTwice",
                       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        BadRequestCase{"UnknownCoding", post("Transfer-Encoding: gzip, chunked\r\n"), 400},
        BadRequestCase{"IdentityCoding", post("Transfer-Encoding: identity\r\n"), 400},
        BadRequestCase{"SpaceBeforeColon", post("Content-Length : 1\r\n", "a"), 400},
        BadRequestCase{"FoldedHeader", post("X-A: b\r\n c\r\n"), 400},
        BadRequestCase{"FoldedFirstHeader", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        BadRequestCase{"BareLineFeed", "GET / HTTP/1.1\nHost: a\n\n", 400},
        BadRequestCase{"BareLineFeedInHeader", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400},
        BadRequestCase{"BareCarriageReturn", post("X-A: b\rContent-Length: 5\r\n"), 400},
        BadRequestCase{"NulInHeader", post(QByteArray("X-A: b\0c\r\n", 10)), 400},
        BadRequestCase{"ControlInHeader", post("X-A: b\x01\r\n"), 400},
        BadRequestCase{"NoColon", post("Nonsense\r\n"), 400},
        BadRequestCase{"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
        BadRequestCase{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        BadRequestCase{"TwoAuthorizations", post("Authorization: a\r\nAuthorization: b\r\n"), 400},
        BadRequestCase{"ChunkedInHttp10",
                       "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        BadRequestCase{"BadChunkSize", post("Transfer-Encoding: chunked\r\n", "x\r\n"), 400},
        BadRequestCase{"NegativeChunkSize", post("Transfer-Encoding: chunked\r\n", "-1\r\n"), 400},
        BadRequestCase{"HugeChunkSize",
                       post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"), 400},
        BadRequestCase{"ChunkWithoutEnd", post("Transfer-Encoding: chunked\r\n", "1\r\nabc"), 400},
        BadRequestCase{"ChunkSizeWithLineFeed", post("Transfer-Encoding: chunked\r\n", "1\nab"),
                       400}),
    [](const auto &testCase) { return testCase.param.name; });

INSTANTIATE_TEST_SUITE_P(
    RequestLine, RefusedFramingTest,
    testing::Values(
        BadRequestCase{"Nonsense", "nonsense\r\n", 400},
        BadRequestCase{"NoVersion", "GET /\r\n\r\n", 400},
        BadRequestCase{"BadVersion", "GET / HTTP/11\r\nHost: a\r\n\r\n", 400},
        BadRequestCase{"OtherVersion", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        BadRequestCase{"UnknownMethod", "BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        BadRequestCase{"LowerCaseMethod", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        BadRequestCase{"SpaceInTarget", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        BadRequestCase{"RelativeTarget", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        BadRequestCase{"RawUtf8Target", "GET /\xC3\xB1 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        BadRequestCase{"FragmentInTarget", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        BadRequestCase{"LongTarget",
                       "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
        BadRequestCase{"UnknownExpectation", post("Expect: coffee\r\n"), 417}),
    [](const auto &testCase) { return testCase.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Limits, RefusedFramingTest,
    testing::Values(
        BadRequestCase{"OneLongHeader", post("X-A: " + QByteArray(40'000, 'b') + "\r\n"), 431},
        BadRequestCase{"HeaderWithoutEnd", "GET / HTTP/1.1\r\nX-A: " + QByteArray(40'000, 'b'),
                       431},
        BadRequestCase{"ManyHeaders", post(QByteArray("X-A: b\r\n").repeated(101)), 431},
        BadRequestCase{"DeclaredBody", post("Content-Length: 1001\r\n"), 413},
        BadRequestCase{"ChunkedBody",
                       post("Transfer-Encoding: chunked\r\n",
                            "200\r\n" + QByteArray(512, 'a') + "\r\n200\r\n"),
                       413}),
    [](const auto &testCase) { return testCase.param.name; });

TEST(RequestFramerTest, NotesConnectionExpectationAndUpgrade)
{
    EXPECT_FALSE(
        frame("GET / HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n").head.keepAlive);
    EXPECT_FALSE(frame("GET / HTTP/1.0\r\n\r\n").head.keepAlive);
    EXPECT_TRUE(frame("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head.keepAlive);
    EXPECT_TRUE(
        frame(post("Expect: 100-Continue\r\nContent-Length: 1\r\n", "a")).head.expectsContinue);
    EXPECT_TRUE(frame("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: "
                      "websocket\r\n\r\n")
                    .head.upgradesToWebSocket);
    EXPECT_FALSE(
        frame("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n").head.upgradesToWebSocket);
}

TEST(RequestFramerTest, TakesTheAbsoluteFormAndOneEmptyLineBefore)
{
    const Outcome outcome = frame("\r\nGET http://host:1/users?x HTTP/1.1\r\nHost: a\r\n\r\n", 1);

    ASSERT_EQ(outcome.progress, Progress::Complete);
    EXPECT_EQ(outcome.head.target, "/users?x");
}

TEST(RequestFramerTest, UnderstandsDamagedRequestsAlikeWhateverThePieces)
{
    // A front server may cut the stream anywhere: where a request ends must not depend on it.
    const QList<QByteArray> seeds{
        post("Content-Length: 5\r\nConnection: keep-alive\r\n", "hello"),
        post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\nX: y\r\n\r\n"),
        "GET /users?x=%20 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
    };
    // Not by its length in figures: it has a NUL inside.
    static constexpr char Alphabet[] = "\r\n\t :;,0159aAfx/\0\x80\x7F";
    const QByteArray alphabet(Alphabet, sizeof(Alphabet) - 1);
    std::mt19937 random(20261122); // the same damage in every run
    const auto below = [&random](qsizetype bound) {
        return static_cast<qsizetype>(random() % static_cast<unsigned>(bound));
    };
    for (int round = 0; round < 5000; ++round) {
        QByteArray damaged = seeds.at(below(seeds.size()));
        for (qsizetype change = below(4); change >= 0; --change) {
            const qsizetype at = below(damaged.size());
            switch (below(3)) {
            case 0:
                damaged[at] = alphabet.at(below(alphabet.size()));
                break;
            case 1:
                damaged.insert(at, alphabet.at(below(alphabet.size())));
                break;
            default:
                damaged.remove(at, 1 + below(3));
                break;
            }
        }
        const Outcome whole = frame(damaged);
        const Outcome pieces = frame(damaged, 1 + below(7));
        ASSERT_EQ(whole.progress, pieces.progress) << damaged.toPercentEncoding().constData();
        ASSERT_EQ(whole.status, pieces.status) << damaged.toPercentEncoding().constData();
        if (whole.progress == Progress::Complete) {
            ASSERT_EQ(whole.body, pieces.body) << damaged.toPercentEncoding().constData();
            ASSERT_EQ(whole.head.target, pieces.head.target);
        }
    }
}

} // namespace
} // namespace EvalTrack::Server
