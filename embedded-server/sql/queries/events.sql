-- SPDX-License-Identifier: GPL-3.0-or-later
-- Events with the columns that Columns::event reads, their creator, and how many attendances they have (from the counts
-- that triggers keep).

-- name: events.page
select e.id, e.title, e.description, e.date, e.duration, e.location, e.type, e.max_attendees, e.status, e.is_active,
       e.created_at, e.updated_at, e.creator_id, e.registration, e.uuid, e.revision, e.zone,
       u.id, u.name, u.email, u.role,
       (select coalesce(sum(f.pending + f.confirmed + f.cancelled), 0)::bigint
          from event_figures f where f.event_id = e.id)
  from events e
  join users u on u.id = e.creator_id
 where (e.date, e.id) > ($1, $2) and (e.is_active or $4)
 order by e.date, e.id
 limit $3

-- name: events.count
select count(*) from events where is_active or $1

-- name: events.byId
select e.id, e.title, e.description, e.date, e.duration, e.location, e.type, e.max_attendees, e.status, e.is_active,
       e.created_at, e.updated_at, e.creator_id, e.registration, e.uuid, e.revision, e.zone,
       u.id, u.name, u.email, u.role, 0
  from events e
  join users u on u.id = e.creator_id
 where e.id = $1

-- name: events.lock
select id, title, description, date, duration, location, type, max_attendees, status, is_active,
       created_at, updated_at, creator_id, registration, uuid, revision, zone
  from events
 where id = $1
   for no key update

-- name: events.insert
insert into events (title, description, date, duration, location, type, max_attendees, status, is_active, registration,
                    zone, creator_id, uuid)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($13, gen_random_uuid()))
returning id, title, description, date, duration, location, type, max_attendees, status, is_active,
          created_at, updated_at, creator_id, registration, uuid, revision, zone

-- name: events.update
update events
   set title = $1, description = $2, date = $3, duration = $4, location = $5, type = $6, max_attendees = $7,
       status = $8, is_active = $9, registration = $10, zone = $11
 where id = $12
returning id, title, description, date, duration, location, type, max_attendees, status, is_active,
          created_at, updated_at, creator_id, registration, uuid, revision, zone

-- name: events.questions
select id, event_id, text, created_at, updated_at
  from questions
 where event_id = $1 and removed_at is null
 order by id

-- name: events.questionsOf
select id, event_id, text, created_at, updated_at
  from questions
 where event_id = any($1::bigint[]) and removed_at is null
 order by event_id, id

-- name: events.retireQuestions
update questions q
   set removed_at = now()
 where q.event_id = $1 and q.removed_at is null
   and exists (select from answers a where a.question_id = q.id)

-- name: events.deleteQuestions
delete from questions where event_id = $1 and removed_at is null

-- name: events.insertQuestions
insert into questions (event_id, text)
select $1::bigint, text
  from unnest($2::text[]) with ordinality as asked (text, place)
 order by place

-- name: events.seatsLeft
select event_seats_left($1)

-- One statement, however many people there are.
-- name: events.registerEveryone
insert into attendances (event_id, user_id)
select $1::bigint, u.id
  from users u
 where u.role = 'EMPLEADO' and u.is_active and u.deleted_at is null
 order by u.id
on conflict (event_id, user_id) do nothing
