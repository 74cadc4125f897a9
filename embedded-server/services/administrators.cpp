// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/administrators.h"

#include "storage/repositories/userrepository.h"

namespace EvalTrack::Server {

Result<void> keepAnAdministrator(Database &database, const User &before, Role roleAfter,
                                 bool isActiveAfter)
{
    const bool was = before.role == Role::Admin && before.isActive;
    const bool stays = roleAfter == Role::Admin && isActiveAfter;
    if (!was || stays) {
        return {};
    }
    const auto others = UserRepository(database).lockOtherAdministrators(before.id);
    if (!others) {
        return std::unexpected(others.error());
    }
    if (*others == 0) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("Debe quedar al menos un administrador activo"));
    }
    return {};
}

} // namespace EvalTrack::Server
