// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacydatabases.h"

#include "legacy/recordmapping.h"
#include "storage/database.h"
#include "wire/legacycodec.h"

#include <QAtomicInteger>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUrlQuery>
#include <QVariant>

namespace EvalTrack::Server {

namespace {

constexpr auto Driver = "QMYSQL";

/// As v1 has them, in the order of the columns' enums.
QString selectOf(LegacySource source)
{
    QStringList columns{QStringLiteral("id")};
    for (const QByteArray &name : columnsOf(source)) {
        const QString column = QString::fromLatin1(name);
        const bool isJson = name == "preguntas" || name == "respuestas";
        // Bytes: whatever character set a column says it has, and days that no calendar has.
        columns.append(isJson ? QStringLiteral("cast(cast(%1 as char) as binary)").arg(column)
                              : QStringLiteral("cast(%1 as binary)").arg(column));
    }
    return columns.join(QStringLiteral(", "));
}

LegacyRow rowFrom(LegacySource source, const QSqlQuery &query)
{
    LegacyRow row;
    row.source = source;
    row.id = query.value(0).toLongLong();
    const qsizetype columns = columnsOf(source).size();
    row.values.reserve(columns);
    for (int i = 1; i <= columns; ++i) {
        const QVariant value = query.value(i);
        QByteArray bytes;
        if (!value.isNull()) {
            bytes = value.toByteArray();
            if (bytes.isNull()) {
                bytes = QByteArrayLiteral("");
            }
        }
        row.values.append(bytes);
    }
    return row;
}

LegacyRow rowFrom(LegacySource source, const Row &given)
{
    LegacyRow row;
    row.source = source;
    row.id = given.integer(0);
    for (int i = 1; i <= columnsOf(source).size(); ++i) {
        QByteArray bytes;
        if (!given.isNull(i)) {
            bytes = given.utf8(i).toByteArray();
            if (bytes.isNull()) {
                bytes = QByteArrayLiteral("");
            }
        }
        row.values.append(bytes);
    }
    return row;
}

constexpr auto AccountsUrl = "LEGACY_DB_URL";
constexpr auto BusinessUrl = "LEGACY_MYSQL_URL";

/// By MySQL's own number; some say who may not come in, some that there is something else.
LegacyFault faultOf(const QString &number)
{
    static const QStringList refused{QStringLiteral("1044"), QStringLiteral("1045"),
                                     QStringLiteral("1698"), QStringLiteral("1251")};
    static const QStringList unreadable{QStringLiteral("1049"), QStringLiteral("1142"),
                                        QStringLiteral("1143"), QStringLiteral("1146"),
                                        QStringLiteral("1054")};
    return refused.contains(number)      ? LegacyFault::Refused
           : unreadable.contains(number) ? LegacyFault::Unreadable
                                         : LegacyFault::Unreachable;
}

/// By the words that Database has for it.
LegacyFault faultOf(const Error &error)
{
    const bool isRefused = error.detail.contains(u"refused the user name") ||
                           error.detail.contains(u"asks for a password") ||
                           error.detail.contains(u"does not let this computer in");
    return isRefused                                  ? LegacyFault::Refused
           : error.detail.contains(u"does not exist") ? LegacyFault::Unreadable
                                                      : LegacyFault::Unreachable;
}

} // namespace

std::unexpected<Error> legacyFault(const char *variable, LegacyFault fault, const QString &why)
{
    const QString name = QString::fromLatin1(variable);
    const bool isWrong = fault == LegacyFault::NotSet || fault == LegacyFault::NotAnAddress;
    return std::unexpected(Error{isWrong ? ErrorCode::Validation : ErrorCode::Unavailable,
                                 name + u": " + why,
                                 {{name, QString(Wire::words(fault))}}});
}

Result<MySqlSettings> MySqlSettings::fromUrl(const QString &text)
{
    const auto wrong = [](const QString &what) {
        return legacyFault(BusinessUrl, LegacyFault::NotAnAddress, what);
    };
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid()) {
        return wrong(QStringLiteral("it is no URL; mysql://user:password@host:3306/name"));
    }
    if (url.scheme() != u"mysql" && url.scheme() != u"mariadb") {
        return wrong(QStringLiteral("it begins with mysql:// or mariadb://"));
    }
    MySqlSettings settings;
    settings.host = url.host().isEmpty() ? QStringLiteral("localhost") : url.host();
    settings.port = url.port(3306);
    settings.user = url.userName(QUrl::FullyDecoded);
    settings.password = Redacted<QString>(url.password(QUrl::FullyDecoded));
    settings.database = url.path(QUrl::FullyDecoded).mid(1);
    settings.socket = QUrlQuery(url).queryItemValue(QStringLiteral("socket"), QUrl::FullyDecoded);
    if (settings.database.isEmpty()) {
        return wrong(QStringLiteral("the name of the database is missing"));
    }
    if (settings.user.isEmpty()) {
        return wrong(QStringLiteral("the user is missing"));
    }
    return settings;
}

bool LegacyDatabases::hasDriver()
{
    return QSqlDatabase::isDriverAvailable(QLatin1String(Driver));
}

Result<std::unique_ptr<LegacyDatabases>> LegacyDatabases::open(const ConnectionSettings &accounts,
                                                               const MySqlSettings &business)
{
    if (!hasDriver()) {
        return legacyFault(BusinessUrl, LegacyFault::NoDriver,
                           QStringLiteral("Qt's driver for MySQL and MariaDB (QMYSQL) is not "
                                          "installed. On Debian and Ubuntu: apt-get install "
                                          "libqt6sql6-mysql"));
    }
    std::unique_ptr<LegacyDatabases> opened(new LegacyDatabases);
    opened->m_snapshotAt = SystemClock().now();
    if (const auto done = opened->openBusiness(business); !done) {
        return std::unexpected(done.error());
    }
    if (const auto done = opened->openAccounts(accounts); !done) {
        return std::unexpected(done.error());
    }
    return opened;
}

LegacyDatabases::~LegacyDatabases()
{
    if (!m_connection.isEmpty()) {
        QSqlDatabase::database(m_connection, false).close();
        QSqlDatabase::removeDatabase(m_connection);
    }
}

Result<void> LegacyDatabases::openBusiness(const MySqlSettings &settings)
{
    static QAtomicInteger<quint64> counter;
    m_connection = QStringLiteral("legacy-%1").arg(counter.fetchAndAddRelaxed(1));
    QSqlDatabase database = QSqlDatabase::addDatabase(QLatin1String(Driver), m_connection);
    database.setHostName(settings.host);
    database.setPort(settings.port);
    database.setDatabaseName(settings.database);
    database.setUserName(settings.user);
    database.setPassword(settings.password.reveal());
    // Without, one that falls silent would hold the run, the next ones and the server's end up.
    QString options = QStringLiteral("MYSQL_OPT_CONNECT_TIMEOUT=10;MYSQL_OPT_READ_TIMEOUT=600;"
                                     "MYSQL_OPT_WRITE_TIMEOUT=60");
    if (!settings.socket.isEmpty()) {
        options += QStringLiteral(";UNIX_SOCKET=") + settings.socket;
    }
    database.setConnectOptions(options);
    if (!database.open()) {
        const QString number = database.lastError().nativeErrorCode();
        return legacyFault(BusinessUrl, faultOf(number),
                           QStringLiteral("MySQL or MariaDB cannot be reached (%1)").arg(number));
    }
    for (const char *const statement : {"set transaction isolation level repeatable read",
                                        "start transaction with consistent snapshot, read only"}) {
        if (const auto done = ask(QString::fromLatin1(statement)); !done) {
            return std::unexpected(done.error());
        }
    }
    return {};
}

Result<QSqlQuery> LegacyDatabases::ask(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        // The driver's words would quote what it was asked.
        const QString number = query.lastError().nativeErrorCode();
        return legacyFault(
            BusinessUrl, faultOf(number),
            QStringLiteral("MySQL refused what was asked of v1 (error %1)").arg(number));
    }
    return query;
}

/// Accounts are few: they are read at once, and the connection is not kept.
Result<void> LegacyDatabases::openAccounts(const ConnectionSettings &settings)
{
    DatabaseOptions patient;
    patient.applicationName = QStringLiteral("evaltrack-import");
    patient.statementTimeout = {};
    const auto database = Database::open(settings, patient);
    if (!database) {
        return legacyFault(AccountsUrl, faultOf(database.error()), database.error().detail);
    }
    Database &v1 = **database;
    auto transaction = v1.begin(Isolation::RepeatableRead);
    // Other encodings PostgreSQL turns into ours; of a database that has none it is to give the
    // bytes as they are, where it would refuse those that are no UTF-8.
    const auto readOnly =
        transaction ? v1.runScript("set transaction read only; select set_config("
                                   "'client_encoding', 'SQL_ASCII', true) "
                                   "where current_setting('server_encoding') = 'SQL_ASCII'")
                    : SqlResult<void>(std::unexpected(transaction.error()));
    if (!readOnly) {
        return legacyFault(AccountsUrl, faultOf(readOnly.error()), readOnly.error().detail);
    }
    const auto roles =
        v1.runText("select r.id, r.name, r.guard_name, r.deleted_at::text, "
                   "(select string_agg(p.name, ',' order by p.name) from role_has_permissions h "
                   "join permissions p on p.id = h.permission_id where h.role_id = r.id) "
                   "from roles r order by r.id");
    const auto users = v1.runText(
        "select u.id, u.username, u.email, u.password, u.nombre, u.apellido, u.cedula, u.telefono, "
        "u.fecha_nacimiento::text, u.cargo, u.created_at::text, u.updated_at::text, "
        "(select string_agg(m.role_id::text, ',' order by m.role_id) from model_has_roles m "
        "where m.model_id = u.id and m.model_type = 'App\\Models\\User'), "
        "(select string_agg(p.name, ',' order by p.name) from model_has_permissions m "
        "join permissions p on p.id = m.permission_id "
        "where m.model_id = u.id and m.model_type = 'App\\Models\\User') "
        "from users u order by u.id");
    for (const auto *answer : {&roles, &users}) {
        if (!*answer) {
            return legacyFault(AccountsUrl, LegacyFault::Unreadable,
                               QStringLiteral("it does not look like v1's accounts: ") +
                                   answer->error().detail);
        }
    }
    for (const Row row : *roles) {
        m_accounts.roles.append(rowFrom(LegacySource::Role, row));
    }
    for (const Row row : *users) {
        m_accounts.users.append(rowFrom(LegacySource::User, row));
    }
    return {};
}

Result<LegacyPeople> LegacyDatabases::people()
{
    LegacyPeople all = m_accounts;
    auto query = ask(u"select " + selectOf(LegacySource::Employee) +
                     QStringLiteral(" from employees order by id"));
    if (!query) {
        return std::unexpected(query.error());
    }
    while (query->next()) {
        all.employees.append(rowFrom(LegacySource::Employee, *query));
    }
    return all;
}

Result<qint64> LegacyDatabases::count(LegacySource source)
{
    if (source == LegacySource::Role) {
        return m_accounts.roles.size();
    }
    if (source == LegacySource::User) {
        return m_accounts.users.size();
    }
    auto query =
        ask(QStringLiteral("select count(*) from ") + QString::fromLatin1(tableOf(source)));
    if (!query) {
        return std::unexpected(query.error());
    }
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<QList<LegacyRow>> LegacyDatabases::page(LegacySource source, qint64 after, int limit)
{
    auto query = ask(QStringLiteral("select %1 from %2 where id > %3 order by id limit %4")
                         .arg(selectOf(source), QString::fromLatin1(tableOf(source)))
                         .arg(after)
                         .arg(limit));
    if (!query) {
        return std::unexpected(query.error());
    }
    QList<LegacyRow> rows;
    rows.reserve(limit);
    while (query->next()) {
        rows.append(rowFrom(source, *query));
    }
    return rows;
}

Result<QSet<std::pair<qint64, qint64>>> LegacyDatabases::twins(LegacySource source)
{
    auto query = ask(QStringLiteral("select evento_id, empleado_id from %1 group by evento_id, "
                                    "empleado_id having count(*) > 1")
                         .arg(QString::fromLatin1(tableOf(source))));
    if (!query) {
        return std::unexpected(query.error());
    }
    QSet<std::pair<qint64, qint64>> pairs;
    while (query->next()) {
        pairs.insert({query->value(0).toLongLong(), query->value(1).toLongLong()});
    }
    return pairs;
}

Result<QHash<qint64, QStringList>> LegacyDatabases::questions()
{
    auto query = ask(QStringLiteral(
        "select evento_id, cast(cast(preguntas as char) as binary) as asked, min(id) as first "
        "from evaluaciones where preguntas is not null group by evento_id, asked order by first"));
    if (!query) {
        return std::unexpected(query.error());
    }
    QHash<qint64, QStringList> byEvent;
    while (query->next()) {
        QStringList &known = byEvent[query->value(0).toLongLong()];
        for (const QString &each : questionsFrom(query->value(1).toByteArray())) {
            if (!known.contains(each)) {
                known.append(each);
            }
        }
    }
    return byEvent;
}

} // namespace EvalTrack::Server
