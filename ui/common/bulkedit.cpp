// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/bulkedit.h"

#include "base/foldedtext.h"
#include "common/bulkeditdialog.h"
#include "common/formats.h"
#include "common/prompter.h"
#include "common/rowpaste.h"
#include "common/tableview.h"
#include "items/itemtablemodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QShortcut>

#include <algorithm>

namespace EvalTrack {

BulkEdit::BulkEdit(TableView &table, const PageContext &context, MakeFields makeFields)
    : QObject(&table)
    , m_table(table)
    , m_context(context)
    , m_makeFields(std::move(makeFields))
{
    connect(&table, &TableView::rowMenuRequested, this, [this](QMenu *menu) { addActions(*menu); });
    new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), &table, this, &BulkEdit::edit,
                  Qt::WidgetShortcut);
    new QShortcut(QKeySequence(QKeySequence::Paste), &table, this, &BulkEdit::paste,
                  Qt::WidgetShortcut);
}

bool BulkEdit::canEdit() const
{
    return !m_table.selectionModel()->selection().isEmpty();
}

void BulkEdit::addActions(QMenu &menu)
{
    QAction *edit = menu.addAction(tr("&Edit selected…"));
    edit->setObjectName(u"editSelectedAction"_qs);
    edit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(edit, &QAction::triggered, this, &BulkEdit::edit);
    QAction *paste = menu.addAction(tr("&Paste from a spreadsheet…"));
    paste->setObjectName(u"pasteAction"_qs);
    paste->setShortcut(QKeySequence::Paste);
    paste->setEnabled(!QGuiApplication::clipboard()->text().isEmpty());
    connect(paste, &QAction::triggered, this, &BulkEdit::paste);
}

QList<QUuid> BulkEdit::selectedRows() const
{
    QList<QUuid> rows;
    const QModelIndexList records = m_table.selectedRecords();
    rows.reserve(records.size());
    for (const QModelIndex &record : records) {
        rows.append(m_table.items()->uuidAt(record.row()));
    }
    return rows;
}

bool BulkEdit::isTooMuch(qsizetype rows) const
{
    if (rows <= BulkPlan::MostRows) {
        return false;
    }
    m_context.prompter.inform(
        &m_table, tr("Too many rows at once"),
        tr("%1 rows are selected. Change at most %2 together; filters help to select a part.")
            .arg(Formats::number(rows), Formats::number(BulkPlan::MostRows)));
    return true;
}

void BulkEdit::edit()
{
    const QList<QUuid> rows = selectedRows();
    if (!rows.isEmpty() && !isTooMuch(rows.size())) {
        (new BulkEditDialog(m_context, m_makeFields(), rows, m_table.window()))->open();
    }
}

void BulkEdit::paste()
{
    const QList<QStringList> cells = RowPaste::cells(QGuiApplication::clipboard()->text());
    if (cells.isEmpty() || m_table.selectedRecords().isEmpty() ||
        isTooMuch(std::max(cells.size(), m_table.selectedRecords().size()))) {
        return;
    }
    std::unique_ptr<BulkFields> fields = m_makeFields();
    const auto plan = planOf(cells, *fields);
    if (!plan) {
        m_context.prompter.inform(&m_table, tr("This cannot be pasted here"), plan.error());
        return;
    }
    (new BulkEditDialog(m_context, std::move(fields), *plan, m_table.window()))->open();
}

std::expected<QList<int>, QString> BulkEdit::columnsOf(const QList<QStringList> &cells,
                                                       bool &hasHeadings) const
{
    const ItemTableModel &items = *m_table.items();
    QHash<QString, int> byTitle;
    for (int column = 0; column < items.columnCount(); ++column) {
        byTitle.insert(foldedForSearch(items.headerData(column, Qt::Horizontal).toString()),
                       column);
    }
    QList<int> named;
    for (const QString &cell : cells.first()) {
        named.append(byTitle.value(foldedForSearch(cell), -1));
    }
    hasHeadings = cells.size() > 1 && !named.contains(-1);
    if (hasHeadings) {
        return named;
    }
    const QList<int> shown = m_table.shownColumns();
    const auto widest = std::ranges::max_element(cells, {}, &QStringList::size)->size();
    const qsizetype at = qMax<qsizetype>(0, shown.indexOf(m_table.currentIndex().column()));
    // As many as there are begin at the first one, wherever the keyboard is.
    const qsizetype from = at + widest <= shown.size() ? at : 0;
    if (widest > shown.size()) {
        return std::unexpected(
            tr("There are %1 columns on the clipboard and %2 in the list. Copy those that belong "
               "together, or show more columns.")
                .arg(Formats::number(widest), Formats::number(shown.size())));
    }
    return shown.mid(from, widest);
}

std::expected<QList<int>, QString> BulkEdit::recordsFor(qsizetype rows) const
{
    QList<int> records;
    const QModelIndexList selected = m_table.selectedRecords();
    for (const QModelIndex &record : selected) {
        records.append(record.row());
    }
    if (rows == 1 || rows == records.size()) {
        return records;
    }
    if (records.size() == 1) {
        QList<int> following;
        const int first = m_table.selectionModel()->selection().first().top();
        for (int row = first; row < m_table.model()->rowCount() && following.size() < rows; ++row) {
            const QModelIndex record = m_table.recordOf(m_table.model()->index(row, 0));
            if (record.isValid()) {
                following.append(record.row());
            }
        }
        if (following.size() == rows) {
            return following;
        }
    }
    return std::unexpected(tr("There are %1 rows on the clipboard and %2 selected. Select as many "
                              "rows as were copied, or the first one of as many.")
                               .arg(Formats::number(rows), Formats::number(records.size())));
}

std::expected<QList<BulkRow>, QString> BulkEdit::planOf(const QList<QStringList> &cells,
                                                        const BulkFields &fields) const
{
    bool hasHeadings = false;
    const auto columns = columnsOf(cells, hasHeadings);
    if (!columns) {
        return std::unexpected(columns.error());
    }
    const QList<QStringList> rows = hasHeadings ? cells.mid(1) : cells;
    const auto records = recordsFor(rows.size());
    if (!records) {
        return std::unexpected(records.error());
    }
    QHash<int, BulkField> byColumn;
    const QList<BulkField> known = fields.fields();
    for (const BulkField &field : known) {
        byColumn.insert(field.column, field);
    }
    const ItemTableModel &items = *m_table.items();
    QList<BulkRow> plan;
    for (qsizetype i = 0; i < records->size(); ++i) {
        const QStringList &texts = rows.at(rows.size() == 1 ? 0 : i);
        const int record = records->at(i);
        BulkRow row{items.uuidAt(record), {}};
        for (qsizetype place = 0; place < std::min(texts.size(), columns->size()); ++place) {
            const int column = columns->at(place);
            const QString shown = items.index(record, column).data().toString();
            if (texts.at(place).simplified() == shown.simplified()) {
                continue; // As it was copied.
            }
            if (const auto field = byColumn.constFind(column); field != byColumn.constEnd()) {
                row.values.insert(field->name,
                                  BulkText::read(*field, texts.at(place), m_context.desk.people));
            } else {
                row.refused.insert(
                    items.headerData(column, Qt::Horizontal).toString(),
                    {shown, texts.at(place), tr("This column cannot be changed by pasting.")});
            }
        }
        plan.append(row);
    }
    return plan;
}

} // namespace EvalTrack
