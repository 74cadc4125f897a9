// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"

namespace EvalTrack {

QString foldedForSearch(QStringView text)
{
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QString decomposed =
        ascii ? text.toString() : text.toString().normalized(QString::NormalizationForm_KD);
    QString folded;
    folded.reserve(decomposed.size());
    bool pendingSpace = false;
    for (const QChar c : decomposed) {
        if (c.category() == QChar::Mark_NonSpacing) {
            continue;
        }
        if (c.isSpace()) {
            pendingSpace = !folded.isEmpty();
            continue;
        }
        if (pendingSpace) {
            folded += u' ';
            pendingSpace = false;
        }
        folded += c.toCaseFolded();
    }
    return folded;
}

} // namespace EvalTrack
