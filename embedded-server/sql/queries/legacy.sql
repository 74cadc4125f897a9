-- SPDX-License-Identifier: GPL-3.0-or-later
-- The move from v1 (legacy/). Rows come by COPY into legacy_stage_*, and from there set by set to where they belong.

-- name: legacy.lock
select pg_try_advisory_lock(7716801, 31)

-- name: legacy.hasTables
select to_regclass('legacy_rows') is not null

-- Runs ----------------------------------------------------------------------------------------------------------------

-- $1 kind, $2 by whom, $3 rows of all tables
-- name: legacy.beginRun
insert into legacy_runs (kind, started_by, rows_total) values ($1, $2, $3) returning id

-- $2 table at hand, $3 rows done, $4 seconds left, $5 what it found so far
-- name: legacy.noteRun
update legacy_runs
   set entity = $2, rows_done = $3, seconds_left = $4, found = $5::json
 where id = $1
returning cancel_asked_at is not null

-- $2 outcome, $3 why, $4 what it found
-- name: legacy.finishRun
update legacy_runs
   set finished_at = clock_timestamp(), outcome = $2, message = $3, found = $4::json, seconds_left = null,
       rows_done = case when $2 = 'DONE' then rows_total else rows_done end,
       (rows_read, rows_written, rows_waiting) =
           (select sum((t ->> 'read')::bigint), sum((t ->> 'written')::bigint), sum((t ->> 'waiting')::bigint)
              from json_array_elements($4::json -> 'tables') t)
 where id = $1

-- The lock is held while a run lives: the newest one, for there is one at a time. The command's dry runs hold it too, and are not
-- among them.
-- $1 before this id, $2 how many
-- name: legacy.runs
select r.id, r.kind,
       case when r.outcome is not null then r.outcome
            when r.finished_at is not null then 'DONE'
            when r.id = (select max(id) from legacy_runs)
                 and exists (select from pg_locks l join pg_stat_activity a on a.pid = l.pid and a.application_name <> 'evaltrack-dry-run'
                              where l.locktype = 'advisory' and l.classid = 7716801 and l.objid = 31 and l.objsubid = 2 and l.granted
                                and l.database = (select oid from pg_database where datname = current_database())) then 'RUNNING'
            else 'INTERRUPTED' end,
       r.started_at, u.id, u.name, r.finished_at, r.entity, r.rows_done, r.rows_total, r.seconds_left,
       r.cancel_asked_at is not null and r.outcome is null, r.message, r.found::text
  from legacy_runs r
  left join users u on u.id = r.started_by
 where r.id < $1
 order by r.id desc
 limit $2

-- name: legacy.askToCancel
update legacy_runs set cancel_asked_at = coalesce(cancel_asked_at, now()) where id = $1 and outcome is null and finished_at is null

-- name: legacy.count
select count(*) from legacy_rows where source = $1

-- $1 source, $2 after this id, $3 up to this one
-- name: legacy.rows
select source_id, fingerprint, state, target_id, target_revision
  from legacy_rows
 where source = $1 and source_id > $2 and source_id <= $3

-- name: legacy.rowsOf
select source_id, fingerprint, state, target_id, target_revision
  from legacy_rows
 where source = $1 and source_id = any($2::bigint[])

-- People who are here and do not come from v1.
-- name: legacy.knownPeople
select u.id, lower(u.email), coalesce(e.national_id, '')
  from users u
  left join employees e on e.user_id = u.id
 where u.deleted_at is null
   and u.role <> 'ESTACION'
   and not exists (select from legacy_rows m
                    where m.source in ('user', 'employee') and m.target_id = u.id and m.target_revision is not null)

-- name: legacy.administrator
select min(id) from users where role = 'ADMIN' and is_active and deleted_at is null

-- name: legacy.putRow
insert into legacy_rows (source, source_id, fingerprint, state, target_id, target_revision)
values ($1, $2, $3, $4, $5, $6)
on conflict (source, source_id) do update
   set fingerprint = excluded.fingerprint, state = excluded.state,
       target_id = coalesce(excluded.target_id, legacy_rows.target_id),
       target_revision = coalesce(excluded.target_revision, legacy_rows.target_revision)

-- A decision holds while the row says the same.
-- name: legacy.putTray
insert into legacy_tray (source, source_id, reason, content)
values ($1, $2, $3, $4)
on conflict (source, source_id) do update
   set reason = excluded.reason, content = excluded.content, noted_at = now(), decided_at = null, decided_by = null, note = null
 where (legacy_tray.reason, legacy_tray.content) is distinct from (excluded.reason, excluded.content)

-- name: legacy.clearTray
delete from legacy_tray where source = $1 and source_id = any($2::bigint[])

-- name: legacy.clearFindings
delete from legacy_findings where source = $1 and source_id = any($2::bigint[])

-- People --------------------------------------------------------------------------------------------------------------

-- name: legacy.insertUsers
with added as (
    insert into users (uuid, name, email, password_hash, role, is_active, created_at, updated_at)
    select uuid, name, email, password_hash, role, is_active, created_at, created_at
      from legacy_stage_people
     where target_id is null
     order by coalesce(account, 9223372036854775807), employee
    on conflict do nothing
    returning id, uuid)
update legacy_stage_people s
   set target_id = a.id, is_written = true
  from added a
 where a.uuid = s.uuid

-- name: legacy.insertEmployees
insert into employees (user_id, first_name, last_name, national_id, phone, birth_date, job_title, created_at, updated_at)
select target_id, first_name, last_name, national_id, phone, birth_date, job_title, created_at, created_at
  from legacy_stage_people
 where is_written

-- Nobody changed them here since the migration wrote them.
-- name: legacy.findUnchangedPeople
update legacy_stage_people s
   set is_written = true
  from employee_profiles p
 where not s.is_written and not s.is_known and p.id = s.target_id and p.revision = s.known_revision

-- name: legacy.updateUsers
update users u
   set name = s.name, email = s.email, role = s.role, is_active = s.is_active, created_at = s.created_at,
       password_hash = s.password_hash
  from legacy_stage_people s
 where u.id = s.target_id and s.is_written and s.known_revision is not null

-- name: legacy.updateEmployees
update employees e
   set first_name = s.first_name, last_name = s.last_name, national_id = s.national_id, phone = s.phone,
       birth_date = s.birth_date, job_title = s.job_title
  from legacy_stage_people s
 where e.user_id = s.target_id and s.is_written and s.known_revision is not null

-- name: legacy.notePeople
insert into legacy_rows (source, source_id, fingerprint, state, target_id, target_revision)
select each.source, each.id, s.fingerprint, 'PLACED', s.target_id, case when s.is_known then null else p.revision end
  from legacy_stage_people s
 cross join lateral (values ('user', s.account), ('employee', s.employee)) as each (source, id)
  left join employee_profiles p on p.id = s.target_id
 where each.id is not null and (s.is_written or s.is_known)
on conflict (source, source_id) do update
   set fingerprint = excluded.fingerprint, state = 'PLACED', target_id = excluded.target_id,
       target_revision = excluded.target_revision

-- name: legacy.refusedPeople
select account, employee, target_id from legacy_stage_people where not is_written and not is_known

-- name: legacy.people
select source, source_id, target_id
  from legacy_rows
 where source in ('user', 'employee') and target_id is not null and state in ('PLACED', 'TRAY')

-- Events --------------------------------------------------------------------------------------------------------------

-- name: legacy.insertEvents
with added as (
    insert into events (uuid, title, description, date, duration, location, type, status, is_active, registration,
                        creator_id, zone, created_at, updated_at)
    select uuid, title, description, date, duration, location, type, case when is_active then 'ACTIVE' else 'INACTIVE' end,
           is_active, 'EVERYONE', creator_id, zone, created_at, created_at
      from legacy_stage_events
     where target_id is null
     order by source_id
    on conflict do nothing
    returning id, uuid)
update legacy_stage_events s
   set target_id = a.id, is_written = true
  from added a
 where a.uuid = s.uuid

-- name: legacy.updateEvents
with updated as (
    update events e
       set title = s.title, description = s.description, date = s.date, duration = s.duration, location = s.location,
           type = s.type, status = case when s.is_active then 'ACTIVE' else 'INACTIVE' end, is_active = s.is_active,
           creator_id = s.creator_id, zone = s.zone, created_at = s.created_at
      from legacy_stage_events s
     where e.id = s.target_id and not s.is_written and e.revision = s.known_revision
    returning e.id)
update legacy_stage_events s
   set is_written = true
  from updated u
 where u.id = s.target_id

-- name: legacy.insertQuestions
insert into questions (event_id, text, created_at, updated_at)
select s.target_id, asked.text, s.created_at, s.created_at
  from legacy_stage_events s
 cross join lateral unnest(s.questions) with ordinality as asked (text, place)
 where s.is_written
   and not exists (select from questions q where q.event_id = s.target_id and q.text = asked.text)
 order by s.source_id, asked.place

-- name: legacy.noteEvents
insert into legacy_rows (source, source_id, fingerprint, state, target_id, target_revision)
select 'event', s.source_id, s.fingerprint, 'PLACED', s.target_id, e.revision
  from legacy_stage_events s
  join events e on e.id = s.target_id
 where s.is_written
on conflict (source, source_id) do update
   set fingerprint = excluded.fingerprint, state = 'PLACED', target_id = excluded.target_id,
       target_revision = excluded.target_revision

-- name: legacy.refusedEvents
select source_id, target_id from legacy_stage_events where not is_written

-- name: legacy.events
select source_id, target_id from legacy_rows where source = 'event' and target_id is not null and state in ('PLACED', 'TRAY')

-- Attendances ---------------------------------------------------------------------------------------------------------

-- name: legacy.insertAttendances
with added as (
    insert into attendances (uuid, event_id, user_id, status, attended_at, notes, created_at, updated_at, hand_at, cancelled_at)
    select uuid, event_id, user_id, status, attended_at, notes, created_at, updated_at,
           case when status = 'CONFIRMED' then attended_at end, case when status = 'CANCELLED' then updated_at end
      from legacy_stage_attendances
     where target_id is null
    on conflict do nothing
    returning id, uuid)
insert into legacy_rows (source, source_id, fingerprint, state, target_id, target_revision)
select 'attendance', s.source_id, s.fingerprint, 'PLACED', a.id, 1
  from added a
  join legacy_stage_attendances s on s.uuid = a.uuid
on conflict (source, source_id) do update
   set fingerprint = excluded.fingerprint, state = 'PLACED', target_id = excluded.target_id,
       target_revision = excluded.target_revision

-- name: legacy.updateAttendances
with updated as (
    update attendances a
       set status = s.status, attended_at = s.attended_at, notes = s.notes, created_at = s.created_at,
           hand_at = case when s.status = 'CONFIRMED' then s.attended_at end,
           cancelled_at = case when s.status = 'CANCELLED' then s.updated_at end
      from legacy_stage_attendances s
     where a.id = s.target_id and a.revision = s.known_revision and a.event_id = s.event_id and a.user_id = s.user_id
    returning s.source_id, s.fingerprint, a.revision)
update legacy_rows m
   set fingerprint = u.fingerprint, state = 'PLACED', target_revision = u.revision
  from updated u
 where m.source = 'attendance' and m.source_id = u.source_id

-- name: legacy.refusedAttendances
select s.source_id,
       case when s.target_id is null then 'record.taken'
            when a.event_id is distinct from s.event_id or a.user_id is distinct from s.user_id then
                case when a.id is null then 'later.changedHere' else 'later.moved' end
            else 'later.changedHere' end
  from legacy_stage_attendances s
  left join attendances a on a.id = s.target_id
 where not exists (select from legacy_rows m
                    where m.source = 'attendance' and m.source_id = s.source_id and m.state = 'PLACED'
                      and m.fingerprint = s.fingerprint)

-- $1 rows that are part of another one, $2 that other one, $3 their fingerprints
-- name: legacy.mergeAttendances
insert into legacy_rows (source, source_id, fingerprint, state, target_id)
select 'attendance', each.id, each.fingerprint, 'MERGED', m.target_id
  from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as each (id, into_id, fingerprint)
  join legacy_rows m on m.source = 'attendance' and m.source_id = each.into_id
on conflict (source, source_id) do update
   set fingerprint = excluded.fingerprint, state = 'MERGED', target_id = excluded.target_id, target_revision = null

-- Evaluations ---------------------------------------------------------------------------------------------------------

-- name: legacy.insertMoreQuestions
insert into questions (event_id, text)
select distinct s.event_id, a.question
  from legacy_stage_answers a
  join legacy_stage_evaluations s on s.source_id = a.source_id
 where not exists (select from questions q where q.event_id = s.event_id and q.text = a.question)

-- A new question is a new revision of its event, which nobody else made.
-- name: legacy.noteMoreQuestions
update legacy_rows m
   set target_revision = e.revision
  from events e
 where m.source = 'event' and m.target_id = e.id and e.xmin = pg_current_xact_id()::xid and m.target_revision = e.revision - 1

-- name: legacy.insertEvaluations
with added as (
    insert into evaluations (uuid, event_id, user_id, status, score, feedback, respuestas, submitted_at, graded_at, created_at,
                             updated_at)
    select uuid, event_id, user_id, status, score, feedback, respuestas, submitted_at, graded_at, created_at, updated_at
      from legacy_stage_evaluations s
     where target_id is null
       and exists (select from attendances a where a.event_id = s.event_id and a.user_id = s.user_id)
     order by source_id
    on conflict do nothing
    returning id, uuid)
insert into legacy_rows (source, source_id, fingerprint, state, target_id, target_revision)
select 'evaluation', s.source_id, s.fingerprint, 'PLACED', a.id, 1
  from added a
  join legacy_stage_evaluations s on s.uuid = a.uuid
on conflict (source, source_id) do update
   set fingerprint = excluded.fingerprint, state = 'PLACED', target_id = excluded.target_id,
       target_revision = excluded.target_revision

-- name: legacy.updateEvaluations
with updated as (
    update evaluations e
       set status = s.status, score = s.score, feedback = s.feedback, respuestas = s.respuestas, submitted_at = s.submitted_at,
           graded_at = s.graded_at, created_at = s.created_at
      from legacy_stage_evaluations s
     where e.id = s.target_id and e.revision = s.known_revision and e.event_id = s.event_id and e.user_id = s.user_id
    returning s.source_id, s.fingerprint, e.revision)
update legacy_rows m
   set fingerprint = u.fingerprint, state = 'PLACED', target_revision = u.revision
  from updated u
 where m.source = 'evaluation' and m.source_id = u.source_id

-- name: legacy.clearAnswers
delete from answers a
 using legacy_stage_evaluations s
  join legacy_rows m on m.source = 'evaluation' and m.source_id = s.source_id and m.state = 'PLACED'
                    and m.fingerprint = s.fingerprint
 where a.evaluation_id = m.target_id and s.target_id is not null

-- name: legacy.insertAnswers
insert into answers (evaluation_id, question_id, response, created_at, updated_at)
select m.target_id, q.id, a.response, coalesce(s.submitted_at, s.created_at), coalesce(s.submitted_at, s.created_at)
  from legacy_stage_answers a
  join legacy_stage_evaluations s on s.source_id = a.source_id
  join legacy_rows m on m.source = 'evaluation' and m.source_id = s.source_id and m.state = 'PLACED'
                    and m.fingerprint = s.fingerprint
 cross join lateral (select min(id) as id from questions q where q.event_id = s.event_id and q.text = a.question) q
 order by a.source_id, a.place

-- name: legacy.refusedEvaluations
select s.source_id,
       case when s.target_id is null and exists (select from attendances a
                                                  where a.event_id = s.event_id and a.user_id = s.user_id)
                then 'record.taken'
            when s.target_id is null then 'evaluation.noAttendance'
            when e.id is not null and (e.event_id, e.user_id) is distinct from (s.event_id, s.user_id) then 'later.moved'
            else 'later.changedHere' end
  from legacy_stage_evaluations s
  left join evaluations e on e.id = s.target_id
 where not exists (select from legacy_rows m
                    where m.source = 'evaluation' and m.source_id = s.source_id and m.state = 'PLACED'
                      and m.fingerprint = s.fingerprint)

-- Reports -------------------------------------------------------------------------------------------------------------

-- name: legacy.findings
select id, source, source_id, rule, coalesce(field, ''), before, after
  from legacy_findings
 where id > $1
 order by id
 limit $2

-- name: legacy.states
select source, state, count(*) from legacy_rows group by source, state order by source, state

-- $1 source and $2 id of the item before, $3 how many
-- name: legacy.tray
select source, source_id, reason, content::text, noted_at
  from legacy_tray
 where (source, source_id) > ($1, $2::bigint)
 order by source, source_id
 limit $3

-- $1 whether those that are decided, $2 time and $3 id of the one before, $4 how many
-- name: legacy.trayPage
select t.id, t.source, t.source_id, t.reason, t.content::text, t.noted_at, t.decided_at, u.id, u.name, t.note
  from legacy_tray t
  left join users u on u.id = t.decided_by
 where (t.decided_at is not null) = $1::boolean and (t.noted_at, t.id) > ($2::timestamptz, $3::bigint)
 order by t.noted_at, t.id
 limit $4

-- name: legacy.trayCount
select count(*) from legacy_tray where (decided_at is not null) = $1::boolean

-- name: legacy.trayItem
select t.id, t.source, t.source_id, t.reason, t.content::text, t.noted_at, t.decided_at, u.id, u.name, t.note
  from legacy_tray t
  left join users u on u.id = t.decided_by
 where t.id = $1

-- $2 whether it is decided, $3 when, $4 by whom, $5 what there is to say
-- name: legacy.decideTray
update legacy_tray
   set decided_at = case when $2::boolean then $3::timestamptz end, decided_by = case when $2::boolean then $4::bigint end, note = $5
 where id = $1

-- Verification --------------------------------------------------------------------------------------------------------

-- name: legacy.verifyPeople
select m.source, m.source_id, m.target_id, u.name, coalesce(e.first_name, ''), coalesce(e.last_name, ''), u.email,
       u.password_hash, u.role, u.is_active, e.national_id, e.phone, e.birth_date, e.job_title, u.created_at, u.uuid,
       m.target_revision is null
  from legacy_rows m
  join users u on u.id = m.target_id
  left join employees e on e.user_id = u.id
 where m.source in ('user', 'employee') and m.state = 'PLACED'

-- name: legacy.verifyEvents
select m.source_id, e.id, e.title, e.description, e.date, e.duration, e.location, e.type, e.is_active, e.creator_id,
       coalesce(e.zone, ''), e.created_at, q.text
  from legacy_rows m
  join events e on e.id = m.target_id
  left join questions q on q.event_id = e.id
 where m.source = 'event' and m.state = 'PLACED'
 order by m.source_id, q.id

-- name: legacy.verifyAttendances
select m.source_id, a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at
  from legacy_rows m
  left join attendances a on a.id = m.target_id
 where m.source = 'attendance' and m.state = 'PLACED' and m.source_id > $1 and m.source_id <= $2

-- name: legacy.verifyEvaluations
select m.source_id, e.id, e.event_id, e.user_id, e.status, e.score, e.feedback, e.respuestas::text, e.submitted_at, e.graded_at,
       e.created_at,
       (select string_agg(q.text || e'\x1f' || a.response || e'\x1e', '' order by a.id)
          from answers a join questions q on q.id = a.question_id where a.evaluation_id = e.id)
  from legacy_rows m
  left join evaluations e on e.id = m.target_id
 where m.source = 'evaluation' and m.state = 'PLACED' and m.source_id > $1 and m.source_id <= $2

-- Sequences that would give an id again.
-- name: legacy.lateSequences
select each.name
  from (select 'users' as name, (select max(id) from users) as highest
         union all select 'events', (select max(id) from events)
         union all select 'questions', (select max(id) from questions)
         union all select 'attendances', (select max(id) from attendances)
         union all select 'evaluations', (select max(id) from evaluations)
         union all select 'answers', (select max(id) from answers)) as each
 where each.highest > coalesce(pg_sequence_last_value(pg_get_serial_sequence(each.name, 'id')::regclass), 0)

-- What foreign keys hold, asked once more of every row that came from v1.
-- name: legacy.brokenReferences
select m.source, m.source_id, 'no such row here'
  from legacy_rows m
 where m.state in ('PLACED', 'MERGED') and m.target_id is not null
   and not case m.source
               when 'event' then exists (select from events where id = m.target_id)
               when 'attendance' then exists (select from attendances where id = m.target_id)
               when 'evaluation' then exists (select from evaluations where id = m.target_id)
               else exists (select from users where id = m.target_id)
           end
 union all
select 'evaluation', m.source_id, 'no attendance'
  from legacy_rows m
  join evaluations e on e.id = m.target_id
 where m.source = 'evaluation' and m.state = 'PLACED'
   and not exists (select from attendances a where a.event_id = e.event_id and a.user_id = e.user_id)

-- $1 the events of v1 here: how many by state
-- name: legacy.sumAttendances
select a.event_id, a.status, count(*)
  from legacy_rows m
  join attendances a on a.id = m.target_id
 where m.source = 'attendance' and m.state = 'PLACED'
 group by 1, 2

-- name: legacy.sumEvaluations
select e.event_id, e.status, count(*), coalesce(sum(e.score), 0)
  from legacy_rows m
  join evaluations e on e.id = m.target_id
 where m.source = 'evaluation' and m.state = 'PLACED'
 group by 1, 2

-- name: legacy.sumPeople
select u.role, u.is_active, count(distinct u.id)
  from legacy_rows m
  join users u on u.id = m.target_id
 where m.source in ('user', 'employee') and m.state = 'PLACED' and m.target_revision is not null
 group by 1, 2

-- The way back -------------------------------------------------------------------------------------------------------
-- What was entered or changed here since the last run: rows without one of v1, and rows whose revision is not the one that the
-- migration left. Of those that wait, too: what is here of them is what is true here.

-- name: legacy.highestIds
select source, max(source_id) from legacy_rows group by source

-- name: legacy.exportPeople
select u.id, a.source_id, m.source_id, u.name, e.first_name, e.last_name, u.email, e.national_id, e.phone, e.birth_date, e.job_title,
       u.role, u.is_active, u.password_hash is not null, u.created_at, greatest(u.updated_at, e.updated_at)
  from users u
  join employees e on e.user_id = u.id
  left join legacy_rows a on a.source = 'user' and a.target_id = u.id and a.state in ('PLACED', 'TRAY')
  left join legacy_rows m on m.source = 'employee' and m.target_id = u.id and m.state in ('PLACED', 'TRAY')
 where u.role <> 'ESTACION'
   and u.deleted_at is null
   and case when a.source_id is null and m.source_id is null then true
            else coalesce(a.target_revision, m.target_revision) <> u.revision + e.revision - 1 end
 order by u.id

-- name: legacy.exportEvents
select e.id, m.source_id, e.title, coalesce(e.description, ''), e.date, e.duration, e.location, e.type, e.is_active, e.creator_id,
       e.created_at, e.updated_at
  from events e
  left join legacy_rows m on m.source = 'event' and m.target_id = e.id and m.state in ('PLACED', 'TRAY')
 where m.source_id is null or m.target_revision <> e.revision
 order by e.id

-- $1 after this id, $2 how many
-- name: legacy.exportAttendances
select a.id, m.source_id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, e.date
  from attendances a
  join events e on e.id = a.event_id
  left join legacy_rows m on m.source = 'attendance' and m.target_id = a.id and m.state in ('PLACED', 'TRAY')
 where (m.source_id is null or m.target_revision <> a.revision) and a.id > $1
 order by a.id
 limit $2

-- name: legacy.exportEvaluations
select v.id, m.source_id, v.event_id, v.user_id, v.status, v.score, v.feedback, v.submitted_at, v.created_at, v.updated_at,
       (select coalesce(json_agg(q.text order by q.id), '[]') from questions q where q.event_id = v.event_id and q.removed_at is null)::text,
       (select coalesce(json_agg(coalesce(a.response, '') order by q.id), '[]')
          from questions q
          left join answers a on a.question_id = q.id and a.evaluation_id = v.id
         where q.event_id = v.event_id and q.removed_at is null)::text
  from evaluations v
  left join legacy_rows m on m.source = 'evaluation' and m.target_id = v.id and m.state in ('PLACED', 'TRAY')
 where (m.source_id is null or m.target_revision <> v.revision) and v.id > $1
 order by v.id
 limit $2
