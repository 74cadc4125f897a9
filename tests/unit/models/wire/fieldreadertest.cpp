// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldreader.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonArray>

using namespace EvalTrack;
using namespace EvalTrack::Wire;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList messages(const FieldReader &reader)
{
    QStringList texts;
    if (const auto result = reader.finish(); !result) {
        for (const FieldError &error : result.error().fieldErrors) {
            texts.append(error.message);
        }
    }
    return texts;
}

} // namespace

TEST(FieldReaderTest, NamesEveryBadFieldInOneAnswer)
{
    FieldReader reader({{u"name"_qs, 5}, {u"duration"_qs, u"long"_qs}, {u"role"_qs, u"BOSS"_qs}});
    reader.text("name"_L1, Presence::Required);
    reader.integer("duration"_L1, Presence::Required);
    reader.enumeration<Role>("role"_L1, Presence::Optional);
    reader.text("title"_L1, Presence::Required);

    EXPECT_EQ(
        messages(reader),
        QStringList(
            {u"name must be a string"_qs, u"duration must be an integer number"_qs,
             u"role must be one of the following values: ADMIN, RECURSOS_HUMANOS, EMPLEADO, ESTACION"_qs,
             u"title must be a string"_qs}));
}

TEST(FieldReaderTest, TellsMissingFromNull)
{
    FieldReader reader({{u"notes"_qs, QJsonValue::Null}});

    EXPECT_TRUE(reader.has("notes"_L1));
    EXPECT_TRUE(reader.isNull("notes"_L1));
    EXPECT_FALSE(reader.has("other"_L1));
    EXPECT_EQ(reader.text("notes"_L1, Presence::Optional), std::nullopt);
    EXPECT_TRUE(reader.isOk());
}

TEST(FieldReaderTest, RefusesFractionsAndNumbersThatDoublesCannotHold)
{
    FieldReader reader({{u"a"_qs, 1.5}, {u"b"_qs, 1e300}, {u"c"_qs, -3}});
    reader.integer("a"_L1, Presence::Required);
    reader.integer("b"_L1, Presence::Required);
    reader.integer("c"_L1, Presence::Required, 1, 10);

    EXPECT_EQ(messages(reader),
              QStringList({u"a must be an integer number"_qs, u"b must be an integer number"_qs,
                           u"c must not be less than 1"_qs}));
}

TEST(FieldReaderTest, LimitsTextAndRefusesControlCharacters)
{
    FieldReader reader({{u"long"_qs, QString(11, u'x')}, {u"nul"_qs, QString(QChar(0))}});
    reader.text("long"_L1, Presence::Required, 10);
    reader.text("nul"_L1, Presence::Required, 10);

    EXPECT_EQ(messages(reader),
              QStringList({u"long must be shorter than or equal to 10 characters"_qs,
                           u"nul must not contain control characters"_qs}));
}

TEST(FieldReaderTest, ReadsListsOfTexts)
{
    FieldReader good({{u"preguntas"_qs, QJsonArray{u"¿Qué?"_qs, u"¿Cómo?"_qs}}});
    FieldReader mixed({{u"preguntas"_qs, QJsonArray{u"¿Qué?"_qs, 4}}});

    EXPECT_EQ(good.texts("preguntas"_L1, Presence::Optional, 5, 100),
              QStringList({u"¿Qué?"_qs, u"¿Cómo?"_qs}));
    EXPECT_EQ(mixed.texts("preguntas"_L1, Presence::Optional, 5, 100), std::nullopt);
    EXPECT_EQ(messages(mixed), QStringList(u"each value in preguntas must be a string"_qs));
}

class MalformedBodyTest : public testing::TestWithParam<QByteArray>
{};

TEST_P(MalformedBodyTest, IsABadRequest)
{
    const auto result = parseObject(GetParam());

    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::BadRequest);
}

INSTANTIATE_TEST_SUITE_P(Bodies, MalformedBodyTest,
                         testing::Values("", "{", "[]", "null", "\"text\"", "{\"a\":1,}",
                                         "{\"a\":\"\xff\xfe\"}", QByteArray(100'000, '['),
                                         QByteArray("{\"a\":") + QByteArray(70, '[') +
                                             QByteArray(70, ']') + "}",
                                         "{\"a\":\"x\\ud800y\"}", "{\"a\":[{\"b\":\"\\udc00\"}]}",
                                         "{\"\\ud800\":1}"));

TEST(ParseObjectTest, TakesBracketsInsideTextsForText)
{
    const auto result =
        parseObject("{\"a\":\"" + QByteArray(200, '[') + "\\\"" + QByteArray(200, '{') + "\"}");

    EXPECT_TRUE(result.has_value());
}

TEST(ParseObjectTest, TakesACharacterInTwoHalves)
{
    const auto result = parseObject("{\"a\":\"\\ud83d\\ude00\"}");

    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->value("a"_L1).toString(), u"\U0001F600"_qs);
}
