// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "controllers/mutations.h"
#include "controllers/requestfields.h"
#include "services/authservice.h"
#include "services/userservice.h"
#include "wire/jsonwriter.h"

namespace EvalTrack::Server {

/// Signing in and out. Attempts are counted before a password is hashed, and the password is hashed
/// before anything is said of the account.
class AuthController
{
public:
    AuthController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Reply login(const Request &request) const;
    [[nodiscard]] Response refresh(const Request &request) const;
    [[nodiscard]] Response logout(const Request &request) const;
    [[nodiscard]] Response me(const Request &request) const;

private:
    [[nodiscard]] Response answerTokens(int status, const AuthService::Tokens &tokens) const;
    void rehash(UserId user, const QString &password, const QString &oldHash) const;

    LoopContext m_context;
    Mutations m_mutations;
    AuthService m_service;
    UserService m_users;
};

/// The members of a session's answer: access_token, user, refresh_token, expires_in.
void writeTokens(Wire::JsonWriter &writer, const AuthService::Tokens &tokens,
                 std::chrono::seconds lifetime);

} // namespace EvalTrack::Server
