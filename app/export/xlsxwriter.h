// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/reports.h"

namespace EvalTrack {

/// Reports as a workbook with one sheet: title and stamp, headings that stay in sight and filter,
/// rows, totals. Texts are texts whatever they begin with; days, percentages and numbers are
/// numbers in their format. In constant memory.
class XlsxWriter
{
public:
    /// Writes a new file. Validation when there are more rows than a sheet has; StorageFull or
    /// Storage when it cannot be written, and what was written of it is gone then.
    [[nodiscard]] static Result<void> write(const ReportDocument &document, const QString &file);
};

} // namespace EvalTrack
