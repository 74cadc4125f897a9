// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

/// Cells of a spreadsheet, as they lie on the clipboard.
namespace EvalTrack::RowPaste {

/// Rows of cells of a text with tabs. A cell in quotation marks may have line breaks in it; what
/// RowCopy marked as no formula is without its mark.
[[nodiscard]] QList<QStringList> cells(const QString &text);

} // namespace EvalTrack::RowPaste
