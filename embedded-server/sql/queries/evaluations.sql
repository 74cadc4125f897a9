-- SPDX-License-Identifier: GPL-3.0-or-later
-- Evaluations with the columns that Columns::evaluation reads, then title, date and type of the event, the person, the
-- grader and the attendance. Lists go newest first and begin at ($1, $2) = ('infinity', the largest id).

-- name: evaluations.page
select v.id, v.event_id, v.user_id, v.grader_id, v.status, v.score, v.feedback, v.respuestas, v.submitted_at, v.graded_at,
       v.created_at, v.updated_at, v.uuid, v.revision,
       e.title, e.date, e.type,
       u.id, u.name, u.email, u.role,
       g.id, g.name, g.email, g.role,
       a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at
  from evaluations v
  join events e on e.id = v.event_id
  join users u on u.id = v.user_id
  left join users g on g.id = v.grader_id
  join attendances a on a.event_id = v.event_id and a.user_id = v.user_id and a.status = 'CONFIRMED'
 where (v.created_at, v.id) < ($1, $2)
 order by v.created_at desc, v.id desc
 limit $3

-- name: evaluations.pageOfUser
select v.id, v.event_id, v.user_id, v.grader_id, v.status, v.score, v.feedback, v.respuestas, v.submitted_at, v.graded_at,
       v.created_at, v.updated_at, v.uuid, v.revision,
       e.title, e.date, e.type,
       u.id, u.name, u.email, u.role,
       g.id, g.name, g.email, g.role,
       a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at
  from evaluations v
  join events e on e.id = v.event_id
  join users u on u.id = v.user_id
  left join users g on g.id = v.grader_id
  left join attendances a on a.event_id = v.event_id and a.user_id = v.user_id
 where (v.created_at, v.id) < ($1, $2) and v.user_id = $4
 order by v.created_at desc, v.id desc
 limit $3

-- name: evaluations.countOfUser
select count(*) from evaluations where user_id = $1

-- name: evaluations.byId
select v.id, v.event_id, v.user_id, v.grader_id, v.status, v.score, v.feedback, v.respuestas, v.submitted_at, v.graded_at,
       v.created_at, v.updated_at, v.uuid, v.revision,
       e.title, e.date, e.type,
       u.id, u.name, u.email, u.role,
       g.id, g.name, g.email, g.role,
       a.id, a.event_id, a.user_id, a.status, a.attended_at, a.notes, a.created_at, a.updated_at, a.uuid, a.revision, a.left_at
  from evaluations v
  join events e on e.id = v.event_id
  join users u on u.id = v.user_id
  left join users g on g.id = v.grader_id
  left join attendances a on a.event_id = v.event_id and a.user_id = v.user_id
 where v.id = $1

-- name: evaluations.inEvent
select v.id, v.event_id, v.user_id, v.grader_id, v.status, v.score, v.feedback, v.respuestas, v.submitted_at, v.graded_at,
       v.created_at, v.updated_at, v.uuid, v.revision,
       u.id, u.name, u.email, u.role,
       g.id, g.name, g.email, g.role
  from evaluations v
  join users u on u.id = v.user_id
  left join users g on g.id = v.grader_id
 where v.event_id = $1 and v.user_id > $2
 order by v.user_id
 limit $3

-- name: evaluations.inEventOfUser
select v.id, v.event_id, v.user_id, v.grader_id, v.status, v.score, v.feedback, v.respuestas, v.submitted_at, v.graded_at,
       v.created_at, v.updated_at, v.uuid, v.revision,
       u.id, u.name, u.email, u.role,
       g.id, g.name, g.email, g.role
  from evaluations v
  join users u on u.id = v.user_id
  left join users g on g.id = v.grader_id
 where v.event_id = $1 and v.user_id = $2

-- name: evaluations.answersOf
select id, evaluation_id, question_id, response, created_at, updated_at
  from answers
 where evaluation_id = any($1::bigint[])
 order by evaluation_id, id

-- name: evaluations.lock
select id, event_id, user_id, grader_id, status, score, feedback, respuestas, submitted_at, graded_at,
       created_at, updated_at, uuid, revision
  from evaluations
 where id = $1
   for no key update

-- name: evaluations.exists
select count(*) from evaluations where event_id = $1 and user_id = $2

-- name: evaluations.insert
insert into evaluations (uuid, event_id, user_id, status, feedback, submitted_at)
values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6)
returning id, event_id, user_id, grader_id, status, score, feedback, respuestas, submitted_at, graded_at,
          created_at, updated_at, uuid, revision

-- name: evaluations.update
update evaluations
   set grader_id = $2, status = $3, score = $4, feedback = $5, submitted_at = $6, graded_at = $7
 where id = $1
returning id, event_id, user_id, grader_id, status, score, feedback, respuestas, submitted_at, graded_at,
          created_at, updated_at, uuid, revision

-- name: evaluations.remove
delete from evaluations where id = $1

-- name: evaluations.insertPending
insert into evaluations (event_id, user_id) values ($1, $2)
on conflict (event_id, user_id) do nothing

-- A question that is answered twice in one request keeps its last answer.
-- name: evaluations.saveAnswers
insert into answers as a (evaluation_id, question_id, response)
select distinct on (question_id) $1::bigint, question_id, response
  from unnest($2::bigint[], $3::text[]) with ordinality as given (question_id, response, place)
 order by question_id, place desc
on conflict (evaluation_id, question_id) do update
   set response = excluded.response
 where a.response <> excluded.response

-- name: evaluations.countUnanswered
select count(*)
  from evaluations v
  join questions q on q.event_id = v.event_id and q.removed_at is null
  left join answers a on a.evaluation_id = v.id and a.question_id = q.id
 where v.id = $1 and coalesce(btrim(a.response, E' \t\r\n'), '') = ''

-- pending, submitted, graded, average score
-- name: evaluations.report
select coalesce(sum(evaluations_pending), 0)::bigint,
       coalesce(sum(evaluations_submitted), 0)::bigint,
       coalesce(sum(evaluations_graded), 0)::bigint,
       sum(score_sum)::float8 / nullif(sum(evaluations_graded), 0)
  from event_figures
 where $1::bigint is null or event_id = $1
