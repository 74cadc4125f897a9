// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/imports.h"

namespace EvalTrack {

/// Puts the rows of a file together to a sheet within the limits of an import, whichever format
/// they come from: the first row that says anything is the head, rows that say nothing are left
/// out.
class SheetBuilder
{
public:
    /// False when the file has more rows or columns than an import takes; flaw() says which.
    [[nodiscard]] bool add(int line, QList<SheetCell> cells);
    [[nodiscard]] SheetFlaw flaw() const { return m_flaw; }
    void countFormula() { ++m_sheet.formulas; }

    [[nodiscard]] std::expected<ImportSheet, SheetFlaw> take();

private:
    ImportSheet m_sheet;
    SheetFlaw m_flaw = SheetFlaw::Empty;
};

} // namespace EvalTrack
