-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was made of a capture is told apart from what a person decided of it, so that an attendance can be derived again from the
-- whole ledger at any time: after a late capture, after a decision, after the decision was taken back.

alter table capture_outcomes
    add column counted_at timestamptz(3),
    add column best_at timestamptz(3),
    add column uncertainty_ms bigint,
    add column hold_reason text,
    add column found_user_id bigint constraint capture_outcomes_found_user_fkey references users (id),
    add column flags text[] not null default '{}'
        constraint capture_outcomes_flags_check
        check (flags <@ array['CLOCK_AHEAD', 'CLOCK_BEHIND', 'RESTARTED', 'SEQUENCE_GAP', 'CLONED', 'LATE', 'WALK_IN']),
    add column change jsonb,
    add column revision bigint not null default 1;
comment on column capture_outcomes.counted_at is 'When the person was there, for the attendance: the wall clock, or best_at where that is in doubt.';
comment on column capture_outcomes.best_at is 'The server''s own reckoning: anchor and monotonic clock; null when only the wall clock speaks.';
comment on column capture_outcomes.hold_reason is
    'Why the rules did not let it count when it arrived; null when they did. A person may decide otherwise (review_state).';
comment on column capture_outcomes.found_user_id is 'Whom its code was taken to mean; user_id is whom a person attached it to.';
comment on column capture_outcomes.flags is 'What a person should look at although it counts.';
comment on column capture_outcomes.change is 'What a late capture changed: the attendance before and after.';

alter table capture_outcomes
    drop constraint capture_outcomes_review_check,
    add constraint capture_outcomes_review_check
        check (review_state in ('OPEN', 'ACCEPTED', 'ATTACHED', 'DISMISSED'));
drop trigger capture_outcomes_touch on capture_outcomes;
create trigger capture_outcomes_touch before update on capture_outcomes
    for each row when (old.* is distinct from new.*) execute function touch_row();

update capture_outcomes o
   set counted_at = c.captured_at, found_user_id = o.user_id,
       hold_reason = case when o.outcome = 'review' and o.reason is distinct from 'event full'
                          then coalesce(o.reason, 'held') end
  from attendance_captures c
 where c.uuid = o.capture_uuid;
alter table capture_outcomes alter column counted_at set not null;
create index capture_outcomes_decided_idx on capture_outcomes (reviewed_at, capture_uuid) where review_state <> 'OPEN';

alter table attendances
    add column is_registered boolean not null default true,
    add column hand_at timestamptz(3),
    add column cancelled_at timestamptz(3),
    add column corrected_at timestamptz(3);
comment on column attendances.is_registered is 'Whether a person said that this one is expected; false for what captures alone made.';
comment on column attendances.hand_at is 'When a person confirmed it; null when only captures did.';
comment on column attendances.cancelled_at is 'When a person cancelled it: captures of before count no longer. Null for who waits for a seat.';
comment on column attendances.corrected_at is 'The time that a person corrected attended_at to; captures do not change it any more.';
update attendances a
   set is_registered = a.seat_capture is null,
       cancelled_at = case when a.status = 'CANCELLED' and a.seat_capture is null then a.updated_at end,
       hand_at = case when a.status = 'CONFIRMED'
                       and not exists (select from capture_outcomes o
                                        where o.attendance_id = a.id and o.outcome = 'accepted' and o.counted_at = a.attended_at)
                      then a.attended_at end
 where a.status <> 'PENDING';

-- The captures that an attendance follows from. What was cancelled by a person stays cancelled, unless somebody came later or a
-- person decided later.
create view counting_captures as
select o.capture_uuid, o.event_id, o.user_id, o.counted_at, coalesce(o.review_state in ('ACCEPTED', 'ATTACHED'), false) as is_decided
  from capture_outcomes o
  left join attendances a on a.event_id = o.event_id and a.user_id = o.user_id
 where o.event_id is not null
   and o.user_id is not null
   and case
           when o.review_state = 'DISMISSED' then false
           when a.cancelled_at is null or o.counted_at > a.cancelled_at then
               o.hold_reason is null or coalesce(o.review_state in ('ACCEPTED', 'ATTACHED'), false)
           else coalesce(o.review_state in ('ACCEPTED', 'ATTACHED') and o.reviewed_at > a.cancelled_at, false)
       end;

create table attendance_corrections (
    id bigint generated always as identity primary key,
    attendance_id bigint not null,
    previous_at timestamptz(3),
    corrected_at timestamptz(3),
    reason text not null,
    corrected_by bigint not null constraint attendance_corrections_author_fkey references users (id),
    created_at timestamptz(3) not null default now()
);
comment on column attendance_corrections.corrected_at is 'Null when the correction was taken back.';
create index attendance_corrections_attendance_idx on attendance_corrections (attendance_id, id);
create trigger attendance_corrections_append_only before update or delete on attendance_corrections
    for each statement execute function refuse_ledger_change();
create trigger attendance_corrections_no_truncate before truncate on attendance_corrections
    for each statement execute function refuse_ledger_change();

-- A capture with what was made of it, as people see it who decide about it.
create view capture_records as
select c.uuid, c.event_uuid, c.event_id as captured_event_id, c.code, c.user_id as captured_user_id, c.device_id,
       c.device_sequence, c.boot_id, c.captured_at, c.utc_offset_minutes, c.zone, c.monotonic_ms, c.anchor_at,
       c.anchor_uncertainty_ms, c.method, c.note, c.anchor_boot_id, c.anchor_monotonic_ms,
       o.outcome, o.reason, to_jsonb(o.flags) as flags, o.counted_at, o.best_at, o.uncertainty_ms, c.received_at,
       c.recorded_by, r.name as recorded_by_name, o.user_id, u.name as user_name, o.event_id, e.title as event_title,
       o.attendance_id, o.review_state, o.reviewed_by, d.name as reviewed_by_name, o.reviewed_at, o.review_note, o.change, c.seq
  from capture_outcomes o
  join attendance_captures c on c.uuid = o.capture_uuid
  left join users r on r.id = c.recorded_by
  left join users u on u.id = o.user_id
  left join users d on d.id = o.reviewed_by
  left join events e on e.id = o.event_id;
