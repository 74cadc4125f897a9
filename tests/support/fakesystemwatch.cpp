// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

FakeSystemWatch::FakeSystemWatch(FakeDesk &desk)
    : m_desk(desk)
{
    constexpr qint64 Gigabyte = 1024LL * 1024 * 1024;
    const Timestamp at = m_desk.clock.now();
    now.at = at;
    now.version = u"2.1.0"_s;
    now.environment = u"production"_s;
    now.startedAt = at - 24h * 12;
    now.schemaVersion = 34;
    now.database = {true, u"15.6"_s, 3 * Gigabyte, 4, 4, 1, 11, 100};
    now.requests = {15, 1'234, 0};
    now.captures = {812, 9, 4, 0};
    now.backup = {true, at - 3h};
    now.disk = {80 * Gigabyte, 120 * Gigabyte};
    now.stations = {
        {DeviceId(1), u"Puerta norte"_s, u"Sede central"_s, DeviceState::Enrolled, at - 2min, {}},
        {DeviceId(2), u"Auditorio"_s, u"Sede central"_s, DeviceState::Enrolled, at - 40min, {}},
        {DeviceId(3), u"Puerta sur"_s, u"Almacén"_s, DeviceState::Waiting, {}, {}}};

    const Employee &somebody = m_desk.company.people.at(FakeCompany::HumanResourcesIndex);
    const auto fault = [&](std::chrono::minutes ago, const QString &method, const QString &route,
                           int status, const QString &code, const QString &message) {
        ServerFault made;
        made.id = 100 - list.size();
        made.uuid = makeUuidV7();
        made.at = at - ago;
        made.requestId = u"1k2j3h-%1"_s.arg(made.id);
        made.traceId = u"4bf92f3577b34da6a3ce929d0e0e4736"_s;
        made.method = method;
        made.route = route;
        made.status = status;
        made.code = code;
        made.message = message;
        list.append(made);
    };
    fault(12min, u"PATCH"_s, u"/events/:id"_s, 500, u"Internal"_s,
          u"events.update: SQLSTATE 42P01"_s);
    list.last().user = NamedPerson{somebody.id, somebody.name};
    fault(26h, u"GET"_s, u"/sync/changes"_s, 503, u"Unavailable"_s, u"the connection was lost"_s);
    fault(27h, u"POST"_s, u"/auth/login"_s, 503, {}, {});
}

QFuture<Result<SystemStatus>> FakeSystemWatch::status()
{
    ++asked;
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<SystemStatus>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<SystemStatus>(std::unexpected(*error)));
    }
    return m_desk.answer(Result<SystemStatus>(now));
}

QFuture<Result<Paged<ServerFault>>> FakeSystemWatch::faults(const QString &cursor)
{
    constexpr qsizetype PageSize = 2;
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Paged<ServerFault>>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Paged<ServerFault>>(std::unexpected(*error)));
    }
    const qsizetype start = cursor.toLongLong();
    Paged<ServerFault> page{list.mid(start, PageSize), {}, list.size()};
    if (start + PageSize < list.size()) {
        page.nextCursor = QString::number(start + PageSize);
    }
    return m_desk.answer(Result<Paged<ServerFault>>(page));
}

} // namespace EvalTrack::Test
