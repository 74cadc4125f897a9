// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/outboxtablemodel.h"

#include <QDateTime>

namespace EvalTrack {

void OutboxTableModel::setWords(Words words)
{
    m_words = std::move(words);
    noteAllChanged();
}

void OutboxTableModel::noteTimePassed()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int OutboxTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OutboxTableModel::worded(const std::function<QString(const OutboxItem &)> &word,
                                 const OutboxItem &item)
{
    return word ? word(item) : QString();
}

QString OutboxTableModel::text(int row, int column) const
{
    const OutboxItem &item = at(row);
    switch (static_cast<Column>(column)) {
    case What:
        return worded(m_words.what, item);
    case Subject:
        return item.subject;
    case RecordedAt:
        return worded(m_words.recordedAt, item);
    case State:
        return worded(m_words.state, item);
    case Reason:
        return worded(m_words.reason, item);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OutboxTableModel::raw(int row, int column) const
{
    const OutboxItem &item = at(row);
    switch (static_cast<Column>(column)) {
    case What:
        return item.command ? static_cast<int>(*item.command) : -1;
    case RecordedAt:
        return QDateTime::fromMSecsSinceEpoch(item.createdAt.time_since_epoch().count());
    case State:
        return static_cast<int>(item.state);
    case Subject:
    case Reason:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

bool OutboxTableModel::isNumber(int /*column*/) const
{
    return false;
}

bool OutboxTableModel::isPendingSync(int row) const
{
    return at(row).state != OutboxState::Acknowledged;
}

QUuid OutboxTableModel::uuidOf(const OutboxItem &row) const
{
    return row.uuid;
}

int OutboxTableModel::compare(const OutboxItem &a, const OutboxItem &b, int column) const
{
    switch (static_cast<Column>(column)) {
    case What:
        return compareText(worded(m_words.what, a), worded(m_words.what, b));
    case Subject:
        return compareText(a.subject, b.subject);
    case State:
        return compareValue(a.state, b.state);
    case Reason:
        return compareText(worded(m_words.reason, a), worded(m_words.reason, b));
    case RecordedAt:
    case ColumnCount:
        break;
    }
    return compareValue(a.createdAt, b.createdAt);
}

} // namespace EvalTrack
