// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtext.h"
#include "items/rowlistmodel.h"
#include "ports/peoplesnapshot.h"

namespace EvalTrack {

enum class AnniversaryKind { Birthday, Hiring };

struct AnniversaryRow
{
    UserUuid person;
    AnniversaryKind kind = AnniversaryKind::Birthday;
    QDate on;
    int years = 0;
    QString name;
    QString department;

    bool operator==(const AnniversaryRow &) const = default;
};

/// Birthdays, and days on which people came to the company, of those who are active, as they come
/// within some days.
class AnniversaryTableModel final : public RowListModel<AnniversaryRow>
{
    Q_OBJECT
public:
    enum Column { Day, Name, Occasion, Years, Department, ColumnCount };
    Q_ENUM(Column)

    struct Words
    {
        QString birthday;
        QString hiring;
    };

    using RowListModel::RowListModel;

    void setWords(const Words &words);
    /// From `today` on, and so many days more.
    void setPeople(const PeopleSnapshot &people, QDate today, int days);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;

protected:
    [[nodiscard]] QUuid uuidOf(const AnniversaryRow &row) const override;
    [[nodiscard]] QString textOf(const AnniversaryRow &row, int column) const override;
    [[nodiscard]] CellValue valueOf(const AnniversaryRow &row, int column) const override;

private:
    Words m_words;
};

} // namespace EvalTrack
