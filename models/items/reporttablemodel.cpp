// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reporttablemodel.h"

#include "base/overloaded.h"
#include "items/itemtext.h"

#include <QFont>

#include <algorithm>
#include <vector>

namespace EvalTrack {

void ReportTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void ReportTableModel::setReport(const Report &report)
{
    beginResetModel();
    if (report.kind != m_report.kind) {
        m_sortColumn = -1;
    }
    m_report = report;
    arrange();
    endResetModel();
}

void ReportTableModel::clear()
{
    setReport({});
}

QUuid ReportTableModel::subjectAt(int row) const
{
    return row < m_report.rows.size() ? m_report.rows.at(row).subject : QUuid();
}

QUuid ReportTableModel::uuidAt(int /*row*/) const
{
    return {};
}

int ReportTableModel::rowOf(const QUuid & /*uuid*/) const
{
    return -1;
}

int ReportTableModel::rowCount(const QModelIndex &parent) const
{
    const bool isEmpty = parent.isValid() || m_report.rows.isEmpty();
    return isEmpty ? 0 : static_cast<int>(m_report.rows.size()) + 1;
}

int ReportTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_report.fields.size());
}

QVariant ReportTableModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::FontRole && index.isValid() && isTotals(index.row())) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    return ItemTableModel::data(index, role);
}

const ReportCell &ReportTableModel::cell(int row, int column) const
{
    return isTotals(row) ? m_report.totals.at(column) : m_report.rows.at(row).cells.at(column);
}

QString ReportTableModel::text(int row, int column) const
{
    if (isTotals(row) && column == 0) {
        return m_words.totals;
    }
    return m_words.cell ? m_words.cell(cell(row, column), formatOf(m_report.fields.at(column)))
                        : QString();
}

QVariant ReportTableModel::raw(int row, int column) const
{
    return std::visit(Overloaded{[](std::monostate) { return QVariant(); },
                                 [](const auto &value) {
                                     return QVariant::fromValue(value);
                                 }},
                      cell(row, column));
}

bool ReportTableModel::isNumber(int column) const
{
    switch (formatOf(m_report.fields.at(column))) {
    case ReportFormat::Count:
    case ReportFormat::Percent:
    case ReportFormat::Score:
        return true;
    case ReportFormat::Text:
    case ReportFormat::Date:
    case ReportFormat::Month:
        break;
    }
    return false;
}

void ReportTableModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder) {
        return;
    }
    m_sortColumn = column;
    m_sortOrder = order;
    beginResetModel();
    arrange();
    endResetModel();
}

// Comparing by the rules of a language costs more than anything else here: once a text, not once a
// comparison.
void ReportTableModel::arrange()
{
    const int column = m_sortColumn < 0 ? 0 : m_sortColumn;
    if (column >= m_report.fields.size()) {
        return;
    }
    const bool isText = formatOf(m_report.fields.at(column)) == ReportFormat::Text;
    const QCollator collator = ItemText::collator();
    struct Place
    {
        std::optional<QCollatorSortKey> key;
        qsizetype row;
    };
    std::vector<Place> places;
    places.reserve(static_cast<size_t>(m_report.rows.size()));
    for (qsizetype row = 0; row < m_report.rows.size(); ++row) {
        const auto *text = std::get_if<QString>(&m_report.rows.at(row).cells.at(column));
        places.push_back(
            {isText ? std::optional(collator.sortKey(text ? *text : QString())) : std::nullopt,
             row});
    }
    const auto isBefore = [&](const Place &a, const Place &b) {
        return a.key && b.key ? a.key->compare(*b.key) < 0
                              : m_report.rows.at(a.row).cells.at(column) <
                                    m_report.rows.at(b.row).cells.at(column);
    };
    const bool isDescending = m_sortColumn >= 0 && m_sortOrder == Qt::DescendingOrder;
    std::stable_sort(places.begin(), places.end(), [&](const Place &a, const Place &b) {
        return isDescending ? isBefore(b, a) : isBefore(a, b);
    });
    QList<ReportRow> sorted;
    sorted.reserve(m_report.rows.size());
    for (const Place &place : places) {
        sorted.append(m_report.rows.at(place.row));
    }
    m_report.rows = std::move(sorted);
}

} // namespace EvalTrack
