// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/systemwatchservice.h"

#include "net/pagedanswer.h"
#include "wire/systemstatuscodec.h"

namespace EvalTrack {

namespace {

constexpr int FaultsPerPage = 100;

Result<SystemStatus> statusOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto status = Wire::parseSystemStatus(*object);
    return status ? status
                  : failure(ErrorCode::ProtocolMismatch,
                            QStringLiteral("the status of the server is malformed"));
}

} // namespace

SystemWatchService::SystemWatchService(ApiClient &api, QObject *parent)
    : SystemWatch(parent)
    , m_api(api)
{}

QFuture<Result<SystemStatus>> SystemWatchService::status()
{
    ApiRequest request;
    request.path = QStringLiteral("/admin/status");
    return m_api.send(request).then(statusOf);
}

QFuture<Result<Paged<ServerFault>>> SystemWatchService::faults(const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/admin/errors");
    addPage(request, FaultsPerPage, cursor);
    return m_api.send(request).then(pagedOf<ServerFault>(Wire::parseServerFault));
}

} // namespace EvalTrack
