// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/errorrepository.h"

#include <limits>

namespace EvalTrack::Server {

namespace {

ServerFault readFault(const Row &row)
{
    ServerFault fault;
    fault.id = row.integer(0);
    fault.uuid = row.uuid(1);
    fault.at = row.timestamp(2);
    fault.requestId = row.text(3);
    fault.traceId = row.text(4);
    fault.method = row.text(5);
    fault.route = row.text(6);
    fault.status = row.number(7);
    fault.code = row.text(8);
    fault.message = row.text(9);
    if (const auto user = row.optionalId<UserId>(10)) {
        fault.user = NamedPerson{*user, row.text(11)};
    }
    return fault;
}

template <typename Value>
SqlValue columnOf(const QList<ServerFault> &faults, Value value)
{
    QList<SqlValue> values;
    values.reserve(faults.size());
    for (const ServerFault &fault : faults) {
        values.append(SqlValue(value(fault)));
    }
    return SqlValue::array(values);
}

SqlValue textOrNull(const QString &text)
{
    return text.isEmpty() ? SqlValue(std::nullopt) : SqlValue(text);
}

} // namespace

Result<void> ErrorRepository::add(const QList<ServerFault> &faults) const
{
    return execute(
        "errors.add",
        {columnOf(faults, [](const ServerFault &fault) { return fault.uuid; }),
         columnOf(faults, [](const ServerFault &fault) { return fault.at; }),
         columnOf(faults, [](const ServerFault &fault) { return fault.requestId; }),
         columnOf(faults, [](const ServerFault &fault) { return fault.traceId; }),
         columnOf(faults, [](const ServerFault &fault) { return fault.method; }),
         columnOf(faults, [](const ServerFault &fault) { return fault.route; }),
         columnOf(faults, [](const ServerFault &fault) { return fault.status; }),
         columnOf(faults, [](const ServerFault &fault) { return textOrNull(fault.code); }),
         columnOf(faults, [](const ServerFault &fault) { return textOrNull(fault.message); }),
         columnOf(faults, [](const ServerFault &fault) {
             return fault.user ? SqlValue(fault.user->id) : SqlValue(std::nullopt);
         })});
}

Result<QList<ServerFault>> ErrorRepository::page(const std::optional<Position> &after,
                                                 int limit) const
{
    return all("errors.page",
               {after ? SqlValue(after->time) : SqlValue(QStringLiteral("infinity")),
                after ? after->id : std::numeric_limits<qint64>::max(), limit},
               readFault);
}

Result<qint64> ErrorRepository::count() const
{
    return number("errors.count");
}

Result<void> ErrorRepository::forgetOld(int most) const
{
    return execute("errors.forgetOld", {most});
}

} // namespace EvalTrack::Server
