// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/imports.h"

#include <functional>

namespace EvalTrack {

/// A workbook's sheet as a table (ECMA-376, SpreadsheetML), by libzip and QXmlStreamReader. Parts
/// are read piece by piece and no further than ImportLimits::UnpackedSize, whatever the file says
/// of their size; document types (entities) are refused. Of a formula, the value that was computed
/// last.
namespace XlsxReader {

/// By its first bytes.
[[nodiscard]] bool isWorkbook(QByteArrayView begin);

[[nodiscard]] std::expected<SheetFile, SheetFlaw>
read(const QString &file, int sheet, const std::function<bool()> &isCancelled = {});

} // namespace XlsxReader
} // namespace EvalTrack
