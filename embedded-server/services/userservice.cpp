// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/userservice.h"

#include "services/administrators.h"
#include "storage/repositories/employeerepository.h"
#include "storage/repositories/sessionrepository.h"
#include "storage/repositories/userrepository.h"
#include "wire/keys.h"

namespace EvalTrack::Server {

namespace {

/// Everybody with an account has a profile, so that HR finds them among the people. A full name is
/// split at its middle: two words each in the usual Spanish name.
void nameProfile(Employee &employee, const QString &fullName)
{
    const QStringList words = fullName.simplified().split(u' ');
    const qsizetype given = words.size() > 1 ? words.size() / 2 : 1;
    employee.firstName = words.mid(0, given).join(u' ');
    employee.lastName = words.mid(given).join(u' ');
}

QStringList changedFields(const User &before, const User &after, bool hasNewPassword)
{
    QStringList fields;
    const auto note = [&fields](bool isOtherwise, QLatin1StringView field) {
        if (isOtherwise) {
            fields.append(field);
        }
    };
    note(before.name != after.name, Wire::Key::name);
    note(before.email != after.email, Wire::Key::email);
    note(before.role != after.role, Wire::Key::role);
    note(before.isActive != after.isActive, Wire::Key::isActive);
    note(hasNewPassword, Wire::Key::password);
    return fields;
}

/// What stays of a name stays where it was: only who knows the person knows that "María José | de
/// la Cruz" is split so. Of two parts that could stay, the longer one does.
void renameProfile(Employee &employee, const QString &fullName)
{
    const QString name = fullName.simplified();
    const QString first = employee.firstName.simplified();
    const QString last = employee.lastName.simplified();
    if (name == QString(first + u' ' + last).trimmed()) {
        return;
    }
    const bool keepsFirst = !first.isEmpty() && name.startsWith(first + u' ');
    const bool keepsLast = !last.isEmpty() && name.endsWith(u' ' + last);
    if (keepsFirst && (!keepsLast || first.size() > last.size())) {
        employee.lastName = name.sliced(first.size() + 1);
    } else if (keepsLast) {
        employee.firstName = name.chopped(last.size() + 1);
    } else {
        nameProfile(employee, name);
    }
}

} // namespace

std::unexpected<Error> userNotFound(UserId id)
{
    return failure(ErrorCode::NotFound,
                   u"Usuario con ID "_qs + QString::number(id.value()) + u" no encontrado");
}

UserService::UserService(Database &database)
    : m_database(database)
{}

Result<User> UserService::byId(const Caller &caller, UserId id) const
{
    if (!caller.may(Permission::ViewPeople) && caller.id != id) {
        return failure(ErrorCode::Forbidden);
    }
    const auto user = UserRepository(m_database).byId(id);
    if (!user) {
        return std::unexpected(user.error());
    }
    // Capture stations are no people; one reads its own account all the same.
    if (!*user || ((*user)->role == Role::Station && caller.id != id)) {
        return userNotFound(id);
    }
    return **user;
}

Result<QList<User>> UserService::page(const AccountFilter &filter, qint64 afterId, int limit) const
{
    return UserRepository(m_database).page(filter, afterId, limit);
}

Result<qint64> UserService::count(const AccountFilter &filter) const
{
    return UserRepository(m_database).count(filter);
}

Result<User> UserService::create(UnitOfWork &unit, const NewUser &user,
                                 const std::optional<QString> &passwordHash) const
{
    User row;
    row.name = user.name;
    row.email = user.email;
    row.role = user.role;
    row.uuid = user.uuid;
    row.isActive = user.isActive;
    auto created = UserRepository(m_database).insert(row, passwordHash);
    if (!created) {
        return created;
    }
    Employee profile;
    profile.id = created->id;
    nameProfile(profile, created->name);
    if (auto ok = EmployeeRepository(m_database).insert(profile); !ok) {
        return std::unexpected(ok.error());
    }
    unit.audit("user.create", "user", created->id.value(), created->uuid.value());
    unit.announceTo(created->id, Permission::ViewPeople);
    return created;
}

Result<User> UserService::change(UnitOfWork &unit, UserId id, const Change &change,
                                 const std::optional<QString> &passwordHash) const
{
    const UserRepository users(m_database);
    const auto locked = users.lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return userNotFound(id);
    }
    if (auto ok = unit.requireRevision((*locked)->revision); !ok) {
        return std::unexpected(ok.error());
    }
    User user = **locked;
    user.name = change.name.value_or(user.name);
    user.email = change.email.value_or(user.email);
    user.role = change.role.value_or(user.role);
    user.isActive = change.isActive.value_or(user.isActive);
    if (auto ok = keepAnAdministrator(m_database, **locked, user.role, user.isActive); !ok) {
        return std::unexpected(ok.error());
    }
    auto updated = users.update(user, passwordHash);
    if (!updated) {
        return updated;
    }
    const EmployeeRepository employees(m_database);
    if (user.name != (*locked)->name) {
        auto profile = employees.byId(id);
        if (!profile) {
            return std::unexpected(profile.error());
        }
        if (*profile) {
            renameProfile(**profile, user.name);
            if (auto ok = employees.updateNames(**profile); !ok) {
                return std::unexpected(ok.error());
            }
        }
    }
    if (passwordHash || !user.isActive) {
        if (auto ok = SessionRepository(m_database).revokeAll(id, unit.now()); !ok) {
            return std::unexpected(ok.error());
        }
    }
    unit.auditChange("user.update", "user", id.value(), user.uuid.value(),
                     changedFields(**locked, user, passwordHash.has_value()));
    unit.forgetAccount(id);
    unit.announceTo(id, Permission::ViewPeople);
    return updated;
}

Result<void> UserService::remove(UnitOfWork &unit, UserId id) const
{
    const UserRepository users(m_database);
    const auto locked = users.lock(id);
    if (!locked) {
        return std::unexpected(locked.error());
    }
    if (!*locked) {
        return userNotFound(id);
    }
    if (auto ok = unit.requireRevision((*locked)->revision); !ok) {
        return ok;
    }
    if (auto ok = keepAnAdministrator(m_database, **locked, (*locked)->role, false); !ok) {
        return ok;
    }
    if (auto ok = users.remove(id); !ok) {
        return ok;
    }
    if (auto ok = SessionRepository(m_database).revokeAll(id, unit.now()); !ok) {
        return ok;
    }
    unit.audit("user.delete", "user", id.value(), (*locked)->uuid.value());
    unit.forgetAccount(id);
    unit.announceTo(id, Permission::ViewPeople);
    return {};
}

} // namespace EvalTrack::Server
