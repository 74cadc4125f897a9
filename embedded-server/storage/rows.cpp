// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rows.h"

#include <libpq-fe.h>

#include <charconv>

namespace EvalTrack::Server {

namespace {

/// The number at the start of text; text is moved behind it.
int takeNumber(const char *&text, const char *end)
{
    int number = 0;
    while (text != end && *text >= '0' && *text <= '9') {
        number = number * 10 + (*text - '0');
        ++text;
    }
    return number;
}

bool takeCharacter(const char *&text, const char *end, char character)
{
    if (text == end || *text != character) {
        return false;
    }
    ++text;
    return true;
}

/// "2026-03-01 14:05:00.25+00", as timestamptz is written in UTC with the ISO date style.
Timestamp timestampFrom(QByteArrayView view)
{
    using namespace std::chrono;
    const char *text = view.data();
    const char *const end = text + view.size();
    if (!view.contains('-') || text == end || *text == '-') {
        return Timestamp(milliseconds(view.toLongLong()));
    }
    const int y = takeNumber(text, end);
    takeCharacter(text, end, '-');
    const int mo = takeNumber(text, end);
    takeCharacter(text, end, '-');
    const int d = takeNumber(text, end);
    takeCharacter(text, end, ' ');
    const int h = takeNumber(text, end);
    takeCharacter(text, end, ':');
    const int mi = takeNumber(text, end);
    takeCharacter(text, end, ':');
    const int s = takeNumber(text, end);
    int ms = 0;
    if (takeCharacter(text, end, '.')) {
        int scale = 100;
        while (text != end && *text >= '0' && *text <= '9') {
            ms += (*text - '0') * scale;
            scale /= 10;
            ++text;
        }
    }
    const sys_days day =
        year(y) / month(static_cast<unsigned>(mo)) / std::chrono::day(static_cast<unsigned>(d));
    return Timestamp(day + hours(h) + minutes(mi) + seconds(s) + milliseconds(ms));
}

} // namespace

bool Row::isNull(int column) const
{
    return PQgetisnull(m_result, m_row, column) != 0;
}

QByteArrayView Row::utf8(int column) const
{
    return {PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column)};
}

QString Row::text(int column) const
{
    return QString::fromUtf8(utf8(column));
}

std::optional<QString> Row::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

qint64 Row::integer(int column) const
{
    const QByteArrayView digits = utf8(column);
    qint64 number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::optional<qint64> Row::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<int> Row::optionalNumber(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(number(column));
}

double Row::real(int column) const
{
    return utf8(column).toByteArray().toDouble();
}

std::optional<double> Row::optionalReal(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(real(column));
}

bool Row::boolean(int column) const
{
    return utf8(column) == "t";
}

Timestamp Row::timestamp(int column) const
{
    return timestampFrom(utf8(column));
}

std::optional<Timestamp> Row::optionalTimestamp(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(timestamp(column));
}

QDate Row::date(int column) const
{
    return QDate::fromString(QString::fromLatin1(utf8(column)), Qt::ISODate);
}

std::optional<QDate> Row::optionalDate(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(date(column));
}

QUuid Row::uuid(int column) const
{
    return QUuid::fromString(QLatin1StringView(utf8(column)));
}

QByteArray Row::bytes(int column) const
{
    // bytea_output is hex: \x0123…
    return QByteArray::fromHex(utf8(column).toByteArray().mid(2));
}

Rows::Rows(pg_result *result)
    : m_result(result)
    , m_count(PQntuples(result))
{}

qint64 Rows::affected() const
{
    return QByteArrayView(PQcmdTuples(m_result.get())).toLongLong();
}

void Rows::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

} // namespace EvalTrack::Server
