// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pseudotranslator.h"

#include <QStringBuilder>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int PartLonger = 40; // In a hundred: German and Finnish do not need more.
// In words, so that it can be broken where a text can.
constexpr QStringView Padding = u" ñoma ölisá tevún arök ïpalo ";

} // namespace

QString PseudoTranslator::padded(const QString &text)
{
    // A unit or a mark is the same everywhere.
    if (std::ranges::none_of(text, [](QChar each) { return each.isLetter(); })) {
        return text;
    }
    const qsizetype wanted = std::max<qsizetype>(2, text.size() * PartLonger / 100);
    QString more;
    while (more.size() < wanted) {
        more += Padding;
    }
    // Without a letter that is read from the right, Qt takes the line for one from the left.
    return QChar(0x200F) % u'[' % text % more.left(wanted) % u']';
}

QString PseudoTranslator::translate(const char *context, const char *sourceText,
                                    const char *disambiguation, int n) const
{
    const QLatin1StringView source(sourceText);
    // By this Qt asks each language which way it is read.
    if (source == QLatin1StringView("QT_LAYOUT_DIRECTION")) {
        return QStringLiteral("RTL");
    }
    if (QLatin1StringView(context) == QLatin1StringView("QShortcut")) {
        return {}; // What is printed on the keys is the same.
    }
    const QString text = m_base->translate(context, sourceText, disambiguation, n);
    return padded(text.isEmpty() ? QString::fromUtf8(sourceText) : text);
}

} // namespace EvalTrack
