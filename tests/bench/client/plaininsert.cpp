// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/plaininsert.h"

namespace EvalTrack::Bench {

namespace {

const QString ConnectionName = QStringLiteral("plain-insert");

} // namespace

PlainInsert::PlainInsert(const QString &folder)
    : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), ConnectionName))
{
    m_database.setDatabaseName(QString(folder + QStringLiteral("/plain.sqlite")));
    if (!m_database.open()) {
        return;
    }
    QSqlQuery query(m_database);
    bool isReady = true;
    for (const QString &statement :
         {QStringLiteral("PRAGMA locking_mode=EXCLUSIVE"),
          QStringLiteral("PRAGMA journal_mode=WAL"), QStringLiteral("PRAGMA synchronous=FULL"),
          QStringLiteral(
              "CREATE TABLE IF NOT EXISTS record(id INTEGER PRIMARY KEY, body BLOB NOT NULL)")}) {
        isReady = isReady && query.exec(statement);
    }
    query.finish();
    auto insert = std::make_unique<QSqlQuery>(m_database);
    if (isReady && insert->prepare(QStringLiteral("INSERT INTO record(body) VALUES(?)"))) {
        m_insert = std::move(insert);
    }
}

PlainInsert::~PlainInsert()
{
    m_insert.reset();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(ConnectionName);
}

void PlainInsert::insert(const QByteArray &text)
{
    // As long as a sealed capture.
    m_insert->bindValue(0, QByteArray(text + QByteArray(240, 'x')));
    m_insert->exec();
}

} // namespace EvalTrack::Bench
