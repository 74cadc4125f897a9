// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "storage/connectionsettings.h"
#include "storage/rows.h"
#include "storage/sqlerror.h"
#include "storage/sqlvalue.h"
#include "storage/transaction.h"
#include "wire/traceparent.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <atomic>
#include <chrono>
#include <memory>
#include <type_traits>

struct pg_conn;
struct pg_result;

namespace EvalTrack::Server {

enum class Isolation { ReadCommitted, RepeatableRead, Serializable };

/// How much connections are used, all that count here together. Any thread.
struct ConnectionUse
{
    std::atomic<int> open = 0;
    std::atomic<int> inUse = 0;              ///< Run a statement or a transaction.
    std::atomic<qint64> busyNanoseconds = 0; ///< For how long that was so, of uses that are over.
};

/// How a connection behaves; the defaults suit a request.
struct DatabaseOptions
{
    QString applicationName = QStringLiteral("evaltrack-server");
    std::chrono::milliseconds statementTimeout = std::chrono::seconds(15); ///< Zero means none.
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(5);
    ConnectionUse *use = nullptr; ///< Counts it; lives longer.
};

/// One connection to PostgreSQL: runs named queries (sql/queries/*.sql), each prepared once on the
/// connection and kept. It knows no table and no rule. Belongs to the thread that opened it. When
/// the connection breaks, the statement under way fails with Unavailable and later ones reconnect,
/// with full-jitter backoff between attempts so that a request never waits for a server that is
/// known to be away.
///
/// QPSQL opens the connection; statements run through libpq on the driver's handle, because
/// QSqlError does not tell which constraint was violated and QSqlQuery makes a QVariant of every
/// value.
class Database
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Database>>
    open(const ConnectionSettings &settings, const DatabaseOptions &options = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs a named query ("users.byId"); the name must be a literal of the program. A name that no
    /// file has is Internal. For a request that is traced (TraceScope) it runs unprepared, behind a
    /// comment that names the trace.
    [[nodiscard]] SqlResult<Rows> run(const char *query, const SqlValues &values = {});
    /// Runs SQL that is a literal of the program, unprepared: for rare statements and tests.
    [[nodiscard]] SqlResult<Rows> runText(const QByteArray &sql, const SqlValues &values = {});
    /// Runs several statements at once (a migration's file).
    [[nodiscard]] SqlResult<void> runScript(const QByteArray &sql);

    [[nodiscard]] SqlResult<Transaction> begin(Isolation isolation = Isolation::ReadCommitted);
    [[nodiscard]] bool isInTransaction() const { return m_inTransaction; }

    /// Runs `work` (() → Result<T> or SqlResult<T>) in a transaction, commits when it has a value,
    /// else rolls back. After a serialization failure or deadlock the whole of it runs again, up to
    /// three times: work must not touch anything but the database and its own result. Called inside
    /// a transaction it joins that one.
    template <typename Work>
    [[nodiscard]] auto inTransaction(Work work, Isolation isolation = Isolation::ReadCommitted)
        -> std::invoke_result_t<Work>;

    /// A cheap round trip, for readiness checks; reconnects when it can.
    [[nodiscard]] SqlResult<void> ping();
    /// Closes the connection when its other end is gone, by what has arrived: no round trip.
    /// Otherwise the next statement would find out.
    void noticeLoss();
    /// The server's process id of this connection; 0 when away. For tests that cut it.
    [[nodiscard]] int backendPid() const;
    /// libpq's connection, for COPY and notifications; null when away. It stays ours.
    [[nodiscard]] pg_conn *handle() const { return m_handle; }
    [[nodiscard]] const ConnectionSettings &settings() const { return m_settings; }

private:
    friend class CopyWriter;
    friend class Transaction;

    Database(ConnectionSettings settings, DatabaseOptions options);

    class Use;

    /// Notes whether the connection is in use, when that may have changed.
    void tellUse();
    [[nodiscard]] SqlResult<void> connect();
    [[nodiscard]] SqlResult<void> ensureConnected();
    void disconnect();
    [[nodiscard]] SqlResult<void> prepare(const QByteArray &name);
    [[nodiscard]] SqlResult<Rows> runTraced(const QByteArray &name, const SqlValues &values,
                                            const Wire::TraceParent &trace);
    [[nodiscard]] SqlResult<Rows> runText(const QByteArray &sql, const SqlValues &values,
                                          const char *what);
    [[nodiscard]] SqlResult<Rows> take(pg_result *result, const char *what);
    [[nodiscard]] SqlResult<void> commit();
    void rollback();
    [[nodiscard]] SqlResult<void> startCopy(const QByteArray &sql);
    [[nodiscard]] SqlResult<qint64> finishCopy();
    static void pauseBeforeRetry(int attempt);

    static constexpr int Attempts = 5;

    ConnectionSettings m_settings;
    DatabaseOptions m_options;
    QString m_connectionName;
    pg_conn *m_handle = nullptr; // the driver's, valid while its QSqlDatabase is open
    QSet<QByteArray> m_prepared;
    std::chrono::steady_clock::time_point m_lastUse;
    std::chrono::steady_clock::time_point m_nextConnect;
    int m_failedConnects = 0;
    bool m_inTransaction = false;
    int m_uses = 0; // calls under way
    bool m_isInUse = false;
    std::chrono::steady_clock::time_point m_useBegan;
    bool m_hasWarned = false; // PostgreSQL, since the current commit began
    bool m_retryable = false; // a statement of the current transaction failed with 40001 or 40P01
};

template <typename Work>
auto Database::inTransaction(Work work, Isolation isolation) -> std::invoke_result_t<Work>
{
    if (m_inTransaction) {
        return work();
    }
    for (int attempt = 1;; ++attempt) {
        auto transaction = begin(isolation);
        if (!transaction) {
            return std::unexpected(transaction.error());
        }
        auto result = work();
        if (result) {
            const auto committed = transaction->commit();
            if (committed) {
                return result;
            }
            if (!m_retryable || attempt == Attempts) {
                return std::unexpected(committed.error());
            }
        } else {
            transaction->rollback();
            if (!m_retryable || attempt == Attempts) {
                return result;
            }
        }
        pauseBeforeRetry(attempt);
    }
}

} // namespace EvalTrack::Server
