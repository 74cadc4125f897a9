// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/reporttablemodel.h"

#include "base/overloaded.h"

#include <QFont>

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
        initSortKeys({});
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

void ReportTableModel::rearrange()
{
    beginResetModel();
    arrange();
    endResetModel();
}

void ReportTableModel::arrange()
{
    QList<SortKey> keys = sortKeys();
    keys.removeIf([this](const SortKey &key) { return key.column >= m_report.fields.size(); });
    if (keys.isEmpty() && !m_report.fields.isEmpty()) {
        keys.append(SortKey());
    }
    const QList<int> order = rowsInOrder(m_report.rows.size(), keys, [this](int row, int column) {
        return std::visit(Overloaded{[](qint64 count) { return CellValue(double(count)); },
                                     [](const auto &value) {
                                         return CellValue(value);
                                     }},
                          m_report.rows.at(row).cells.at(column));
    });
    QList<ReportRow> sorted;
    sorted.reserve(m_report.rows.size());
    for (const int row : order) {
        sorted.append(m_report.rows.at(row));
    }
    m_report.rows = std::move(sorted);
}

} // namespace EvalTrack
