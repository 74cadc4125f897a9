// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace EvalTrack {

/// Bytes of a text file as text. By ICU, which knows every encoding that spreadsheets write and
/// guesses better than we would.
namespace TextDecoder {

struct Text
{
    QString text;
    QString encoding;
    bool isMixed = false; ///< Some lines were UTF-8, others were not.
};

/// Nothing for what is no text: it has NUL bytes, or `encoding` does not fit it. An empty encoding
/// is found out: by its byte order mark, as UTF-8, or by the letters.
[[nodiscard]] std::optional<Text> decode(const QByteArray &bytes, const QString &encoding = {});

} // namespace TextDecoder
} // namespace EvalTrack
