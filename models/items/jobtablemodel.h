// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtext.h"
#include "items/rowlistmodel.h"
#include "ports/peoplesnapshot.h"

namespace EvalTrack {

/// A job title as it is written, and how many people have it.
struct JobRow
{
    QString title;
    int people = 0;
    QUuid uuid; ///< Made of the title.

    bool operator==(const JobRow &) const = default;
};

/// The job titles in use. There is no list of them anywhere else: they are what the profiles say.
class JobTableModel final : public RowListModel<JobRow>
{
    Q_OBJECT
public:
    enum Column { Title, People, ColumnCount };
    Q_ENUM(Column)

    using RowListModel::RowListModel;

    void setPeople(const PeopleSnapshot &people);
    void setSearch(const QString &text);
    /// Of all of them, found or not.
    [[nodiscard]] int allCount() const { return static_cast<int>(m_all.size()); }
    /// How many people have it; 0 for one that nobody has.
    [[nodiscard]] int peopleWith(const QString &title) const;
    [[nodiscard]] static QUuid uuidOfTitle(const QString &title);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;

protected:
    [[nodiscard]] QUuid uuidOf(const JobRow &row) const override;
    [[nodiscard]] QString textOf(const JobRow &row, int column) const override;
    [[nodiscard]] CellValue valueOf(const JobRow &row, int column) const override;

private:
    void show();

    QList<JobRow> m_all;
    QString m_search; ///< Folded.
};

} // namespace EvalTrack
