// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/usercontroller.h"

#include "base/deliver.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "security/passwordhasher.h"
#include "wire/accountstatenames.h"
#include "wire/entitycodec.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

struct NewUserBody
{
    UserService::NewUser user;
    QString password;
};

struct UserChangeBody
{
    UserService::Change change;
    std::optional<QString> password;
};

NewUserBody readNewUser(FieldReader &fields)
{
    NewUserBody body;
    if (const auto name = fields.text(Key::name, Presence::Required, Limits::NameMax)) {
        body.user.name = name->trimmed();
        fields.check(Key::name, checkName(body.user.name), Limits::NameMin, Limits::NameMax);
    }
    if (const auto email = fields.text(Key::email, Presence::Required, Limits::EmailMax)) {
        body.user.email = email->trimmed();
        fields.check(Key::email, checkEmail(body.user.email));
    }
    if (const auto password = fields.text(Key::password, Presence::Required, Limits::PasswordMax)) {
        body.password = *password;
        fields.check(Key::password, checkNewPassword(*password), Limits::PasswordMin);
    }
    body.user.role = fields.oneOf<Role>(Key::role, Presence::Optional, personRoleNames())
                         .value_or(Role::Employee);
    body.user.uuid = UserUuid(fields.uuid(Key::uuid, Presence::Optional).value_or(QUuid()));
    return body;
}

/// Forms send what was not filled in as empty strings: those change nothing.
std::optional<QString> filledIn(FieldReader &fields, QLatin1StringView key, int maximumLength)
{
    auto text = fields.text(key, Presence::Optional, maximumLength);
    return text && text->trimmed().isEmpty() ? std::nullopt : text;
}

UserChangeBody readUserChange(FieldReader &fields)
{
    UserChangeBody body;
    if (const auto name = filledIn(fields, Key::name, Limits::NameMax)) {
        body.change.name = name->trimmed();
        fields.check(Key::name, checkName(*body.change.name), Limits::NameMin, Limits::NameMax);
    }
    if (const auto email = filledIn(fields, Key::email, Limits::EmailMax)) {
        body.change.email = email->trimmed();
        fields.check(Key::email, checkEmail(*body.change.email));
    }
    body.password = filledIn(fields, Key::password, Limits::PasswordMax);
    if (body.password) {
        fields.check(Key::password, checkNewPassword(*body.password), Limits::PasswordMin);
    }
    if (fields.json(Key::role) != QJsonValue(QString())) {
        body.change.role = fields.oneOf<Role>(Key::role, Presence::Optional, personRoleNames());
    }
    if (fields.json(Key::isActive) != QJsonValue(QString())) {
        body.change.isActive = fields.boolean(Key::isActive, Presence::Optional);
    }
    return body;
}

Response answerUser(int status, const User &user)
{
    JsonWriter writer;
    write(writer, user);
    return json(status, writer.take());
}

/// `?search=&role=&state=`, each optional.
Result<AccountFilter> filterOf(const Request &request)
{
    AccountFilter filter;
    const auto search = searchText(request);
    if (!search) {
        return std::unexpected(search.error());
    }
    filter.search = *search;
    if (const auto role = request.queryValue(u"role"); role && !role->isEmpty()) {
        filter.role = Wire::fromName<Role>(*role);
        if (!filter.role || *filter.role == Role::Station) {
            return failure(ErrorCode::BadRequest,
                           QStringLiteral("role must be ADMIN, RECURSOS_HUMANOS or EMPLEADO"));
        }
    }
    if (const auto state = request.queryValue(u"state"); state && !state->isEmpty()) {
        filter.state = Wire::fromName<AccountState>(*state);
        if (!filter.state) {
            return failure(ErrorCode::BadRequest,
                           QStringLiteral("state must be active, inactive or withoutLogin"));
        }
    }
    return filter;
}

} // namespace

UserController::UserController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_service(context.database)
    , m_feed(context.database)
{}

Response UserController::list(const Request &request) const
{
    const auto filter = filterOf(request);
    if (!filter) {
        return errorResponse(filter.error());
    }
    Listing<User> users;
    users.name = "users";
    users.fetch = [service = m_service, filter = *filter](const auto &after, int limit) {
        return service.page(filter, after ? after->id : 0, limit);
    };
    users.write = [](JsonWriter &writer, const User &user) {
        write(writer, user);
    };
    users.positionOf = [](const User &user) {
        return Position{{}, user.id.value()};
    };
    users.count = [this, filter = *filter] {
        return m_service.count(filter);
    };
    users.tag = tagOf(request, m_feed);
    return answerOf(users.answer(request));
}

Result<Response> UserController::show(const Caller &caller, UserId id) const
{
    const auto user = m_service.byId(caller, id);
    if (!user) {
        return std::unexpected(user.error());
    }
    return answerUser(200, *user);
}

Response UserController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<UserId>(request)));
}

Reply UserController::create(const Request &request) const
{
    const auto body = readBody(request, readNewUser);
    if (!body) {
        return errorResponse(body.error());
    }
    const LaterReply reply;
    deliver(m_context.passwords.hash(body->password), &m_context.loop,
            [this, reply, request, user = body->user](const Result<QString> &hash) {
                if (!hash) {
                    reply.give(errorResponse(hash.error()));
                    return;
                }
                reply.give(m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
                    const auto created = m_service.create(unit, user, *hash);
                    if (!created) {
                        return std::unexpected(created.error());
                    }
                    return answerUser(201, *created);
                }));
            });
    return reply.future();
}

Reply UserController::change(const Request &request) const
{
    const auto body = readBody(request, readUserChange);
    if (!body) {
        return errorResponse(body.error());
    }
    const auto perform = [this, request,
                          change = body->change](const std::optional<QString> &hash) {
        return m_mutations.performOn<UserId>(
            request,
            [&](UnitOfWork &unit, UserId id) -> Result<Response> {
                const auto changed = m_service.change(unit, id, change, hash);
                if (!changed) {
                    return std::unexpected(changed.error());
                }
                return answerUser(200, *changed);
            },
            std::bind_front(&UserController::show, this));
    };
    if (!body->password) {
        return perform(std::nullopt);
    }
    const LaterReply reply;
    deliver(m_context.passwords.hash(*body->password), &m_context.loop,
            [reply, perform](const Result<QString> &hash) {
                reply.give(hash ? perform(*hash) : errorResponse(hash.error()));
            });
    return reply.future();
}

Response UserController::remove(const Request &request) const
{
    return m_mutations.performOn<UserId>(
        request, [&](UnitOfWork &unit, UserId id) { return m_service.remove(unit, id); },
        std::bind_front(&UserController::show, this));
}

} // namespace EvalTrack::Server
