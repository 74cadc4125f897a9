// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <initializer_list>

namespace EvalTrack {

/// Finds rows whose texts contain every word of a query, in whatever order and in whichever of
/// them, by foldedForSearch(). For lists whose texts are the same over and over: each text is
/// folded once, and looked through once a query. A small value of the thread that uses it; people
/// have an index of their own (PeopleSnapshot).
class WordSearch
{
public:
    void setQuery(const QString &query);
    /// Everything is found.
    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    [[nodiscard]] bool finds(std::initializer_list<QString> texts);

    /// Of a query; what is beyond them is not looked for.
    static constexpr qsizetype MostWords = 32;

private:
    [[nodiscard]] quint32 wordsIn(const QString &text);

    QStringList m_words;
    quint32 m_all = 0; ///< A bit a word.
    QHash<QString, QString> m_folded;
    QHash<QString, quint32> m_found; ///< By text, for this query.
};

} // namespace EvalTrack
