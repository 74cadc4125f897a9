// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// Where a PostgreSQL database is and who we are to it. A value; the password never reaches a log
/// by accident.
struct ConnectionSettings
{
    QString host; ///< A name, an address, or the absolute path of a socket folder.
    quint16 port = 5432;
    QString database;
    QString user;
    Redacted<QString> password;
    QString sslMode; ///< libpq's sslmode; empty means libpq's own default.

    /// Reads a postgres:// or postgresql:// URL as DATABASE_URL has it: percent-encoding, IPv6
    /// hosts, `?host=/socket/folder`,
    /// `?sslmode=`. What Prisma adds (`schema`, `connection_limit`, …) is ignored. The error names
    /// the part that is wrong and never repeats the URL, which holds a password.
    [[nodiscard]] static Result<ConnectionSettings> fromUrl(const QString &url);

    /// The URL again, password included: for `evaltrack-server database-url` and nothing else.
    [[nodiscard]] QString toUrl() const;

    bool operator==(const ConnectionSettings &) const = default;
};

} // namespace EvalTrack::Server
