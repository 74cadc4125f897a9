// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/peoplesnapshot.h"

#include <memory>

namespace EvalTrack {

/// A search that is typed letter by letter: whoever was not found before another letter came is not
/// looked at again. Finds what PeopleSnapshot::search() finds. Not for more than one thread.
class PeopleSearch
{
public:
    /// Good until the next call.
    const QList<qint32> &find(const std::shared_ptr<const PeopleSnapshot> &people,
                              const QString &query);
    void forget();

private:
    std::shared_ptr<const PeopleSnapshot> m_people; ///< Whom m_found counts.
    QString m_folded;
    QList<qint32> m_found;
};

} // namespace EvalTrack
