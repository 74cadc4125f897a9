// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QLineEdit>

#include <optional>

namespace EvalTrack {

/// A date that may be absent, typed in the locale's short form with four digits of year.
class DateField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit DateField(QWidget *parent = nullptr);

    void setDate(const std::optional<QDate> &date);
    [[nodiscard]] std::optional<QDate> date() const;
    /// Whether there is text that is no date.
    [[nodiscard]] bool isInvalid() const;
    /// What is wrong with the date, in words: it is none, or before the earliest one. Empty:
    /// nothing.
    [[nodiscard]] QString fault(const std::optional<QDate> &earliest = {}) const;
    /// An example of how to type one, e.g. "31/12/2026".
    [[nodiscard]] static QString example();

private:
    [[nodiscard]] static QString format();
};

} // namespace EvalTrack
