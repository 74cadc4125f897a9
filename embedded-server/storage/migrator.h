// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace EvalTrack::Server {

class Database;

/// One step of the schema: a file of sql/migrations. What it leads to never changes once it was
/// released. When its words have to, because a newer PostgreSQL refuses them, a line of it names
/// the text before: `-- supersedes: <checksum>`.
struct Migration
{
    int number = 0;
    QString name;
    QByteArray sql;

    /// SHA-256 of the text, in hex, whatever the line ends of the checkout.
    [[nodiscard]] QByteArray checksum() const;
    /// Whether a database that has the step with this checksum has this step.
    [[nodiscard]] bool covers(const QByteArray &checksum) const;
    /// The least step that a program has to know to work with a database that has this one: 0
    /// unless this one takes something away, which its name says (`contract_0035_old_badges`: what
    /// knows step 35 does not use it any more).
    [[nodiscard]] int needs() const;
};

/// Brings a database to the schema of this program: forward only, each step in a transaction of its
/// own, one program at a time (advisory lock). Works with a database that a newer program has only
/// added to, so that versions can stand side by side and the older one can return. Refuses one that
/// has lost what this program uses, and one whose steps are not ours. Use from the thread of the
/// database.
class Migrator
{
public:
    struct Report
    {
        int version = 0;      ///< The last step the database has now.
        QList<int> newlyDone; ///< Steps this call did.
    };

    /// With the migrations that are compiled in.
    explicit Migrator(Database &database);
    Migrator(Database &database, QList<Migration> migrations);

    /// Conflict when the database's steps differ from ours, ProtocolMismatch when a newer one took
    /// away what this program uses; detail says which and what to do. Steps done before a failure
    /// stay.
    [[nodiscard]] Result<Report> migrate();
    /// Nothing when migrate() has nothing to do, else why the program must not serve this database.
    [[nodiscard]] Result<void> check();

    [[nodiscard]] static QList<Migration> compiledIn();

private:
    /// The number of the last step done, which may be one we do not know, after comparing each with
    /// ours.
    [[nodiscard]] Result<int> compare();

    Database &m_database;
    QList<Migration> m_migrations;
};

} // namespace EvalTrack::Server
