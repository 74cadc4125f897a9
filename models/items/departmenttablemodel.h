// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/departmenttree.h"
#include "items/itemtext.h"
#include "items/rowlistmodel.h"
#include "ports/peoplesnapshot.h"

namespace EvalTrack {

/// A department as the list shows it.
struct DepartmentRow
{
    Department department;
    int depth = 0;
    int place = 0; ///< In the order of the tree.
    QString path;  ///< With the names of those above it.
    QString head;
    int people = 0;  ///< Active ones in it, as the dashboard and the reports count them.
    int inAll = 0;   ///< With what is below it.
    int members = 0; ///< With who is active no more: they go where the others go.

    bool operator==(const DepartmentRow &) const = default;
};

/// Departments with their heads and how many people are in them, in the order of their tree until a
/// column is sorted by. A search keeps what matches and shows where it is instead of its depth.
class DepartmentTableModel final : public RowListModel<DepartmentRow>
{
    Q_OBJECT
public:
    enum Column { Name, Head, People, InAll, ColumnCount };
    Q_ENUM(Column)

    explicit DepartmentTableModel(QObject *parent = nullptr);

    void setSource(const QList<Department> &departments, const PeopleSnapshot &people);
    void setSearch(const QString &text);
    [[nodiscard]] const DepartmentTree &tree() const { return m_tree; }
    /// Of everything, found or not; null uuid: none.
    [[nodiscard]] std::optional<DepartmentRow> find(DepartmentUuid uuid) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QUuid uuidOf(const DepartmentRow &row) const override;
    [[nodiscard]] QString textOf(const DepartmentRow &row, int column) const override;
    [[nodiscard]] CellValue valueOf(const DepartmentRow &row, int column) const override;
    [[nodiscard]] bool isPendingSync(int row) const override;
    /// By name is the order of the tree.
    void rearrange() override;

private:
    void show();

    DepartmentTree m_tree;
    QList<DepartmentRow> m_all;
    QString m_search; ///< Folded.
    bool m_isTree = true;
};

} // namespace EvalTrack
