// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reviewtablemodel.h"

#include "base/deliver.h"
#include "items/itemtext.h"

#include <QDateTime>

#include <algorithm>

namespace EvalTrack {

ReviewTableModel::ReviewTableModel(Reviews &reviews, QObject *parent)
    : ItemTableModel(parent)
    , m_reviews(reviews)
{}

void ReviewTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void ReviewTableModel::setWhich(Reviews::Which which)
{
    m_which = which;
    beginResetModel();
    m_records.clear();
    m_nextCursor.clear();
    m_total.reset();
    endResetModel();
    fetch(Fill::FromStart);
}

void ReviewTableModel::reload()
{
    fetch(Fill::FromStart);
}

void ReviewTableModel::fetch(Fill fill)
{
    const quint64 token = ++m_token;
    m_isLoading = true;
    deliver(m_reviews.page(m_which, fill == Fill::Next ? m_nextCursor : QString()), this,
            [this, token, fill](const Result<ReviewPage> &page) {
                if (token != m_token) {
                    return;
                }
                m_isLoading = false;
                if (!page) {
                    Q_EMIT failed(page.error());
                    return;
                }
                take(fill, *page);
                Q_EMIT loaded();
            });
}

void ReviewTableModel::take(Fill fill, const ReviewPage &page)
{
    QList<CaptureRecord> fresh = fill == Fill::Next ? m_records : QList<CaptureRecord>();
    for (const CaptureRecord &record : page.records) {
        // One that moved between pages while they were read comes twice.
        const bool isKnown =
            std::any_of(fresh.begin(), fresh.end(), [&](const CaptureRecord &known) {
                return known.capture.uuid == record.capture.uuid;
            });
        if (!isKnown) {
            fresh.append(record);
        }
    }
    const RowDiff diff = RowDiff::between(uuids(m_records), uuids(fresh));
    m_nextCursor = page.nextCursor;
    if (page.total) {
        m_total = page.total;
    }
    follow(
        diff, m_records, fresh, [] {},
        [](const CaptureRecord &a, const CaptureRecord &b) { return a == b; });
}

QList<QUuid> ReviewTableModel::uuids(const QList<CaptureRecord> &records)
{
    QList<QUuid> list;
    list.reserve(records.size());
    for (const CaptureRecord &record : records) {
        list.append(record.capture.uuid.value());
    }
    return list;
}

QUuid ReviewTableModel::uuidAt(int row) const
{
    return m_records.at(row).capture.uuid.value();
}

int ReviewTableModel::rowOf(const QUuid &uuid) const
{
    const auto found =
        std::find_if(m_records.begin(), m_records.end(), [&](const CaptureRecord &record) {
            return record.capture.uuid.value() == uuid;
        });
    return found == m_records.end() ? -1 : static_cast<int>(found - m_records.begin());
}

int ReviewTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int ReviewTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ReviewTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isLoading && !m_nextCursor.isEmpty();
}

void ReviewTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        fetch(Fill::Next);
    }
}

QString ReviewTableModel::text(int row, int column) const
{
    const CaptureRecord &record = m_records.at(row);
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
    const CaptureRecord &record = m_records.at(row);
    if (column == CountedAt) {
        return QDateTime::fromMSecsSinceEpoch(record.countedAt.time_since_epoch().count());
    }
    if (column == State) {
        return static_cast<int>(record.state.value_or(ReviewState::Open));
    }
    return text(row, column);
}

bool ReviewTableModel::isNumber(int /*column*/) const
{
    return false;
}

} // namespace EvalTrack
