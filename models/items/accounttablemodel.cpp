// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/accounttablemodel.h"

#include "base/deliver.h"
#include "items/itemtext.h"

#include <QDateTime>

#include <algorithm>

namespace EvalTrack {

AccountTableModel::AccountTableModel(Accounts &accounts, QObject *parent)
    : ItemTableModel(parent)
    , m_accounts(accounts)
{}

void AccountTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void AccountTableModel::setFilter(const AccountFilter &filter)
{
    m_filter = filter;
    beginResetModel();
    m_users.clear();
    m_nextCursor.clear();
    m_total.reset();
    endResetModel();
    fetch(Fill::FromStart);
}

void AccountTableModel::reload()
{
    fetch(Fill::FromStart);
}

void AccountTableModel::fetch(Fill fill)
{
    const quint64 token = ++m_token;
    m_isLoading = true;
    deliver(m_accounts.page(m_filter, fill == Fill::Next ? m_nextCursor : QString()), this,
            [this, token, fill](const Result<AccountPage> &page) {
                if (token != m_token) {
                    return;
                }
                m_isLoading = false;
                if (!page) {
                    Q_EMIT failed(page.error());
                    return;
                }
                take(fill, *page);
                Q_EMIT loaded();
            });
}

void AccountTableModel::take(Fill fill, const AccountPage &page)
{
    QList<User> fresh = fill == Fill::Next ? m_users : QList<User>();
    for (const User &user : page.users) {
        // An account that moved between pages while they were read comes twice.
        const auto known = std::find_if(fresh.begin(), fresh.end(),
                                        [&](const User &each) { return each.id == user.id; });
        if (known == fresh.end()) {
            fresh.append(user);
        } else {
            *known = user;
        }
    }
    const RowDiff diff = RowDiff::between(uuids(m_users), uuids(fresh));
    m_nextCursor = page.nextCursor;
    if (page.total) {
        m_total = page.total;
    }
    follow(
        diff, m_users, fresh, [] {}, [](const User &a, const User &b) { return a == b; });
}

void AccountTableModel::put(const User &user)
{
    const int row = rowOf(user.uuid.value());
    if (row >= 0) {
        m_users[row] = user;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    beginInsertRows({}, 0, 0);
    m_users.prepend(user);
    endInsertRows();
    if (m_total) {
        ++*m_total;
    }
}

void AccountTableModel::remove(UserId id)
{
    const auto found = std::find_if(m_users.begin(), m_users.end(),
                                    [id](const User &user) { return user.id == id; });
    if (found == m_users.end()) {
        return;
    }
    const int row = static_cast<int>(found - m_users.begin());
    beginRemoveRows({}, row, row);
    m_users.removeAt(row);
    endRemoveRows();
    if (m_total) {
        --*m_total;
    }
}

QList<QUuid> AccountTableModel::uuids(const QList<User> &users)
{
    QList<QUuid> list;
    list.reserve(users.size());
    for (const User &user : users) {
        list.append(user.uuid.value());
    }
    return list;
}

QUuid AccountTableModel::uuidAt(int row) const
{
    return m_users.at(row).uuid.value();
}

int AccountTableModel::rowOf(const QUuid &uuid) const
{
    const auto found = std::find_if(m_users.begin(), m_users.end(),
                                    [&](const User &user) { return user.uuid.value() == uuid; });
    return found == m_users.end() ? -1 : static_cast<int>(found - m_users.begin());
}

int AccountTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_users.size());
}

int AccountTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool AccountTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isLoading && !m_nextCursor.isEmpty();
}

void AccountTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        fetch(Fill::Next);
    }
}

QString AccountTableModel::text(int row, int column) const
{
    const User &user = m_users.at(row);
    switch (static_cast<Column>(column)) {
    case Name:
        return user.name;
    case Email:
        return user.email;
    case RoleName:
        switch (user.role) {
        case Role::Admin:
            return m_words.admin;
        case Role::HumanResources:
            return m_words.humanResources;
        case Role::Employee:
            return m_words.employee;
        case Role::Station: // Is in no list of accounts.
            break;
        }
        break;
    case State:
        return user.isActive ? m_words.active : m_words.switchedOff;
    case UpdatedAt:
        return ItemText::dateTime(user.updatedAt);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AccountTableModel::raw(int row, int column) const
{
    const User &user = m_users.at(row);
    switch (static_cast<Column>(column)) {
    case RoleName:
        return static_cast<int>(user.role);
    case State:
        return user.isActive;
    case UpdatedAt:
        return QDateTime::fromMSecsSinceEpoch(user.updatedAt.time_since_epoch().count());
    case Name:
    case Email:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

bool AccountTableModel::isNumber(int /*column*/) const
{
    return false;
}

} // namespace EvalTrack
