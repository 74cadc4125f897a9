// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/permission.h"
#include "domain/user.h"
#include "wire/traceparent.h"

#include <QByteArray>
#include <QHostAddress>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>

#include <optional>

namespace EvalTrack::Server {

enum class Verb { Get, Post, Put, Patch, Delete, Head, Options };

[[nodiscard]] QByteArrayView name(Verb verb);

/// Who is calling, as the account stands now (not as the token was when it was made).
struct Caller
{
    UserId id;
    UserUuid uuid;
    QString email;
    QString name;
    Role role = Role::Employee;

    [[nodiscard]] bool may(Permission permission) const { return roleHas(role, permission); }
    /// Null for a request without a caller (login, health).
    [[nodiscard]] bool isNull() const { return id.isNull(); }
};

/// One HTTP request after the guard, the router and authentication let it through. A value:
/// handlers keep what they need. QHttpServerRequest does not leave the adaptor.
struct Request
{
    Verb verb = Verb::Get;
    QByteArray path; ///< Percent-encoded, without the query.
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers; ///< Names in lower case.
    QList<QPair<QString, QString>> query;         ///< Decoded, in order.
    QList<QPair<QByteArray, QByteArray>> pathParameters;
    Caller caller;
    QHostAddress client; ///< Who sent it: the peer, or whom a trusted proxy names.
    QByteArray
        requestId; ///< Also in the answer's X-Request-Id and in every log line of the request.
    Wire::TraceParent trace; ///< Our part in the client's trace.

    [[nodiscard]] QByteArray header(QByteArrayView lowerCaseName) const;
    [[nodiscard]] std::optional<QString> queryValue(QStringView name) const;
    [[nodiscard]] QByteArray pathParameter(QByteArrayView name) const;
};

} // namespace EvalTrack::Server
