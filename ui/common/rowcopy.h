// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QList>

/// Rows of a table, with the titles of their columns, as a spreadsheet or a letter takes them.
namespace EvalTrack::RowCopy {

/// As text with tabs and as an HTML table. `rows` may come in any order; each is a row once.
/// Texts that a spreadsheet would take for formulas are texts.
void toClipboard(const QAbstractItemModel &model, const QModelIndexList &rows,
                 const QList<int> &columns);

} // namespace EvalTrack::RowCopy
