// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/session.h"

#include "wire/fieldreader.h"
#include "wire/keys.h"

namespace EvalTrack::Wire {

Result<SessionTokens> parseSessionTokens(const QJsonObject &object)
{
    FieldReader reader(object);
    SessionTokens tokens;
    tokens.accessToken =
        Redacted(reader.text(Key::access_token, Presence::Required).value_or(QString()));
    tokens.refreshToken =
        Redacted(reader.text(Key::refresh_token, Presence::Required).value_or(QString()));
    tokens.expiresIn =
        std::chrono::seconds(reader.integer(Key::expires_in, Presence::Required).value_or(0));
    FieldReader user(reader.object(Key::user, Presence::Required).value_or(QJsonObject()));
    tokens.user.id = UserId(user.integer(Key::id, Presence::Required).value_or(0));
    tokens.user.email = user.text(Key::email, Presence::Required).value_or(QString());
    tokens.user.name = user.text(Key::name, Presence::Required).value_or(QString());
    tokens.user.role =
        user.enumeration<Role>(Key::role, Presence::Required).value_or(Role::Employee);
    tokens.userUuid = UserUuid(user.uuid(Key::uuid, Presence::Required).value_or(QUuid()));
    for (const FieldReader *part : {&reader, &user}) {
        if (auto ok = part->finish(); !ok) {
            return std::unexpected(ok.error());
        }
    }
    return tokens;
}

} // namespace EvalTrack::Wire
