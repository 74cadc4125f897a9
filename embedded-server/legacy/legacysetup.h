// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/legacymove.h"
#include "legacy/legacydatabases.h"
#include "legacy/legacyimport.h"

#include <functional>

namespace EvalTrack::Server {

/// What a move from v1 is told from outside, under these names, whoever tells it: flags and
/// environment of a command, or the body of a request before the server's environment.
namespace LegacyVariable {
inline constexpr auto Accounts = "LEGACY_DB_URL";
inline constexpr auto Business = "LEGACY_MYSQL_URL";
inline constexpr auto Zone = "LEGACY_TIMEZONE";
inline constexpr auto OlderZone = "older-zone";
inline constexpr auto OlderZoneUntil = "older-zone-until";
} // namespace LegacyVariable

/// Where v1 is and how it is to be read. A value; it holds passwords, and errors never repeat it.
struct LegacySetup
{
    ConnectionSettings accounts;
    MySqlSettings business;
    LegacyOptions options;

    /// Empty for what is not set.
    using Lookup = std::function<QString(const char *name)>;
    /// Validation names what is wrong with which variable.
    [[nodiscard]] static Result<LegacySetup> read(const Lookup &lookup);
    /// Without the addresses, for what asks v1 nothing.
    [[nodiscard]] static Result<LegacyOptions> readOptions(const Lookup &lookup);

    /// v1, and where it is not there, what is wrong with which of its two databases.
    [[nodiscard]] Result<std::unique_ptr<LegacyDatabases>> open() const
    {
        return LegacyDatabases::open(accounts, business);
    }
};

} // namespace EvalTrack::Server
