// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/departmenttree.h"
#include "items/rowlistmodel.h"
#include "ports/peoplesnapshot.h"

namespace EvalTrack {

/// A department as the list shows it.
struct DepartmentRow
{
    Department department;
    int depth = 0;
    QString path; ///< With the names of those above it.
    QString head;
    int people = 0; ///< In it.
    int inAll = 0;  ///< With what is below it.

    bool operator==(const DepartmentRow &) const = default;
};

/// Departments with their heads and how many people are in them, in the order of their tree until a
/// column is sorted by. A search keeps what matches and shows where it is instead of its depth.
class DepartmentTableModel final : public RowListModel<DepartmentRow>
{
    Q_OBJECT
public:
    enum Column { Name, Head, People, InAll, ColumnCount };

    explicit DepartmentTableModel(QObject *parent = nullptr);

    void setSource(const QList<Department> &departments, const PeopleSnapshot &people);
    void setSearch(const QString &text);
    [[nodiscard]] const DepartmentTree &tree() const { return m_tree; }
    /// Of everything, found or not; null uuid: none.
    [[nodiscard]] std::optional<DepartmentRow> find(DepartmentUuid uuid) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    /// By name is the order of the tree.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    [[nodiscard]] QUuid uuidOf(const DepartmentRow &row) const override;
    [[nodiscard]] int compare(const DepartmentRow &a, const DepartmentRow &b,
                              int column) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;
    [[nodiscard]] bool isPendingSync(int row) const override;

private:
    void show();

    DepartmentTree m_tree;
    QList<DepartmentRow> m_all;
    QString m_search; ///< Folded.
    bool m_isTree = true;
};

} // namespace EvalTrack
