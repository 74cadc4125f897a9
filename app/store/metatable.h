// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sealer.h"
#include "store/storedatabase.h"

#include <QByteArray>

namespace EvalTrack {

/// Single values of a store: how far the change feed was read, the device's identity and counter,
/// the last dashboard. Used in the store thread.
class MetaTable
{
public:
    MetaTable(StoreDatabase &database, const Sealer &sealer);

    /// Empty when it was never set.
    [[nodiscard]] Result<QByteArray> bytes(const char *key);
    [[nodiscard]] Result<void> setBytes(const char *key, const QByteArray &value);
    [[nodiscard]] Result<qint64> number(const char *key);
    [[nodiscard]] Result<void> setNumber(const char *key, qint64 value);
    [[nodiscard]] Result<QByteArray> sealedBytes(const char *key);
    [[nodiscard]] Result<void> setSealedBytes(const char *key, const QByteArray &value);
    [[nodiscard]] Result<void> remove(const char *key);

private:
    StoreDatabase &m_database;
    const Sealer &m_sealer;
};

namespace MetaKey {
inline constexpr auto Cursor = "cursor";
inline constexpr auto Epoch = "epoch";
inline constexpr auto IsComplete = "is-complete"; ///< The first copy was fetched to its end.
inline constexpr auto LastSync = "last-sync";
inline constexpr auto WindowStart = "window-start";
inline constexpr auto HistorySince = "history-since"; ///< What was fetched of before the window.
inline constexpr auto DeviceId = "device-id";
inline constexpr auto DeviceSequence = "device-sequence";
inline constexpr auto AnchorAt = "anchor-at";
inline constexpr auto AnchorUncertainty = "anchor-uncertainty";
inline constexpr auto AnchorBoot = "anchor-boot";
inline constexpr auto AnchorMonotonic = "anchor-monotonic";
inline constexpr auto SeatShares = "seat-shares"; ///< Seats that may be given away here, by event.
inline constexpr auto Dashboard = "dashboard";
inline constexpr auto SharedViews = "shared-views";
} // namespace MetaKey

} // namespace EvalTrack
