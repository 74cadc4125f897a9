// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "storage/connectionsettings.h"

#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// What has to be known to get into a private cluster: where it is and its two passwords. Kept in
/// the data folder as access.json with mode 0600. A value.
struct ClusterAccess
{
    QString
        root; ///< Holds data/, run/ and server.log; belongs to the account PostgreSQL runs under.
    QString socketFolder; ///< Empty where PostgreSQL listens on loopback instead (Windows).
    quint16 port = 5432;
    bool isMade =
        false; ///< Its data was there once: a missing folder is then a loss and no first start.
    Redacted<QString> ownerPassword; ///< Of the superuser `postgres`, for making the database.
    Redacted<QString> password;      ///< Of `evaltrack`, who owns the database and nothing else.

    /// Nothing when the folder has none; an error when it cannot be read.
    [[nodiscard]] static Result<std::optional<ClusterAccess>> read(const QString &folder);
    [[nodiscard]] Result<void> write(const QString &folder) const;
    /// New passwords: 192 random bits each.
    [[nodiscard]] static ClusterAccess create();

    [[nodiscard]] ConnectionSettings settings() const;
    [[nodiscard]] ConnectionSettings ownerSettings() const;
    [[nodiscard]] QString dataFolder() const { return root + QStringLiteral("/data"); }
    [[nodiscard]] QString logFile() const { return root + QStringLiteral("/server.log"); }
};

} // namespace EvalTrack::Server
