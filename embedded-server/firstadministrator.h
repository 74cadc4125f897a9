// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <QString>

namespace EvalTrack::Server {

class Database;

/// The account that a new company starts with. Only while nobody can sign in: afterwards accounts
/// are made by those who have one. Use from the thread of the database.
class FirstAdministrator
{
public:
    explicit FirstAdministrator(Database &database);

    [[nodiscard]] Result<bool> isNeeded() const;
    /// Validation with the wire's field names; Conflict when somebody can sign in already. Hashes
    /// the password in this thread.
    [[nodiscard]] Result<void> create(const QString &name, const QString &email,
                                      const Redacted<QString> &password) const;

private:
    Database &m_database;
};

} // namespace EvalTrack::Server
