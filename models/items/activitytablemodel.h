// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/activity.h"

#include <functional>

namespace EvalTrack {

/// Who did what, newest first, as the server's audit log has it.
class ActivityTableModel final : public PagedTableModel<ActivityEntry>
{
    Q_OBJECT
public:
    enum Column { At, Who, What, On, ColumnCount };
    Q_ENUM(Column)

    /// Words that the screen knows.
    struct Words
    {
        std::function<QString(const ActivityEntry &)> who;
        std::function<QString(const ActivityEntry &)> what;
        std::function<QString(const ActivityEntry &)> on;
    };

    explicit ActivityTableModel(Activity &activity, QObject *parent = nullptr);

    void setWords(const Words &words);
    void setFilter(const ActivityFilter &filter);
    /// Only what was done to this person; null: to nobody, and the list is empty.
    void setPerson(UserId person);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<ActivityEntry>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const ActivityEntry &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    Activity &m_activity;
    Words m_words;
    ActivityFilter m_filter;
    std::optional<UserId> m_person; ///< Of a list of one person.
};

} // namespace EvalTrack
