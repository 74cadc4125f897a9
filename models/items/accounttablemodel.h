// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/accounts.h"

namespace EvalTrack {

/// Accounts as the server lists them, page by page while the table is scrolled. Answers that were
/// overtaken by another search are dropped. When a page cannot be had, what is shown stays and
/// failed() says why; reload() tries again.
class AccountTableModel final : public PagedTableModel<User>
{
    Q_OBJECT
public:
    enum Column { Name, Email, RoleName, State, UpdatedAt, ColumnCount };
    Q_ENUM(Column)

    struct Words
    {
        QString admin;
        QString humanResources;
        QString employee;
        QString active;
        QString switchedOff;
    };

    explicit AccountTableModel(Accounts &accounts, QObject *parent = nullptr);

    void setWords(const Words &words);
    /// Another question: the list starts again.
    void setFilter(const AccountFilter &filter);
    /// One account as the server answered it: replaced or, when new, put first.
    void put(const User &user);
    void remove(UserId id);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<User>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const User &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the role column: Role as int; of the state column: isActive.
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    Accounts &m_accounts;
    Words m_words;
    AccountFilter m_filter;
};

} // namespace EvalTrack
