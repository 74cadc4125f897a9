// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"

#include <QString>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// How a capture station stands.
enum class DeviceState {
    Waiting,  ///< Nobody has typed its enrolment code yet, or its session was ended for a new one.
    Enrolled, ///< A computer works as this station.
    Revoked,  ///< Switched off by an administrator.
};

/// Reads of one person within this time are told as a double tap, unless the site says otherwise.
inline constexpr std::chrono::seconds DefaultDoubleTap{60};

/// A capture station as administrators see it. Its exit PIN is no part of it.
struct Device
{
    DeviceId id;
    QString name;
    QString site;
    DeviceState state = DeviceState::Waiting;
    std::chrono::seconds doubleTap = DefaultDoubleTap;
    bool asksPin = false; ///< Whoever has a PIN is asked for it.
    std::optional<Timestamp> enrolledAt;
    std::optional<Timestamp> revokedAt;
    std::optional<Timestamp> lastSeenAt;    ///< To the minute.
    std::optional<Timestamp> codeExpiresAt; ///< While an enrolment code can be used.
    Timestamp createdAt;
    Timestamp updatedAt;
    DeviceUuid uuid;
    qint64 revision = 0;

    bool operator==(const Device &) const = default;
};

/// What a station knows of itself; kept on it, so that it can be left without a network.
struct StationSettings
{
    DeviceUuid uuid;
    QString name;
    QString site;
    std::chrono::seconds doubleTap = DefaultDoubleTap;
    QString exitPinHash; ///< Argon2id, as libsodium writes it.
    bool asksPin = false;

    bool operator==(const StationSettings &) const = default;
};

} // namespace EvalTrack
