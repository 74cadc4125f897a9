-- SPDX-License-Identifier: GPL-3.0-or-later
-- The change feed: the log in the order (xid, seq) below the horizon, and records as a viewer may see them, by pages of ids for
-- the first copy and by ids for changes.

-- The last change below the horizon comes with it. Numbers between the two were taken by transactions that changed nothing; after a
-- crash or on a promoted standby PostgreSQL may give them again, so no cursor may lie among them.
-- name: feed.horizon
select i.uuid, coalesce((select epoch from sync_epochs where user_id = $1), 1),
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint, last.xid::text::bigint, last.seq
  from installation i
 cross join lateral ((select xid, seq from change_log where xid < pg_snapshot_xmin(pg_current_snapshot())
                       order by xid desc, seq desc limit 1)
                     union all
                     select xid, seq from change_log_floor
                     order by xid desc, seq desc
                     limit 1) as last

-- name: feed.log
select xid::text::bigint, seq, entity, uuid, entity_id
  from change_log
 where (xid, seq) > ($1::bigint::text::xid8, $2::bigint) and xid < $3::bigint::text::xid8
 order by xid, seq
 limit $4

-- name: feed.logOfUser
select xid::text::bigint, seq, entity, uuid, entity_id
  from change_log
 where (xid, seq) > ($1::bigint::text::xid8, $2::bigint) and xid < $3::bigint::text::xid8
   and (owner_id = $5 or owner_id is null)
 order by xid, seq
 limit $4

-- Whether the log still has what comes after a cursor.
-- name: feed.reaches
select count(*) from change_log_floor where (xid, seq) <= ($1::bigint::text::xid8, $2::bigint)

-- name: feed.prune
select prune_change_log(make_interval(days => $1::integer), $2::integer)

-- name: feed.departmentPage
select d.id, d.name, d.parent_id, h.id, d.uuid, d.revision
  from departments d
  left join users h on h.id = d.head_id and h.deleted_at is null
 where d.id > $1 and d.deleted_at is null
 order by d.id
 limit $2

-- name: feed.departmentsByIds
select d.id, d.name, d.parent_id, h.id, d.uuid, d.revision
  from departments d
  left join users h on h.id = d.head_id and h.deleted_at is null
 where d.id = any($1::bigint[]) and d.deleted_at is null
 order by d.id

-- name: feed.userOwnPage
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id > $1 and id = $3 and deleted_at is null
 limit $2

-- name: feed.usersByIds
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id = any($1::bigint[]) and deleted_at is null and (id = $2::bigint or ($3::boolean and role <> 'ESTACION'))
 order by id

-- name: feed.employeeOwnPage
select id, name, first_name, last_name, email, national_id, badge_code, phone, birth_date, job_title, department_id,
       department, manager_id, hire_date, is_active, created_at, updated_at, uuid, revision, contract_until,
       left_on, notes
  from employee_profiles
 where id > $1 and id = $3
 limit $2

-- name: feed.employeesByIds
select id, name, first_name, last_name, email, national_id, badge_code, phone, birth_date, job_title, department_id,
       department, manager_id, hire_date, is_active, created_at, updated_at, uuid, revision, contract_until,
       left_on, notes
  from employee_profiles
 where id = any($1::bigint[]) and ($3::boolean or id = $2::bigint)
 order by id

-- name: feed.eventPage
select id, title, description, date, duration, location, type, max_attendees, status, is_active,
       created_at, updated_at, creator_id, registration, uuid, revision, zone
  from events
 where id > $1 and (is_active or $3::boolean)
   and ($4::timestamptz is null or date >= $4
        or exists (select from attendances r where r.event_id = events.id and r.user_id = $5::bigint))
 order by id
 limit $2

-- name: feed.eventPageBetween
select id, title, description, date, duration, location, type, max_attendees, status, is_active,
       created_at, updated_at, creator_id, registration, uuid, revision, zone
  from events
 where id > $1 and (is_active or $3::boolean) and date >= $4 and date < $5
 order by id
 limit $2

-- name: feed.eventsByIds
select id, title, description, date, duration, location, type, max_attendees, status, is_active,
       created_at, updated_at, creator_id, registration, uuid, revision, zone
  from events
 where id = any($1::bigint[]) and (is_active or $2::boolean)
 order by id

-- name: feed.attendancePage
select r.id, r.event_id, r.user_id, r.status, r.attended_at, r.notes, r.created_at, r.updated_at, r.uuid, r.revision, r.left_at,
       e.uuid, u.uuid
  from attendances r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1
 order by r.id
 limit $2

-- name: feed.attendancePageSince
select r.id, r.event_id, r.user_id, r.status, r.attended_at, r.notes, r.created_at, r.updated_at, r.uuid, r.revision, r.left_at,
       e.uuid, u.uuid
  from attendances r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1 and (e.date >= $4 or r.user_id = $3)
 order by r.id
 limit $2

-- name: feed.attendancePageBetween
select r.id, r.event_id, r.user_id, r.status, r.attended_at, r.notes, r.created_at, r.updated_at, r.uuid, r.revision, r.left_at,
       e.uuid, u.uuid
  from attendances r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1 and e.date >= $3 and e.date < $4
 order by r.id
 limit $2

-- name: feed.attendanceOwnPage
select r.id, r.event_id, r.user_id, r.status, r.attended_at, r.notes, r.created_at, r.updated_at, r.uuid, r.revision, r.left_at,
       e.uuid, u.uuid
  from attendances r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1 and r.user_id = $3
 order by r.id
 limit $2

-- name: feed.attendancesByIds
select r.id, r.event_id, r.user_id, r.status, r.attended_at, r.notes, r.created_at, r.updated_at, r.uuid, r.revision, r.left_at,
       e.uuid, u.uuid
  from attendances r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id = any($1::bigint[]) and ($3::boolean or r.user_id = $2::bigint)
 order by r.id

-- name: feed.evaluationPage
select r.id, r.event_id, r.user_id, r.grader_id, r.status, r.score, r.feedback, r.respuestas, r.submitted_at, r.graded_at,
       r.created_at, r.updated_at, r.uuid, r.revision,
       e.uuid, u.uuid
  from evaluations r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1
 order by r.id
 limit $2

-- name: feed.evaluationPageSince
select r.id, r.event_id, r.user_id, r.grader_id, r.status, r.score, r.feedback, r.respuestas, r.submitted_at, r.graded_at,
       r.created_at, r.updated_at, r.uuid, r.revision,
       e.uuid, u.uuid
  from evaluations r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1 and (e.date >= $4 or r.user_id = $3)
 order by r.id
 limit $2

-- name: feed.evaluationPageBetween
select r.id, r.event_id, r.user_id, r.grader_id, r.status, r.score, r.feedback, r.respuestas, r.submitted_at, r.graded_at,
       r.created_at, r.updated_at, r.uuid, r.revision,
       e.uuid, u.uuid
  from evaluations r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1 and e.date >= $3 and e.date < $4
 order by r.id
 limit $2

-- name: feed.evaluationOwnPage
select r.id, r.event_id, r.user_id, r.grader_id, r.status, r.score, r.feedback, r.respuestas, r.submitted_at, r.graded_at,
       r.created_at, r.updated_at, r.uuid, r.revision,
       e.uuid, u.uuid
  from evaluations r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id > $1 and r.user_id = $3
 order by r.id
 limit $2

-- name: feed.evaluationsByIds
select r.id, r.event_id, r.user_id, r.grader_id, r.status, r.score, r.feedback, r.respuestas, r.submitted_at, r.graded_at,
       r.created_at, r.updated_at, r.uuid, r.revision,
       e.uuid, u.uuid
  from evaluations r
  join events e on e.id = r.event_id
  join users u on u.id = r.user_id
 where r.id = any($1::bigint[]) and ($3::boolean or r.user_id = $2::bigint)
 order by r.id

-- name: feed.snapshot
select pg_current_snapshot()::text
