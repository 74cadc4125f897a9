// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/accounttablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

AccountTableModel::AccountTableModel(Accounts &accounts, QObject *parent)
    : PagedTableModel(parent)
    , m_accounts(accounts)
{}

void AccountTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

QFuture<Result<Paged<User>>> AccountTableModel::request(const QString &cursor)
{
    return m_accounts.page(m_filter, cursor);
}

QUuid AccountTableModel::uuidOf(const User &row) const
{
    return row.uuid.value();
}

void AccountTableModel::setFilter(const AccountFilter &filter)
{
    m_filter = filter;
    restart();
}

void AccountTableModel::put(const User &user)
{
    PagedTableModel::put(user, 0);
}

void AccountTableModel::remove(UserId id)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).id == id) {
            removeAt(row);
            return;
        }
    }
}

int AccountTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AccountTableModel::text(int row, int column) const
{
    const User &user = at(row);
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
    const User &user = at(row);
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

} // namespace EvalTrack
