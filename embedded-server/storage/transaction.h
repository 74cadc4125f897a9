// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlerror.h"

namespace EvalTrack::Server {

class Database;

/// An open transaction: rolls back when it goes out of scope without commit(). One at a time on a
/// connection, in the connection's thread.
class Transaction
{
public:
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    /// On Unavailable the outcome is unknown: the connection broke while PostgreSQL was committing,
    /// or PostgreSQL no longer waited for its standby.
    [[nodiscard]] SqlResult<void> commit();
    void rollback();

private:
    friend class Database;
    explicit Transaction(Database &database)
        : m_database(&database)
    {}

    Database *m_database; // null once it is over
};

} // namespace EvalTrack::Server
