// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"

#include <algorithm>
#include <array>

namespace EvalTrack {

namespace {

/// Latin letters become one Latin letter each: everybody in a company is folded at sign-in, so
/// these are looked up. 0 stands for what is not that simple.
class LatinTable
{
public:
    static constexpr char16_t Size = 0x180;

    LatinTable()
    {
        for (char16_t character = 0; character < Size; ++character) {
            QString folded = QString(QChar(character)).normalized(QString::NormalizationForm_KD);
            folded.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
            const bool isSimple = folded.size() == 1 && !folded.front().isSpace();
            m_folded[character] = isSimple ? folded.front().toCaseFolded().unicode() : u'\0';
        }
    }

    [[nodiscard]] char16_t folded(QChar c) const
    {
        return c.unicode() < Size ? m_folded[c.unicode()] : u'\0';
    }

private:
    std::array<char16_t, Size> m_folded{};
};

} // namespace

QString foldedForSearch(QStringView text)
{
    static const LatinTable table;
    const bool isSimple = std::all_of(text.begin(), text.end(),
                                      [](QChar c) { return table.folded(c) != 0 || c.isSpace(); });
    // Otherwise it is decomposed as a whole: a mark belongs to the letter before it.
    const QString decomposed =
        isSimple ? QString() : text.toString().normalized(QString::NormalizationForm_KD);

    // No character becomes two, so the room is known beforehand.
    const QStringView source = isSimple ? text : QStringView(decomposed);
    QString folded(source.size(), Qt::Uninitialized);
    QChar *const begin = folded.data();
    QChar *end = begin;
    bool pendingSpace = false;
    for (const QChar c : source) {
        const char16_t simple = table.folded(c);
        if (simple == 0 && c.category() == QChar::Mark_NonSpacing) {
            continue;
        }
        if (simple == 0 && c.isSpace()) {
            pendingSpace = end != begin;
            continue;
        }
        if (pendingSpace) {
            *end++ = u' ';
            pendingSpace = false;
        }
        *end++ = simple != 0 ? QChar(simple) : c.toCaseFolded();
    }
    folded.truncate(end - begin);
    return folded;
}

} // namespace EvalTrack
