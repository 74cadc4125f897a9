-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger of captures. Each statement takes all captures of a request.

-- name: captures.append
insert into attendance_captures (uuid, event_uuid, event_id, code, user_id, device_id, device_sequence, boot_id,
                                 captured_at, utc_offset_minutes, zone, monotonic_ms, anchor_at, anchor_uncertainty_ms,
                                 method, note, recorded_by, anchor_boot_id, anchor_monotonic_ms, is_waiting,
                                 is_leaving)
select uuid, event_uuid, event_id, code, user_id, device_id, device_sequence, boot_id, captured_at, utc_offset_minutes,
       zone, monotonic_ms, anchor_at, anchor_uncertainty_ms, method, note, $2::bigint, anchor_boot_id, anchor_monotonic_ms,
       is_waiting, is_leaving
  from jsonb_to_recordset($1::jsonb) as given
       (uuid uuid, event_uuid uuid, event_id bigint, code text, user_id bigint, device_id uuid, device_sequence bigint,
        boot_id uuid, captured_at timestamptz, utc_offset_minutes integer, zone text, monotonic_ms bigint,
        anchor_at timestamptz, anchor_uncertainty_ms bigint, method text, note text, anchor_boot_id uuid,
        anchor_monotonic_ms bigint, is_waiting boolean, is_leaving boolean)
on conflict (uuid) do nothing
returning uuid

-- Sequential scans are the right plan for a table with three rows, and stay the plan while it grows to a hundred thousand. So the
-- transactions that write captures do without. Whatever goes by pairs has a LATERAL subquery with OFFSET 0 for the same reason: one
-- look into an index a pair, whatever the statistics say.
-- name: captures.goByIndex
select set_config('enable_seqscan', 'off', true)

-- name: captures.lockEvents
select id, uuid, is_active, max_attendees is not null, date, duration, registration = 'EVERYONE', title
  from events
 where id = any($1::bigint[]) or uuid = any($2::uuid[])
 order by id
   for no key update

-- Nobody changes them meanwhile, and captures do not wait for each other.
-- name: captures.holdOpenEvents
select id, uuid, is_active, max_attendees is not null, date, duration, registration = 'EVERYONE', title
  from events
 where (id = any($1::bigint[]) or uuid = any($2::uuid[])) and max_attendees is null
 order by id
   for share

-- name: captures.lastSequenceOf
select coalesce(max(device_sequence), 0) from attendance_captures where device_id = $1::uuid

-- name: captures.peopleByCode
select given.code, u.id, u.is_active
  from unnest($1::text[]) as given (code)
 cross join lateral (select user_id, 0 as place from employees where badge_code = given.code and deleted_at is null
                     union all
                     select user_id, 1 from employees where national_id = given.code and deleted_at is null
                     order by place
                     limit 1) as found
 cross join lateral (select id, is_active from users where id = found.user_id and deleted_at is null offset 0) as u

-- name: captures.peopleById
select id, is_active from users where id = any($1::bigint[]) and deleted_at is null and role <> 'ESTACION'

-- What people said of each pair, and what stands now. The pairs are in order, so that the rows are locked in one order.
-- name: captures.lockPresences
select a.*
  from unnest($1::bigint[], $2::bigint[]) as pair (event_id, user_id)
 cross join lateral (select event_id, user_id, id, status, attended_at, seat_capture, hand_at, corrected_at, cancelled_at, is_registered,
                            left_at
                       from attendances
                      where event_id = pair.event_id and user_id = pair.user_id
                     offset 0
                        for no key update) as a

-- name: captures.counting
select c.*, said.is_waiting, said.is_leaving
  from unnest($1::bigint[], $2::bigint[]) as pair (event_id, user_id)
 cross join lateral (select event_id, user_id, capture_uuid, counted_at, is_decided
                       from counting_captures
                      where event_id = pair.event_id and user_id = pair.user_id
                     offset 0) as c
 cross join lateral (select is_waiting, is_leaving from attendance_captures where uuid = c.capture_uuid offset 0) as said

-- Fewer rows than were given: somebody else has made one of them meanwhile. That may show at any of the unique columns.
-- name: captures.addDerived
insert into attendances (uuid, event_id, user_id, status, attended_at, seat_capture, left_at, is_registered)
-- A uuid that somebody chose for another attendance must not keep this one out.
select case when exists (select from attendances x where x.uuid = given.uuid) then gen_random_uuid() else given.uuid end,
       event_id, user_id, status, attended_at, seat_capture, left_at, false
  from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::uuid[],
              $7::timestamptz[])
       as given (uuid, event_id, user_id, status, attended_at, seat_capture, left_at)
 order by event_id, user_id
on conflict do nothing
returning id, event_id, user_id

-- Fails as what cannot be serialized does, so that the transaction is run again and reads what is there now.
-- name: captures.startOver
select outrun()

-- Of those that lockPresences has read.
-- name: captures.changeDerived
update attendances a
   set status = given.status, attended_at = given.attended_at, seat_capture = given.seat_capture, left_at = given.left_at
  from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::uuid[], $5::timestamptz[])
       as given (id, status, attended_at, seat_capture, left_at)
 where a.id = given.id

-- name: captures.openEvaluations
insert into evaluations (event_id, user_id)
select event_id, user_id
  from unnest($1::bigint[], $2::bigint[]) as given (event_id, user_id)
 order by event_id, user_id
on conflict (event_id, user_id) do nothing

-- name: captures.saveOutcomes
insert into capture_outcomes (capture_uuid, outcome, reason, hold_reason, event_id, user_id, found_user_id, attendance_id,
                              counted_at, best_at, uncertainty_ms, flags, change, review_state)
select capture_uuid, outcome, reason, hold_reason, event_id, user_id, user_id, attendance_id, counted_at, best_at,
       uncertainty_ms, flags, change, case when outcome = 'review' or cardinality(flags) > 0 then 'OPEN' end
  from jsonb_to_recordset($1::jsonb) as given
       (capture_uuid uuid, outcome text, reason text, hold_reason text, event_id bigint, user_id bigint, attendance_id bigint,
        counted_at timestamptz, best_at timestamptz, uncertainty_ms bigint, flags text[], change jsonb)

-- What becomes of the captures that count, for attendances that were derived anew; whatever is decided stays decided. What is as it
-- was is not written again: somebody who is read a thousand times would cost a thousand rows each time.
-- name: captures.settle
update capture_outcomes o
   set attendance_id = a.id,
       outcome = becomes.outcome,
       reason = becomes.reason,
       review_state = case when o.review_state in ('ACCEPTED', 'ATTACHED', 'DISMISSED') then o.review_state
                           when becomes.outcome = 'review' or cardinality(o.flags) > 0 then 'OPEN' end
  from unnest($1::bigint[], $2::uuid[], $3::boolean[], $4::boolean[]) as given (attendance_id, accepted, has_seat, came)
 cross join lateral (select event_id, user_id, id, attended_at, seat_capture from attendances where id = given.attendance_id offset 0) as a
 cross join lateral (select capture_uuid from counting_captures where event_id = a.event_id and user_id = a.user_id offset 0) as k
 cross join lateral (select utc_offset_minutes, is_leaving from attendance_captures where uuid = k.capture_uuid offset 0) as c
  left join lateral (select is_waiting from attendance_captures where uuid = a.seat_capture offset 0) as w on true
 cross join lateral (select case when not given.has_seat or c.is_leaving and not given.came then 'review'
                                 when c.is_leaving or k.capture_uuid = given.accepted then 'accepted'
                                 else 'duplicate' end as outcome,
                            case when not given.has_seat then case when w.is_waiting then 'waiting for a seat' else 'event full' end
                                 when c.is_leaving then case when not given.came then 'left without arriving' end
                                 when k.capture_uuid is distinct from given.accepted
                                 then 'already in at ' || to_char(a.attended_at at time zone 'UTC'
                                                                  + c.utc_offset_minutes * interval '1 minute', 'HH24:MI:SS') end
                            as reason) as becomes
 where o.capture_uuid = k.capture_uuid
   and (o.attendance_id is distinct from a.id or o.outcome <> becomes.outcome or o.reason is distinct from becomes.reason
        or o.review_state is distinct from case when o.review_state in ('ACCEPTED', 'ATTACHED', 'DISMISSED') then o.review_state
                                                when becomes.outcome = 'review' or cardinality(o.flags) > 0 then 'OPEN' end)

-- Whether the number before is missing, whether another capture bears the same number, and whether the number after it was here
-- before: rarely any of it. A device's captures come one request after the other (its head in ledger_heads is locked), so nothing
-- changes between this and what follows from it.
-- name: captures.sequenceDoubts
with given as materialized (select uuid from unnest($1::uuid[]) as each (uuid))
select c.uuid, doubt.has_gap, doubt.is_cloned, doubt.closes_gap
  from given
 cross join lateral (select uuid, device_id, device_sequence from attendance_captures where uuid = given.uuid offset 0) as c
 cross join lateral (select c.device_sequence > 1 and count(*) filter (where device_sequence = c.device_sequence - 1) = 0 as has_gap,
                            count(*) filter (where device_sequence = c.device_sequence and uuid <> c.uuid) > 0 as is_cloned,
                            count(*) filter (where device_sequence = c.device_sequence + 1 and uuid not in (select uuid from given)) > 0 as closes_gap
                       from attendance_captures
                      where device_id = c.device_id
                        and device_sequence between c.device_sequence - 1 and c.device_sequence + 1) as doubt
 where doubt.has_gap or doubt.is_cloned or doubt.closes_gap

-- A number that arrives closes the gap before the one after it.
-- name: captures.closeGaps
update capture_outcomes o
   set flags = array_remove(o.flags, 'SEQUENCE_GAP'),
       review_state = case when o.review_state = 'OPEN' and o.outcome <> 'review' and o.flags = array['SEQUENCE_GAP'] then null
                           else o.review_state end
  from attendance_captures c
  join attendance_captures n on n.device_id = c.device_id and n.device_sequence = c.device_sequence + 1
 where c.uuid = any($1::uuid[]) and o.capture_uuid = n.uuid and 'SEQUENCE_GAP' = any(o.flags)

-- The one that was there before is as doubtful as the one that came now.
-- name: captures.flagClones
update capture_outcomes o
   set flags = o.flags || 'CLONED'::text, review_state = coalesce(o.review_state, 'OPEN')
  from attendance_captures t
 where (t.device_id, t.device_sequence) in (select device_id, device_sequence from attendance_captures where uuid = any($1::uuid[]))
   and t.uuid <> all($1::uuid[]) and o.capture_uuid = t.uuid and not 'CLONED' = any(o.flags)

-- event, how many seats it has for those who are not registered (null when it takes any number), how many doors may give away
-- name: captures.seats
select e.id,
       e.max_attendees - (select count(*)
                            from attendances a
                           where a.event_id = e.id and a.seat_capture is null and a.status <> 'CANCELLED'),
       seats_promised(e.id)
  from events e
 where e.id = any($1::bigint[])

-- event, user, attendance, uuid, whether there is a seat, the claim, whether it is of somebody who was told to wait
-- name: captures.walkIns
select a.event_id, a.user_id, a.id, a.uuid, a.status <> 'CANCELLED', a.seat_capture, o.counted_at, c.is_waiting
  from attendances a
  join capture_outcomes o on o.capture_uuid = a.seat_capture
  join attendance_captures c on c.uuid = a.seat_capture
 where a.event_id = any($1::bigint[])
 order by a.event_id, a.user_id
   for no key update of a

-- name: captures.takeSeats
update attendances set status = 'CONFIRMED' where id = any($1::bigint[]) and status = 'CANCELLED'

-- name: captures.openSeatedEvaluations
insert into evaluations (event_id, user_id)
select event_id, user_id from attendances where id = any($1::bigint[]) order by event_id, user_id
on conflict (event_id, user_id) do nothing

-- name: captures.giveUpSeats
update attendances set status = 'CANCELLED' where id = any($1::bigint[]) and status <> 'CANCELLED'

-- What nobody has written anything in yet. The rest stays: it was said, whoever had a seat.
-- name: captures.closeUnseatedEvaluations
delete from evaluations e
 using attendances a
 where a.id = any($1::bigint[]) and e.event_id = a.event_id and e.user_id = a.user_id
   and e.status = 'PENDING' and e.feedback is null and e.respuestas is null
   and not exists (select from answers x where x.evaluation_id = e.id)

-- Somebody has let in by hand whom captures could not.
-- name: captures.settleReviews
update capture_outcomes
   set review_state = 'ACCEPTED', reviewed_by = $2, reviewed_at = now()
 where attendance_id = $1 and review_state = 'OPEN' and outcome = 'review'

-- Read for an answer that is an acknowledgement: the lock makes the transaction one that writes, so that its commit waits, as the
-- first one's did or would have done, until disk and synchronous standby have all that was committed before.
-- name: captures.outcomes
select capture_uuid, outcome, reason, attendance_id from capture_outcomes where capture_uuid = any($1::uuid[])
   for key share

-- name: captures.shareOf
select held, granted from seat_shares where event_id = $1 and device_id = $2

-- The share of a door: what it holds, and nothing granted yet.
-- name: captures.offerShare
insert into seat_shares as s (event_id, device_id, held, granted)
values ($1, $2, $3, 0)
on conflict (event_id, device_id) do update set held = excluded.held, granted = 0, updated_at = now()

-- name: captures.grantShare
update seat_shares set granted = $3 where event_id = $1 and device_id = $2

-- name: captures.endShare
delete from seat_shares where event_id = $1 and device_id = $2 returning event_id

-- What is free, what other doors may give away, who waits, how many doors there are.
-- name: captures.seatPool
select e.max_attendees - count(a.id) filter (where a.status <> 'CANCELLED'),
       (select coalesce(sum(greatest(s.held, s.granted)), 0) from seat_shares s where s.event_id = e.id and s.device_id <> $2),
       count(a.id) filter (where a.status = 'CANCELLED' and a.seat_capture is not null),
       (select count(*) from seat_shares s where s.event_id = e.id)
  from events e
  left join attendances a on a.event_id = e.id
 where e.id = $1
 group by e.id
