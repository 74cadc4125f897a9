// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fieldreader.h"

#include "wire/isotime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

namespace EvalTrack::Wire {

namespace {

constexpr int DepthMax = 64;

/// QJsonDocument allows 1,024 levels, which is deep enough to hurt whoever walks the value
/// recursively.
bool isTooDeep(const QByteArray &json)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (inString) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                inString = false;
            }
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > DepthMax) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

/// Half of a pair, as an escape can spell it, is no character: whoever writes it as UTF-8 writes
/// another one.
bool hasLoneSurrogate(const QJsonValue &value)
{
    if (value.isString()) {
        return !value.toString().isValidUtf16();
    }
    if (value.isArray()) {
        const QJsonArray elements = value.toArray();
        return std::any_of(elements.begin(), elements.end(), hasLoneSurrogate);
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (!member.key().isValidUtf16() || hasLoneSurrogate(member.value())) {
            return true;
        }
    }
    return false;
}

} // namespace

FieldReader::FieldReader(const QJsonObject &object)
    : m_object(object)
{}

bool FieldReader::has(QLatin1StringView key) const
{
    return m_object.contains(key);
}

bool FieldReader::isNull(QLatin1StringView key) const
{
    return m_object.contains(key) && m_object.value(key).isNull();
}

QJsonValue FieldReader::json(QLatin1StringView key) const
{
    const QJsonValue value = m_object.value(key);
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

void FieldReader::refuse(QLatin1StringView key, const QString &message)
{
    m_errors.append({QString(key), QString(key) + u' ' + message});
}

QJsonValue FieldReader::take(QLatin1StringView key, Presence presence, const char *typeRule)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() || value.isNull()) {
        if (presence == Presence::Required) {
            refuse(key, QLatin1StringView(typeRule));
        }
        return QJsonValue::Undefined;
    }
    return value;
}

std::optional<QString> FieldReader::text(QLatin1StringView key, Presence presence,
                                         int maximumLength)
{
    constexpr auto Rule = "must be a string";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    if (!value.isString()) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    QString text = value.toString();
    if (const auto broken = checkText(text, maximumLength)) {
        check(key, broken, 0, maximumLength);
        return std::nullopt;
    }
    return text;
}

std::optional<qint64> FieldReader::integer(QLatin1StringView key, Presence presence, qint64 minimum,
                                           qint64 maximum)
{
    constexpr auto Rule = "must be an integer number";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    const double number = value.toDouble(std::nan(""));
    if (!value.isDouble() || std::floor(number) != number ||
        std::abs(number) > 9.007199254740992e15) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    const auto whole = static_cast<qint64>(number);
    if (whole < minimum) {
        refuse(key, QStringLiteral("must not be less than %1").arg(minimum));
        return std::nullopt;
    }
    if (whole > maximum) {
        refuse(key, QStringLiteral("must not be greater than %1").arg(maximum));
        return std::nullopt;
    }
    return whole;
}

qint64 FieldReader::count(QLatin1StringView key)
{
    return integer(key, Presence::Required, 0).value_or(0);
}

std::optional<double> FieldReader::number(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be a number conforming to the specified constraints";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    if (!value.isDouble()) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    return value.toDouble();
}

std::optional<bool> FieldReader::boolean(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be a boolean value";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    if (!value.isBool()) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    return value.toBool();
}

std::optional<Timestamp> FieldReader::timestamp(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be a valid ISO 8601 date string";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    const auto time = value.isString() ? fromIso(value.toString()) : std::nullopt;
    if (!time) {
        refuse(key, QLatin1StringView(Rule));
    }
    return time;
}

std::optional<QDate> FieldReader::date(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be a valid ISO 8601 date string";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    const QDate date =
        value.isString() ? QDate::fromString(value.toString().left(10), Qt::ISODate) : QDate();
    if (!date.isValid() || date.year() < 1 || date.year() > 9999) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    return date;
}

std::optional<QUuid> FieldReader::uuid(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be a UUID";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    const QUuid uuid = value.isString() ? QUuid::fromString(value.toString()) : QUuid();
    if (uuid.isNull()) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    return uuid;
}

std::optional<QJsonArray> FieldReader::array(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be an array";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    if (!value.isArray()) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    return value.toArray();
}

std::optional<QJsonObject> FieldReader::object(QLatin1StringView key, Presence presence)
{
    constexpr auto Rule = "must be an object";
    const QJsonValue value = take(key, presence, Rule);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    if (!value.isObject()) {
        refuse(key, QLatin1StringView(Rule));
        return std::nullopt;
    }
    return value.toObject();
}

std::optional<QStringList> FieldReader::texts(QLatin1StringView key, Presence presence,
                                              int maximumCount, int maximumLength)
{
    const auto values = array(key, presence);
    if (!values) {
        return std::nullopt;
    }
    if (values->size() > maximumCount) {
        refuse(key, QStringLiteral("must contain no more than %1 elements").arg(maximumCount));
        return std::nullopt;
    }
    QStringList list;
    for (const QJsonValue &value : *values) {
        if (!value.isString()) {
            m_errors.append({QString(key), u"each value in "_qs + key + u" must be a string"_qs});
            return std::nullopt;
        }
        const QString text = value.toString();
        if (const auto broken = checkText(text, maximumLength)) {
            check(key, broken, 0, maximumLength);
            return std::nullopt;
        }
        list.append(text);
    }
    return list;
}

void FieldReader::check(QLatin1StringView key, std::optional<RuleBroken> broken, qint64 minimum,
                        qint64 maximum)
{
    if (!broken) {
        return;
    }
    switch (*broken) {
    case RuleBroken::Required:
        refuse(key, QStringLiteral("should not be empty"));
        break;
    case RuleBroken::TooShort:
        refuse(key, QStringLiteral("must be longer than or equal to %1 characters").arg(minimum));
        break;
    case RuleBroken::TooLong:
        refuse(key,
               maximum > 0
                   ? QStringLiteral("must be shorter than or equal to %1 characters").arg(maximum)
                   : QStringLiteral("is too long"));
        break;
    case RuleBroken::NotAnEmail:
        refuse(key, QStringLiteral("must be an email"));
        break;
    case RuleBroken::OutOfRange:
        refuse(key, maximum > minimum
                        ? QStringLiteral("must be between %1 and %2").arg(minimum).arg(maximum)
                        : QStringLiteral("must not be less than %1").arg(minimum));
        break;
    case RuleBroken::NotText:
        refuse(key, QStringLiteral("must not contain control characters"));
        break;
    case RuleBroken::NotDigits:
        refuse(key, QStringLiteral("must contain only digits"));
        break;
    case RuleBroken::NotAZone:
        refuse(key, QStringLiteral("must be the IANA name of a time zone, such as America/Lima"));
        break;
    }
}

void FieldReader::refuseUnknownName(QLatin1StringView key, const QList<QByteArrayView> &names)
{
    QStringList texts;
    for (const QByteArrayView name : names) {
        texts.append(QString::fromLatin1(name));
    }
    refuse(key, u"must be one of the following values: "_qs + texts.join(u", "_qs));
}

Result<void> FieldReader::finish() const
{
    if (m_errors.isEmpty()) {
        return {};
    }
    return std::unexpected(Error{ErrorCode::Validation, QStringLiteral("Bad Request"), m_errors});
}

Result<QJsonObject> parseObject(const QByteArray &body)
{
    if (isTooDeep(body)) {
        return failure(ErrorCode::BadRequest, QStringLiteral("JSON is nested too deeply"));
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = utf8(body);
    if (utf8.hasError() || decoded.size() > body.size()) {
        return failure(ErrorCode::BadRequest, QStringLiteral("Body is not valid UTF-8"));
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError) {
        return failure(ErrorCode::BadRequest,
                       QStringLiteral("Malformed JSON at byte %1").arg(error.offset));
    }
    if (!document.isObject()) {
        return failure(ErrorCode::BadRequest, QStringLiteral("A JSON object is expected"));
    }
    if (body.contains("\\u") && hasLoneSurrogate(document.object())) {
        return failure(ErrorCode::BadRequest,
                       QStringLiteral("Text in the body is not valid Unicode"));
    }
    return document.object();
}

} // namespace EvalTrack::Wire
