// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include "observability/tracescope.h"
#include "storage/namedqueries.h"

#include <QAtomicInteger>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QThread>
#include <QVarLengthArray>
#include <QVariant>

#include <libpq-fe.h>

namespace EvalTrack::Server {

namespace {

using namespace std::chrono_literals;

constexpr auto FirstBackoff = 100ms;
constexpr auto LongestBackoff = 5s;
constexpr auto IdleBeforeCheck = 250ms;

ErrorCode codeOf(const QByteArray &sqlState)
{
    if (sqlState.isEmpty() || sqlState.startsWith("08") || sqlState.startsWith("57P") ||
        sqlState.startsWith("28") || sqlState == "53300" || sqlState == "53200" ||
        sqlState == "25006" || sqlState.startsWith("40")) {
        return ErrorCode::Unavailable;
    }
    if (sqlState == "23505" || sqlState == "23503" || sqlState == "23P01" || sqlState == "23001") {
        return ErrorCode::Conflict;
    }
    if (sqlState.startsWith("23") || sqlState.startsWith("22")) {
        return ErrorCode::Validation;
    }
    if (sqlState == "53100") {
        return ErrorCode::StorageFull;
    }
    if (sqlState == "57014" || sqlState == "55P03") {
        return ErrorCode::Timeout;
    }
    return ErrorCode::Internal;
}

SqlError sqlError(ErrorCode code, const QString &detail)
{
    SqlError error;
    error.code = code;
    error.detail = detail;
    return error;
}

QByteArray errorField(const PGresult *result, int field)
{
    return QByteArray(PQresultErrorField(result, field));
}

/// What of libpq's words on a failed connection can be told: the server's own sentence, without the
/// conninfo.
QString connectionFault(const QString &driverText)
{
    static const std::pair<QLatin1StringView, QLatin1StringView> known[] = {
        {QLatin1StringView("password authentication failed"),
         QLatin1StringView("PostgreSQL refused the user name or the password")},
        {QLatin1StringView("no password supplied"),
         QLatin1StringView("PostgreSQL asks for a password")},
        {QLatin1StringView("does not exist"),
         QLatin1StringView("the database or the role does not exist")},
        {QLatin1StringView("no pg_hba.conf entry"),
         QLatin1StringView("PostgreSQL does not let this computer in")},
        {QLatin1StringView("too many clients"),
         QLatin1StringView("PostgreSQL has no connection left")},
        {QLatin1StringView("remaining connection slots"),
         QLatin1StringView("PostgreSQL has no connection left")},
        {QLatin1StringView("starting up"), QLatin1StringView("PostgreSQL is starting up")},
        {QLatin1StringView("shutting down"), QLatin1StringView("PostgreSQL is shutting down")},
        {QLatin1StringView("recovery mode"),
         QLatin1StringView("PostgreSQL is recovering from a crash")},
        {QLatin1StringView("session is read-only"),
         QLatin1StringView("none of its servers takes writes")},
        {QLatin1StringView("hot standby mode"),
         QLatin1StringView("none of its servers is the primary")},
        {QLatin1StringView("translate host name"), QLatin1StringView("the host name is unknown")},
        {QLatin1StringView("SSL"), QLatin1StringView("PostgreSQL and sslmode do not agree")},
        {QLatin1StringView("Driver not loaded"),
         QLatin1StringView("Qt's PostgreSQL driver (QPSQL) is not installed")},
        {QLatin1StringView("Connection refused"),
         QLatin1StringView("nothing listens at its address")},
        {QLatin1StringView("No such file"), QLatin1StringView("nothing listens at its socket")},
        {QLatin1StringView("timeout"), QLatin1StringView("it did not answer in time")},
    };
    for (const auto &[sign, words] : known) {
        if (driverText.contains(sign)) {
            return QStringLiteral("PostgreSQL cannot be reached: ") + words;
        }
    }
    return QStringLiteral("PostgreSQL cannot be reached");
}

/// libpq's own writes to standard error. A warning is kept for whoever commits.
void noteWarning(void *hasWarned, const PGresult *notice)
{
    *static_cast<bool *>(hasWarned) |=
        errorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING";
}

} // namespace

/// A connection is in use while a call of it runs, and from the begin of a transaction to its end.
class Database::Use
{
public:
    explicit Use(Database &database)
        : m_database(database)
    {
        ++m_database.m_uses;
        m_database.tellUse();
    }
    ~Use()
    {
        --m_database.m_uses;
        m_database.tellUse();
    }
    Use(const Use &) = delete;
    Use &operator=(const Use &) = delete;

private:
    Database &m_database;
};

Database::Database(ConnectionSettings settings, DatabaseOptions options)
    : m_settings(std::move(settings))
    , m_options(std::move(options))
{
    static QAtomicInteger<quint64> counter;
    m_connectionName =
        QStringLiteral("evaltrack-") + QString::number(counter.fetchAndAddRelaxed(1));
}

Database::~Database()
{
    m_inTransaction = false;
    tellUse();
    disconnect();
}

void Database::tellUse()
{
    const bool isInUse = m_uses > 0 || m_inTransaction;
    if (m_options.use == nullptr || isInUse == m_isInUse) {
        return;
    }
    m_isInUse = isInUse;
    const auto now = std::chrono::steady_clock::now();
    if (isInUse) {
        m_useBegan = now;
        ++m_options.use->inUse;
    } else {
        --m_options.use->inUse;
        m_options.use->busyNanoseconds += std::chrono::nanoseconds(now - m_useBegan).count();
    }
}

Result<std::unique_ptr<Database>> Database::open(const ConnectionSettings &settings,
                                                 const DatabaseOptions &options)
{
    std::unique_ptr<Database> database(new Database(settings, options));
    const auto connected = database->connect();
    if (!connected) {
        return std::unexpected(connected.error());
    }
    return database;
}

SqlResult<void> Database::connect()
{
    disconnect();
    {
        QSqlDatabase driver = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_connectionName);
        driver.setHostName(m_settings.hostList());
        driver.setDatabaseName(m_settings.database);
        driver.setUserName(m_settings.user);
        driver.setPassword(m_settings.password.reveal());
        const auto seconds =
            std::chrono::ceil<std::chrono::seconds>(m_options.connectTimeout).count();
        QString options = QStringLiteral("connect_timeout=") +
                          QString::number(std::max<qint64>(seconds, 2)) +
                          QStringLiteral(";application_name='") + m_options.applicationName + u'\'';
        // The driver's own port is a number, and only one.
        options += QStringLiteral(";port=") + m_settings.portList();
        if (!m_settings.sessionAttributes.isEmpty()) {
            options += QStringLiteral(";target_session_attrs=") + m_settings.sessionAttributes;
        }
        if (!m_settings.sslMode.isEmpty()) {
            options += QStringLiteral(";sslmode=") + m_settings.sslMode;
        }
        driver.setConnectOptions(options);
        if (driver.open()) {
            const QVariant handle = driver.driver()->handle();
            const QByteArrayView type(handle.typeName());
            if (handle.isValid() && (type == "PGconn*" || type == "pg_conn*")) {
                m_handle = *static_cast<PGconn *const *>(handle.constData());
            }
        }
        if (!m_handle) {
            SqlError error =
                sqlError(ErrorCode::Unavailable, connectionFault(driver.lastError().text()));
            driver = QSqlDatabase();
            disconnect();
            ++m_failedConnects;
            const auto longest = std::min<std::chrono::milliseconds>(
                FirstBackoff * (1 << std::min(m_failedConnects, 10)), LongestBackoff);
            m_nextConnect = std::chrono::steady_clock::now() +
                            std::chrono::milliseconds(
                                QRandomGenerator::global()->bounded(qint64(longest.count()) + 1));
            return std::unexpected(std::move(error));
        }
    }
    m_failedConnects = 0;
    if (m_options.use) {
        ++m_options.use->open;
    }
    PQsetNoticeReceiver(m_handle, noteWarning, &m_hasWarned);

    // After the connection is made and not in its options, which connection poolers refuse.
    const QByteArray session =
        "set timezone to 'UTC'; set datestyle to 'ISO'; set bytea_output to 'hex'; "
        "set idle_in_transaction_session_timeout to '60s'; set statement_timeout to " +
        QByteArray::number(qint64(m_options.statementTimeout.count()));
    const auto prepared = runScript(session);
    if (!prepared) {
        disconnect();
    }
    return prepared;
}

void Database::disconnect()
{
    if (m_handle && m_options.use) {
        --m_options.use->open;
    }
    m_handle = nullptr;
    m_prepared.clear();
    if (QSqlDatabase::contains(m_connectionName)) {
        QSqlDatabase::database(m_connectionName, false).close();
        QSqlDatabase::removeDatabase(m_connectionName);
    }
}

SqlResult<void> Database::ensureConnected()
{
    const auto now = std::chrono::steady_clock::now();
    if (m_handle) {
        // A connection that PostgreSQL closed while we were idle is noticed here, before a request
        // is lost on it.
        if (now - m_lastUse > IdleBeforeCheck && !m_inTransaction) {
            PQconsumeInput(m_handle);
        }
        m_lastUse = now;
        if (PQstatus(m_handle) == CONNECTION_OK) {
            return {};
        }
        if (m_inTransaction) {
            return std::unexpected(sqlError(
                ErrorCode::Unavailable, QStringLiteral("the connection broke in a transaction")));
        }
        disconnect();
    } else if (m_inTransaction) {
        return std::unexpected(sqlError(ErrorCode::Unavailable,
                                        QStringLiteral("the connection broke in a transaction")));
    }
    if (now < m_nextConnect) {
        return std::unexpected(sqlError(
            ErrorCode::Unavailable, QStringLiteral("PostgreSQL is away; the next attempt waits")));
    }
    m_lastUse = now;
    return connect();
}

SqlResult<Rows> Database::take(PGresult *result, const char *what)
{
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
        return Rows(result);
    }
    SqlError error;
    error.sqlState = errorField(result, PG_DIAG_SQLSTATE);
    error.constraint = errorField(result, PG_DIAG_CONSTRAINT_NAME);
    error.code = codeOf(error.sqlState);
    PQclear(result);
    if (PQstatus(m_handle) != CONNECTION_OK) {
        error.code = ErrorCode::Unavailable;
        if (!m_inTransaction) {
            disconnect();
        }
    }
    if (error.isRetryable()) {
        m_retryable = true;
    }
    error.detail = QString::fromLatin1(what);
    if (!error.sqlState.isEmpty()) {
        error.detail += QStringLiteral(": SQLSTATE ") + QString::fromLatin1(error.sqlState);
    }
    if (!error.constraint.isEmpty()) {
        error.detail += u' ' + QString::fromUtf8(error.constraint);
    }
    return std::unexpected(std::move(error));
}

namespace {

/// The values as libpq wants them; empty when one holds a NUL, which C strings would cut short
/// silently.
std::optional<QVarLengthArray<const char *, 32>> pointersTo(const SqlValues &values)
{
    QVarLengthArray<const char *, 32> pointers;
    for (const SqlValue &value : values) {
        if (value.text().contains('\0')) {
            return std::nullopt;
        }
        pointers.append(value.isNull() ? nullptr : value.text().constData());
    }
    return pointers;
}

SqlError noQuery(const QByteArray &name)
{
    return sqlError(ErrorCode::Internal,
                    QStringLiteral("there is no query ") + QString::fromLatin1(name));
}

SqlError nulInText()
{
    return sqlError(ErrorCode::Validation, QStringLiteral("text with a NUL character"));
}

} // namespace

SqlResult<void> Database::prepare(const QByteArray &name)
{
    if (m_prepared.contains(name)) {
        return {};
    }
    const QByteArray *sql = NamedQueries::compiledIn().find(name);
    if (!sql) {
        return std::unexpected(noQuery(name));
    }
    const auto prepared =
        take(PQprepare(m_handle, name.constData(), sql->constData(), 0, nullptr), name.constData());
    if (!prepared) {
        return std::unexpected(prepared.error());
    }
    m_prepared.insert(
        QByteArray(name.constData())); // a copy of its own: name only borrows the literal
    return {};
}

SqlResult<Rows> Database::run(const char *query, const SqlValues &values)
{
    const Use use(*this);
    const auto pointers = pointersTo(values);
    if (!pointers) {
        return std::unexpected(nulInText());
    }
    const QByteArray name = QByteArray::fromRawData(query, qsizetype(qstrlen(query)));
    if (const Wire::TraceParent *trace = TraceScope::current(); trace && trace->isSampled) {
        return runTraced(name, values, *trace);
    }
    for (bool again = false;; again = true) {
        if (const auto connected = ensureConnected(); !connected) {
            return std::unexpected(connected.error());
        }
        if (const auto prepared = prepare(name); !prepared) {
            return std::unexpected(prepared.error());
        }
        auto rows = take(PQexecPrepared(m_handle, query, int(pointers->size()),
                                        pointers->constData(), nullptr, nullptr, 0),
                         query);
        // A migration while we run can change what a prepared statement returns (0A000); a pooler
        // can lose it (26000).
        const bool isOutdated =
            !rows && (rows.error().sqlState == "0A000" || rows.error().sqlState == "26000");
        if (!isOutdated || again || m_inTransaction || !m_handle) {
            return rows;
        }
        PQclear(PQexec(m_handle, "deallocate all"));
        m_prepared.clear();
    }
}

/// What PostgreSQL shows of a statement (pg_stat_activity, its log) is the text that it was given:
/// of a prepared one always the same. So this one is not prepared, and PostgreSQL plans it anew.
/// The name of the connection, which could be set instead, says to other servers who made a change
/// (migration 0010), and setting it would be one more round trip for each request.
SqlResult<Rows> Database::runTraced(const QByteArray &name, const SqlValues &values,
                                    const Wire::TraceParent &trace)
{
    const QByteArray *sql = NamedQueries::compiledIn().find(name);
    if (!sql) {
        return std::unexpected(noQuery(name));
    }
    // In front, where a long statement is not cut off.
    return runText("/*traceparent='" + trace.toHeader() + "',query='" + name + "'*/ " + *sql,
                   values, name.constData());
}

SqlResult<Rows> Database::runText(const QByteArray &sql, const SqlValues &values)
{
    return runText(sql, values, "statement");
}

SqlResult<Rows> Database::runText(const QByteArray &sql, const SqlValues &values, const char *what)
{
    const Use use(*this);
    const auto pointers = pointersTo(values);
    if (!pointers) {
        return std::unexpected(nulInText());
    }
    if (const auto connected = ensureConnected(); !connected) {
        return std::unexpected(connected.error());
    }
    return take(PQexecParams(m_handle, sql.constData(), int(pointers->size()), nullptr,
                             pointers->constData(), nullptr, nullptr, 0),
                what);
}

SqlResult<void> Database::runScript(const QByteArray &sql)
{
    const Use use(*this);
    if (const auto connected = ensureConnected(); !connected) {
        return std::unexpected(connected.error());
    }
    const auto done = take(PQexec(m_handle, sql.constData()), "script");
    if (!done) {
        return std::unexpected(done.error());
    }
    return {};
}

SqlResult<Transaction> Database::begin(Isolation isolation)
{
    const Use use(*this);
    Q_ASSERT_X(!m_inTransaction, "Database::begin", "one transaction at a time on a connection");
    QByteArray sql = QByteArrayLiteral("begin");
    switch (isolation) {
    case Isolation::ReadCommitted:
        break;
    case Isolation::RepeatableRead:
        sql = QByteArrayLiteral("begin isolation level repeatable read");
        break;
    case Isolation::Serializable:
        sql = QByteArrayLiteral("begin isolation level serializable");
        break;
    }
    auto begun = runScript(sql);
    if (!begun && begun.error().code == ErrorCode::Unavailable && !m_handle &&
        m_failedConnects == 0) {
        begun = runScript(sql); // the connection was found broken; nothing has been done yet, so a
                                // new one will do
    }
    if (!begun) {
        return std::unexpected(begun.error());
    }
    m_inTransaction = true;
    m_retryable = false;
    return Transaction(*this);
}

SqlResult<void> Database::commit()
{
    const Use use(*this);
    SqlResult<void> result;
    if (const auto connected = ensureConnected(); !connected) {
        result = std::unexpected(connected.error());
    } else if (PQtransactionStatus(m_handle) == PQTRANS_INERROR) {
        // COMMIT of a failed transaction "succeeds" as a rollback; whoever ignored the statement's
        // error must not.
        result = std::unexpected(
            sqlError(ErrorCode::Internal, QStringLiteral("commit of a failed transaction")));
        PQclear(PQexec(m_handle, "rollback"));
    } else {
        m_hasWarned = false;
        const auto done = take(PQexec(m_handle, "commit"), "commit");
        if (!done) {
            result = std::unexpected(done.error());
        } else if (m_hasWarned) {
            // Somebody cancelled the wait for the standby: it is committed here, and lost if the
            // standby takes over now.
            result = std::unexpected(sqlError(
                ErrorCode::Unavailable, QStringLiteral("commit: the standby may not have it")));
        }
    }
    m_inTransaction = false;
    return result;
}

void Database::rollback()
{
    const Use use(*this);
    m_inTransaction = false;
    if (!m_handle) {
        return;
    }
    PQclear(PQexec(m_handle, "rollback"));
    if (PQstatus(m_handle) != CONNECTION_OK) {
        disconnect();
    }
}

SqlResult<void> Database::startCopy(const QByteArray &sql)
{
    if (const auto connected = ensureConnected(); !connected) {
        return std::unexpected(connected.error());
    }
    PGresult *result = PQexec(m_handle, sql.constData());
    if (PQresultStatus(result) == PGRES_COPY_IN) {
        PQclear(result);
        return {};
    }
    const auto refused = take(result, "copy");
    return std::unexpected(refused
                               ? sqlError(ErrorCode::Internal, QStringLiteral("copy: not a COPY"))
                               : refused.error());
}

SqlResult<qint64> Database::finishCopy()
{
    PQputCopyEnd(m_handle, nullptr);
    PGresult *result = PQgetResult(m_handle);
    // The command's result comes first; the null after it lets the connection run other statements.
    while (PGresult *more = PQgetResult(m_handle)) {
        PQclear(more);
    }
    const auto done = take(result, "copy");
    if (!done) {
        return std::unexpected(done.error());
    }
    return done->affected();
}

void Database::pauseBeforeRetry(int attempt)
{
    // Without it the victim of a deadlock often takes its first lock again before the other one
    // wakes, and both are where they were.
    // lint: allow(sleep) there is no sign to wait for: the other one must get a chance to run
    QThread::usleep(
        static_cast<unsigned long>(QRandomGenerator::global()->bounded(1'000, 10'000 * attempt)));
}

SqlResult<void> Database::ping()
{
    return runScript(QByteArrayLiteral("select 1"));
}

void Database::noticeLoss()
{
    if (!m_handle || m_inTransaction) {
        return;
    }
    // PostgreSQL's last words, and the end behind them.
    for (int i = 0; i < 2 && PQstatus(m_handle) == CONNECTION_OK; ++i) {
        PQconsumeInput(m_handle);
    }
    if (PQstatus(m_handle) != CONNECTION_OK) {
        disconnect();
    }
}

int Database::backendPid() const
{
    return m_handle ? PQbackendPID(m_handle) : 0;
}

} // namespace EvalTrack::Server
