// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/imports.h"

#include <QStringView>

#include <functional>

namespace EvalTrack {

/// Text as a table (RFC 4180, as spreadsheets really write it: any separator, line ends of every
/// system, quotes left open by hand). Our own, as the parsers in reach read bytes of one encoding
/// or are not packaged for Windows. Pure functions.
namespace CsvReader {

/// Of comma, semicolon, tabulator and bar, the one that parts the first lines most evenly.
[[nodiscard]] QChar separatorOf(QStringView text);

/// `isCancelled` is asked now and then. An apostrophe before what a spreadsheet would take for a
/// formula is no part of the text, as CsvWriter puts it there.
[[nodiscard]] std::expected<ImportSheet, SheetFlaw>
read(QStringView text, QChar separator, const std::function<bool()> &isCancelled = {});

} // namespace CsvReader
} // namespace EvalTrack
