// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/evaluationtablemodel.h"

#include "items/itemtext.h"

namespace EvalTrack {

void EvaluationTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

int EvaluationTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EvaluationTableModel::textOf(const EvaluationRow &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Person:
        return row.personName;
    case Department:
        return row.department;
    case Event:
        return row.eventTitle.isEmpty() ? m_words.inactiveEvent : row.eventTitle;
    case EventDate:
        return row.eventTitle.isEmpty() ? QString()
                                        : ItemText::dateTime(row.eventDate, row.eventZone);
    case Status:
        switch (row.evaluation.status) {
        case EvaluationStatus::Pending:
            return m_words.pending;
        case EvaluationStatus::Submitted:
            return m_words.submitted;
        case EvaluationStatus::Graded:
            return m_words.graded;
        }
        break;
    case Score:
        return row.evaluation.score ? ItemText::number(*row.evaluation.score) : QString();
    case SubmittedAt:
        return ItemText::dateTime(row.evaluation.submittedAt);
    case Sync:
        return row.isPendingSync ? m_words.waitsForServer : QString();
    case ColumnCount:
        break;
    }
    return {};
}

CellValue EvaluationTableModel::valueOf(const EvaluationRow &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case EventDate:
        return row.eventTitle.isEmpty() ? CellValue() : cellOf(row.eventDate, row.eventZone);
    case SubmittedAt:
        return cellOf(row.evaluation.submittedAt);
    case Status:
        return static_cast<double>(row.evaluation.status);
    case Score:
        return row.evaluation.score ? CellValue(double(*row.evaluation.score)) : CellValue();
    case Sync:
        return row.isPendingSync ? CellValue(1.0) : CellValue();
    case Person:
    case Department:
    case Event:
    case ColumnCount:
        break;
    }
    return textOf(row, column);
}

ColumnKind EvaluationTableModel::kindOf(int column) const
{
    switch (static_cast<Column>(column)) {
    case EventDate:
    case SubmittedAt:
        return ColumnKind::Date;
    case Status:
    case Sync:
        return ColumnKind::Choice;
    case Score:
        return ColumnKind::Number;
    case Person:
    case Department:
    case Event:
    case ColumnCount:
        break;
    }
    return ColumnKind::Text;
}

QList<ColumnValue> EvaluationTableModel::choicesOf(int column) const
{
    if (column == Sync) {
        return {{QString(), QString()}, {nameOf(1.0), m_words.waitsForServer}};
    }
    return column == Status ? choices({m_words.pending, m_words.submitted, m_words.graded})
                            : QList<ColumnValue>();
}

bool EvaluationTableModel::isPendingSync(int row) const
{
    return at(row).isPendingSync;
}

QUuid EvaluationTableModel::uuidOf(const EvaluationRow &row) const
{
    return row.evaluation.uuid.value();
}

} // namespace EvalTrack
