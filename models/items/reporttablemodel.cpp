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
    const QList<SortKey> keys = sortKeysFor(report.kind);
    setArranged(arranged(report, keys), keys);
}

QList<SortKey> ReportTableModel::sortKeysFor(ReportKind kind) const
{
    return kind == m_report.kind ? sortKeys() : QList<SortKey>();
}

void ReportTableModel::setArranged(const Report &report, const QList<SortKey> &keys)
{
    const QList<SortKey> wanted = sortKeysFor(report.kind);
    beginResetModel();
    if (report.kind != m_report.kind) {
        initSortKeys({});
    }
    m_report = keys == wanted ? report : arranged(report, wanted);
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
    m_report = arranged(m_report, sortKeys());
    endResetModel();
}

Report ReportTableModel::arranged(const Report &report, const QList<SortKey> &sortKeys)
{
    QList<SortKey> keys = sortKeys;
    keys.removeIf([&report](const SortKey &key) { return key.column >= report.fields.size(); });
    if (keys.isEmpty() && !report.fields.isEmpty()) {
        keys.append(SortKey());
    }
    const QList<int> order = rowsInOrder(report.rows.size(), keys, [&report](int row, int column) {
        return std::visit(Overloaded{[](qint64 count) { return CellValue(double(count)); },
                                     [](const auto &value) {
                                         return CellValue(value);
                                     }},
                          report.rows.at(row).cells.at(column));
    });
    Report sorted = report;
    QList<ReportRow> rows;
    rows.reserve(order.size());
    for (const int row : order) {
        rows.append(report.rows.at(row));
    }
    sorted.rows = std::move(rows);
    return sorted;
}

} // namespace EvalTrack
