// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/devicerepository.h"

#include "wire/names.h"

namespace EvalTrack::Server {

namespace {

DeviceRepository::Station readStation(const Row &row)
{
    Device device;
    device.id = row.id<DeviceId>(0);
    device.name = row.text(1);
    device.site = row.text(2);
    device.state = Wire::fromName<DeviceState>(row.text(3)).value_or(DeviceState::Waiting);
    device.doubleTap = std::chrono::seconds(row.integer(4));
    device.enrolledAt = row.optionalTimestamp(5);
    device.revokedAt = row.optionalTimestamp(6);
    device.lastSeenAt = row.optionalTimestamp(7);
    device.codeExpiresAt = row.optionalTimestamp(8);
    device.createdAt = row.timestamp(9);
    device.updatedAt = row.timestamp(10);
    device.uuid = row.id<DeviceUuid>(11);
    device.revision = row.integer(12);
    device.asksPin = row.boolean(14);
    return {device, row.id<UserId>(13)};
}

} // namespace

Result<QList<Device>> DeviceRepository::page(qint64 afterId, int limit) const
{
    return all("devices.page", {afterId, limit},
               [](const Row &row) { return readStation(row).device; });
}

Result<qint64> DeviceRepository::count() const
{
    return number("devices.count");
}

Result<std::optional<DeviceRepository::Station>> DeviceRepository::byId(DeviceId id) const
{
    return first("devices.byId", {id}, readStation);
}

Result<std::optional<DeviceRepository::Station>> DeviceRepository::lock(DeviceId id) const
{
    return first("devices.lock", {id}, readStation);
}

Result<DeviceRepository::Station> DeviceRepository::insert(const NewStation &station) const
{
    const auto account = number("devices.insertAccount", {station.name});
    if (!account) {
        return std::unexpected(account.error());
    }
    const auto uuid = station.uuid.isNull() ? std::nullopt : std::optional(station.uuid);
    const auto id = number("devices.insert", {uuid, *account, station.name, station.site,
                                              qint64{station.doubleTap.count()},
                                              station.exitPinHash, station.asksPin});
    if (!id) {
        return std::unexpected(id.error());
    }
    const auto made = byId(DeviceId(*id));
    if (!made) {
        return std::unexpected(made.error());
    }
    return made->value_or(Station{});
}

Result<void> DeviceRepository::update(const Device &device,
                                      const std::optional<QString> &exitPinHash) const
{
    return execute("devices.update",
                   {device.id, device.name, device.site, qint64{device.doubleTap.count()},
                    exitPinHash, device.asksPin});
}

Result<std::optional<std::chrono::seconds>>
DeviceRepository::siteDoubleTap(const QString &site) const
{
    return first("devices.siteDoubleTap", {site},
                 [](const Row &row) { return std::chrono::seconds(row.integer(0)); });
}

Result<QList<DeviceRepository::Neighbour>> DeviceRepository::shareDoubleTap(DeviceId id) const
{
    return all("devices.shareDoubleTap", {id}, [](const Row &row) {
        return Neighbour{row.id<DeviceId>(0), row.id<DeviceUuid>(1), row.id<UserId>(2)};
    });
}

Result<void> DeviceRepository::setCode(DeviceId id, const QByteArray &hash, Timestamp expiresAt,
                                       UserId by) const
{
    return execute("devices.setCode", {id, SqlValue::bytes(hash), expiresAt, by});
}

Result<void> DeviceRepository::revoke(DeviceId id, Timestamp at) const
{
    return execute("devices.revoke", {id, at});
}

Result<void> DeviceRepository::readmit(DeviceId id) const
{
    return execute("devices.readmit", {id});
}

Result<void> DeviceRepository::updateAccount(UserId account, const QString &name, bool isActive,
                                             bool endsTokens) const
{
    return execute("devices.updateAccount", {account, name, isActive, endsTokens});
}

Result<std::optional<DeviceRepository::Station>>
DeviceRepository::lockByCode(const QByteArray &hash, Timestamp now) const
{
    return first("devices.lockByCode", {SqlValue::bytes(hash), now}, readStation);
}

Result<void> DeviceRepository::enrol(DeviceId id, Timestamp at,
                                     const std::optional<QUuid> &captureDevice) const
{
    return execute("devices.enrol", {id, at, captureDevice});
}

Result<void> DeviceRepository::leave(UserId account) const
{
    return execute("devices.leave", {account});
}

Result<std::optional<StationSettings>> DeviceRepository::settings(UserId account) const
{
    return first("devices.settings", {account}, [](const Row &row) {
        return StationSettings{row.id<DeviceUuid>(0), row.text(1),
                               row.text(2),           std::chrono::seconds(row.integer(3)),
                               row.text(4),           row.boolean(5)};
    });
}

Result<void> DeviceRepository::seen(UserId account, Timestamp at,
                                    std::optional<Timestamp> unsentSince) const
{
    return execute("devices.seen", {account, at, unsentSince});
}

} // namespace EvalTrack::Server
