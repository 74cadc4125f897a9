// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connectionsettings.h"
#include "storage/database.h"

#include <memory>

namespace EvalTrack::Test {

/// A database of its own for a test: a clone of a migrated, empty one in a real PostgreSQL that is
/// started once a process, without fsync, and is gone when the process ends, however it ends.
/// Dropped by the destructor, which throws out whoever is still connected. A test without
/// PostgreSQL fails; it is never skipped.
class TestPostgres
{
public:
    enum class Content {
        Schema, ///< Migrated, no rows but those the schema brings.
        Nothing ///< No schema: for tests of the migrator.
    };

    explicit TestPostgres(Content content = Content::Schema);
    ~TestPostgres();
    TestPostgres(const TestPostgres &) = delete;
    TestPostgres &operator=(const TestPostgres &) = delete;

    [[nodiscard]] const Server::ConnectionSettings &settings() const { return m_settings; }
    [[nodiscard]] QString url() const { return m_settings.toUrl(); }
    /// A new connection; ends the program with the reason when there is none.
    [[nodiscard]] std::unique_ptr<Server::Database>
    connect(const Server::DatabaseOptions &options = {}) const;
    /// Ends a connection from the server's side, as an administrator or a crash does.
    void cut(int backendPid) const;

    /// A folder that PostgreSQL's account can enter even when the tests run as root; removed at the
    /// process's end.
    [[nodiscard]] static QString scratchFolder();

private:
    Server::ConnectionSettings m_settings;
};

} // namespace EvalTrack::Test
