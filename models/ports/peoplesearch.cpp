// SPDX-License-Identifier: GPL-3.0-or-later
#include "ports/peoplesearch.h"

#include "base/foldedtext.h"

namespace EvalTrack {

const QList<qint32> &PeopleSearch::find(const std::shared_ptr<const PeopleSnapshot> &people,
                                        const QString &query)
{
    const QString folded = foldedForSearch(query);
    // Then each word of before is the beginning of a word of now.
    const bool isLonger = m_people == people && !m_folded.isEmpty() && folded.startsWith(m_folded);
    if (!isLonger) {
        m_found = people->search(query);
    } else if (folded != m_folded) {
        m_found = people->search(query, m_found);
    }
    m_people = people;
    m_folded = folded;
    return m_found;
}

void PeopleSearch::forget()
{
    *this = {};
}

} // namespace EvalTrack
