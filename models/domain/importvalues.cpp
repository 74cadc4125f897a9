// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/importvalues.h"

#include "base/foldedtext.h"
#include "domain/validation.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace EvalTrack {

QString textOf(const SheetCell &cell)
{
    if (const auto *text = std::get_if<QString>(&cell)) {
        return text->trimmed();
    }
    if (const auto *number = std::get_if<double>(&cell)) {
        constexpr double Exact = 9.0e15; // Whole numbers below it are themselves.
        if (std::abs(*number) < Exact && *number == std::floor(*number)) {
            return QString::number(static_cast<qint64>(*number));
        }
        return QString::number(*number, 'g', std::numeric_limits<double>::digits10);
    }
    if (const auto *moment = std::get_if<QDateTime>(&cell)) {
        const bool hasTime = moment->time() != QTime(0, 0);
        return moment->toString(hasTime ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                        : QStringLiteral("yyyy-MM-dd"));
    }
    if (const auto *fault = std::get_if<SheetFault>(&cell)) {
        return fault->text;
    }
    return {};
}

namespace ImportValues {

namespace {

const QRegularExpression &threeNumbers()
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ]+\d{1,2}:\d{2}.*)?$)"));
    return pattern;
}

std::optional<int> monthNamed(const QString &word)
{
    static const QStringList names{QStringLiteral("ene enero jan january"),
                                   QStringLiteral("feb febrero february"),
                                   QStringLiteral("mar marzo march"),
                                   QStringLiteral("abr abril apr april"),
                                   QStringLiteral("may mayo"),
                                   QStringLiteral("jun junio june"),
                                   QStringLiteral("jul julio july"),
                                   QStringLiteral("ago agosto aug august"),
                                   QStringLiteral("sep sept septiembre setiembre september"),
                                   QStringLiteral("oct octubre october"),
                                   QStringLiteral("nov noviembre november"),
                                   QStringLiteral("dic diciembre dec december")};
    for (int month = 0; month < names.size(); ++month) {
        if (names.at(month).split(u' ').contains(word)) {
            return month + 1;
        }
    }
    return std::nullopt;
}

int fullYear(const QString &digits, QDate latest)
{
    const int year = digits.toInt();
    if (digits.size() > 2) {
        return year;
    }
    const int century = latest.year() / 100 * 100;
    return century + year > latest.year() ? century - 100 + year : century + year;
}

/// "3 de abril de 1990", "Apr 3, 1990", "3-abr-90".
std::optional<QDate> dayWithMonthsName(const QString &text, QDate latest)
{
    static const QRegularExpression parts(QStringLiteral(R"([^\p{L}\p{N}]+)"));
    QStringList words = foldedForSearch(text).split(parts, Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return word == u"de" || word == u"del"; });
    if (words.size() != 3) {
        return std::nullopt;
    }
    const int monthAt = monthNamed(words.at(1)) ? 1 : 0;
    const auto month = monthNamed(words.at(monthAt));
    bool isDay = false;
    bool isYear = false;
    const int number = words.at(1 - monthAt).toInt(&isDay);
    (void)words.at(2).toInt(&isYear);
    if (!month || !isDay || !isYear) {
        return std::nullopt;
    }
    const QDate found(fullYear(words.at(2), latest), *month, number);
    return found.isValid() ? std::optional(found) : std::nullopt;
}

int distance(const QString &left, const QString &right)
{
    QList<int> row(right.size() + 1);
    for (int i = 0; i < row.size(); ++i) {
        row[i] = i;
    }
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < right.size(); ++j) {
            const int change = diagonal + (left.at(i) == right.at(j) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, diagonal + 1, change});
        }
    }
    return row.last();
}

} // namespace

std::optional<DayOrder> orderShownBy(const QStringList &texts)
{
    bool isDayFirst = false;
    bool isMonthFirst = false;
    for (const QString &text : texts) {
        const auto match = threeNumbers().match(text);
        if (!match.hasMatch() || match.capturedLength(1) > 2) {
            continue;
        }
        isDayFirst = isDayFirst || match.captured(1).toInt() > 12;
        isMonthFirst = isMonthFirst || match.captured(2).toInt() > 12;
    }
    if (isDayFirst == isMonthFirst) {
        return std::nullopt;
    }
    return isDayFirst ? DayOrder::DayFirst : DayOrder::MonthFirst;
}

std::expected<QDate, Misfit> day(const SheetCell &cell, DayOrder order, QDate latest)
{
    if (const auto *moment = std::get_if<QDateTime>(&cell)) {
        return moment->date();
    }
    const QString text = textOf(cell);
    const auto match = threeNumbers().match(text);
    if (!match.hasMatch()) {
        const auto named = dayWithMonthsName(text, latest);
        return named ? std::expected<QDate, Misfit>(*named) : std::unexpected(Misfit{});
    }
    const QString first = match.captured(1);
    const QString second = match.captured(2);
    const QString third = match.captured(3);
    QDate found;
    QDate other;
    if (first.size() > 2) {
        found = QDate(first.toInt(), second.toInt(), third.toInt());
    } else {
        const int year = fullYear(third, latest);
        const QDate byDay(year, second.toInt(), first.toInt());
        const QDate byMonth(year, first.toInt(), second.toInt());
        found = order == DayOrder::DayFirst ? byDay : byMonth;
        other = order == DayOrder::DayFirst ? byMonth : byDay;
    }
    if (found.isValid()) {
        return found;
    }
    return std::unexpected(
        Misfit{other.isValid() ? std::optional(other.toString(Qt::ISODate)) : std::nullopt});
}

std::optional<QTime> time(const SheetCell &cell)
{
    if (const auto *moment = std::get_if<QDateTime>(&cell)) {
        return moment->time();
    }
    if (const auto *number = std::get_if<double>(&cell); number && *number >= 0 && *number < 1) {
        constexpr int SecondsOfDay = 24 * 60 * 60;
        return QTime(0, 0).addSecs(static_cast<int>(std::lround(*number * SecondsOfDay)));
    }
    static const QRegularExpression pattern(QStringLiteral(
        R"(^(?:.*[T ])?(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2}))?)?\s*(?:h|hs|hrs)?\s*([ap])?\.?\s*(?:m\.?)?$)"));
    const auto match = pattern.match(foldedForSearch(textOf(cell)));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    int hour = match.captured(1).toInt();
    if (match.hasCaptured(4)) {
        if (hour < 1 || hour > 12) {
            return std::nullopt;
        }
        hour = hour % 12 + (match.captured(4) == u"p" ? 12 : 0);
    }
    const QTime found(hour, match.captured(2).toInt(), match.captured(3).toInt());
    return found.isValid() ? std::optional(found) : std::nullopt;
}

std::optional<bool> yesOrNo(const SheetCell &cell)
{
    static const QStringList yes{u"si"_qs,     u"yes"_qs,    u"y"_qs,         u"s"_qs,
                                 u"1"_qs,      u"true"_qs,   u"verdadero"_qs, u"activo"_qs,
                                 u"activa"_qs, u"active"_qs, u"x"_qs,         u"on"_qs};
    static const QStringList no{u"no"_qs,    u"n"_qs,        u"0"_qs,        u"false"_qs,
                                u"falso"_qs, u"inactivo"_qs, u"inactiva"_qs, u"inactive"_qs,
                                u"off"_qs,   u"baja"_qs};
    const QString word = foldedForSearch(textOf(cell));
    if (yes.contains(word)) {
        return true;
    }
    return no.contains(word) ? std::optional(false) : std::nullopt;
}

std::optional<qint64> wholeNumber(const SheetCell &cell)
{
    QString text = textOf(cell);
    static const QRegularExpression grouped(QStringLiteral(R"(^\d{1,3}(?:[.,' ]\d{3})+$)"));
    if (grouped.match(text).hasMatch()) {
        text.removeIf([](QChar c) { return !c.isDigit(); });
    }
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<qint64> minutes(const SheetCell &cell)
{
    static const QRegularExpression pattern(QStringLiteral(
        R"(^(?:(\d{1,2})\s*(?::|h|hs|hrs|horas?|hours?)\s*)?(?:(\d{1,3})\s*(?:m|min|mins|minutos?|minutes?)?)?$)"));
    if (const auto *moment = std::get_if<QDateTime>(&cell)) {
        return moment->time().msecsSinceStartOfDay() / 60'000;
    }
    const auto match = pattern.match(foldedForSearch(textOf(cell)));
    if (!match.hasMatch() || (!match.hasCaptured(1) && !match.hasCaptured(2))) {
        return std::nullopt;
    }
    return match.captured(1).toLongLong() * 60 + match.captured(2).toLongLong();
}

std::optional<QString> meantEmail(const QString &text)
{
    QString meant = text;
    if (const qsizetype open = meant.indexOf(u'<'); open >= 0 && meant.endsWith(u'>')) {
        meant = meant.mid(open + 1).chopped(1);
    }
    if (meant.startsWith(u"mailto:"_qs, Qt::CaseInsensitive)) {
        meant.remove(0, 7);
    }
    meant.removeIf([](QChar c) { return c.isSpace(); });
    meant.replace(u',', u'.');
    meant.replace(u"(at)"_qs, u"@"_qs, Qt::CaseInsensitive);
    while (meant.endsWith(u'.') || meant.endsWith(u';')) {
        meant.chop(1);
    }
    const bool isBetter = meant != text && !meant.isEmpty() && !checkEmail(meant);
    return isBetter ? std::optional(meant) : std::nullopt;
}

std::optional<QString> nearest(const QString &text, const QStringList &known)
{
    const QString folded = foldedForSearch(text);
    const int farthest = folded.size() < 5 ? 1 : 2;
    std::optional<QString> best;
    int least = farthest + 1;
    for (const QString &each : known) {
        const QString candidate = foldedForSearch(each);
        if (std::abs(candidate.size() - folded.size()) > farthest) {
            continue;
        }
        if (const int far = distance(folded, candidate); far < least) {
            least = far;
            best = each;
        }
    }
    return best;
}

} // namespace ImportValues
} // namespace EvalTrack
