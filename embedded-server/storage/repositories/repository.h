// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <optional>

namespace EvalTrack::Server {

/// Where a page of a list begins: after the row with this time and id. Lists that go by id alone
/// leave the time out.
struct Position
{
    Timestamp time{};
    qint64 id = 0;

    bool operator==(const Position &) const = default;
};

/// What all repositories share: running named queries with the connection of one event loop, and
/// telling a violated rule of the schema in the contract's words. A repository knows SQL and rows;
/// it decides nothing. A small value: copy it freely, use it in the thread of its connection, while
/// that lives.
class Repository
{
public:
    explicit Repository(Database &database)
        : m_database(&database)
    {}

protected:
    [[nodiscard]] Result<Rows> run(const char *query, const SqlValues &values = {}) const;
    /// For statements whose answer does not matter.
    [[nodiscard]] Result<void> execute(const char *query, const SqlValues &values = {}) const;

    /// The first row as `read` makes it; nullopt when there is none.
    template <typename Read>
    [[nodiscard]] auto first(const char *query, const SqlValues &values, Read read) const
        -> Result<std::optional<std::invoke_result_t<Read, const Row &>>>
    {
        const auto rows = run(query, values);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        const auto row = rows->first();
        if (!row) {
            return std::nullopt;
        }
        return read(*row);
    }

    /// Every row; answers are bounded, because lists are read by pages.
    template <typename Read>
    [[nodiscard]] auto all(const char *query, const SqlValues &values, Read read) const
        -> Result<QList<std::invoke_result_t<Read, const Row &>>>
    {
        const auto rows = run(query, values);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        QList<std::invoke_result_t<Read, const Row &>> list;
        list.reserve(rows->count());
        for (const Row row : *rows) {
            list.append(read(row));
        }
        return list;
    }

    /// The one integer of a statement that always gives a row; 0 when it is NULL.
    [[nodiscard]] Result<qint64> number(const char *query, const SqlValues &values = {}) const;

private:
    Database *m_database;
};

} // namespace EvalTrack::Server
