// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wordsearch.h"

#include "base/foldedtext.h"

#include <algorithm>

namespace EvalTrack {

namespace {

/// Texts kept folded; a list that has more of them begins again.
constexpr qsizetype MostTexts = 250'000;

} // namespace

void WordSearch::setQuery(const QString &query)
{
    QStringList words = foldedForSearch(query).split(u' ', Qt::SkipEmptyParts);
    words.resize(std::min(words.size(), MostWords));
    if (words == m_words) {
        return;
    }
    m_words = words;
    m_all = 0;
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        m_all |= quint32(1) << i;
    }
    m_found.clear();
}

bool WordSearch::finds(std::initializer_list<QString> texts)
{
    quint32 found = 0;
    for (const QString &text : texts) {
        if (found == m_all) {
            break;
        }
        if (!text.isEmpty()) {
            found |= wordsIn(text);
        }
    }
    return found == m_all;
}

quint32 WordSearch::wordsIn(const QString &text)
{
    if (const auto known = m_found.constFind(text); known != m_found.constEnd()) {
        return *known;
    }
    if (m_folded.size() >= MostTexts) {
        m_folded.clear();
    }
    QString &folded = m_folded[text];
    if (folded.isEmpty()) {
        folded = foldedForSearch(text);
    }
    quint32 words = 0;
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        words |= folded.contains(m_words.at(i)) ? quint32(1) << i : 0;
    }
    m_found.insert(text, words);
    return words;
}

} // namespace EvalTrack
