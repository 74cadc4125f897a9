// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storedatabase.h"

#include "store/storeschema.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

namespace EvalTrack {

namespace {

constexpr qint64 HighestVersion = 9'999; ///< No release comes near; a flipped bit may.

Error errorOf(const QSqlError &error)
{
    // https://www.sqlite.org/rescode.html; the low byte is the primary code.
    const int code = error.nativeErrorCode().toInt() & 0xFF;
    switch (code) {
    case 13: // SQLITE_FULL
        return {ErrorCode::StorageFull, QStringLiteral("the disk is full"), {}};
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return {ErrorCode::Storage,
                QStringLiteral("another program works with this account's data"),
                {}};
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return {ErrorCode::StorageDamaged, QStringLiteral("the local store is damaged"), {}};
    default:
        return {ErrorCode::Storage, QStringLiteral("SQLite says %1").arg(code), {}};
    }
}

/// Of a statement that could not even be read: it is ours, so the tables are not.
Error schemaErrorOf(const QSqlError &error)
{
    constexpr int SqliteError = 1;
    return error.nativeErrorCode().toInt() == SqliteError
               ? Error{ErrorCode::StorageDamaged,
                       u"the local store has other tables: "_qs + error.databaseText(),
                       {}}
               : errorOf(error);
}

} // namespace

StoreDatabase::StoreDatabase(const QString &path)
    : m_connectionName(u"store-"_qs + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName))
{
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=0"));
}

StoreDatabase::~StoreDatabase()
{
    m_queries.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<StoreDatabase>> StoreDatabase::openDamaged(const QString &path)
{
    std::unique_ptr<StoreDatabase> database(new StoreDatabase(path));
    if (!database->m_database.open()) {
        return std::unexpected(errorOf(database->m_database.lastError()));
    }
    return database;
}

Result<void> StoreDatabase::check(const char *pragma)
{
    const auto found = value(pragma);
    if (!found) {
        return std::unexpected(found.error());
    }
    return found->toString() == u"ok"
               ? Result<void>()
               : failure(ErrorCode::StorageDamaged, QStringLiteral("the local store is damaged"));
}

Result<std::unique_ptr<StoreDatabase>> StoreDatabase::open(const QString &path)
{
    std::unique_ptr<StoreDatabase> database(new StoreDatabase(path));
    // SQLite takes its log away when a file is closed in order.
    const Ending ending =
        QFileInfo(path + u"-wal"_qs).size() > 0 ? Ending::Interrupted : Ending::Orderly;
    if (!database->m_database.open()) {
        return std::unexpected(errorOf(database->m_database.lastError()));
    }
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    if (auto ok = database->configure(ending); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = database->migrate(); !ok) {
        return std::unexpected(ok.error());
    }
    return database;
}

Result<void> StoreDatabase::configure(Ending ending)
{
    // EXCLUSIVE comes first: WAL then needs no shared memory, and a second program is refused.
    for (const char *pragma :
         {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA mmap_size = 0", "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON",
          "PRAGMA cache_size = -8192", "PRAGMA temp_store = MEMORY"}) {
        if (auto ok = run(pragma); !ok) {
            return ok;
        }
    }
    // It reads the whole file, so only when there is a reason.
    if (ending == Ending::Orderly) {
        return {};
    }
    return check("PRAGMA quick_check(1)");
}

Result<void> StoreDatabase::migrate()
{
    const auto version = value("PRAGMA user_version");
    if (!version) {
        return std::unexpected(version.error());
    }
    const QList<StoreMigration> &migrations = storeMigrations();
    if (version->toLongLong() < 0 || version->toLongLong() > HighestVersion) {
        return failure(ErrorCode::StorageDamaged, QStringLiteral("the local store is damaged"));
    }
    if (version->toLongLong() > migrations.size()) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("the local store was written by a newer EvalTrack"));
    }
    for (qsizetype next = version->toLongLong(); next < migrations.size(); ++next) {
        auto migrated = inTransaction([&]() -> Result<void> {
            QSqlQuery query(m_database);
            for (const char *statement : migrations.at(next)) {
                if (!query.exec(QLatin1StringView(statement))) {
                    return std::unexpected(schemaErrorOf(query.lastError()));
                }
            }
            // lint: allow(sql-pieces) a pragma takes no bound value, and this one is a number
            if (!query.exec(u"PRAGMA user_version = " % QString::number(next + 1))) {
                return std::unexpected(errorOf(query.lastError()));
            }
            return {};
        });
        if (!migrated) {
            return migrated;
        }
    }
    return {};
}

Result<QSqlQuery *> StoreDatabase::execute(const char *sql, const QVariantList &values)
{
    std::shared_ptr<QSqlQuery> &query = m_queries[sql];
    if (!query) {
        auto prepared = std::make_shared<QSqlQuery>(m_database);
        prepared->setForwardOnly(true);
        if (!prepared->prepare(QLatin1StringView(sql))) {
            return std::unexpected(schemaErrorOf(prepared->lastError()));
        }
        query = std::move(prepared);
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        query->bindValue(static_cast<int>(i), values.at(i));
    }
    if (!query->exec()) {
        const Error error = errorOf(query->lastError());
        query->finish();
        return std::unexpected(error);
    }
    return query.get();
}

// A row that could not be read looks like the end until one asks.
Result<void> StoreDatabase::endOf(QSqlQuery &query)
{
    const QSqlError error = query.lastError();
    query.finish();
    return error.type() == QSqlError::NoError ? Result<void>() : std::unexpected(errorOf(error));
}

Result<void> StoreDatabase::run(const char *sql, const QVariantList &values)
{
    auto query = execute(sql, values);
    if (!query) {
        return std::unexpected(query.error());
    }
    (*query)->finish();
    return {};
}

void StoreDatabase::rollBack()
{
    static_cast<void>(run("ROLLBACK"));
    for (const auto &[listener, rolledBack] : std::as_const(m_listeners)) {
        rolledBack();
    }
}

void StoreDatabase::listenToRollBack(const void *listener, std::function<void()> rolledBack)
{
    m_listeners.append({listener, std::move(rolledBack)});
}

void StoreDatabase::forgetListener(const void *listener)
{
    m_listeners.removeIf([listener](const auto &each) { return each.first == listener; });
}

Result<QVariant> StoreDatabase::value(const char *sql, const QVariantList &values)
{
    QVariant found;
    auto ok = select(sql, values, [&found](const QSqlQuery &row) { found = row.value(0); });
    if (!ok) {
        return std::unexpected(ok.error());
    }
    return found;
}

} // namespace EvalTrack
