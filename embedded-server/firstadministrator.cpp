// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstadministrator.h"

#include "domain/validation.h"
#include "security/passwordhasher.h"
#include "services/unitofwork.h"
#include "services/userservice.h"
#include "storage/database.h"

namespace EvalTrack::Server {

namespace {

QString message(RuleBroken rule, const QString &field, int minimum)
{
    switch (rule) {
    case RuleBroken::Required:
        return field + u" should not be empty"_qs;
    case RuleBroken::TooShort:
        return u"%1 must be longer than or equal to %2 characters"_qs.arg(field).arg(minimum);
    case RuleBroken::TooLong:
        return field + u" is too long"_qs;
    case RuleBroken::NotAnEmail:
        return field + u" must be an email"_qs;
    case RuleBroken::OutOfRange:
        return field + u" is out of range"_qs;
    case RuleBroken::NotText:
        return field + u" contains characters that are not text"_qs;
    }
    return {};
}

} // namespace

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
    Error invalid{ErrorCode::Validation, {}, {}};
    const auto check = [&invalid](std::optional<RuleBroken> rule, const QString &field,
                                  int minimum) {
        if (rule) {
            invalid.fieldErrors.append({field, message(*rule, field, minimum)});
        }
    };
    check(checkName(name), QStringLiteral("name"), Limits::NameMin);
    check(checkEmail(email), QStringLiteral("email"), 1);
    check(checkNewPassword(password.reveal()), QStringLiteral("password"), Limits::PasswordMin);
    if (!invalid.fieldErrors.isEmpty()) {
        return std::unexpected(invalid);
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
