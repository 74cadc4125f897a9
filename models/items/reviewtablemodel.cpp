// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reviewtablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

ReviewTableModel::ReviewTableModel(Reviews &reviews, QObject *parent)
    : PagedTableModel(parent)
    , m_reviews(reviews)
{}

void ReviewTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

QFuture<Result<Paged<CaptureRecord>>> ReviewTableModel::request(const QString &cursor)
{
    return m_reviews.page(m_which, cursor);
}

QUuid ReviewTableModel::uuidOf(const CaptureRecord &row) const
{
    return row.capture.uuid.value();
}

void ReviewTableModel::setWhich(Reviews::Which which)
{
    m_which = which;
    restart();
}

int ReviewTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ReviewTableModel::text(int row, int column) const
{
    const CaptureRecord &record = at(row);
    switch (static_cast<Column>(column)) {
    case CountedAt:
        return ItemText::dateTime(record.countedAt);
    case Who:
        return m_words.who ? m_words.who(record) : QString();
    case Event:
        return record.eventTitle;
    case Why:
        return m_words.why ? m_words.why(record) : QString();
    case State:
        return m_words.state ? m_words.state(record) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ReviewTableModel::raw(int row, int column) const
{
    const CaptureRecord &record = at(row);
    if (column == CountedAt) {
        return QDateTime::fromMSecsSinceEpoch(record.countedAt.time_since_epoch().count());
    }
    if (column == State) {
        return static_cast<int>(record.state.value_or(ReviewState::Open));
    }
    return text(row, column);
}

} // namespace EvalTrack
