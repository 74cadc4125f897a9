-- SPDX-License-Identifier: GPL-3.0-or-later
-- Captures that a person looks at, and what was decided. The columns are those of capture_records, which CaptureRecordRow reads.

-- Newest first, from ($1, $2) = ('infinity', the largest number) on.
-- name: reviews.openPage
select * from capture_records
 where review_state = 'OPEN' and (received_at, seq) < ($1, $2)
 order by received_at desc, seq desc
 limit $3

-- What was decided stays in sight for as long as somebody may want to take it back.
-- name: reviews.decidedPage
select * from capture_records
 where review_state <> 'OPEN' and reviewed_at > now() - interval '30 days' and (received_at, seq) < ($1, $2)
 order by received_at desc, seq desc
 limit $3

-- name: reviews.countOpen
select count(*) from capture_outcomes where review_state = 'OPEN'

-- name: reviews.ofAttendance
select * from capture_records where event_id = $1 and user_id = $2 order by counted_at, uuid

-- name: reviews.byCaptures
select * from capture_records where uuid = any($1::uuid[])

-- name: reviews.decide
update capture_outcomes
   set review_state = $2, reviewed_by = $3, reviewed_at = now(), review_note = $4, user_id = coalesce($5::bigint, user_id),
       outcome = case when $2 = 'DISMISSED' then 'review' else outcome end,
       reason = case when $2 = 'DISMISSED' then 'dismissed' else reason end
 where capture_uuid = any($1::uuid[])

-- As it was before anybody decided; what counts again is settled by its derivation.
-- name: reviews.reopen
update capture_outcomes
   set review_state = 'OPEN', reviewed_by = null, reviewed_at = null, review_note = null, user_id = found_user_id,
       outcome = case when hold_reason is null then outcome else 'review' end,
       reason = coalesce(hold_reason, reason),
       attendance_id = case when hold_reason is null then attendance_id end
 where capture_uuid = any($1::uuid[])

-- status, attended_at, the capture that claims a seat, what people said
-- name: reviews.presence
select status, attended_at, seat_capture, hand_at, corrected_at, cancelled_at from attendances where id = $1

-- name: reviews.corrections
select c.created_at, c.previous_at, c.corrected_at, c.reason, c.corrected_by, u.name
  from attendance_corrections c
  join users u on u.id = c.corrected_by
 where c.attendance_id = $1
 order by c.id

-- name: reviews.addCorrection
insert into attendance_corrections (attendance_id, previous_at, corrected_at, reason, corrected_by)
select id, attended_at, $2, $3, $4 from attendances where id = $1

-- name: reviews.setCorrection
update attendances set corrected_at = $2 where id = $1

-- name: reviews.steps
select l.at, l.action, l.actor_id, u.name
  from audit_log l
  left join users u on u.id = l.actor_id
 where l.entity = 'attendance' and l.entity_id = $1
 order by l.id
 limit 200

-- name: reviews.activePerson
select id, name from users where id = $1 and deleted_at is null
