// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation.h"

#include "domain/localday.h"

#include <QRegularExpression>

#include <algorithm>

namespace EvalTrack {

namespace {

std::optional<RuleBroken> checkLength(QStringView text, int minimum, int maximum)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        return RuleBroken::Required;
    }
    if (trimmed.size() < minimum) {
        return RuleBroken::TooShort;
    }
    return checkText(text, maximum);
}

} // namespace

std::optional<RuleBroken> checkText(QStringView text, int maximumLength)
{
    if (text.size() > maximumLength) {
        return RuleBroken::TooLong;
    }
    // PostgreSQL cannot store NUL, and other control characters in a name are an accident or an
    // attack.
    const bool hasControl = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t';
    });
    return hasControl ? std::optional(RuleBroken::NotText) : std::nullopt;
}

std::optional<RuleBroken> checkName(QStringView name)
{
    return checkLength(name, Limits::NameMin, Limits::NameMax);
}

std::optional<RuleBroken> checkEmail(QStringView email)
{
    if (email.trimmed().isEmpty()) {
        return RuleBroken::Required;
    }
    if (email.size() > Limits::EmailMax) {
        return RuleBroken::TooLong;
    }
    // The pattern of the HTML standard's valid e-mail address, with a dot required in the domain.
    static const QRegularExpression pattern(QStringLiteral(
        R"(^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$)"));
    return pattern.match(email.toString()).hasMatch() ? std::nullopt
                                                      : std::optional(RuleBroken::NotAnEmail);
}

std::optional<RuleBroken> checkNewPassword(QStringView password)
{
    if (password.isEmpty()) {
        return RuleBroken::Required;
    }
    if (password.size() < Limits::PasswordMin) {
        return RuleBroken::TooShort;
    }
    return password.size() > Limits::PasswordMax ? std::optional(RuleBroken::TooLong)
                                                 : std::nullopt;
}

std::optional<RuleBroken> checkTitle(QStringView title)
{
    return checkLength(title, 1, Limits::TitleMax);
}

std::optional<RuleBroken> checkDurationMinutes(int minutes)
{
    return minutes < Limits::DurationMin || minutes > Limits::DurationMax
               ? std::optional(RuleBroken::OutOfRange)
               : std::nullopt;
}

std::optional<RuleBroken> checkMaxAttendees(int seats)
{
    return seats < 1 ? std::optional(RuleBroken::OutOfRange) : std::nullopt;
}

std::optional<RuleBroken> checkScore(int score)
{
    return score < Limits::ScoreMin || score > Limits::ScoreMax
               ? std::optional(RuleBroken::OutOfRange)
               : std::nullopt;
}

bool isBeforeHiring(const std::optional<QDate> &end, const std::optional<QDate> &hireDate)
{
    return end && hireDate && *end < *hireDate;
}

std::optional<RuleBroken> checkPin(QStringView pin)
{
    if (pin.isEmpty()) {
        return RuleBroken::Required;
    }
    if (!std::all_of(pin.begin(), pin.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })) {
        return RuleBroken::NotDigits;
    }
    if (pin.size() < Limits::PinMin) {
        return RuleBroken::TooShort;
    }
    return pin.size() > Limits::PinMax ? std::optional(RuleBroken::TooLong) : std::nullopt;
}

std::optional<RuleBroken> checkZone(const QString &zone)
{
    return zoneNamed(zone) ? std::nullopt : std::optional(RuleBroken::NotAZone);
}

} // namespace EvalTrack
