// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/importtablemodel.h"

#include <algorithm>

namespace EvalTrack {

namespace {

/// However long it is.
constexpr int DotsOfSecret = 8;

} // namespace

void ImportTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, std::max(0, columnCount() - 1));
}

void ImportTableModel::setSheet(std::shared_ptr<const ImportSheet> sheet)
{
    beginResetModel();
    m_sheet = std::move(sheet);
    m_plan.reset();
    m_isEdited = false;
    arrange();
    endResetModel();
}

void ImportTableModel::setPlan(std::shared_ptr<const ImportPlan> plan)
{
    const int rows = rowCount();
    const bool movesRows = m_verdict.has_value();
    if (movesRows) {
        beginResetModel();
    }
    m_plan = std::move(plan);
    arrange();
    if (movesRows) {
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, columnCount() - 1));
    }
}

void ImportTableModel::clear()
{
    setSheet({});
}

void ImportTableModel::setShown(std::optional<ImportVerdict> verdict)
{
    beginResetModel();
    m_verdict = verdict;
    arrange();
    endResetModel();
}

// While nothing is left out there is no list to keep.
void ImportTableModel::arrange()
{
    m_shown.clear();
    if (!m_verdict || !m_plan) {
        return;
    }
    for (int i = 0; i < m_plan->rows.size(); ++i) {
        if (m_plan->rows.at(i).verdict == *m_verdict) {
            m_shown.append(i);
        }
    }
}

const ImportRow *ImportTableModel::planned(int row) const
{
    const int at = sheetRow(row);
    return m_plan && at < m_plan->rows.size() ? &m_plan->rows.at(at) : nullptr;
}

bool ImportTableModel::isMapped(int column) const
{
    return m_plan && column >= FirstCell && m_plan->mapping.value(column - FirstCell).has_value();
}

bool ImportTableModel::isSecret(int column) const
{
    return m_plan && column >= FirstCell &&
           m_plan->mapping.value(column - FirstCell) == ImportField::Password;
}

QList<ImportIssue> ImportTableModel::issuesAt(const QModelIndex &index) const
{
    const ImportRow *row = index.isValid() ? planned(index.row()) : nullptr;
    if (!row) {
        return {};
    }
    QList<ImportIssue> ofCell;
    for (const ImportIssue &issue : row->issues) {
        if (issue.column == index.column() - FirstCell) {
            ofCell.append(issue);
        }
    }
    return ofCell.isEmpty() ? row->issues : ofCell;
}

int ImportTableModel::countAlike(const QModelIndex &index, const ImportIssue &issue) const
{
    if (!m_plan || !m_sheet || issue.column < 0) {
        return 0;
    }
    const QString text = textOf(m_sheet->rows.at(sheetRow(index.row())).cell(issue.column));
    int count = 0;
    for (qsizetype i = 0; i < m_plan->rows.size(); ++i) {
        for (const ImportIssue &each : m_plan->rows.at(i).issues) {
            count += each.column == issue.column && each.trouble == issue.trouble &&
                             textOf(m_sheet->rows.at(i).cell(issue.column)) == text
                         ? 1
                         : 0;
        }
    }
    return count;
}

int ImportTableModel::accept(const QModelIndex &index, const ImportIssue &issue, bool inAll)
{
    if (!issue.proposal || issue.column < 0 || !m_plan || !m_sheet) {
        return 0;
    }
    const int own = sheetRow(index.row());
    const QString text = textOf(m_sheet->rows.at(own).cell(issue.column));
    QList<int> alike;
    for (int i = 0; i < m_plan->rows.size(); ++i) {
        const bool isAlike =
            i == own ||
            (inAll && textOf(m_sheet->rows.at(i).cell(issue.column)) == text &&
             std::ranges::any_of(m_plan->rows.at(i).issues, [&issue](const ImportIssue &each) {
                 return each.column == issue.column && each.trouble == issue.trouble;
             }));
        if (isAlike) {
            alike.append(i);
        }
    }
    write(alike, issue.column, *issue.proposal);
    const int column = issue.column + FirstCell;
    Q_EMIT dataChanged(this->index(0, column), this->index(rowCount() - 1, column));
    Q_EMIT edited();
    return static_cast<int>(alike.size());
}

int ImportTableModel::nextWrong(int row) const
{
    const int rows = rowCount();
    for (int i = 1; i <= rows; ++i) {
        const int at = (row + i) % rows;
        const ImportRow *candidate = planned(at);
        if (candidate && candidate->verdict == ImportVerdict::Wrong) {
            return at;
        }
    }
    return -1;
}

int ImportTableModel::wrongColumn(int row) const
{
    const ImportRow *at = planned(row);
    if (at) {
        for (const ImportIssue &issue : at->issues) {
            if (issue.isFault() && issue.column >= 0) {
                return issue.column + FirstCell;
            }
        }
    }
    return Verdict;
}

QUuid ImportTableModel::uuidAt(int row) const
{
    const ImportRow *at = planned(row);
    return at ? at->uuid : QUuid();
}

int ImportTableModel::rowOf(const QUuid &uuid) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (uuidAt(row) == uuid) {
            return row;
        }
    }
    return -1;
}

int ImportTableModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_sheet) {
        return 0;
    }
    return static_cast<int>(m_verdict && m_plan ? m_shown.size() : m_sheet->rows.size());
}

int ImportTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sheet ? 0
                                        : FirstCell + static_cast<int>(m_sheet->headings.size());
}

QVariant ImportTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_sheet || section >= columnCount()) {
        return {};
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) {
        return ItemTableModel::headerData(section, orientation, role);
    }
    if (section < FirstCell) {
        return section == Line ? m_words.line : m_words.state;
    }
    const QString heading = m_sheet->headings.at(section - FirstCell);
    return heading.isEmpty() ? m_words.unnamed : heading;
}

ImportTableModel::CellState ImportTableModel::stateOf(int row, int column) const
{
    const ImportRow *at = planned(row);
    if (!at || column < FirstCell) {
        return CellState::Plain;
    }
    if (!isMapped(column)) {
        return CellState::LeftOut;
    }
    CellState state =
        at->verdict == ImportVerdict::Change && at->changed.contains(column - FirstCell)
            ? CellState::Changed
            : CellState::Plain;
    for (const ImportIssue &issue : at->issues) {
        if (issue.column == column - FirstCell) {
            state = issue.isFault() ? CellState::Wrong : std::max(state, CellState::Notice);
        }
    }
    return state;
}

QString ImportTableModel::reasonsOf(const QModelIndex &index) const
{
    const CellState state = stateOf(index.row(), index.column());
    if (state == CellState::Changed) {
        return m_words.changed;
    }
    const bool isSaid =
        state == CellState::Wrong || state == CellState::Notice || index.column() == Verdict;
    if (!isSaid || !m_words.issue) {
        return {};
    }
    QStringList reasons;
    for (const ImportIssue &issue : issuesAt(index)) {
        reasons.append(m_words.issue(issue, m_plan->mapping.value(issue.column)));
    }
    return reasons.join(u'\n');
}

QVariant ImportTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_sheet) {
        return {};
    }
    switch (role) {
    case CellStateRole:
        return static_cast<int>(stateOf(index.row(), index.column()));
    case VerdictRole: {
        const ImportRow *at = planned(index.row());
        return at ? QVariant(static_cast<int>(at->verdict)) : QVariant();
    }
    case Qt::EditRole:
        return text(index.row(), index.column());
    case Qt::DisplayRole:
        if (isSecret(index.column())) {
            return QString(text(index.row(), index.column()).isEmpty() ? 0 : DotsOfSecret, u'•');
        }
        return ItemTableModel::data(index, role);
    case Qt::ToolTipRole:
        return reasonsOf(index);
    case Qt::AccessibleTextRole: {
        const QString reasons = reasonsOf(index);
        const QString shown = data(index, Qt::DisplayRole).toString();
        return reasons.isEmpty() ? shown : QString(shown + u". " + reasons);
    }
    default:
        return ItemTableModel::data(index, role);
    }
}

Qt::ItemFlags ImportTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = ItemTableModel::flags(index);
    return isMapped(index.column()) ? flags | Qt::ItemIsEditable : flags;
}

bool ImportTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !isMapped(index.column()) ||
        value.toString() == text(index.row(), index.column())) {
        return false;
    }
    write({sheetRow(index.row())}, index.column() - FirstCell, value.toString());
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

// The sheet may be held by a dry run that is under way: what changes is a copy, whose rows are
// shared.
void ImportTableModel::write(const QList<int> &sheetRows, int sheetColumn, const QString &text)
{
    auto changed = std::make_shared<ImportSheet>(*m_sheet);
    for (const int row : sheetRows) {
        QList<SheetCell> &cells = changed->rows[row].cells;
        while (cells.size() <= sheetColumn) {
            cells.append(SheetCell());
        }
        cells[sheetColumn] = text.trimmed().isEmpty() ? SheetCell() : SheetCell(text.trimmed());
    }
    m_sheet = std::move(changed);
    m_isEdited = true;
}

QString ImportTableModel::text(int row, int column) const
{
    const int at = sheetRow(row);
    if (column == Line) {
        return QString::number(m_sheet->rows.at(at).line);
    }
    if (column == Verdict) {
        const ImportRow *shown = planned(row);
        return shown && m_words.verdict ? m_words.verdict(shown->verdict) : QString();
    }
    return textOf(m_sheet->rows.at(at).cell(column - FirstCell));
}

QVariant ImportTableModel::raw(int row, int column) const
{
    return column == Line ? QVariant(m_sheet->rows.at(sheetRow(row)).line)
                          : QVariant(text(row, column));
}

bool ImportTableModel::isNumber(int column) const
{
    return column == Line;
}

} // namespace EvalTrack
