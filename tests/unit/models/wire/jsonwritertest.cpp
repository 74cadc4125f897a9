// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonwriter.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace EvalTrack::Wire;
using namespace Qt::Literals::StringLiterals;

TEST(JsonWriterTest, KeepsTheOrderOfKeysAndWritesNulls)
{
    JsonWriter json;
    json.beginObject();
    json.field("zeta"_L1, 1);
    json.field("alpha"_L1, std::optional<QString>());
    json.field("mid"_L1, true);
    json.endObject();

    EXPECT_EQ(json.take(), R"({"zeta":1,"alpha":null,"mid":true})");
}

TEST(JsonWriterTest, EscapesWhatJsonAndTerminalsMindAbout)
{
    JsonWriter json;
    json.beginArray();
    json.value(u"\"\\\n\x01</script>"_qs);
    json.endArray();
    const QByteArray text = json.take();

    const QJsonDocument document = QJsonDocument::fromJson(text);

    EXPECT_EQ(document.array().at(0).toString(), u"\"\\\n\x01</script>"_qs);
}

TEST(JsonWriterTest, ReplacesALoneSurrogateInsteadOfBreakingTheDocument)
{
    JsonWriter json;
    json.beginArray();
    json.value(QString(QChar(0xD800)));
    json.value(2);
    json.endArray();

    const QJsonDocument document = QJsonDocument::fromJson(json.take());

    ASSERT_TRUE(document.isArray());
    EXPECT_EQ(document.array().size(), 2);
}

TEST(JsonWriterTest, WritesNumbersAsJavaScriptWould)
{
    JsonWriter json;
    json.beginArray();
    json.value(7.0);
    json.value(7.25);
    json.value(qint64{9'007'199'254'740'991});
    json.value(std::numeric_limits<double>::quiet_NaN());
    json.endArray();

    EXPECT_EQ(json.take(), "[7,7.25,9007199254740991,null]");
}

TEST(JsonWriterTest, StartsAfreshAfterTake)
{
    JsonWriter json;
    json.beginArray();
    json.endArray();
    EXPECT_EQ(json.take(), "[]");

    json.beginObject();
    json.endObject();

    EXPECT_EQ(json.take(), "{}");
}

TEST(JsonWriterTest, PutsRawJsonAndJsonValuesInPlace)
{
    JsonWriter json;
    json.beginObject();
    json.key("raw"_L1);
    json.raw(R"({"a":[1,2]})");
    json.field("value"_L1, QJsonValue(QJsonObject{{u"b"_qs, 1}}));
    json.endObject();

    EXPECT_EQ(json.take(), R"({"raw":{"a":[1,2]},"value":{"b":1}})");
}
