// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/device.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Capture stations and the accounts behind them.
class DeviceRepository : public Repository
{
public:
    using Repository::Repository;

    struct Station
    {
        Device device;
        UserId account;
    };
    struct NewStation
    {
        DeviceUuid uuid; ///< Null: the database makes one.
        QString name;
        QString site;
        std::chrono::seconds doubleTap = DefaultDoubleTap;
        QString exitPinHash;
        bool asksPin = false;
    };
    /// Another station of the same site.
    struct Neighbour
    {
        DeviceId id;
        DeviceUuid uuid;
        UserId account;
    };

    [[nodiscard]] Result<QList<Device>> page(qint64 afterId, int limit) const;
    [[nodiscard]] Result<qint64> count() const;
    [[nodiscard]] Result<std::optional<Station>> byId(DeviceId id) const;
    /// The row stays as it is until the transaction ends.
    [[nodiscard]] Result<std::optional<Station>> lock(DeviceId id) const;
    /// With its account.
    [[nodiscard]] Result<Station> insert(const NewStation &station) const;
    /// Name, site and double-tap time; the exit PIN when one is given.
    [[nodiscard]] Result<void> update(const Device &device,
                                      const std::optional<QString> &exitPinHash) const;
    /// That of the stations of a site; nothing for a site that has none.
    [[nodiscard]] Result<std::optional<std::chrono::seconds>>
    siteDoubleTap(const QString &site) const;
    /// The other stations of its site take its double-tap time; gives those that had another.
    [[nodiscard]] Result<QList<Neighbour>> shareDoubleTap(DeviceId id) const;
    [[nodiscard]] Result<void> setCode(DeviceId id, const QByteArray &hash, Timestamp expiresAt,
                                       UserId by) const;
    [[nodiscard]] Result<void> revoke(DeviceId id, Timestamp at) const;
    [[nodiscard]] Result<void> readmit(DeviceId id) const;
    /// The station's account; `endsTokens` makes every token issued before worthless.
    [[nodiscard]] Result<void> updateAccount(UserId account, const QString &name, bool isActive,
                                             bool endsTokens) const;
    /// Whose code it is at that time; locked.
    [[nodiscard]] Result<std::optional<Station>> lockByCode(const QByteArray &hash,
                                                            Timestamp now) const;
    /// Uses the code up.
    [[nodiscard]] Result<void> enrol(DeviceId id, Timestamp at,
                                     const std::optional<QUuid> &captureDevice) const;
    /// No computer works as that station any more; nothing happens for the account of a person.
    [[nodiscard]] Result<void> leave(UserId account) const;
    [[nodiscard]] Result<std::optional<StationSettings>> settings(UserId account) const;
    [[nodiscard]] Result<void> seen(UserId account, Timestamp at,
                                    std::optional<Timestamp> unsentSince) const;
};

} // namespace EvalTrack::Server
