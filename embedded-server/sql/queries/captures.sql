-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger of captures. Each statement takes all captures of a request.

-- name: captures.append
insert into attendance_captures (uuid, event_uuid, event_id, code, user_id, device_id, device_sequence, boot_id,
                                 captured_at, utc_offset_minutes, zone, monotonic_ms, anchor_at, anchor_uncertainty_ms,
                                 method, note, recorded_by)
select uuid, event_uuid, event_id, code, user_id, device_id, device_sequence, boot_id, captured_at, utc_offset_minutes,
       zone, monotonic_ms, anchor_at, anchor_uncertainty_ms, method, note, $2::bigint
  from jsonb_to_recordset($1::jsonb) as given
       (uuid uuid, event_uuid uuid, event_id bigint, code text, user_id bigint, device_id uuid, device_sequence bigint,
        boot_id uuid, captured_at timestamptz, utc_offset_minutes integer, zone text, monotonic_ms bigint,
        anchor_at timestamptz, anchor_uncertainty_ms bigint, method text, note text)
on conflict (uuid) do nothing
returning uuid

-- name: captures.lockEvents
select id, uuid, is_active, max_attendees is not null, date, duration
  from events
 where id = any($1::bigint[]) or uuid = any($2::uuid[])
 order by id
   for no key update

-- name: captures.peopleByCode
select given.code, u.id, u.is_active
  from unnest($1::text[]) as given (code)
 cross join lateral (select user_id, 0 as place from employees where badge_code = given.code and deleted_at is null
                     union all
                     select user_id, 1 from employees where national_id = given.code and deleted_at is null
                     order by place
                     limit 1) as found
  join users u on u.id = found.user_id and u.deleted_at is null

-- name: captures.peopleById
select id, is_active from users where id = any($1::bigint[]) and deleted_at is null

-- event, user, attendance, status, attended_at, the capture that decided it and when that was, updated_at, the capture that claims a seat
-- name: captures.lockPresences
select a.event_id, a.user_id, a.id, a.status, a.attended_at,
       c.uuid, c.captured_at, a.updated_at, a.seat_capture
  from unnest($1::bigint[], $2::bigint[]) as pair (event_id, user_id)
  join attendances a on a.event_id = pair.event_id and a.user_id = pair.user_id
  left join capture_outcomes o
         on o.event_id = a.event_id and o.user_id = a.user_id and o.outcome = 'accepted' and o.attendance_id = a.id
  left join attendance_captures c on c.uuid = o.capture_uuid
 order by a.event_id, a.user_id
   for no key update of a

-- name: captures.confirm
insert into attendances as a (uuid, event_id, user_id, status, attended_at, seat_capture)
-- A uuid that somebody chose for another attendance must not keep this one out.
select case when exists (select from attendances x where x.uuid = given.uuid and (x.event_id, x.user_id) <> (given.event_id, given.user_id))
            then gen_random_uuid() else given.uuid end,
       event_id, user_id, status, attended_at, seat_capture
  from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::uuid[])
       as given (uuid, event_id, user_id, status, attended_at, seat_capture)
 order by event_id, user_id
on conflict (event_id, user_id) do update
   set status = excluded.status,
       attended_at = case a.status when 'CONFIRMED' then least(a.attended_at, excluded.attended_at)
                                   else excluded.attended_at end,
       seat_capture = excluded.seat_capture
returning id, event_id, user_id

-- name: captures.openEvaluations
insert into evaluations (event_id, user_id)
select event_id, user_id
  from unnest($1::bigint[], $2::bigint[]) as given (event_id, user_id)
 order by event_id, user_id
on conflict (event_id, user_id) do nothing

-- name: captures.saveOutcomes
insert into capture_outcomes (capture_uuid, outcome, reason, event_id, user_id, attendance_id, review_state)
select capture_uuid, outcome, reason, event_id, user_id, attendance_id, case outcome when 'review' then 'OPEN' end
  from jsonb_to_recordset($1::jsonb) as given
       (capture_uuid uuid, outcome text, reason text, event_id bigint, user_id bigint, attendance_id bigint)

-- name: captures.markOvertaken
update capture_outcomes
   set outcome = 'duplicate', reason = 'an earlier capture arrived later'
 where capture_uuid = any($1::uuid[])

-- event, how many seats it has for those who are not registered; null when it takes any number
-- name: captures.walkInSeats
select e.id,
       e.max_attendees - (select count(*)
                            from attendances a
                           where a.event_id = e.id and a.seat_capture is null and a.status <> 'CANCELLED')
  from events e
 where e.id = any($1::bigint[])

-- event, user, attendance, uuid, whether there is a seat, the claim
-- name: captures.walkIns
select event_id, user_id, id, uuid, status <> 'CANCELLED', seat_capture, attended_at
  from attendances
 where event_id = any($1::bigint[]) and seat_capture is not null
 order by event_id, user_id
   for no key update

-- name: captures.takeSeats
update attendances set status = 'CONFIRMED' where id = any($1::bigint[]) and status = 'CANCELLED'

-- name: captures.openSeatedEvaluations
insert into evaluations (event_id, user_id)
select event_id, user_id from attendances where id = any($1::bigint[]) order by event_id, user_id
on conflict (event_id, user_id) do nothing

-- name: captures.settleSeated
update capture_outcomes o
   set outcome = case when c.uuid = a.seat_capture then 'accepted' else 'duplicate' end,
       reason = case when c.uuid <> a.seat_capture
                     then 'already in at ' || to_char(a.attended_at at time zone 'UTC' + c.utc_offset_minutes * interval '1 minute',
                                                      'HH24:MI:SS') end,
       review_state = null
  from attendances a, attendance_captures c
 where a.id = any($1::bigint[]) and o.attendance_id = a.id and o.review_state = 'OPEN' and c.uuid = o.capture_uuid

-- name: captures.giveUpSeats
update attendances set status = 'CANCELLED' where id = any($1::bigint[]) and status <> 'CANCELLED'

-- What nobody has written anything in yet. The rest stays: it was said, whoever had a seat.
-- name: captures.closeUnseatedEvaluations
delete from evaluations e
 using attendances a
 where a.id = any($1::bigint[]) and e.event_id = a.event_id and e.user_id = a.user_id
   and e.status = 'PENDING' and e.feedback is null and e.respuestas is null
   and not exists (select from answers x where x.evaluation_id = e.id)

-- name: captures.reviewUnseated
update capture_outcomes
   set outcome = 'review', reason = $2, review_state = 'OPEN'
 where attendance_id = any($1::bigint[]) and outcome <> 'review'

-- Somebody has let in by hand whom captures could not.
-- name: captures.settleReviews
update capture_outcomes
   set review_state = 'ACCEPTED', reviewed_by = $2, reviewed_at = now()
 where attendance_id = $1 and review_state = 'OPEN'

-- name: captures.outcomes
select capture_uuid, outcome, reason, attendance_id from capture_outcomes where capture_uuid = any($1::uuid[])
