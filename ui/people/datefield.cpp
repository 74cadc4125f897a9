// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/datefield.h"

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
    setText(date ? QLocale().toString(*date, format()) : QString());
}

std::optional<QDate> DateField::date() const
{
    const QString typed = text().trimmed();
    if (typed.isEmpty()) {
        return std::nullopt;
    }
    for (const QString &each : {format(), u"yyyy-MM-dd"_qs}) {
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

} // namespace EvalTrack
