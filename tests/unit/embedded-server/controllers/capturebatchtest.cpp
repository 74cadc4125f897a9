// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/capturebatch.h"
#include "domain/validation.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonArray>

using namespace EvalTrack;

namespace {

QString codeReadOf(const QString &code)
{
    const QString uuid = QStringLiteral("01910000-0000-7000-8000-000000000001");
    const QJsonObject capture{
        {QStringLiteral("captureId"), uuid},
        {QStringLiteral("eventId"), 7},
        {QStringLiteral("code"), code},
        {QStringLiteral("deviceId"), uuid},
        {QStringLiteral("deviceSequence"), 1},
        {QStringLiteral("bootId"), uuid},
        {QStringLiteral("capturedAt"), QStringLiteral("2026-03-01T14:05:00Z")},
        {QStringLiteral("monotonicMs"), 1},
        {QStringLiteral("method"), QStringLiteral("BADGE")}};
    Wire::FieldReader fields({{QStringLiteral("captures"), QJsonArray{capture}}});
    const QList<Capture> captures = Server::readCaptureBatch(fields);
    EXPECT_TRUE(fields.isOk());
    return captures.isEmpty() ? QString() : captures.first().code.value_or(QString());
}

} // namespace

TEST(CaptureBatchTest, WhatMayBeACodeIsKeptAsItIs)
{
    // A person may have such a code, and a station finds the person by it.
    for (const QString &code :
         {QStringLiteral("A1"), QStringLiteral("A\t1"), QStringLiteral("A\r\n1"),
          QStringLiteral("A\u007f1"), QStringLiteral("Ñ\u3000\U0001F600")}) {
        ASSERT_FALSE(checkText(code, Limits::CodeMax));
        EXPECT_EQ(codeReadOf(code), code);
    }
}

TEST(CaptureBatchTest, WhatIsNobodysCodeIsKeptAsReadableText)
{
    EXPECT_EQ(codeReadOf(QStringLiteral("A\u00011\u001d")), QStringLiteral("A\ufffd1\ufffd"));
    EXPECT_EQ(codeReadOf(QString(u'A') + QChar(0)), QStringLiteral("A\ufffd"));
    EXPECT_EQ(codeReadOf(QString(u'A') + QChar(0xd83d)), QStringLiteral("A\ufffd"))
        << "half of one";
    EXPECT_EQ(codeReadOf(QString(500, u'9')), QString(Limits::CodeMax, u'9'));
}

TEST(CaptureBatchTest, ACharacterIsNotCutInTwo)
{
    const QString start(Limits::CodeMax - 1, u'9');
    EXPECT_EQ(codeReadOf(start + QStringLiteral("\U0001F600")), QString(start + u'\ufffd'));
}
