// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/session.h"
#include "store/localstore.h"

namespace EvalTrack {

/// Opens a store, whatever state its file is in. A damaged file is set aside beside it, under the
/// same key; a new one takes its place, and what was recorded and not sent goes there as far as it
/// can be read. The damaged file stays as long as something in it could not be. Used in the store
/// thread.
class StoreRescue
{
public:
    struct Opened
    {
        std::unique_ptr<LocalStore> store;
        /// Set while a damaged file is there, or was there just now.
        std::optional<StoreDamage> damage;
    };
    enum class Belief { Sound, Damaged };
    /// As LocalStore::open, but for StorageDamaged. Damaged: it opened before, and then something
    /// in it could not be read.
    [[nodiscard]] static Result<Opened> open(const QString &folder, const Redacted<QByteArray> &key,
                                             const SignedInPerson &me, const Clock &clock,
                                             Belief belief = Belief::Sound);
    /// Whether a damaged file holds what could not be read.
    [[nodiscard]] static bool hasUnread(const QString &folder);
};

} // namespace EvalTrack
