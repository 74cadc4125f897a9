// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrator.h"

#include "storage/database.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace EvalTrack::Server {

QByteArray Migration::checksum() const
{
    QByteArray text = sql;
    text.replace("\r\n", "\n");
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

bool Migration::covers(const QByteArray &other) const
{
    const QByteArray own = checksum();
    const QByteArray line = "-- supersedes: " + other + '\n';
    return other == own || (other.size() == own.size() && sql.contains(line));
}

int Migration::needs() const
{
    static const QRegularExpression pattern(QStringLiteral("^contract_(\\d{4})_"));
    const auto match = pattern.match(name);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

Migrator::Migrator(Database &database)
    : Migrator(database, compiledIn())
{}

Migrator::Migrator(Database &database, QList<Migration> migrations)
    : m_database(database)
    , m_migrations(std::move(migrations))
{}

QList<Migration> Migrator::compiledIn()
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{4})_([a-z0-9_]+)\\.sql$"));
    QList<Migration> migrations;
    const QDir folder(QStringLiteral(":/sql/migrations"));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        const auto match = pattern.match(name);
        QFile file(folder.filePath(name));
        if (!match.hasMatch() || !file.open(QIODevice::ReadOnly)) {
            qFatal("%s is not a migration", qUtf8Printable(name));
        }
        migrations.append({match.captured(1).toInt(), match.captured(2), file.readAll()});
        if (migrations.last().number != migrations.size()) {
            qFatal("migrations are not numbered without a gap");
        }
    }
    return migrations;
}

Result<int> Migrator::compare()
{
    const auto exists = m_database.runText(
        QByteArrayLiteral("select to_regclass('schema_migrations') is not null"));
    if (!exists) {
        return std::unexpected(exists.error());
    }
    if (!exists->at(0).boolean(0)) {
        return 0;
    }
    const auto done = m_database.runText(
        QByteArrayLiteral("select number, name, checksum from schema_migrations order by number"));
    if (!done) {
        return std::unexpected(done.error());
    }
    int last = 0;
    for (const Row row : *done) {
        const int number = row.number(0);
        if (number > m_migrations.size()) {
            const Migration newer{number, row.text(1), {}};
            if (newer.needs() > m_migrations.size()) {
                return failure(
                    ErrorCode::ProtocolMismatch,
                    QStringLiteral(
                        "A newer EvalTrack took away from the database what this one uses (step "
                        "%1, "
                        "%2; this program knows %3 steps). Use that version or a later one.")
                        .arg(number)
                        .arg(newer.name)
                        .arg(m_migrations.size()));
            }
            last = number;
            continue;
        }
        const Migration &ours = m_migrations.at(number - 1);
        if (number != last + 1 || row.text(1) != ours.name ||
            !ours.covers(row.utf8(2).toByteArray())) {
            return failure(
                ErrorCode::Conflict,
                QStringLiteral(
                    "Step %1 (%2) of the database's schema is not the one this program has. The "
                    "database was not made by a released EvalTrack, or is damaged; restore a "
                    "backup.")
                    .arg(number)
                    .arg(row.text(1)));
        }
        last = number;
    }
    return last;
}

Result<void> Migrator::check()
{
    const Result<int> version = compare();
    if (!version) {
        return std::unexpected(version.error());
    }
    if (*version < m_migrations.size()) {
        return failure(
            ErrorCode::Unavailable,
            QStringLiteral(
                "The database's schema is at step %1 and must be brought to %2: run migrate.")
                .arg(*version)
                .arg(m_migrations.size()));
    }
    return {};
}

Result<Migrator::Report> Migrator::migrate()
{
    Report report;
    for (;;) {
        auto transaction = m_database.begin();
        if (!transaction) {
            return std::unexpected(transaction.error());
        }
        // A large table takes its time, and so does another program that is migrating.
        const auto locked = m_database.runScript(QByteArrayLiteral(
            "set local statement_timeout = 0; select pg_advisory_xact_lock(7716801, 0)"));
        if (!locked) {
            return std::unexpected(locked.error());
        }
        const Result<int> version = compare();
        if (!version) {
            return std::unexpected(version.error());
        }
        report.version = *version;
        if (*version >= m_migrations.size()) {
            return report;
        }
        const Migration &next = m_migrations.at(*version);
        if (next.number == 1) {
            const auto made = m_database.runScript(QByteArrayLiteral(
                "create table schema_migrations (number integer primary key, name text not null, "
                "checksum text not null, applied_at timestamptz(3) not null default now())"));
            if (!made) {
                return std::unexpected(made.error());
            }
        }
        SqlResult<void> done = m_database.runScript(next.sql);
        if (done) {
            const auto noted = m_database.runText(
                QByteArrayLiteral(
                    "insert into schema_migrations (number, name, checksum) values ($1, $2, $3)"),
                {next.number, next.name, next.checksum()});
            done = noted ? transaction->commit() : SqlResult<void>(std::unexpected(noted.error()));
        }
        if (!done) {
            Error error = done.error();
            error.detail = QStringLiteral("Step %1 (%2) of the schema failed and was undone: %3")
                               .arg(next.number)
                               .arg(next.name, error.detail);
            return std::unexpected(std::move(error));
        }
        report.newlyDone.append(next.number);
    }
}

} // namespace EvalTrack::Server
