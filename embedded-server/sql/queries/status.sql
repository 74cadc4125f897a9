-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the administrator's status page asks, beside what the server knows of itself.

-- → version of PostgreSQL, of the schema, captures that wait for somebody to decide
-- name: status.database
select current_setting('server_version'),
       (select max(number)::bigint from schema_migrations),
       (select count(*) from capture_outcomes where review_state = 'OPEN')

-- $1 = at most; those that keep something waiting first, those that are shut out last.
-- name: status.stations
select d.id, d.name, d.site,
       case when d.revoked_at is not null then 'REVOKED' when d.enrolled_at is not null then 'ENROLLED' else 'WAITING' end,
       d.last_seen_at, d.unsent_since
  from devices d
 order by d.revoked_at is not null, d.unsent_since nulls last, d.name, d.id
 limit $1
