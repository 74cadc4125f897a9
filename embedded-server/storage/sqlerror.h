// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

#include <expected>

namespace EvalTrack::Server {

/// Why PostgreSQL refused a statement, with what code may decide on. It slices to Error, so that
/// `return std::unexpected(rows.error())` works in functions that return Result<T>. `detail` names
/// the query and the SQLSTATE; it carries neither SQL text nor values nor PostgreSQL's message,
/// which quotes values.
///
/// code is Conflict for unique, foreign-key and exclusion violations, Validation for check and
/// not-null violations and values that PostgreSQL cannot read, Unavailable when the connection is
/// away, the server shuts down or a retryable failure remained, Timeout for a cancelled statement,
/// StorageFull for a full disk, and Internal for the rest.
struct SqlError : Error
{
    QByteArray sqlState;   ///< Five characters; empty when there was no answer at all.
    QByteArray constraint; ///< The violated constraint's name (`users_email_key`), empty otherwise.

    [[nodiscard]] bool isUniqueViolation() const { return sqlState == "23505"; }
    [[nodiscard]] bool isForeignKeyViolation() const { return sqlState == "23503"; }
    [[nodiscard]] bool violates(const char *constraintName) const
    {
        return constraint == constraintName;
    }
    /// A serialization failure or a deadlock: the same transaction may succeed when it is run
    /// again.
    [[nodiscard]] bool isRetryable() const { return sqlState == "40001" || sqlState == "40P01"; }
};

template <typename T>
using SqlResult = std::expected<T, SqlError>;

} // namespace EvalTrack::Server
