// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/isotime.h"

#include <QString>

#include <array>

namespace EvalTrack::Wire {

using namespace std::chrono;

namespace {

void putDigits(char *at, int value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

QByteArray wallTime(Timestamp time)
{
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss<milliseconds> clock{time - day};
    std::array<char, 24> text{"0000-00-00T00:00:00.000"};
    putDigits(text.data(), static_cast<int>(date.year()), 4);
    putDigits(text.data() + 5, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    putDigits(text.data() + 8, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    putDigits(text.data() + 11, static_cast<int>(clock.hours().count()), 2);
    putDigits(text.data() + 14, static_cast<int>(clock.minutes().count()), 2);
    putDigits(text.data() + 17, static_cast<int>(clock.seconds().count()), 2);
    putDigits(text.data() + 20, static_cast<int>(clock.subseconds().count()), 3);
    return {text.data(), 23};
}

/// Takes exactly `digits` digits off the front.
std::optional<int> takeNumber(QStringView &text, int digits)
{
    if (text.size() < digits) {
        return std::nullopt;
    }
    int number = 0;
    for (int i = 0; i < digits; ++i) {
        const char16_t c = text.at(i).unicode();
        if (c < u'0' || c > u'9') {
            return std::nullopt;
        }
        number = number * 10 + (c - u'0');
    }
    text = text.sliced(digits);
    return number;
}

bool takeCharacter(QStringView &text, char16_t wanted)
{
    if (text.isEmpty() || text.front() != wanted) {
        return false;
    }
    text = text.sliced(1);
    return true;
}

std::optional<minutes> takeOffset(QStringView &text)
{
    if (text.isEmpty() || takeCharacter(text, u'Z') || takeCharacter(text, u'z')) {
        return minutes{0};
    }
    const bool west = text.front() == u'-';
    if (!west && text.front() != u'+') {
        return std::nullopt;
    }
    text = text.sliced(1);
    const auto hour = takeNumber(text, 2);
    takeCharacter(text, u':');
    const auto minute = text.isEmpty() ? std::optional(0) : takeNumber(text, 2);
    if (!hour || !minute || *hour > 18 || *minute > 59) {
        return std::nullopt;
    }
    const minutes offset = hours{*hour} + minutes{*minute};
    return west ? -offset : offset;
}

/// Seconds and their fraction as milliseconds; digits beyond the third are cut.
std::optional<milliseconds> takeSeconds(QStringView &text)
{
    const auto second = takeNumber(text, 2);
    if (!second || *second > 60) {
        return std::nullopt;
    }
    int fraction = 0;
    if (takeCharacter(text, u'.') || takeCharacter(text, u',')) {
        int digits = 0;
        for (; !text.isEmpty() && text.front() >= u'0' && text.front() <= u'9';
             text = text.sliced(1), ++digits) {
            fraction = digits < 3 ? fraction * 10 + (text.front().unicode() - u'0') : fraction;
        }
        if (digits == 0) {
            return std::nullopt;
        }
        for (; digits < 3; ++digits) {
            fraction *= 10;
        }
    }
    return seconds{*second} + milliseconds{fraction};
}

/// Four digits of the year: an offset may lead out of them.
bool isWritable(Timestamp time)
{
    const year_month_day date{floor<days>(time)};
    return date.year() >= year{1} && date.year() <= year{9999};
}

} // namespace

QByteArray toIso(Timestamp time)
{
    return wallTime(time) + 'Z';
}

QByteArray toIsoWithOffset(Timestamp time, minutes offset)
{
    const int total = static_cast<int>(abs(offset).count());
    std::array<char, 7> suffix{"+00:00"};
    suffix[0] = offset < minutes{0} ? '-' : '+';
    putDigits(suffix.data() + 1, total / 60, 2);
    putDigits(suffix.data() + 4, total % 60, 2);
    return wallTime(time + offset) + QByteArray(suffix.data(), 6);
}

std::optional<OffsetTime> fromIsoWithOffset(QStringView text)
{
    const auto yearNumber = takeNumber(text, 4);
    if (!yearNumber || *yearNumber == 0 || !takeCharacter(text, u'-')) {
        return std::nullopt;
    }
    const auto monthNumber = takeNumber(text, 2);
    if (!monthNumber || !takeCharacter(text, u'-')) {
        return std::nullopt;
    }
    const auto dayNumber = takeNumber(text, 2);
    if (!dayNumber) {
        return std::nullopt;
    }
    const year_month_day date{year{*yearNumber}, month{static_cast<unsigned>(*monthNumber)},
                              day{static_cast<unsigned>(*dayNumber)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    Timestamp instant = sys_days{date};
    if (text.isEmpty()) {
        return OffsetTime{instant, minutes{0}};
    }
    if (!takeCharacter(text, u'T') && !takeCharacter(text, u't') && !takeCharacter(text, u' ')) {
        return std::nullopt;
    }
    const auto hour = takeNumber(text, 2);
    if (!hour || *hour > 23 || !takeCharacter(text, u':')) {
        return std::nullopt;
    }
    const auto minute = takeNumber(text, 2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    instant += hours{*hour} + minutes{*minute};
    if (takeCharacter(text, u':')) {
        const auto second = takeSeconds(text);
        if (!second) {
            return std::nullopt;
        }
        instant += *second;
    }
    const auto offset = takeOffset(text);
    if (!offset || !text.isEmpty() || !isWritable(instant - *offset)) {
        return std::nullopt;
    }
    return OffsetTime{instant - *offset, *offset};
}

std::optional<Timestamp> fromIso(QStringView text)
{
    const auto time = fromIsoWithOffset(text);
    return time ? std::optional(time->instant) : std::nullopt;
}

} // namespace EvalTrack::Wire
