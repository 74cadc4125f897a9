// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/validation.h"
#include "wire/names.h"

#include <QDate>
#include <QJsonObject>
#include <QUuid>

#include <optional>

namespace EvalTrack::Wire {

enum class Presence {
    Required, ///< Missing or null is an error.
    Optional, ///< Missing or null is nullopt.
};

/// Reads the fields of a JSON object with their types and collects what is wrong with each, so that
/// one answer names every bad field (contract section 3, "Validation"). Messages are those
/// class-validator gave v2's clients. Read all fields, then ask finish(). Used by the server for
/// request bodies and by the client for answers.
class FieldReader
{
public:
    explicit FieldReader(const QJsonObject &object);

    /// Whether the key is there at all, null included: an update tells "set to nothing" from "leave
    /// alone" by it.
    [[nodiscard]] bool has(QLatin1StringView key) const;
    [[nodiscard]] bool isNull(QLatin1StringView key) const;
    [[nodiscard]] QJsonValue json(QLatin1StringView key) const;

    std::optional<QString> text(QLatin1StringView key, Presence presence,
                                int maximumLength = Limits::TextMax);
    std::optional<qint64> integer(QLatin1StringView key, Presence presence,
                                  qint64 minimum = -(1LL << 53), qint64 maximum = 1LL << 53);
    /// How many there are of something, 0 or more; required.
    qint64 count(QLatin1StringView key);
    std::optional<double> number(QLatin1StringView key, Presence presence);
    std::optional<bool> boolean(QLatin1StringView key, Presence presence);
    std::optional<Timestamp> timestamp(QLatin1StringView key, Presence presence);
    std::optional<QDate> date(QLatin1StringView key, Presence presence);
    std::optional<QUuid> uuid(QLatin1StringView key, Presence presence);
    std::optional<QStringList> texts(QLatin1StringView key, Presence presence, int maximumCount,
                                     int maximumLength);
    std::optional<QJsonArray> array(QLatin1StringView key, Presence presence);
    std::optional<QJsonObject> object(QLatin1StringView key, Presence presence);

    template <typename Enum>
    std::optional<Enum> enumeration(QLatin1StringView key, Presence presence)
    {
        return oneOf<Enum>(key, presence, allNames<Enum>());
    }
    /// One of those names alone.
    template <typename Enum>
    std::optional<Enum> oneOf(QLatin1StringView key, Presence presence,
                              const QList<QByteArrayView> &names)
    {
        const auto word = text(key, presence, Limits::ShortTextMax);
        if (!word) {
            return std::nullopt;
        }
        const auto value = fromName<Enum>(*word);
        if (!value || !names.contains(name(*value))) {
            refuseUnknownName(key, names);
            return std::nullopt;
        }
        return value;
    }

    /// Holds a domain rule against a field that was read.
    void check(QLatin1StringView key, std::optional<RuleBroken> broken, qint64 minimum = 0,
               qint64 maximum = 0);
    void refuse(QLatin1StringView key, const QString &message);

    [[nodiscard]] bool isOk() const { return m_errors.isEmpty(); }
    /// Nothing, or a Validation error with a FieldError for each refused field.
    [[nodiscard]] Result<void> finish() const;

private:
    void refuseUnknownName(QLatin1StringView key, const QList<QByteArrayView> &names);
    [[nodiscard]] QJsonValue take(QLatin1StringView key, Presence presence, const char *typeRule);

    QJsonObject m_object;
    QList<FieldError> m_errors;
};

/// A whole JSON document that must be an object. BadRequest with the contract's wording when it is
/// not, when it is deeper than 64 levels or is not UTF-8.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &body);

} // namespace EvalTrack::Wire
