// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/printers.h"
#include "support/testpostgres.h"

#include <gtest/gtest.h>

#include <list>

namespace EvalTrack::Test {

/// A migrated database with one connection, and words for what the tests do over and over.
class StorageFixture : public testing::Test
{
protected:
    /// The rows of a statement that must succeed.
    Server::Rows sql(const QByteArray &text, const Server::SqlValues &values = {})
    {
        return on(*m_database, text, values);
    }
    static Server::Rows on(Server::Database &database, const QByteArray &text,
                           const Server::SqlValues &values = {})
    {
        auto rows = database.runText(text, values);
        if (!rows) {
            ADD_FAILURE() << text.constData() << ": " << rows.error().detail.toStdString();
            rows = database.runText("select null where false");
        }
        return std::move(*rows);
    }
    /// The one value of a statement; -1 when there is no row.
    qint64 number(const QByteArray &text, const Server::SqlValues &values = {})
    {
        const auto rows = sql(text, values);
        return rows.isEmpty() ? -1 : rows.at(0).integer(0);
    }
    QString text(const QByteArray &query, const Server::SqlValues &values = {})
    {
        const auto rows = sql(query, values);
        return rows.isEmpty() ? QStringLiteral("(no row)") : rows.at(0).text(0);
    }
    /// Two people of a department, an admin, and an event that starts now.
    void fillSmallCompany()
    {
        ASSERT_TRUE(m_database->runScript(
            "insert into departments (name) values ('Ventas'), ('Sistemas');"
            "insert into users (name, email, role, password_hash) values ('Ada', 'ada@x.com', "
            "'ADMIN', 'x'),"
            " ('Beto', 'beto@x.com', 'EMPLEADO', 'x'), ('Carla', 'carla@x.com', 'EMPLEADO', null);"
            "insert into employees (user_id, first_name, last_name, department_id, national_id, "
            "badge_code)"
            " values (2, 'Beto', 'Díaz', 1, 'V-1', 'B1'), (3, 'Carla', 'Núñez', 1, 'V-2', 'B2');"
            "insert into events (title, date, duration, creator_id) values ('Taller', now(), 60, "
            "1)"));
    }

    /// A connection that counts figures in another slot than m_database and than the one figures
    /// are folded into, so that the two never wait for each other.
    std::unique_ptr<Server::Database> connectApart()
    {
        std::list<std::unique_ptr<Server::Database>> unsuitable;
        for (;;) {
            auto database = m_postgres.connect();
            const int slot = database->backendPid() % 8;
            if (slot != 0 && slot != m_database->backendPid() % 8) {
                return database;
            }
            unsuitable.push_back(std::move(database));
        }
    }

    TestPostgres m_postgres;
    std::unique_ptr<Server::Database> m_database = m_postgres.connect();
};

} // namespace EvalTrack::Test
