// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    using RowListModel::RowListModel;

    void show(const PeopleSnapshot &people, const QString &title);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QUuid uuidOf(const JobHolderRow &row) const override;
    [[nodiscard]] int compare(const JobHolderRow &a, const JobHolderRow &b,
                              int column) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;
};

} // namespace EvalTrack
