// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/reports.h"

#include <QIODevice>

namespace EvalTrack {

/// Reports as CSV (RFC 4180) in UTF-8, as spreadsheets of a language open it: where numbers have a
/// decimal comma, fields are parted by semicolons. The headings are the first line; title and stamp
/// come after the totals, where they disturb nobody who reads columns. A text that a spreadsheet
/// would take for a formula gets an apostrophe before it (OWASP, CSV injection); numbers stay
/// numbers: days are ISO 8601, percentages fractions of one.
class CsvWriter
{
public:
    struct Dialect
    {
        char separator = ',';
        char decimalPoint = '.';

        [[nodiscard]] static Dialect ofLocale();
    };

    /// False when the device takes no more; its errorString() says why.
    [[nodiscard]] static bool write(const ReportDocument &document, const Dialect &dialect,
                                    QIODevice &out);

    [[nodiscard]] static QByteArray field(const ReportCell &cell, ReportFormat format,
                                          const Dialect &dialect);
};

} // namespace EvalTrack
