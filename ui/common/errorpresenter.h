// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/validation.h"

#include <QCoreApplication>

#include <optional>

namespace EvalTrack {

/// An error in words.
struct ErrorWords
{
    QString title;    ///< What did not work, in a few words.
    QString text;     ///< Why, in a sentence.
    QString nextStep; ///< What the person can do now.
};

/// Turns errors into what people read, in their language: the only place that does. Pure.
class ErrorPresenter
{
    Q_DECLARE_TR_FUNCTIONS(ErrorPresenter)
public:
    [[nodiscard]] static ErrorWords words(const Error &error);
    /// Text and next step in one paragraph, for banners and status lines.
    [[nodiscard]] static QString sentence(const Error &error);
    /// A refused field of the server's answer.
    [[nodiscard]] static QString fieldText(const FieldError &field);
    /// A broken rule of domain/validation.h; `minimum` and `maximum` are the limits it held
    /// against.
    [[nodiscard]] static QString ruleText(RuleBroken rule, int minimum = 0, int maximum = 0);
    /// Nothing, of a field that keeps its rules.
    [[nodiscard]] static QString ruleText(const std::optional<RuleBroken> &broken, int minimum = 0,
                                          int maximum = 0);
};

} // namespace EvalTrack
