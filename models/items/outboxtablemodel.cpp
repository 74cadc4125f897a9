// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/outboxtablemodel.h"

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

QString OutboxTableModel::textOf(const OutboxItem &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case What:
        return worded(m_words.what, row);
    case Subject:
        return row.subject;
    case RecordedAt:
        return worded(m_words.recordedAt, row);
    case State:
        return worded(m_words.state, row);
    case Reason:
        return worded(m_words.reason, row);
    case ColumnCount:
        break;
    }
    return {};
}

CellValue OutboxTableModel::valueOf(const OutboxItem &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case RecordedAt:
        return cellOf(row.createdAt);
    case State:
        return static_cast<double>(row.state);
    case What:
    case Subject:
    case Reason:
    case ColumnCount:
        break;
    }
    return textOf(row, column);
}

ColumnKind OutboxTableModel::kindOf(int column) const
{
    switch (static_cast<Column>(column)) {
    case RecordedAt:
        return ColumnKind::Date;
    case State:
        return ColumnKind::Choice;
    case What:
    case Subject:
    case Reason:
    case ColumnCount:
        break;
    }
    return ColumnKind::Text;
}

bool OutboxTableModel::isPendingSync(int row) const
{
    return at(row).state != OutboxState::Acknowledged;
}

QUuid OutboxTableModel::uuidOf(const OutboxItem &row) const
{
    return row.uuid;
}

} // namespace EvalTrack
