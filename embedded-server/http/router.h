// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "http/route.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>
#include <optional>

namespace EvalTrack::Server {

/// Finds the route of a request and decides whether the caller may call it. It does not run
/// handlers and does not know what they do. One per event loop, made with that loop's routes; the
/// table must not change afterwards.
class Router
{
public:
    /// From an Authorization header to the caller as the account stands now.
    using Authenticate = std::function<Result<Caller>(const QByteArray &)>;

    struct Match
    {
        const Route *route = nullptr;
        QList<QPair<QByteArray, QByteArray>> parameters; ///< Percent-decoded.
    };

    Router(RouteTable routes, Authenticate authenticate, QByteArray operatorToken);
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;

    /// Literal segments win over parameters. HEAD finds the GET route. One trailing slash is
    /// ignored, as Express does.
    [[nodiscard]] std::optional<Match> match(Verb verb, QByteArrayView path) const;
    /// Authenticates and authorises by the route's Access, then checks that `:id` is a number: the
    /// order in which Nest's guards and pipes run. Fills in the caller and the path parameters.
    [[nodiscard]] Result<void> admit(const Match &match, Request &request) const;
    /// The body limit of a route; large bodies are taken only from callers whose token holds.
    [[nodiscard]] qint64 bodyLimit(Verb verb, QByteArrayView path,
                                   const QByteArray &authorization) const;

    [[nodiscard]] const RouteTable &routes() const { return m_routes; }

private:
    struct Compiled
    {
        const Route *route = nullptr;
        QList<QByteArray> segments; ///< A parameter keeps its colon.
        int literals = 0;
    };

    [[nodiscard]] bool isOperator(const Request &request) const;

    const RouteTable m_routes;
    const Authenticate m_authenticate;
    const QByteArray m_operatorToken;
    QHash<QByteArray, QList<Compiled>> m_byFirstSegment;
};

} // namespace EvalTrack::Server
