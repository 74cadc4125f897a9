// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtablemodel.h"
#include "ports/accounts.h"

namespace EvalTrack {

/// Accounts as the server lists them, page by page while the table is scrolled. Answers that were
/// overtaken by another search are dropped. When a page cannot be had, what is shown stays and
/// failed() says why; reload() tries again.
class AccountTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Email, RoleName, State, UpdatedAt, ColumnCount };

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
    /// The same question again: what changed changes in place.
    void reload();
    /// One account as the server answered it: replaced or, when new, put first.
    void put(const User &user);
    void remove(UserId id);

    [[nodiscard]] const User &at(int row) const { return m_users.at(row); }
    [[nodiscard]] std::optional<qint64> total() const { return m_total; }
    [[nodiscard]] bool isLoading() const { return m_isLoading; }

    [[nodiscard]] QUuid uuidAt(int row) const override;
    [[nodiscard]] int rowOf(const QUuid &uuid) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const EvalTrack::Error &error);

protected:
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the role column: Role as int; of the state column: isActive.
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    enum class Fill { FromStart, Next };
    void fetch(Fill fill);
    void take(Fill fill, const AccountPage &page);
    [[nodiscard]] static QList<QUuid> uuids(const QList<User> &users);

    Accounts &m_accounts;
    Words m_words;
    AccountFilter m_filter;
    QString m_nextCursor;
    QList<User> m_users;
    std::optional<qint64> m_total;
    quint64 m_token = 0;
    bool m_isLoading = false;
};

} // namespace EvalTrack
