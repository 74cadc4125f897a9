// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace EvalTrack::Test {

/// A cell of a workbook as its XML has it.
struct SheetCell
{
    QString text;        ///< What stands in it, numbers as they are written.
    bool isText = false; ///< Else a number.
    bool isFormula = false;
};

/// The first sheet of a workbook, row by row; a failure of the test when it is none.
[[nodiscard]] QList<QList<SheetCell>> readSheet(const QString &file);

} // namespace EvalTrack::Test
