// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"

#include <functional>

namespace EvalTrack::Server {

/// Where services say that something changed. Clients that may see it are told over their
/// WebSockets that something did, and pull at once. Safe to call from every thread; after the
/// transaction is committed.
class ChangeNotifier
{
public:
    ChangeNotifier() = default;
    ChangeNotifier(const ChangeNotifier &) = delete;
    ChangeNotifier &operator=(const ChangeNotifier &) = delete;
    virtual ~ChangeNotifier() = default;

    using MaySee = std::function<bool(const Caller &)>;
    virtual void notify(MaySee maySee) = 0;
};

} // namespace EvalTrack::Server
