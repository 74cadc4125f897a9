// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace EvalTrack::Server {

/// What bytes of v1 say, and what had to be done to read them.
struct LegacyText
{
    QString text;
    bool wasNotUtf8 = false;      ///< Read as Windows-1252.
    bool wasEncodedTwice = false; ///< "JosÃ©": UTF-8 that somebody took for Windows-1252.
    bool hadControls = false;     ///< Control characters, left out.
};

/// Reads a text column. Trims it. Bytes that are no UTF-8 are Windows-1252, the encoding of the
/// spreadsheets that v1 was filled from. Text that was encoded twice is decoded twice: nobody
/// writes what that looks like on purpose. Line ends become \n.
[[nodiscard]] LegacyText decoded(const QByteArray &bytes);

/// Any bytes as text for a report, with \xE9 for what is no UTF-8, and no control characters.
[[nodiscard]] QString readable(const QByteArray &bytes);

} // namespace EvalTrack::Server
