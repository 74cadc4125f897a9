// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/redacted.h"
#include "domain/legacymove.h"
#include "legacy/peoplemapping.h"
#include "storage/connectionsettings.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>

class QSqlQuery;

namespace EvalTrack::Server {

class Database;

/// Where v1's business data is: `mysql://user:password@host:port/name`, with `?socket=/path` for a
/// local one. A value.
struct MySqlSettings
{
    QString host;
    int port = 3306;
    QString socket;
    QString database;
    QString user;
    Redacted<QString> password;

    /// The error names the part that is wrong and never repeats the URL.
    [[nodiscard]] static Result<MySqlSettings> fromUrl(const QString &url);
};

/// What is wrong with the database that a variable names: in words for a terminal, and as a fault
/// that a client can tell. Validation for what is wrongly written, else Unavailable.
[[nodiscard]] std::unexpected<Error> legacyFault(const char *variable, LegacyFault fault,
                                                 const QString &why);

/// v1's two databases, read and never written: each in one read-only transaction that sees one
/// moment, taken one right after the other. MySQL and MariaDB are read through Qt's driver QMYSQL,
/// a plugin that the server does without until somebody migrates. Belongs to the thread that opened
/// it. Every text column comes as the bytes that are stored.
class LegacyDatabases
{
public:
    /// Whether Qt's driver for MySQL is installed.
    [[nodiscard]] static bool hasDriver();
    /// Unavailable says what to install, or which of the two does not answer.
    [[nodiscard]] static Result<std::unique_ptr<LegacyDatabases>>
    open(const ConnectionSettings &accounts, const MySqlSettings &business);
    ~LegacyDatabases();
    LegacyDatabases(const LegacyDatabases &) = delete;
    LegacyDatabases &operator=(const LegacyDatabases &) = delete;

    /// Before either transaction began.
    [[nodiscard]] Timestamp snapshotAt() const { return m_snapshotAt; }
    /// Roles, accounts and employees; they are few, so all of them at once.
    [[nodiscard]] Result<LegacyPeople> people();
    [[nodiscard]] Result<qint64> count(LegacySource source);
    /// Of a table of MySQL: rows with an id above `after`, in the order of their ids.
    [[nodiscard]] Result<QList<LegacyRow>> page(LegacySource source, qint64 after, int limit);
    /// Pairs of event and employee that have several rows.
    [[nodiscard]] Result<QSet<std::pair<qint64, qint64>>> twins(LegacySource source);
    /// By event, those that any of its evaluations asks, in the order in which they came.
    [[nodiscard]] Result<QHash<qint64, QStringList>> questions();

private:
    LegacyDatabases() = default;
    [[nodiscard]] Result<void> openAccounts(const ConnectionSettings &settings);
    [[nodiscard]] Result<void> openBusiness(const MySqlSettings &settings);
    [[nodiscard]] Result<void> readAccounts();
    [[nodiscard]] Result<QSqlQuery> ask(const QString &sql);

    LegacyPeople m_accounts; ///< Roles and users, read when the transaction was open.
    QString m_connection;
    Timestamp m_snapshotAt;
};

} // namespace EvalTrack::Server
