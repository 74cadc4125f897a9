// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bulkload.h"

#include "storage/database.h"

namespace EvalTrack::Server {

namespace {

/// How to take each thing away and how to bring it back, from PostgreSQL's own catalogue, so that
/// the schema is told in one place. Foreign keys go first and come last: they stand on the unique
/// indexes. Primary keys stay, ids come in order.
constexpr const char *Statements = R"(
with tables as (select unnest($1::regclass[]) as id)
select take_away, bring_back
  from (select 1 as place, c.conname::text as name,
               format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as take_away,
               format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
                   as bring_back
          from pg_constraint c
         where c.contype = 'f' and (c.conrelid in (select id from tables) or c.confrelid in (select id from tables))
         union all
        select 2, c.conname::text,
               format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
               format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
          from pg_constraint c
         where c.contype = 'u' and c.conrelid in (select id from tables)
         union all
        select 3, i.indexrelid::regclass::text,
               format('drop index %s', i.indexrelid::regclass),
               pg_get_indexdef(i.indexrelid)
          from pg_index i
         where i.indrelid in (select id from tables)
           and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
       ) as things
 order by place, name)";

} // namespace

BulkLoad::BulkLoad(Database &database, const char *tables)
    : m_database(database)
    , m_tables(tables)
{}

SqlResult<void> BulkLoad::begin()
{
    Q_ASSERT(m_database.isInTransaction());
    const auto prepared = m_database.runScript(QByteArrayLiteral(
        "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; "
        "set local maintenance_work_mem = '256MB'; set local evaltrack.bulk = 'on'"));
    if (!prepared) {
        return prepared;
    }
    const auto statements = m_database.runText(QByteArray(Statements), {QByteArray(m_tables)});
    if (!statements) {
        return std::unexpected(statements.error());
    }
    m_restore.clear();
    for (const Row row : *statements) {
        if (const auto done = m_database.runScript(row.utf8(0).toByteArray()); !done) {
            return done;
        }
        m_restore.prepend(row.utf8(1).toByteArray());
    }
    return {};
}

SqlResult<void> BulkLoad::finish()
{
    for (const QByteArray &statement : std::as_const(m_restore)) {
        if (const auto done = m_database.runScript(statement); !done) {
            return done;
        }
    }
    m_restore.clear();
    // The planner knows nothing yet of what was loaded, and the counting joins it all.
    if (const auto analyzed = m_database.runScript(QByteArrayLiteral("analyze")); !analyzed) {
        return analyzed;
    }
    return m_database.runScript(QByteArrayLiteral("select finish_bulk_load()"));
}

} // namespace EvalTrack::Server
