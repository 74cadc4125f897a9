// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtext.h"
#include "items/rowlistmodel.h"
#include "ports/peoplesnapshot.h"

namespace EvalTrack {

struct JobHolderRow
{
    UserUuid person;
    QString name;
    QString department;

    bool operator==(const JobHolderRow &) const = default;
};

/// Who has a job title, active or not, by name.
class JobHolderModel final : public RowListModel<JobHolderRow>
{
    Q_OBJECT
public:
    enum Column { Name, Department, ColumnCount };
    Q_ENUM(Column)

    using RowListModel::RowListModel;

    void show(const PeopleSnapshot &people, const QString &title);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;

protected:
    [[nodiscard]] QUuid uuidOf(const JobHolderRow &row) const override;
    [[nodiscard]] QString textOf(const JobHolderRow &row, int column) const override;
    [[nodiscard]] CellValue valueOf(const JobHolderRow &row, int column) const override;
};

} // namespace EvalTrack
