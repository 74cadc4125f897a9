// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/evaluationtablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

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

QString EvaluationTableModel::text(int row, int column) const
{
    const EvaluationRow &line = at(row);
    switch (static_cast<Column>(column)) {
    case Person:
        return line.personName;
    case Department:
        return line.department;
    case Event:
        return line.eventTitle.isEmpty() ? m_words.inactiveEvent : line.eventTitle;
    case EventDate:
        return line.eventTitle.isEmpty() ? QString()
                                         : ItemText::dateTime(line.eventDate, line.eventZone);
    case Status:
        switch (line.evaluation.status) {
        case EvaluationStatus::Pending:
            return m_words.pending;
        case EvaluationStatus::Submitted:
            return m_words.submitted;
        case EvaluationStatus::Graded:
            return m_words.graded;
        }
        break;
    case Score:
        return line.evaluation.score ? ItemText::number(*line.evaluation.score) : QString();
    case SubmittedAt:
        return ItemText::dateTime(line.evaluation.submittedAt);
    case Sync:
        return line.isPendingSync ? m_words.waitsForServer : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EvaluationTableModel::raw(int row, int column) const
{
    const EvaluationRow &line = at(row);
    switch (static_cast<Column>(column)) {
    case EventDate:
        return QDateTime::fromMSecsSinceEpoch(line.eventDate.time_since_epoch().count());
    case Status:
        return static_cast<int>(line.evaluation.status);
    case Score:
        return line.evaluation.score ? QVariant(*line.evaluation.score) : QVariant();
    case SubmittedAt:
        return line.evaluation.submittedAt
                   ? QVariant(QDateTime::fromMSecsSinceEpoch(
                         line.evaluation.submittedAt->time_since_epoch().count()))
                   : QVariant();
    case Sync:
        return line.isPendingSync;
    case Person:
    case Department:
    case Event:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

bool EvaluationTableModel::isNumber(int column) const
{
    return column == Score;
}

bool EvaluationTableModel::isPendingSync(int row) const
{
    return at(row).isPendingSync;
}

QUuid EvaluationTableModel::uuidOf(const EvaluationRow &row) const
{
    return row.evaluation.uuid.value();
}

int EvaluationTableModel::compare(const EvaluationRow &a, const EvaluationRow &b, int column) const
{
    switch (static_cast<Column>(column)) {
    case Department:
        return compareText(a.department, b.department);
    case Event:
        return compareText(a.eventTitle, b.eventTitle);
    case EventDate:
        return compareValue(a.eventDate, b.eventDate);
    case Status:
        return compareValue(a.evaluation.status, b.evaluation.status);
    case Score:
        return compareValue(a.evaluation.score, b.evaluation.score);
    case SubmittedAt:
        return compareValue(a.evaluation.submittedAt, b.evaluation.submittedAt);
    case Sync:
        return compareValue(a.isPendingSync, b.isPendingSync);
    case Person:
    case ColumnCount:
        break;
    }
    return compareText(a.personName, b.personName);
}

} // namespace EvalTrack
