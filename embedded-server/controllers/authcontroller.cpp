// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/authcontroller.h"

#include "base/deliver.h"
#include "observability/log.h"
#include "observability/metrics.h"
#include "security/loginthrottle.h"
#include "security/passwordhasher.h"
#include "wire/entitycodec.h"
#include "wire/keys.h"
#include "wire/names.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

constexpr int OldPasswordMin = 6;

struct LoginBody
{
    QString email;
    QString password;
};

LoginBody readLogin(FieldReader &fields)
{
    LoginBody body;
    if (const auto email = fields.text(Key::email, Presence::Required, Limits::EmailMax)) {
        body.email = email->trimmed();
        fields.check(Key::email, checkEmail(body.email));
    }
    // Passwords of older versions may be shorter than new ones must be.
    if (const auto password = fields.text(Key::password, Presence::Required, Limits::PasswordMax)) {
        body.password = *password;
        if (body.password.size() < OldPasswordMin) {
            fields.check(Key::password, RuleBroken::TooShort, OldPasswordMin);
        }
    }
    return body;
}

QByteArray readRefreshToken(FieldReader &fields)
{
    return fields.text(Key::refresh_token, Presence::Required, Limits::ShortTextMax)
        .value_or(QString())
        .toLatin1();
}

Error wrongCredentials()
{
    return {ErrorCode::Unauthorized, QStringLiteral("Credenciales inválidas"), {}};
}

QString deviceOf(const Request &request)
{
    return QString::fromLatin1(request.header("user-agent").left(Limits::ShortTextMax));
}

} // namespace

AuthController::AuthController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_service(context.database, context.tokens)
    , m_users(context.database)
{}

Reply AuthController::login(const Request &request) const
{
    const auto body = readBody(request, readLogin);
    if (!body) {
        return errorResponse(body.error());
    }
    // Counted before the password is looked at: attempts made all at once count like any others.
    LoginThrottle &throttle = m_context.loginThrottle;
    if (const auto wait = throttle.reserve(body->email, request.client)) {
        return withRetryAfter(
            errorResponse(429, "Demasiados intentos de inicio de sesión, espera un momento"),
            *wait);
    }
    const auto candidate = m_service.candidate(body->email);
    if (!candidate) {
        throttle.release(body->email, request.client);
        return errorResponse(candidate.error());
    }

    const LaterReply reply;
    deliver(m_context.passwords.verify(body->password, candidate->passwordHash), &m_context.loop,
            [this, &throttle, reply, request, body = *body,
             candidate = *candidate](const Result<PasswordCheck> &check) {
                if (!check) {
                    throttle.release(body.email, request.client);
                    reply.give(errorResponse(check.error()));
                    return;
                }
                const bool isWelcome = check->matches && candidate.account.isActive;
                m_context.metrics.countLogin(isWelcome);
                if (!isWelcome) {
                    throttle.recordFailure(body.email, request.client);
                    reply.give(errorResponse(wrongCredentials()));
                    return;
                }
                throttle.recordSuccess(body.email, request.client);
                reply.give(m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
                    const auto tokens =
                        m_service.signIn(unit, candidate.account, deviceOf(request));
                    if (!tokens) {
                        return std::unexpected(tokens.error());
                    }
                    if (!*tokens) {
                        return std::unexpected(wrongCredentials());
                    }
                    return answerTokens(200, **tokens);
                }));
                if (check->needsRehash) {
                    rehash(candidate.account.caller.id, body.password, candidate.passwordHash);
                }
            });
    return reply.future();
}

void AuthController::rehash(UserId user, const QString &password, const QString &oldHash) const
{
    deliver(m_context.passwords.hash(password), &m_context.loop,
            [this, user, oldHash](const Result<QString> &hash) {
                if (!hash) {
                    return; // The old one still works; the next sign-in tries again.
                }
                if (auto stored = m_service.storeRehash(user, oldHash, *hash); !stored) {
                    m_context.log.warning("A password could not be hashed anew");
                }
            });
}

Response AuthController::refresh(const Request &request) const
{
    const auto token = readBody(request, readRefreshToken);
    if (!token) {
        return errorResponse(token.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto tokens = m_service.refresh(unit, *token, deviceOf(request));
        if (!tokens) {
            return std::unexpected(tokens.error());
        }
        // A refusal is an answer and not an error, so that what it revoked is committed.
        return *tokens ? answerTokens(201, **tokens)
                       : errorResponse({ErrorCode::Unauthorized, {}, {}});
    });
}

Response AuthController::logout(const Request &request) const
{
    const auto token = readBody(request, readRefreshToken);
    if (!token) {
        return errorResponse(token.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        if (auto ok = m_service.signOut(unit, *token); !ok) {
            return std::unexpected(ok.error());
        }
        return noContent();
    });
}

Response AuthController::me(const Request &request) const
{
    const auto user = m_users.byId(request.caller, request.caller.id);
    if (!user) {
        return errorResponse(user.error());
    }
    JsonWriter writer;
    write(writer, *user);
    return json(200, writer.take());
}

Response AuthController::answerTokens(int status, const AuthService::Tokens &tokens) const
{
    JsonWriter writer;
    writer.beginObject();
    writeTokens(writer, tokens, m_context.tokens.lifetime());
    writer.endObject();
    return json(status, writer.take());
}

void writeTokens(JsonWriter &writer, const AuthService::Tokens &tokens,
                 std::chrono::seconds lifetime)
{
    writer.field(Key::access_token, QByteArrayView(tokens.accessToken));
    writer.key(Key::user);
    writer.beginObject();
    writer.field(Key::id, tokens.account.id.value());
    writer.field(Key::email, tokens.account.email);
    writer.field(Key::name, tokens.account.name);
    writer.field(Key::role, Wire::name(tokens.account.role));
    writer.field(Key::uuid, tokens.account.uuid.value());
    writer.endObject();
    writer.field(Key::refresh_token, QByteArrayView(tokens.refreshToken));
    writer.field(Key::expires_in, static_cast<qint64>(lifetime.count()));
}

} // namespace EvalTrack::Server
