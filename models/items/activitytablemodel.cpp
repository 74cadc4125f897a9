// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/activitytablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

ActivityTableModel::ActivityTableModel(Activity &activity, QObject *parent)
    : PagedTableModel(parent)
    , m_activity(activity)
{}

void ActivityTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void ActivityTableModel::setFilter(const ActivityFilter &filter)
{
    m_filter = filter;
    restart();
}

void ActivityTableModel::setPerson(UserId person)
{
    m_person = person;
    restart();
}

QFuture<Result<Paged<ActivityEntry>>> ActivityTableModel::request(const QString &cursor)
{
    if (m_person) {
        return m_person->isNull() ? readyFuture(Result<Paged<ActivityEntry>>())
                                  : m_activity.ofPerson(*m_person, cursor);
    }
    return m_activity.page(m_filter, cursor);
}

// Entries have no UUID on the wire; one that is theirs alone within this list.
QUuid ActivityTableModel::uuidOf(const ActivityEntry &row) const
{
    return QUuid(static_cast<uint>(row.id >> 32), static_cast<ushort>(row.id >> 16),
                 static_cast<ushort>(row.id), 0, 0, 0, 0, 0, 0, 0, 1);
}

int ActivityTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ActivityTableModel::text(int row, int column) const
{
    const ActivityEntry &entry = at(row);
    const auto said = [&entry](const std::function<QString(const ActivityEntry &)> &word) {
        return word ? word(entry) : QString();
    };
    switch (static_cast<Column>(column)) {
    case At:
        return ItemText::dateTime(entry.at);
    case Who:
        return said(m_words.who);
    case What:
        return said(m_words.what);
    case On:
        return said(m_words.on);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ActivityTableModel::raw(int row, int column) const
{
    if (column == At) {
        return QDateTime::fromMSecsSinceEpoch(at(row).at.time_since_epoch().count());
    }
    return text(row, column);
}

} // namespace EvalTrack
