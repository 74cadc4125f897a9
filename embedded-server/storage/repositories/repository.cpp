// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/repository.h"

#include "storage/repositories/violations.h"

namespace EvalTrack::Server {

Result<Rows> Repository::run(const char *query, const SqlValues &values) const
{
    auto rows = m_database->run(query, values);
    if (!rows) {
        return std::unexpected(explain(rows.error()));
    }
    return std::move(*rows);
}

Result<void> Repository::execute(const char *query, const SqlValues &values) const
{
    const auto rows = run(query, values);
    return rows ? Result<void>() : std::unexpected(rows.error());
}

Result<qint64> Repository::number(const char *query, const SqlValues &values) const
{
    const auto rows = run(query, values);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto row = rows->first();
    return row ? row->integer(0) : 0;
}

} // namespace EvalTrack::Server
