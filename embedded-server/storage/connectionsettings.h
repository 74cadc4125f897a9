// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <QList>
#include <QString>

#include <optional>

namespace EvalTrack::Server {

/// Where a PostgreSQL database is and who we are to it. A value; the password never reaches a log
/// by accident.
struct ConnectionSettings
{
    struct Address
    {
        QString host; ///< A name, an address, or the absolute path of a socket folder.
        quint16 port = 5432;

        bool operator==(const Address &) const = default;
    };

    QString host; ///< As in Address.
    quint16 port = 5432;
    /// Where else it may be, a primary and its standbys: every connection asks all of them in this
    /// order, `host` first, and is made to the first that `sessionAttributes` lets it use.
    QList<Address> otherAddresses;
    /// libpq's target_session_attrs: `read-write` or `primary`; empty takes whatever answers.
    QString sessionAttributes;
    QString database;
    QString user;
    Redacted<QString> password;
    QString sslMode; ///< libpq's sslmode; empty means libpq's own default.

    /// Reads a postgres:// or postgresql:// URL as DATABASE_URL has it: percent-encoding, IPv6
    /// hosts, `?host=/socket/folder`,
    /// `?sslmode=`, and as libpq does several hosts (`a:5432,b:5433` or `?host=a,b&port=5432,5433`,
    /// one port for all of them or one each). Several mean `target_session_attrs=read-write` unless
    /// it says `primary`: a standby takes no captures. What Prisma adds (`schema`,
    /// `connection_limit`, …) is ignored. The error names the part that is wrong and never repeats
    /// the URL, which holds a password.
    [[nodiscard]] static Result<ConnectionSettings> fromUrl(const QString &url);

    /// The URL again, password included: for `evaltrack-server database-url` and nothing else.
    [[nodiscard]] QString toUrl() const;
    /// All hosts, and all ports in the same order, separated by commas as libpq takes them.
    [[nodiscard]] QString hostList() const;
    [[nodiscard]] QString portList() const;

    bool operator==(const ConnectionSettings &) const = default;
};

} // namespace EvalTrack::Server
