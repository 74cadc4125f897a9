// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace EvalTrack {

/// What a workbook's cell says instead of a value: "#N/A", "#REF!".
struct SheetFault
{
    QString text;

    bool operator==(const SheetFault &) const = default;
};

/// A cell as the file has it: nothing, text, a number, a day with or without a time (a wall
/// clock's, of no zone), or a fault. A CSV file has texts only.
using SheetCell = std::variant<std::monostate, QString, double, QDateTime, SheetFault>;

/// The cell as text that is parsed again to the same value: whole numbers without a fraction, days
/// in ISO 8601. Without the white space around it.
[[nodiscard]] QString textOf(const SheetCell &cell);

struct SheetRow
{
    int line =
        0; ///< In the file, or row of the sheet, from 1; a record of several lines: its first.
    QList<SheetCell> cells; ///< As many as there are headings, or fewer: nothing follows.

    [[nodiscard]] SheetCell cell(qsizetype column) const { return cells.value(column); }
    bool operator==(const SheetRow &) const = default;
};

/// A table out of a file. Its first row that says anything is its head; rows that say nothing are
/// left out.
struct ImportSheet
{
    QStringList headings;
    QList<SheetRow> rows;
    /// How many cells have a formula, of which the value that was computed last is taken.
    qint64 formulas = 0;

    bool operator==(const ImportSheet &) const = default;
};

/// As many rows and columns as an import takes.
namespace ImportLimits {
constexpr int Rows = 200'000;
constexpr int Columns = 256;
constexpr qint64 FileSize = 64LL * 1024 * 1024;
constexpr qint64 UnpackedSize = 1024LL * 1024 * 1024; ///< Of a workbook's parts that are read.
constexpr qsizetype CellSize = 32'767;                ///< Characters; what a workbook's cell has.
} // namespace ImportLimits

} // namespace EvalTrack
