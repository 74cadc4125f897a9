// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/sheetbuilder.h"

#include <algorithm>

namespace EvalTrack {

bool SheetBuilder::add(int line, QList<SheetCell> cells)
{
    while (!cells.isEmpty() && textOf(cells.last()).isEmpty() &&
           !std::holds_alternative<SheetFault>(cells.last())) {
        cells.removeLast();
    }
    if (cells.isEmpty()) {
        return true;
    }
    if (cells.size() > ImportLimits::Columns) {
        m_flaw = SheetFlaw::TooManyColumns;
        return false;
    }
    if (m_sheet.headings.isEmpty()) {
        for (const SheetCell &cell : std::as_const(cells)) {
            m_sheet.headings.append(textOf(cell).simplified());
        }
        return true;
    }
    if (m_sheet.rows.size() >= ImportLimits::Rows) {
        m_flaw = SheetFlaw::TooManyRows;
        return false;
    }
    // What stands beyond the head is shown under a heading without words.
    while (m_sheet.headings.size() < cells.size()) {
        m_sheet.headings.append(QString());
    }
    cells.squeeze();
    m_sheet.rows.append({line, std::move(cells)});
    return true;
}

std::expected<ImportSheet, SheetFlaw> SheetBuilder::take()
{
    if (m_sheet.rows.isEmpty()) {
        return std::unexpected(SheetFlaw::Empty);
    }
    return std::move(m_sheet);
}

} // namespace EvalTrack
