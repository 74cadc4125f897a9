// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/strongid.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>
#include <QStringBuilder>
#include <QUuid>

#include <concepts>
#include <optional>

namespace EvalTrack::Server {

/// One value bound to a statement's $n, in PostgreSQL's text form. Made implicitly from what domain
/// types are made of, so that `database.run("users.byId", {id})` reads well; an empty optional is
/// NULL. A Timestamp is bound as timestamptz text, a QList of ids or texts as an array (`=
/// any($1::bigint[])`).
class SqlValue
{
public:
    SqlValue(std::nullopt_t /*null*/) {}
    SqlValue(const QString &text);
    template <typename A, typename B>
    SqlValue(const QStringBuilder<A, B> &text) requires
        std::convertible_to<QStringBuilder<A, B>, QString> : SqlValue(QString(text))
    {}
    SqlValue(const char *text) = delete;
    /// Bytes that are UTF-8 text already. For bytea use SqlValue::bytes().
    SqlValue(const QByteArray &utf8)
        : m_text(utf8.isNull() ? QByteArrayLiteral("") : utf8)
    {}
    template <std::same_as<bool> B>
    SqlValue(B value)
        : m_text(value ? QByteArrayLiteral("t") : QByteArrayLiteral("f"))
    {}
    template <std::integral I>
    requires(!std::same_as<I, bool> && !std::same_as<I, char>) SqlValue(I value)
        : m_text(QByteArray::number(value))
    {}
    SqlValue(double value)
        : m_text(QByteArray::number(value, 'g', 17))
    {}
    SqlValue(Timestamp value);
    SqlValue(QDate value);
    SqlValue(const QUuid &value);
    template <typename Tag, typename Rep>
    SqlValue(const StrongId<Tag, Rep> &id)
        : SqlValue(id.value())
    {}
    template <typename T>
    SqlValue(const std::optional<T> &value)
    {
        if (value) {
            *this = SqlValue(*value);
        }
    }
    template <typename T>
    SqlValue(const QList<T> &values)
    {
        QList<SqlValue> elements;
        elements.reserve(values.size());
        for (const T &value : values) {
            elements.append(SqlValue(value));
        }
        *this = array(elements);
    }

    [[nodiscard]] static SqlValue bytes(const QByteArray &raw);
    [[nodiscard]] static SqlValue array(const QList<SqlValue> &elements);

    [[nodiscard]] bool isNull() const { return m_text.isNull(); }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text; // null QByteArray means SQL NULL
};

using SqlValues = QList<SqlValue>;

} // namespace EvalTrack::Server
