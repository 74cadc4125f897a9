// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/response.h"

#include <QList>

#include <functional>
#include <variant>

namespace EvalTrack::Server {

/// No token is asked for.
struct Public
{};
/// Any account that is switched on.
struct SignedIn
{};
/// Loopback, or the metrics token.
struct Operator
{};
/// Who may call a route. There is no default: every route says it.
using Access = std::variant<Public, SignedIn, Operator, Permission>;

constexpr qint64 DefaultBodyLimit = 1024 * 1024;
constexpr qint64 LargeBodyLimit = 8 * 1024 * 1024; ///< Sync and import routes.

/// One row of the route table: everything that is known of a route stands here, and the router, the
/// OpenAPI document, the permission tests and the metrics labels read it. `path` is a template such
/// as "/events/:id"; literal segments win over parameters.
struct Route
{
    Verb verb = Verb::Get;
    const char *path = nullptr;
    Access access;
    std::function<Reply(const Request &)> handle;
    const char *summary = nullptr; ///< English, one line, for the OpenAPI document.
    qint64 bodyLimit = DefaultBodyLimit;
};

using RouteTable = QList<Route>;

} // namespace EvalTrack::Server
