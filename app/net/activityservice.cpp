// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/activityservice.h"

#include "net/pagedanswer.h"
#include "wire/activitycodec.h"
#include "wire/isotime.h"
#include "wire/syncprotocol.h"

namespace EvalTrack {

namespace {

constexpr int EntriesPerPage = 200;

} // namespace

ActivityService::ActivityService(ApiClient &api, QObject *parent)
    : Activity(parent)
    , m_api(api)
{}

QFuture<Result<Paged<ActivityEntry>>> ActivityService::page(const ActivityFilter &filter,
                                                            const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/activity");
    addPage(request, EntriesPerPage, cursor);
    const auto addTime = [&](QLatin1StringView name, const std::optional<Timestamp> &time) {
        if (time) {
            request.query.addQueryItem(QString(name), QString::fromLatin1(Wire::toIso(*time)));
        }
    };
    addTime(Wire::SinceParameter, filter.since);
    addTime(Wire::UntilParameter, filter.until);
    return m_api.send(request).then(pagedOf<ActivityEntry>(Wire::parseActivityEntry));
}

QFuture<Result<Paged<ActivityEntry>>> ActivityService::ofPerson(UserId person,
                                                                const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/employees/%1/history").arg(person.value());
    addPage(request, EntriesPerPage, cursor);
    return m_api.send(request).then(pagedOf<ActivityEntry>(Wire::parseActivityEntry));
}

} // namespace EvalTrack
