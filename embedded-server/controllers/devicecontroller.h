// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/loopcontext.h"
#include "controllers/mutations.h"
#include "services/deviceservice.h"

namespace EvalTrack::Server {

/// /devices: capture stations, for administrators and for the stations themselves.
class DeviceController
{
public:
    DeviceController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Reply create(const Request &request) const;
    [[nodiscard]] Reply change(const Request &request) const;
    [[nodiscard]] Response renewCode(const Request &request) const;
    [[nodiscard]] Response enrol(const Request &request) const;
    [[nodiscard]] Response self(const Request &request) const;

private:
    [[nodiscard]] Result<Response> show(const Caller &caller, DeviceId id) const;
    [[nodiscard]] QByteArray hashOf(const QString &code) const;

    LoopContext m_context;
    Mutations m_mutations;
    DeviceService m_service;
};

} // namespace EvalTrack::Server
