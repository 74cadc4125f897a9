// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importsheet.h"

#include <QDate>
#include <QStringList>
#include <QTime>

#include <expected>
#include <optional>

/// Cells as values, as people write them in Spanish and English. Pure functions.
namespace EvalTrack::ImportValues {

/// Whether days stand before months in "3/4/1990".
enum class DayOrder { DayFirst, MonthFirst };

/// What the days of a column show about it: nothing where they fit both orders, or where some fit
/// only the one and some only the other.
[[nodiscard]] std::optional<DayOrder> orderShownBy(const QStringList &texts);

/// What is wrong with a text, and what it may have meant.
struct Misfit
{
    std::optional<QString> proposal;
};

/// "1990-04-03", "3/4/1990", "3.4.90", "3 de abril de 1990", "Apr 3, 1990"; a year of two digits is
/// the latest that is not after `latest`.
[[nodiscard]] std::expected<QDate, Misfit> day(const SheetCell &cell, DayOrder order, QDate latest);
/// "14:30", "2:30 pm", "9", a fraction of a day, or the time of a day with a time.
[[nodiscard]] std::optional<QTime> time(const SheetCell &cell);
/// "sí", "no", "activo", "1", "x" …
[[nodiscard]] std::optional<bool> yesOrNo(const SheetCell &cell);
/// Whole numbers, "1.500" and "1,500" among them.
[[nodiscard]] std::optional<qint64> wholeNumber(const SheetCell &cell);
/// "90", "1:30", "1 h 30", "90 min".
[[nodiscard]] std::optional<qint64> minutes(const SheetCell &cell);
/// What an address may have meant: without spaces, commas and names around it. Nothing where that
/// is none either.
[[nodiscard]] std::optional<QString> meantEmail(const QString &text);
/// Of `known`, what a text is that was written a little otherwise; folded texts are compared.
[[nodiscard]] std::optional<QString> nearest(const QString &text, const QStringList &known);

} // namespace EvalTrack::ImportValues
