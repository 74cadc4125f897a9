// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlvalue.h"

#include "wire/isotime.h"

namespace EvalTrack::Server {

SqlValue::SqlValue(const QString &text)
    : m_text(text.isEmpty() ? QByteArrayLiteral("") : text.toUtf8())
{}

SqlValue::SqlValue(Timestamp value)
    : m_text(Wire::toIso(value))
{}

SqlValue::SqlValue(QDate value)
{
    if (value.isValid()) {
        m_text = value.toString(Qt::ISODate).toLatin1();
    }
}

SqlValue::SqlValue(const QUuid &value)
    : m_text(value.toByteArray(QUuid::WithoutBraces))
{}

SqlValue SqlValue::bytes(const QByteArray &raw)
{
    SqlValue value(std::nullopt);
    value.m_text = QByteArrayLiteral("\\x") + raw.toHex();
    return value;
}

SqlValue SqlValue::array(const QList<SqlValue> &elements)
{
    QByteArray text("{");
    for (const SqlValue &element : elements) {
        if (text.size() > 1) {
            text += ',';
        }
        if (element.isNull()) {
            text += "NULL";
            continue;
        }
        // Quoting every element is always right: PostgreSQL reads "1" in a bigint array as 1.
        text += '"';
        for (const char c : element.text()) {
            if (c == '"' || c == '\\') {
                text += '\\';
            }
            text += c;
        }
        text += '"';
    }
    text += '}';
    SqlValue value(std::nullopt);
    value.m_text = text;
    return value;
}

} // namespace EvalTrack::Server
