// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonwriter.h"

#include "wire/isotime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Texts are looked through for what must be escaped sixteen bytes at a time.
#if defined(__SSE2__)
#define RAPIDJSON_SSE2
#elif defined(__ARM_NEON)
#define RAPIDJSON_NEON
#endif
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace EvalTrack::Wire {

struct JsonWriter::Private
{
    rapidjson::StringBuffer buffer;
    // Depth is ours alone: a writer's 32 levels of reserve are enough for every document of the
    // contract.
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter()
    : d(std::make_unique<Private>())
{}

JsonWriter::~JsonWriter() = default;
JsonWriter::JsonWriter(JsonWriter &&) noexcept = default;
JsonWriter &JsonWriter::operator=(JsonWriter &&) noexcept = default;

void JsonWriter::beginObject()
{
    d->writer.StartObject();
}

void JsonWriter::endObject()
{
    d->writer.EndObject();
}

void JsonWriter::beginArray()
{
    d->writer.StartArray();
}

void JsonWriter::endArray()
{
    d->writer.EndArray();
}

void JsonWriter::key(QLatin1StringView name)
{
    d->writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void JsonWriter::value(const QString &text)
{
    // toUtf8 replaces a lone surrogate; RapidJSON's own transcoder would stop in the middle of the
    // document.
    value(QByteArrayView(text.toUtf8()));
}

void JsonWriter::value(QByteArrayView utf8)
{
    d->writer.String(utf8.isNull() ? "" : utf8.data(),
                     static_cast<rapidjson::SizeType>(utf8.size()));
}

void JsonWriter::value(qint64 number)
{
    d->writer.Int64(number);
}

void JsonWriter::value(double number)
{
    // As JavaScript's JSON.stringify: whole numbers without a fraction, what is no number as null.
    if (!std::isfinite(number)) {
        null(); // RapidJSON would write the comma and then refuse.
    } else if (std::abs(number) < 1e15 && std::trunc(number) == number) {
        d->writer.Int64(static_cast<qint64>(number));
    } else {
        d->writer.Double(number);
    }
}

void JsonWriter::value(bool flag)
{
    d->writer.Bool(flag);
}

void JsonWriter::value(Timestamp time)
{
    value(QByteArrayView(toIso(time)));
}

void JsonWriter::value(const QDate &date)
{
    if (date.isValid()) {
        value(QByteArrayView(date.toString(Qt::ISODate).toLatin1()));
    } else {
        null();
    }
}

void JsonWriter::value(const QUuid &uuid)
{
    value(QByteArrayView(uuid.toByteArray(QUuid::WithoutBraces)));
}

void JsonWriter::value(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        null();
        break;
    case QJsonValue::Bool:
        value(json.toBool());
        break;
    case QJsonValue::Double:
        value(json.toDouble());
        break;
    case QJsonValue::String:
        value(json.toString());
        break;
    case QJsonValue::Array:
        raw(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact));
        break;
    case QJsonValue::Object:
        raw(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact));
        break;
    }
}

void JsonWriter::null()
{
    d->writer.Null();
}

void JsonWriter::raw(QByteArrayView json)
{
    d->writer.RawValue(json.data(), static_cast<size_t>(json.size()), rapidjson::kObjectType);
}

qsizetype JsonWriter::size() const
{
    return static_cast<qsizetype>(d->buffer.GetSize());
}

QByteArray JsonWriter::take()
{
    QByteArray text(d->buffer.GetString(), static_cast<qsizetype>(d->buffer.GetSize()));
    d->buffer.Clear();
    d->writer.Reset(d->buffer);
    return text;
}

} // namespace EvalTrack::Wire
