// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deviceservice.h"

#include "security/enrolmentcodes.h"
#include "storage/repositories/devicerepository.h"
#include "storage/repositories/sessionrepository.h"
#include "storage/repositories/userrepository.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> deviceNotFound(DeviceId id)
{
    return failure(ErrorCode::NotFound,
                   u"Estación con ID "_qs + QString::number(id.value()) + u" no encontrada");
}

/// The station that a repository found, or NotFound.
Result<DeviceRepository::Station> found(Result<std::optional<DeviceRepository::Station>> station,
                                        DeviceId id)
{
    if (!station) {
        return std::unexpected(station.error());
    }
    if (!*station) {
        return deviceNotFound(id);
    }
    return std::move(**station);
}

/// The station reads its settings again.
void announceTo(UnitOfWork &unit, UserId account)
{
    unit.announce([account](const Caller &caller) { return caller.id == account; });
}

} // namespace

DeviceService::DeviceService(Database &database, const TokenIssuer &tokens)
    : m_database(database)
    , m_sessions(database, tokens)
{}

Result<Device> DeviceService::byId(DeviceId id) const
{
    const auto station = found(DeviceRepository(m_database).byId(id), id);
    if (!station) {
        return std::unexpected(station.error());
    }
    return station->device;
}

Result<QList<Device>> DeviceService::page(qint64 afterId, int limit) const
{
    return DeviceRepository(m_database).page(afterId, limit);
}

Result<qint64> DeviceService::count() const
{
    return DeviceRepository(m_database).count();
}

Result<void> DeviceService::endSessions(UnitOfWork &unit, UserId account, const QString &name,
                                        bool isActive) const
{
    if (auto ok = DeviceRepository(m_database).updateAccount(account, name, isActive, true); !ok) {
        return ok;
    }
    if (auto ok = SessionRepository(m_database).revokeAll(account, unit.now()); !ok) {
        return ok;
    }
    unit.forgetAccount(account);
    return {};
}

Result<std::chrono::seconds> DeviceService::doubleTapAt(const QString &site,
                                                        std::chrono::seconds otherwise) const
{
    if (site.isEmpty()) {
        return otherwise;
    }
    const auto known = DeviceRepository(m_database).siteDoubleTap(site);
    if (!known) {
        return std::unexpected(known.error());
    }
    return known->value_or(otherwise);
}

Result<void> DeviceService::shareDoubleTap(UnitOfWork &unit, DeviceId id) const
{
    const auto others = DeviceRepository(m_database).shareDoubleTap(id);
    if (!others) {
        return std::unexpected(others.error());
    }
    for (const DeviceRepository::Neighbour &other : *others) {
        unit.audit("device.update", "device", other.id.value(), other.uuid.value());
        announceTo(unit, other.account);
    }
    return {};
}

Result<Device> DeviceService::create(UnitOfWork &unit, const NewDevice &device,
                                     const QString &exitPinHash, const QByteArray &codeHash) const
{
    const DeviceRepository devices(m_database);
    const auto doubleTap = device.doubleTap ? Result<std::chrono::seconds>(*device.doubleTap)
                                            : doubleTapAt(device.site, DefaultDoubleTap);
    if (!doubleTap) {
        return std::unexpected(doubleTap.error());
    }
    const auto made = devices.insert(
        {device.uuid, device.name, device.site, *doubleTap, exitPinHash, device.asksPin});
    if (!made) {
        return std::unexpected(made.error());
    }
    const DeviceId id = made->device.id;
    if (auto ok =
            devices.setCode(id, codeHash, unit.now() + EnrolmentCodes::Lifetime, unit.caller().id);
        !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = shareDoubleTap(unit, id); !ok) {
        return std::unexpected(ok.error());
    }
    unit.audit("device.create", "device", id.value(), made->device.uuid.value());
    return byId(id);
}

Result<Device> DeviceService::renewCode(UnitOfWork &unit, DeviceId id,
                                        const QByteArray &codeHash) const
{
    const DeviceRepository devices(m_database);
    const auto station = found(devices.lock(id), id);
    if (!station) {
        return std::unexpected(station.error());
    }
    if (auto ok = unit.requireRevision(station->device.revision); !ok) {
        return std::unexpected(ok.error());
    }
    if (station->device.state == DeviceState::Revoked) {
        return failure(ErrorCode::Conflict, QStringLiteral("La estación está revocada"));
    }
    if (auto ok =
            devices.setCode(id, codeHash, unit.now() + EnrolmentCodes::Lifetime, unit.caller().id);
        !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = endSessions(unit, station->account, station->device.name, true); !ok) {
        return std::unexpected(ok.error());
    }
    unit.audit("device.code", "device", id.value(), station->device.uuid.value());
    return byId(id);
}

Result<Device> DeviceService::change(UnitOfWork &unit, DeviceId id, const Change &change,
                                     const std::optional<QString> &exitPinHash) const
{
    const DeviceRepository devices(m_database);
    const auto station = found(devices.lock(id), id);
    if (!station) {
        return std::unexpected(station.error());
    }
    Device device = station->device;
    if (auto ok = unit.requireRevision(device.revision); !ok) {
        return std::unexpected(ok.error());
    }
    const bool wasRevoked = device.state == DeviceState::Revoked;
    const bool isRevoked = change.isRevoked.value_or(wasRevoked);
    device.name = change.name.value_or(device.name);
    device.site = change.site.value_or(device.site);
    if (change.doubleTap) {
        device.doubleTap = *change.doubleTap;
    } else if (change.site) {
        const auto doubleTap = doubleTapAt(device.site, device.doubleTap);
        if (!doubleTap) {
            return std::unexpected(doubleTap.error());
        }
        device.doubleTap = *doubleTap;
    }
    device.asksPin = change.asksPin.value_or(device.asksPin);
    if (auto ok = devices.update(device, exitPinHash); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = shareDoubleTap(unit, id); !ok) {
        return std::unexpected(ok.error());
    }
    if (isRevoked == wasRevoked) {
        if (auto ok = devices.updateAccount(station->account, device.name, !isRevoked, false);
            !ok) {
            return std::unexpected(ok.error());
        }
        unit.forgetAccount(station->account);
    } else {
        auto ok = isRevoked ? devices.revoke(id, unit.now()) : devices.readmit(id);
        if (ok) {
            ok = endSessions(unit, station->account, device.name, !isRevoked);
        }
        if (!ok) {
            return std::unexpected(ok.error());
        }
        unit.audit(isRevoked ? "device.revoke" : "device.readmit", "device", id.value(),
                   device.uuid.value());
    }
    unit.audit("device.update", "device", id.value(), device.uuid.value());
    announceTo(unit, station->account);
    return byId(id);
}

Result<std::optional<DeviceService::Enrolment>>
DeviceService::enrol(UnitOfWork &unit, const QByteArray &codeHash,
                     const std::optional<QUuid> &captureDevice, const QString &computer) const
{
    const DeviceRepository devices(m_database);
    const auto station = devices.lockByCode(codeHash, unit.now());
    if (!station) {
        return std::unexpected(station.error());
    }
    if (!*station) {
        return std::nullopt;
    }
    const Device &device = (*station)->device;
    if (auto ok = devices.enrol(device.id, unit.now(), captureDevice); !ok) {
        return std::unexpected(ok.error());
    }
    const auto account = UserRepository(m_database).account((*station)->account);
    if (!account) {
        return std::unexpected(account.error());
    }
    if (!*account) {
        return std::nullopt;
    }
    const auto tokens = m_sessions.signIn(unit, **account, computer);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    if (!*tokens) {
        return std::nullopt;
    }
    const auto own = settings((*account)->caller);
    if (!own) {
        return std::unexpected(own.error());
    }
    unit.actAs((*station)->account);
    unit.audit("device.enrol", "device", device.id.value(), device.uuid.value());
    return Enrolment{**tokens, *own};
}

Result<StationSettings> DeviceService::settings(const Caller &station) const
{
    const auto settings = DeviceRepository(m_database).settings(station.id);
    if (!settings) {
        return std::unexpected(settings.error());
    }
    if (!*settings) {
        return failure(ErrorCode::NotFound);
    }
    return **settings;
}

Result<void> DeviceService::noteSeen(const Caller &caller, Timestamp now,
                                     std::optional<Timestamp> unsentSince) const
{
    return caller.may(Permission::ActAsStation)
               ? DeviceRepository(m_database).seen(caller.id, now, unsentSince)
               : Result<void>();
}

} // namespace EvalTrack::Server
