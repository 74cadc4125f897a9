-- SPDX-License-Identifier: GPL-3.0-or-later
-- What `evaltrack-server archive` writes: a line of JSON a row, with the keys of the wire (Wire::parseEvent … read them) and what the
-- wire does not tell at the end. $1 is the first moment of a year, $2 of the next one. A record belongs to the year of its event; a
-- capture of which nobody knows the event to the year in which it arrived. A column that is added here makes new versions of all
-- years: their lines are others.

-- name: archive.asOf
select now(), uuid from installation

-- The years with something in them that ended before $1.
-- name: archive.years
select distinct extract(year from moment.at at time zone 'UTC')::integer
  from (select date as at from events
        union all
        select at from audit_log
        union all
        select c.received_at
          from attendance_captures c
          left join capture_outcomes o on o.capture_uuid = c.uuid
         where o.event_id is null) moment
 where moment.at < $1::timestamptz
 order by 1

-- name: archive.events
select row_to_json(line)
  from (select e.id, e.title, e.description, wire_time(e.date) as date, e.duration, e.location, e.type,
               e.max_attendees as "maxAttendees", e.status, e.is_active as "isActive", wire_time(e.created_at) as "createdAt",
               wire_time(e.updated_at) as "updatedAt", e.creator_id as "creatorId", e.registration, e.uuid, e.revision, e.zone
          from events e
         where e.date >= $1::timestamptz and e.date < $2::timestamptz) line
 order by line.id

-- name: archive.questions
select row_to_json(line)
  from (select q.id, q.event_id as "eventId", q.text, wire_time(q.created_at) as "createdAt",
               wire_time(q.updated_at) as "updatedAt", wire_time(q.removed_at) as "removedAt"
          from questions q
          join events e on e.id = q.event_id
         where e.date >= $1::timestamptz and e.date < $2::timestamptz) line
 order by line.id

-- name: archive.attendances
select row_to_json(line)
  from (select a.id, a.event_id as "eventId", a.user_id as "userId", a.status, wire_time(a.attended_at) as "attendedAt", a.notes,
               wire_time(a.created_at) as "createdAt", wire_time(a.updated_at) as "updatedAt", a.uuid, a.revision,
               wire_time(a.left_at) as "leftAt", e.uuid as "eventUuid", u.uuid as "userUuid",
               a.is_registered as "isRegistered", wire_time(a.hand_at) as "confirmedByHandAt",
               wire_time(a.cancelled_at) as "cancelledAt", wire_time(a.corrected_at) as "correctedAt",
               a.seat_capture as "seatCaptureId"
          from attendances a
          join events e on e.id = a.event_id
          join users u on u.id = a.user_id
         where e.date >= $1::timestamptz and e.date < $2::timestamptz) line
 order by line.id

-- name: archive.corrections
select row_to_json(line)
  from (select c.id, c.attendance_id as "attendanceId", wire_time(c.created_at) as at, wire_time(c.previous_at) as "previousAt",
               wire_time(c.corrected_at) as "correctedAt", c.reason, c.corrected_by as "correctedBy"
          from attendance_corrections c
          join attendances a on a.id = c.attendance_id
          join events e on e.id = a.event_id
         where e.date >= $1::timestamptz and e.date < $2::timestamptz) line
 order by line.id

-- name: archive.captures
select row_to_json(line)
  from (select c.uuid as "captureId", c.event_id as "eventId", c.event_uuid as "eventUuid", c.code, c.user_id as "userId",
               c.device_id as "deviceId", c.device_sequence as "deviceSequence", c.boot_id as "bootId",
               wire_time(c.captured_at, c.utc_offset_minutes) as "capturedAt", c.zone, c.monotonic_ms as "monotonicMs",
               wire_time(c.anchor_at) as "anchorAt", c.anchor_uncertainty_ms as "anchorUncertaintyMs", c.method, c.note,
               c.anchor_boot_id as "anchorBootId", c.anchor_monotonic_ms as "anchorMonotonicMs", c.is_waiting as waiting,
               c.is_leaving as leaving, wire_time(c.received_at) as "receivedAt", c.recorded_by as "recordedBy", c.seq as sequence,
               o.outcome, o.reason, o.hold_reason as "holdReason", o.attendance_id as "attendanceId",
               o.event_id as "countedEventId", o.user_id as "countedUserId", o.found_user_id as "foundUserId",
               wire_time(o.counted_at) as "countedAt", wire_time(o.best_at) as "bestAt", o.uncertainty_ms as "uncertaintyMs",
               o.flags, o.review_state as "reviewState", o.reviewed_by as "reviewedBy", wire_time(o.reviewed_at) as "reviewedAt",
               o.review_note as "reviewNote", o.change, o.revision, l.position as "ledgerPosition",
               encode(l.hash, 'hex') as "ledgerHash"
          from attendance_captures c
          left join capture_outcomes o on o.capture_uuid = c.uuid
          left join events e on e.id = o.event_id
          left join ledger_links l on l.capture_uuid = c.uuid
         where coalesce(e.date, c.received_at) >= $1::timestamptz and coalesce(e.date, c.received_at) < $2::timestamptz) line
 order by line.sequence

-- name: archive.evaluations
select row_to_json(line)
  from (select v.id, v.event_id as "eventId", v.user_id as "userId", v.grader_id as "graderId", v.status, v.score, v.feedback,
               v.respuestas, wire_time(v.submitted_at) as "submittedAt", wire_time(v.graded_at) as "gradedAt",
               wire_time(v.created_at) as "createdAt", wire_time(v.updated_at) as "updatedAt", v.uuid, v.revision,
               e.uuid as "eventUuid", u.uuid as "userUuid"
          from evaluations v
          join events e on e.id = v.event_id
          join users u on u.id = v.user_id
         where e.date >= $1::timestamptz and e.date < $2::timestamptz) line
 order by line.id

-- name: archive.answers
select row_to_json(line)
  from (select n.id, n.evaluation_id as "evaluationId", n.question_id as "questionId", n.response,
               wire_time(n.created_at) as "createdAt", wire_time(n.updated_at) as "updatedAt"
          from answers n
          join evaluations v on v.id = n.evaluation_id
          join events e on e.id = v.event_id
         where e.date >= $1::timestamptz and e.date < $2::timestamptz) line
 order by line.id

-- name: archive.audit
select row_to_json(line)
  from (select l.id, wire_time(l.at) as at, l.actor_id as "actorId", l.action, l.entity, l.entity_id as "entityId",
               l.entity_uuid as "entityUuid", l.detail, l.request_id as "requestId"
          from audit_log l
         where l.at >= $1::timestamptz and l.at < $2::timestamptz) line
 order by line.id

-- The same year counted another way, to hold the lines against.
-- name: archive.totals
select 'events', e.status, count(*)
  from events e
 where e.date >= $1::timestamptz and e.date < $2::timestamptz
 group by e.status
union all
select 'attendances', a.status, count(*)
  from attendances a
 where a.event_id in (select id from events where date >= $1::timestamptz and date < $2::timestamptz)
 group by a.status
union all
select 'evaluations', v.status, count(*)
  from evaluations v
 where v.event_id in (select id from events where date >= $1::timestamptz and date < $2::timestamptz)
 group by v.status
union all
select 'scores', figure.name, figure.value
  from (select count(v.score) as scored, coalesce(sum(v.score), 0)::bigint as total
          from evaluations v
         where v.event_id in (select id from events where date >= $1::timestamptz and date < $2::timestamptz)) found,
       lateral (values ('count', found.scored), ('sum', found.total)) as figure (name, value)
 where figure.value > 0
union all
select 'captures', coalesce(o.outcome, 'none'), count(*)
  from attendance_captures c
  left join capture_outcomes o on o.capture_uuid = c.uuid
  left join events e on e.id = o.event_id
 where coalesce(e.date, c.received_at) >= $1::timestamptz and coalesce(e.date, c.received_at) < $2::timestamptz
 group by 2
union all
select 'audit', l.action, count(*)
  from audit_log l
 where l.at >= $1::timestamptz and l.at < $2::timestamptz
 group by l.action
