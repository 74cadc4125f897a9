// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QDate>
#include <QJsonValue>
#include <QLatin1StringView>
#include <QString>
#include <QUuid>

#include <memory>
#include <optional>

namespace EvalTrack::Wire {

/// Writes JSON text with keys in the order they are given, as the contract fixes it (QJsonObject
/// sorts them), straight into bytes. Over RapidJSON's writer. Not thread-safe; take() empties it
/// for the next document.
class JsonWriter
{
public:
    JsonWriter();
    ~JsonWriter();
    JsonWriter(JsonWriter &&) noexcept;
    JsonWriter &operator=(JsonWriter &&) noexcept;

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();

    void key(QLatin1StringView name);
    void value(const QString &text);
    void value(QByteArrayView utf8);
    void value(qint64 number);
    void value(int number) { value(static_cast<qint64>(number)); }
    void value(double number);
    void value(bool flag);
    void value(Timestamp time);
    void value(const QDate &date);
    void value(const QUuid &uuid);
    void value(const QJsonValue &json);
    void value(const char *) = delete; // would pick bool
    void null();
    /// Text that is JSON already (a stored jsonb, a piece written before).
    void raw(QByteArrayView json);

    template <typename T>
    void value(const std::optional<T> &maybe)
    {
        if (maybe) {
            value(*maybe);
        } else {
            null();
        }
    }

    /// key and value in one call; an absent optional becomes null, for the contract wants every key
    /// present.
    template <typename T>
    void field(QLatin1StringView name, const T &content)
    {
        key(name);
        value(content);
    }

    /// Bytes written so far in the current document.
    [[nodiscard]] qsizetype size() const;
    /// The text written since the last take().
    [[nodiscard]] QByteArray take();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace EvalTrack::Wire
