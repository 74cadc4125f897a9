-- SPDX-License-Identifier: GPL-3.0-or-later
-- Attendances with the columns that Columns::attendance reads, then title, date, location and status of the event, then
-- name, e-mail and role of the person. Lists go newest first and begin at ($1, $2) = ('infinity', the largest id).

-- name: attendances.page
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       e.title, e.date, e.location, e.status, u.name, u.email, u.role
  from attendances a
  join events e on e.id = a.event_id
  join users u on u.id = a.user_id
 where (a.created_at, a.id) < ($1, $2)
 order by a.created_at desc, a.id desc
 limit $3

-- name: attendances.pageOfEvent
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       e.title, e.date, e.location, e.status, u.name, u.email, u.role
  from attendances a
  join events e on e.id = a.event_id
  join users u on u.id = a.user_id
 where (a.created_at, a.id) < ($1, $2) and a.event_id = $4
 order by a.created_at desc, a.id desc
 limit $3

-- name: attendances.pageOfUser
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       e.title, e.date, e.location, e.status, u.name, u.email, u.role
  from attendances a
  join events e on e.id = a.event_id
  join users u on u.id = a.user_id
 where (a.created_at, a.id) < ($1, $2) and a.user_id = $4
 order by a.created_at desc, a.id desc
 limit $3

-- name: attendances.pageOfEventAndUser
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       e.title, e.date, e.location, e.status, u.name, u.email, u.role
  from attendances a
  join events e on e.id = a.event_id
  join users u on u.id = a.user_id
 where (a.created_at, a.id) < ($1, $2) and a.event_id = $4 and a.user_id = $5
 order by a.created_at desc, a.id desc
 limit $3

-- name: attendances.count
select coalesce(sum(pending + confirmed + cancelled), 0)::bigint
  from event_figures
 where $1::bigint is null or event_id = $1

-- name: attendances.countOfUser
select count(*) from attendances where user_id = $1 and ($2::bigint is null or event_id = $2)

-- name: attendances.byId
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       e.title, e.date, e.location, e.status, u.name, u.email, u.role
  from attendances a
  join events e on e.id = a.event_id
  join users u on u.id = a.user_id
 where a.id = $1

-- name: attendances.inEvent
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       u.name, u.email, u.role
  from attendances a
  join users u on u.id = a.user_id
 where a.event_id = $1 and (a.created_at, a.id) > ($2, $3)
 order by a.created_at, a.id
 limit $4

-- name: attendances.inEventOfUser
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       u.name, u.email, u.role
  from attendances a
  join users u on u.id = a.user_id
 where a.event_id = $1 and a.user_id = $2

-- id, title, date, location, status, is_active, whether seats are limited, whether the person is registered
-- name: attendances.admission
select e.id, e.title, e.date, e.location, e.status, e.is_active, e.max_attendees is not null,
       exists (select from attendances a where a.event_id = e.id and a.user_id = $2)
  from events e
 where e.id = $1

-- name: attendances.lock
select a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at,
       e.date, e.duration
  from attendances a
  join events e on e.id = a.event_id
 where a.id = $1
   for no key update of a

-- name: attendances.insert
insert into attendances (uuid, event_id, user_id, notes)
values (coalesce($1, gen_random_uuid()), $2, $3, $4)
returning id, event_id, user_id, status, attended_at, notes, created_at, updated_at, uuid, revision, left_at

-- Whoever decides of an attendance decides of its seat: it is no longer one that captures took. What was said before of its time
-- ends with its confirmation.
-- name: attendances.update
update attendances
   set status = $2, attended_at = $3, notes = $4, seat_capture = case when status = $2 then seat_capture end,
       is_registered = is_registered or status <> $2,
       hand_at = case when status = $2 then hand_at when $2 = 'CONFIRMED' then $3 end,
       cancelled_at = case when status = $2 then cancelled_at when $2 = 'CANCELLED' then now() end,
       corrected_at = case when status = $2 then corrected_at end,
       left_at = case when status = $2 then left_at end
 where id = $1
returning id, event_id, user_id, status, attended_at, notes, created_at, updated_at, uuid, revision, left_at

-- name: attendances.remove
delete from attendances where id = $1

-- name: attendances.hasConfirmed
select count(*) from attendances where event_id = $1 and user_id = $2 and status = 'CONFIRMED'

-- pending, confirmed, cancelled
-- name: attendances.report
select coalesce(sum(pending), 0)::bigint, coalesce(sum(confirmed), 0)::bigint, coalesce(sum(cancelled), 0)::bigint
  from event_figures
 where $1::bigint is null or event_id = $1
