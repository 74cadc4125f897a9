// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/routetable.h"

#include "controllers/authcontroller.h"
#include "controllers/dashboardcontroller.h"
#include "controllers/healthcontroller.h"
#include "controllers/usercontroller.h"

#include <memory>

namespace EvalTrack::Server {

namespace {

/// A handler that keeps its controller alive.
template <typename Controller, typename Answer>
std::function<Reply(const Request &)> to(const std::shared_ptr<const Controller> &controller,
                                         Answer (Controller::*method)(const Request &) const)
{
    return [controller, method](const Request &request) -> Reply {
        return ((*controller).*method)(request);
    };
}

} // namespace

RouteTable buildRoutes(LoopContext &context)
{
    const Mutations mutations(context);
    const auto health = std::make_shared<const HealthController>(context);
    const auto auth = std::make_shared<const AuthController>(context, mutations);
    const auto users = std::make_shared<const UserController>(context, mutations);
    const auto dashboard = std::make_shared<const DashboardController>(context);

    using enum Verb;
    using enum Permission;
    RouteTable routes{
        // clang-format off
        {Get,    "/health",       Public{},         to(health, &HealthController::health), "Whether the server runs"},
        {Get,    "/ready",        Public{},         to(health, &HealthController::ready), "Whether the server can serve"},
        {Get,    "/metrics",      Operator{},       to(health, &HealthController::metrics), "Counters in Prometheus' text format"},
        {Get,    "/admin/status", ViewSystemStatus, to(health, &HealthController::status), "The administrator's status page"},
        {Get,    "/dashboard",    SignedIn{},       to(dashboard, &DashboardController::get), "Figures and series for the caller's role"},

        {Post,   "/auth/login",   Public{},         to(auth, &AuthController::login), "Sign in with e-mail and password"},
        {Post,   "/auth/refresh", Public{},         to(auth, &AuthController::refresh), "A new access token for a refresh token, which is replaced"},
        {Post,   "/auth/logout",  Public{},         to(auth, &AuthController::logout), "End the session of a refresh token"},
        {Get,    "/auth/me",      SignedIn{},       to(auth, &AuthController::me), "The caller's own account"},

        {Get,    "/users",        ViewPeople,       to(users, &UserController::list), "All accounts"},
        {Post,   "/users",        ManageAccounts,   to(users, &UserController::create), "Create an account"},
        {Get,    "/users/:id",    SignedIn{},       to(users, &UserController::get), "One account; without ViewPeople only one's own"},
        {Patch,  "/users/:id",    ManageAccounts,   to(users, &UserController::change), "Change an account"},
        {Delete, "/users/:id",    ManageAccounts,   to(users, &UserController::remove), "Take an account off every list"},
        // clang-format on
    };
    if (context.describe) {
        // The document describes the whole table, its own route too, so it is made when it is asked
        // for.
        auto described = std::make_shared<RouteTable>();
        routes.append({Get, "/openapi.json", Public{},
                       [described, describe = context.describe](const Request &) -> Reply {
                           return json(200, describe(*described));
                       },
                       "This document"});
        for (Route route : routes) {
            route.handle = {};
            described->append(route);
        }
    }
    return routes;
}

} // namespace EvalTrack::Server
