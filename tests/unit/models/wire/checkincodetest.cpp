// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/checkincode.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

using namespace EvalTrack;
using namespace EvalTrack::Wire;

namespace {

const EventUuid TheEvent(QUuid::createUuidV5(QUuid(), QByteArrayLiteral("event")));
const QByteArray TheKey(32, 'k');

} // namespace

TEST(CheckInCodeTest, IsReadAsItWasMade)
{
    const QString text = makeCheckInCode(TheEvent, 119'000'123, TheKey);
    EXPECT_EQ(text.size(), CheckInCodeLength);

    const auto code = readCheckInCode(QString(u' ' + text + u'\n'));

    ASSERT_TRUE(code);
    EXPECT_EQ(code->event, TheEvent);
    EXPECT_EQ(code->step, 119'000'123);
    EXPECT_TRUE(isSignedWith(*code, TheKey));
    EXPECT_FALSE(isSignedWith(*code, QByteArray(32, 'x')));
}

TEST(CheckInCodeTest, TheSignatureHoldsEventAndTime)
{
    const auto code = readCheckInCode(makeCheckInCode(TheEvent, 7, TheKey));
    ASSERT_TRUE(code);
    CheckInCode later = *code;
    later.step = 8;
    CheckInCode elsewhere = *code;
    elsewhere.event = EventUuid(QUuid::createUuidV5(QUuid(), QByteArrayLiteral("other")));
    CheckInCode cut = *code;
    cut.signature.chop(1);
    CheckInCode empty = *code;
    empty.signature.clear();

    for (const CheckInCode &forged : {later, elsewhere, cut, empty}) {
        EXPECT_FALSE(isSignedWith(forged, TheKey));
    }
}

TEST(CheckInCodeTest, ChangesEveryFifteenSeconds)
{
    const Timestamp start(std::chrono::milliseconds(1'780'000'005'000));
    EXPECT_EQ(checkInStepAt(start), checkInStepAt(start + std::chrono::milliseconds(9'999)));
    EXPECT_EQ(checkInStepAt(start) + 1, checkInStepAt(start + std::chrono::seconds(15)));
}

TEST(CheckInCodeTest, WhatIsNoCodeIsNotRead)
{
    const QString text = makeCheckInCode(TheEvent, 7, TheKey);
    QString otherPrefix = text;
    otherPrefix[3] = u'2';
    QString noBase64 = text;
    noBase64[20] = u'*';
    QString noLatin = text;
    noLatin[20] = u'ñ';

    for (const QString &wrong : {QString(), u"B-1"_qs, text.chopped(1), QString(text + u'A'),
                                 otherPrefix, noBase64, noLatin}) {
        EXPECT_FALSE(readCheckInCode(wrong)) << qPrintable(wrong);
    }
}

TEST(CheckInCodeTest, TheKeyGoesOverTheWire)
{
    const CheckInKey key{TheEvent, TheKey, Timestamp(std::chrono::milliseconds(1'780'000'000'000)),
                         Timestamp(std::chrono::milliseconds(1'780'003'600'000)),
                         Timestamp(std::chrono::milliseconds(1'780'000'100'000))};
    JsonWriter json;
    write(json, key);
    const auto read = parseCheckInKey(QJsonDocument::fromJson(json.take()).object());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->event, key.event);
    EXPECT_EQ(read->key, key.key);
    EXPECT_EQ(read->opensAt, key.opensAt);
    EXPECT_EQ(read->closesAt, key.closesAt);
    EXPECT_EQ(read->serverTime, key.serverTime);
}
