-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the server tells Prometheus of PostgreSQL and of the company: numbers, and of stations their ids.

-- Of other roles' connections PostgreSQL shows only that they are there; background workers are none of a client.
-- name: watch.connections
select count(*),
       current_setting('max_connections')::bigint,
       (coalesce(max(extract(epoch from clock_timestamp() - xact_start)) filter (where pid <> pg_backend_pid()), 0) * 1000)::bigint
  from pg_stat_activity
 where datid is not null and coalesce(backend_type, 'client backend') = 'client backend'

-- name: watch.size
select pg_database_size(current_database())

-- Reads the counts of 0005_figures.sql, never the attendances of everybody. → kind, state, how many
-- name: watch.company
select 'people', case when is_active then 'active' else 'inactive' end as state, sum(people)::bigint
  from account_figures
 where role <> 'ESTACION'
 group by state
union all
select 'events', s.state, count(e.state)
  from (values ('upcoming'), ('running'), ('over'), ('inactive')) as s (state)
  left join (select case when not is_active then 'inactive'
                         when date > now() then 'upcoming'
                         when date + make_interval(mins => duration) < now() then 'over'
                         else 'running' end as state
               from events) as e on e.state = s.state
 group by s.state
union all
select f.kind, f.state, f.count
  from (select coalesce(sum(pending), 0)::bigint as pending, coalesce(sum(confirmed), 0)::bigint as confirmed,
               coalesce(sum(cancelled), 0)::bigint as cancelled,
               coalesce(sum(evaluations_pending), 0)::bigint as answering,
               coalesce(sum(evaluations_submitted), 0)::bigint as submitted,
               coalesce(sum(evaluations_graded), 0)::bigint as graded
          from event_figures) as sums
 cross join lateral (values ('attendances', 'pending', pending), ('attendances', 'confirmed', confirmed),
                            ('attendances', 'cancelled', cancelled), ('evaluations', 'pending', answering),
                            ('evaluations', 'submitted', submitted), ('evaluations', 'graded', graded)) as f (kind, state, count)
union all
select 'captures_to_review', '', count(*) from capture_outcomes where review_state = 'OPEN'

-- Those in use; $1 = at most, the longest waiting first.
-- name: watch.stations
select id, coalesce(last_seen_at, enrolled_at), unsent_since
  from devices
 where enrolled_at is not null and revoked_at is null
 order by unsent_since nulls last, id
 limit $1
