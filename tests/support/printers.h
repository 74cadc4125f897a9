// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/strongid.h"
#include "wire/isotime.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QUuid>

#include <ostream>

// GoogleTest finds these by argument-dependent look-up and prints a failed expectation readably.

QT_BEGIN_NAMESPACE

inline void PrintTo(const QString &text, std::ostream *out)
{
    *out << '"' << text.toStdString() << '"';
}

inline void PrintTo(const QByteArray &bytes, std::ostream *out)
{
    *out << '"' << bytes.toStdString() << '"';
}

inline void PrintTo(const QUuid &uuid, std::ostream *out)
{
    *out << uuid.toString().toStdString();
}

inline void PrintTo(const QDate &date, std::ostream *out)
{
    *out << date.toString(Qt::ISODate).toStdString();
}

QT_END_NAMESPACE

namespace EvalTrack {

inline void PrintTo(const Error &error, std::ostream *out)
{
    *out << toString(error.code).toStdString() << " (" << error.detail.toStdString() << ')';
    for (const FieldError &field : error.fieldErrors) {
        *out << ' ' << field.field.toStdString() << ": " << field.message.toStdString();
    }
}

inline void PrintTo(const ErrorCode &code, std::ostream *out)
{
    *out << toString(code).toStdString();
}

template <typename Tag, typename Rep>
void PrintTo(const StrongId<Tag, Rep> &id, std::ostream *out)
{
    if constexpr (std::is_same_v<Rep, QUuid>) {
        *out << id.value().toString().toStdString();
    } else {
        *out << id.value();
    }
}

} // namespace EvalTrack
