// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstadministrator.h"

#include "domain/validation.h"
#include "security/passwordhasher.h"
#include "services/unitofwork.h"
#include "services/userservice.h"
#include "storage/database.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"

namespace EvalTrack::Server {

FirstAdministrator::FirstAdministrator(Database &database)
    : m_database(database)
{}

Result<bool> FirstAdministrator::isNeeded() const
{
    const auto rows = m_database.run("setup.nobodyCanSignIn");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto row = rows->first();
    return row && row->boolean(0);
}

Result<void> FirstAdministrator::create(const QString &name, const QString &email,
                                        const Redacted<QString> &password) const
{
    Wire::FieldReader rules({});
    rules.check(Wire::Key::name, checkName(name), Limits::NameMin);
    rules.check(Wire::Key::email, checkEmail(email));
    rules.check(Wire::Key::password, checkNewPassword(password.reveal()), Limits::PasswordMin);
    if (const auto ok = rules.finish(); !ok) {
        return std::unexpected(Error{ErrorCode::Validation, {}, ok.error().fieldErrors});
    }
    const auto hash = PasswordHasher::hashNow(password.reveal());
    if (!hash) {
        return std::unexpected(hash.error());
    }
    return m_database.inTransaction([this, &name, &email, &hash]() -> Result<void> {
        // Two first administrators at once: the second one waits here and then sees the first.
        if (const auto locked = m_database.run("setup.lock"); !locked) {
            return std::unexpected(locked.error());
        }
        const auto needed = isNeeded();
        if (!needed) {
            return std::unexpected(needed.error());
        }
        if (!*needed) {
            return failure(ErrorCode::Conflict, QStringLiteral("There is an account already"));
        }
        UnitOfWork unit(m_database, Request(), SystemClock().now());
        const auto user =
            UserService(m_database).create(unit, {name, email, Role::Admin, {}}, *hash);
        if (!user) {
            return std::unexpected(user.error());
        }
        return unit.writeAudit();
    });
}

} // namespace EvalTrack::Server
