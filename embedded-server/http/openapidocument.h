// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/route.h"

#include <QByteArray>
#include <QString>

namespace EvalTrack::Server {

/// The OpenAPI 3.1 document of a route table: paths, verbs, parameters, who may call (security and
/// x-access), bodies and the errors each can answer.
[[nodiscard]] QByteArray openApiDocument(const RouteTable &routes, const QString &version);

} // namespace EvalTrack::Server
