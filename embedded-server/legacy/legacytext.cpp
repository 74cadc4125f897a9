// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacytext.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>

namespace EvalTrack::Server {

namespace {

/// What Windows-1252 has where Latin 1 has control characters; 0 where it has nothing either.
constexpr std::array<char16_t, 32> Windows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

QString fromWindows1252(const QByteArray &bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        const char16_t other = byte >= 0x80 && byte < 0xA0 ? Windows1252.at(byte - 0x80U) : byte;
        text += QChar(other == 0 ? char16_t{byte} : other);
    }
    return text;
}

std::optional<QByteArray> toWindows1252(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (const QChar each : text) {
        const char16_t code = each.unicode();
        if (code < 0x100) {
            bytes += static_cast<char>(code);
            continue;
        }
        const auto found = std::ranges::find(Windows1252, code);
        if (found == Windows1252.end()) {
            return std::nullopt;
        }
        bytes += static_cast<char>(0x80 + (found - Windows1252.begin()));
    }
    return bytes;
}

std::optional<QString> fromUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

bool isAscii(const QByteArray &bytes)
{
    return std::ranges::none_of(bytes,
                                [](char each) { return static_cast<unsigned char>(each) >= 0x80; });
}

/// Twice at most: what was put through the mill three times is not seen in the field.
bool decodeAgain(QString &text)
{
    bool wasTwice = false;
    for (int round = 0; round < 2; ++round) {
        const auto bytes = toWindows1252(text);
        if (!bytes || isAscii(*bytes)) {
            break;
        }
        const auto once = fromUtf8(*bytes);
        if (!once) {
            break;
        }
        text = *once;
        wasTwice = true;
    }
    return wasTwice;
}

bool isControl(QChar c)
{
    const char16_t code = c.unicode();
    return (code < 0x20 && c != u'\n' && c != u'\t') || code == 0x7F;
}

} // namespace

LegacyText decoded(const QByteArray &bytes)
{
    LegacyText read;
    if (isAscii(bytes)) {
        read.text = QString::fromLatin1(bytes);
    } else if (const auto text = fromUtf8(bytes)) {
        read.text = *text;
        read.wasEncodedTwice = decodeAgain(read.text);
    } else {
        read.text = fromWindows1252(bytes);
        read.wasNotUtf8 = true;
    }
    read.text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    read.text.replace(u'\r', u'\n');
    if (std::any_of(read.text.cbegin(), read.text.cend(), isControl)) {
        read.text.removeIf(isControl);
        read.hadControls = true;
    }
    read.text = read.text.trimmed();
    return read;
}

QString readable(const QByteArray &bytes)
{
    const auto whole = fromUtf8(bytes);
    if (whole && std::none_of(whole->cbegin(), whole->cend(), isControl)) {
        return *whole;
    }
    QString text;
    QByteArray pending;
    const auto flush = [&] {
        text += QString::fromUtf8(pending);
        pending.clear();
    };
    const auto escape = [&](unsigned char byte) {
        flush();
        text += QStringLiteral("\\x%1")
                    .arg(byte, 2, 16, QLatin1Char('0'))
                    .toUpper()
                    .replace(QLatin1Char('X'), QLatin1Char('x'));
    };
    for (qsizetype i = 0; i < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes.at(i));
        const qsizetype length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        const QByteArray piece = bytes.mid(i, length);
        const auto one = fromUtf8(piece);
        if (!one || piece.size() < length || isControl(one->at(0))) {
            escape(byte);
            ++i;
        } else {
            pending += piece;
            i += length;
        }
    }
    flush();
    return text;
}

} // namespace EvalTrack::Server
