// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/accountsservice.h"

#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "wire/accountstatenames.h"
#include "wire/entitycodec.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"

#include <QJsonArray>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

constexpr int AccountsPerPage = 100;

Result<User> userOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto user = Wire::parseUser(*object);
    return user ? user
                : failure(ErrorCode::ProtocolMismatch, QStringLiteral("an account is malformed"));
}

Result<void> nothingOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    return object ? Result<void>() : std::unexpected(object.error());
}

} // namespace

AccountsService::AccountsService(ApiClient &api, QObject *parent)
    : Accounts(parent)
    , m_api(api)
{}

QFuture<Result<Paged<User>>> AccountsService::page(const AccountFilter &filter,
                                                   const QString &cursor)
{
    const QString search = filter.search.trimmed();
    ApiRequest request;
    request.path = QStringLiteral("/users");
    addPage(request, AccountsPerPage, cursor);
    if (!search.isEmpty()) {
        request.query.addQueryItem(QString(Key::search),
                                   QString::fromLatin1(QUrl::toPercentEncoding(search)));
    }
    if (filter.role) {
        request.query.addQueryItem(QString(Key::role),
                                   QString::fromLatin1(Wire::name(*filter.role)));
    }
    if (filter.state) {
        request.query.addQueryItem(QString(Wire::AccountStateQuery),
                                   QString::fromLatin1(Wire::name(*filter.state)));
    }
    return m_api.send(request).then(pagedOf<User>(Wire::parseUser));
}

QFuture<Result<User>> AccountsService::create(const NewAccount &account)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::name, account.name);
    json.field(Key::email, account.email);
    json.field(Key::password, account.password.reveal());
    json.field(Key::role, Wire::name(account.role));
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/users");
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(userOf);
}

QFuture<Result<User>> AccountsService::change(UserId user, qint64 revision,
                                              const AccountChange &change)
{
    Wire::JsonWriter json;
    json.beginObject();
    if (change.name) {
        json.field(Key::name, *change.name);
    }
    if (change.email) {
        json.field(Key::email, *change.email);
    }
    if (change.password) {
        json.field(Key::password, change.password->reveal());
    }
    if (change.role) {
        json.field(Key::role, Wire::name(*change.role));
    }
    if (change.isActive) {
        json.field(Key::isActive, *change.isActive);
    }
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("PATCH");
    request.path = QStringLiteral("/users/%1").arg(user.value());
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    request.setIfMatch(revision);
    return m_api.send(request).then(userOf);
}

QFuture<Result<void>> AccountsService::remove(UserId user)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("DELETE");
    request.path = QStringLiteral("/users/%1").arg(user.value());
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(nothingOf);
}

QFuture<Result<bool>> AccountsService::hasPin(UserId user)
{
    ApiRequest request;
    request.path = QStringLiteral("/employees/%1/pin").arg(user.value());
    return m_api.send(request).then([](const Result<HttpAnswer> &answer) -> Result<bool> {
        const auto object = objectOf(answer);
        return object ? Result<bool>(object->value(Key::isSet).toBool())
                      : std::unexpected(object.error());
    });
}

QFuture<Result<void>> AccountsService::setPin(UserId user,
                                              const std::optional<Redacted<QString>> &pin)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::pin, pin ? std::optional(pin->reveal()) : std::nullopt);
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/employees/%1/pin").arg(user.value());
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(nothingOf);
}

} // namespace EvalTrack
