// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/device.h"
#include "services/authservice.h"
#include "services/unitofwork.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// Capture stations: who made them, what computer works as one, and how to shut one out. Codes and
/// PINs come hashed. The double-tap time is the site's: what is said of it at one station holds for
/// all of the same site, however that is spelled. One per event loop.
class DeviceService
{
public:
    DeviceService(Database &database, const TokenIssuer &tokens);

    struct NewDevice
    {
        DeviceUuid uuid; ///< Null: the server makes one.
        QString name;
        QString site;
        std::optional<std::chrono::seconds> doubleTap; ///< Nothing: the site's.
        bool asksPin = false;
    };
    struct Change
    {
        std::optional<QString> name;
        std::optional<QString> site;
        std::optional<std::chrono::seconds> doubleTap;
        std::optional<bool> asksPin;
        std::optional<bool> isRevoked;
    };
    struct Enrolment
    {
        AuthService::Tokens tokens;
        StationSettings settings;
    };

    [[nodiscard]] Result<Device> byId(DeviceId id) const;
    [[nodiscard]] Result<QList<Device>> page(qint64 afterId, int limit) const;
    [[nodiscard]] Result<qint64> count() const;

    [[nodiscard]] Result<Device> create(UnitOfWork &unit, const NewDevice &device,
                                        const QString &exitPinHash,
                                        const QByteArray &codeHash) const;
    /// Ends the session of the computer that works as the station, if one does. Conflict while the
    /// station is revoked.
    [[nodiscard]] Result<Device> renewCode(UnitOfWork &unit, DeviceId id,
                                           const QByteArray &codeHash) const;
    /// Revoking takes effect with the station's next request. A revoked station that is let in
    /// again waits for a new code.
    [[nodiscard]] Result<Device> change(UnitOfWork &unit, DeviceId id, const Change &change,
                                        const std::optional<QString> &exitPinHash) const;

    /// nullopt for a code that is unknown, used or over.
    [[nodiscard]] Result<std::optional<Enrolment>> enrol(UnitOfWork &unit,
                                                         const QByteArray &codeHash,
                                                         const std::optional<QUuid> &captureDevice,
                                                         const QString &computer) const;
    /// Of the calling station.
    [[nodiscard]] Result<StationSettings> settings(const Caller &station) const;
    /// Notes that a station has called, and since when something waits there to be sent; others are
    /// let pass.
    [[nodiscard]] Result<void> noteSeen(const Caller &caller, Timestamp now,
                                        std::optional<Timestamp> unsentSince) const;

private:
    /// Whatever the station could do until now is over.
    [[nodiscard]] Result<void> endSessions(UnitOfWork &unit, UserId account, const QString &name,
                                           bool isActive) const;

    /// What holds at a site, or `otherwise` where it has no station.
    [[nodiscard]] Result<std::chrono::seconds> doubleTapAt(const QString &site,
                                                           std::chrono::seconds otherwise) const;
    /// The other stations of its site follow.
    [[nodiscard]] Result<void> shareDoubleTap(UnitOfWork &unit, DeviceId id) const;

    Database &m_database;
    AuthService m_sessions;
};

} // namespace EvalTrack::Server
