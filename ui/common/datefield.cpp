// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/datefield.h"

#include "common/formats.h"

#include <QLocale>

namespace EvalTrack {

DateField::DateField(QWidget *parent)
    : QLineEdit(parent)
{}

QString DateField::format()
{
    QString format = QLocale().dateFormat(QLocale::ShortFormat);
    if (!format.contains(u"yyyy")) {
        format.replace(u"yy"_qs, u"yyyy"_qs);
    }
    return format;
}

QString DateField::example()
{
    return QLocale().toString(QDate(1990, 12, 31), format());
}

void DateField::setDate(const std::optional<QDate> &date)
{
    // What can only be read is written as everywhere; what is typed, as people type it.
    setText(!date          ? QString()
            : isReadOnly() ? Formats::date(*date)
                           : QLocale().toString(*date, format()));
}

std::optional<QDate> DateField::date() const
{
    const QString typed = text().trimmed();
    if (typed.isEmpty()) {
        return std::nullopt;
    }
    for (const QString &each : {format(), Formats::dateFormat(), u"yyyy-MM-dd"_qs}) {
        const QDate date = QLocale().toDate(typed, each);
        if (date.isValid() && date.year() > 1900) {
            return date;
        }
    }
    return std::nullopt;
}

bool DateField::isInvalid() const
{
    return !text().trimmed().isEmpty() && !date();
}

QString DateField::fault(const std::optional<QDate> &earliest) const
{
    if (isInvalid()) {
        return tr("Type the date as in %1.").arg(example());
    }
    const auto typed = date();
    return typed && earliest && *typed < *earliest
               ? tr("No earlier than %1.").arg(QLocale().toString(*earliest, format()))
               : QString();
}

} // namespace EvalTrack
