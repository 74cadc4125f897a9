// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/bulkplan.h"
#include "common/page.h"

#include <QObject>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace EvalTrack {

class TableView;

/// What a list offers for the rows that are selected: to edit them together, and to paste cells of
/// a spreadsheet onto them. Both show first what would change. A page gives only its fields.
class BulkEdit final : public QObject
{
    Q_OBJECT
public:
    using MakeFields = std::function<std::unique_ptr<BulkFields>()>;

    /// The table's model is an ItemTableModel. References outlive it.
    BulkEdit(TableView &table, const PageContext &context, MakeFields makeFields);

    [[nodiscard]] bool canEdit() const;
    void edit();
    void paste();

    /// What cells mean when they are pasted: by the titles of columns when the first row has them,
    /// else by the columns that are shown, from the one where the keyboard is. One row is for all
    /// that are selected, several go to as many, or to those from the only one on. An error is a
    /// sentence.
    [[nodiscard]] std::expected<QList<BulkRow>, QString> planOf(const QList<QStringList> &cells,
                                                                const BulkFields &fields) const;

private:
    void addActions(QMenu &menu);
    [[nodiscard]] QList<QUuid> selectedRows() const;
    [[nodiscard]] std::expected<QList<int>, QString> columnsOf(const QList<QStringList> &cells,
                                                               bool &hasHeadings) const;
    [[nodiscard]] std::expected<QList<int>, QString> recordsFor(qsizetype rows) const;
    [[nodiscard]] bool isTooMuch(qsizetype rows) const;

    TableView &m_table;
    PageContext m_context;
    MakeFields m_makeFields;
};

} // namespace EvalTrack
