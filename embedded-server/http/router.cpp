// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/router.h"

#include "base/overloaded.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace EvalTrack::Server {

namespace {

constexpr int MostSegments = 8;

struct Segments
{
    std::array<QByteArrayView, MostSegments> parts;
    int count = 0;
    bool fits = true;
};

Segments split(QByteArrayView path)
{
    Segments segments;
    if (path.startsWith('/')) {
        path = path.sliced(1);
    }
    if (path.endsWith('/')) {
        path.chop(1);
    }
    while (segments.count < MostSegments) {
        const qsizetype slash = path.indexOf('/');
        segments.parts[static_cast<size_t>(segments.count++)] =
            slash < 0 ? path : path.first(slash);
        if (slash < 0) {
            return segments;
        }
        path = path.sliced(slash + 1);
    }
    segments.fits = false;
    return segments;
}

bool isParameter(QByteArrayView segment)
{
    return segment.startsWith(':');
}

/// What Nest's ParseIntPipe takes.
bool isIntegerId(const QByteArray &text)
{
    const QByteArrayView digits =
        text.startsWith('-') ? QByteArrayView(text).sliced(1) : QByteArrayView(text);
    return !digits.isEmpty() &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArrayView bearerToken(const QByteArray &authorization)
{
    constexpr QByteArrayView Scheme = "Bearer ";
    const QByteArrayView header(authorization);
    return header.size() > Scheme.size() &&
                   header.first(Scheme.size()).compare(Scheme, Qt::CaseInsensitive) == 0
               ? header.sliced(Scheme.size())
               : QByteArrayView();
}

} // namespace

Router::Router(RouteTable routes, Authenticate authenticate, QByteArray operatorToken)
    : m_routes(std::move(routes))
    , m_authenticate(std::move(authenticate))
    , m_operatorToken(std::move(operatorToken))
{
    for (const Route &route : m_routes) {
        Compiled compiled{&route, {}, 0};
        const Segments segments = split(route.path);
        for (int i = 0; i < segments.count; ++i) {
            const QByteArrayView segment = segments.parts[static_cast<size_t>(i)];
            compiled.segments.append(segment.toByteArray());
            compiled.literals += isParameter(segment) ? 0 : 1;
        }
        m_byFirstSegment[compiled.segments.first()].append(compiled);
    }
    for (QList<Compiled> &routesOfSegment : m_byFirstSegment) {
        std::stable_sort(
            routesOfSegment.begin(), routesOfSegment.end(),
            [](const Compiled &a, const Compiled &b) { return a.literals > b.literals; });
    }
}

std::optional<Router::Match> Router::match(Verb verb, QByteArrayView path) const
{
    const Segments segments = split(path);
    if (!segments.fits) {
        return std::nullopt;
    }
    const QByteArrayView first = segments.parts[0];
    const auto candidates =
        m_byFirstSegment.constFind(QByteArray::fromRawData(first.data(), first.size()));
    if (candidates == m_byFirstSegment.constEnd()) {
        return std::nullopt;
    }
    const Verb wanted = verb == Verb::Head ? Verb::Get : verb;
    for (const Compiled &candidate : *candidates) {
        if (candidate.route->verb != wanted || candidate.segments.size() != segments.count) {
            continue;
        }
        bool matches = true;
        for (int i = 1; i < segments.count && matches; ++i) {
            const QByteArrayView segment = segments.parts[static_cast<size_t>(i)];
            const QByteArray &pattern = candidate.segments.at(i);
            matches = isParameter(pattern) ? !segment.isEmpty() : pattern == segment;
        }
        if (!matches) {
            continue;
        }
        Match match{candidate.route, {}};
        for (int i = 1; i < segments.count; ++i) {
            const QByteArray &pattern = candidate.segments.at(i);
            if (isParameter(pattern)) {
                const QByteArray raw = segments.parts[static_cast<size_t>(i)].toByteArray();
                match.parameters.append({pattern.sliced(1), QByteArray::fromPercentEncoding(raw)});
            }
        }
        return match;
    }
    return std::nullopt;
}

bool Router::isOperator(const Request &request) const
{
    // A reverse proxy on this machine makes everybody look local; it says so with these headers.
    const bool isForwarded =
        !request.header("x-forwarded-for").isEmpty() || !request.header("forwarded").isEmpty();
    if (request.client.isLoopback() && !isForwarded) {
        return true;
    }
    const QByteArrayView token = bearerToken(request.header("authorization"));
    return !m_operatorToken.isEmpty() && token.size() == m_operatorToken.size() &&
           sodium_memcmp(token.data(), m_operatorToken.constData(),
                         static_cast<size_t>(token.size())) == 0;
}

Result<void> Router::admit(const Match &match, Request &request) const
{
    const auto authenticate = [this, &request]() -> Result<void> {
        auto caller = m_authenticate(request.header("authorization"));
        if (!caller) {
            return std::unexpected(caller.error());
        }
        request.caller = *std::move(caller);
        return {};
    };
    const Result<void> admitted = std::visit(
        Overloaded{[](Public) -> Result<void> { return {}; },
                   [&authenticate](SignedIn) { return authenticate(); },
                   [this, &request](Operator) -> Result<void> {
                       return isOperator(request) ? Result<void>() : failure(ErrorCode::Forbidden);
                   },
                   [&authenticate, &request](Permission permission) -> Result<void> {
                       Result<void> authenticated = authenticate();
                       if (authenticated && !request.caller.may(permission)) {
                           return failure(ErrorCode::Forbidden);
                       }
                       return authenticated;
                   }},
        match.route->access);
    if (!admitted) {
        return admitted;
    }
    for (const auto &[name, value] : match.parameters) {
        if (name == "id" && !isIntegerId(value)) {
            return failure(ErrorCode::BadRequest,
                           QStringLiteral("Validation failed (numeric string is expected)"));
        }
    }
    request.pathParameters = match.parameters;
    return {};
}

qint64 Router::bodyLimit(Verb verb, QByteArrayView path, const QByteArray &authorization) const
{
    const auto found = match(verb, path);
    if (!found) {
        return DefaultBodyLimit;
    }
    const Route &route = *found->route;
    if (route.bodyLimit <= DefaultBodyLimit || std::holds_alternative<Public>(route.access)) {
        return route.bodyLimit;
    }
    return m_authenticate(authorization) ? route.bodyLimit : DefaultBodyLimit;
}

} // namespace EvalTrack::Server
