-- SPDX-License-Identifier: GPL-3.0-or-later
-- Doors that work without a network let in no more people than there are seats: each holds a share of them, and who gets none is told
-- to wait. So a capture says what its person was told, and a seat that may be given away at some door is not given away elsewhere.

-- PostgreSQL adds no column with a default to a table whose rows a function with a parsed body takes (since 15.19 or 15.20), so the
-- function goes first. Databases that had this step before have the same schema.
-- supersedes: c72a60fc5912e20919bcce0f32b46739c3c06628b5acb34db156ab0ac08ce0a3
drop function ledger_bytes(attendance_captures);
alter table attendance_captures add column is_waiting boolean not null default false;
comment on column attendance_captures.is_waiting is
    'The person was told to wait: no seat was free as far as the device knew. Comes after whoever was let in.';

create or replace function ledger_bytes(c attendance_captures) returns bytea
    language sql stable
    return convert_to(
        ledger_field(c.uuid::text) || ledger_field(c.event_uuid::text) || ledger_field(c.event_id::text)
        || ledger_field(c.code) || ledger_field(c.user_id::text) || ledger_field(c.device_id::text)
        || ledger_field(c.device_sequence::text) || ledger_field(c.boot_id::text)
        || ledger_field(((extract(epoch from c.captured_at) * 1000)::bigint)::text)
        || ledger_field(c.utc_offset_minutes::text) || ledger_field(c.zone) || ledger_field(c.monotonic_ms::text)
        || ledger_field(((extract(epoch from c.anchor_at) * 1000)::bigint)::text)
        || ledger_field(c.anchor_uncertainty_ms::text) || ledger_field(c.method) || ledger_field(c.note)
        || ledger_field(c.recorded_by::text) || ledger_field(((extract(epoch from c.received_at) * 1000)::bigint)::text)
        || ledger_field(c.anchor_boot_id::text) || ledger_field(c.anchor_monotonic_ms::text)
        -- Named, and only where it says something: what was hashed before it came stays as it was.
        || case when c.is_waiting then 'is_waiting=' || ledger_field('true') else '' end,
        'UTF8');

create or replace view capture_records as
select c.uuid, c.event_uuid, c.event_id as captured_event_id, c.code, c.user_id as captured_user_id, c.device_id,
       c.device_sequence, c.boot_id, c.captured_at, c.utc_offset_minutes, c.zone, c.monotonic_ms, c.anchor_at,
       c.anchor_uncertainty_ms, c.method, c.note, c.anchor_boot_id, c.anchor_monotonic_ms,
       o.outcome, o.reason, to_jsonb(o.flags) as flags, o.counted_at, o.best_at, o.uncertainty_ms, c.received_at,
       c.recorded_by, r.name as recorded_by_name, o.user_id, u.name as user_name, o.event_id, e.title as event_title,
       o.attendance_id, o.review_state, o.reviewed_by, d.name as reviewed_by_name, o.reviewed_at, o.review_note, o.change, c.seq,
       c.is_waiting
  from capture_outcomes o
  join attendance_captures c on c.uuid = o.capture_uuid
  left join users r on r.id = c.recorded_by
  left join users u on u.id = o.user_id
  left join users d on d.id = o.reviewed_by
  left join events e on e.id = o.event_id;

-- Which seats a door may give away without asking. It may still give away what it held before it hears of a smaller share, so both
-- count until it says what it holds now.
create table seat_shares (
    event_id bigint not null constraint seat_shares_event_fkey references events (id),
    device_id uuid not null,
    held integer not null constraint seat_shares_held_check check (held >= 0),
    granted integer not null constraint seat_shares_granted_check check (granted >= 0),
    updated_at timestamptz(3) not null default now(),
    primary key (event_id, device_id)
);
comment on column seat_shares.held is 'What the device said that it held when it asked last.';
comment on column seat_shares.granted is 'What it was answered.';

-- Seats that doors may still give away; none after the event.
create function seats_promised(event bigint) returns bigint
    language sql stable
    return (select coalesce(sum(greatest(s.held, s.granted)), 0)
              from seat_shares s
              join events e on e.id = s.event_id
             where s.event_id = event and now() < e.date + e.duration * interval '1 minute');

-- What is left for who registers: neither taken nor promised to a door.
create or replace function event_seats_left(event bigint) returns integer
    language plpgsql as $$
declare
    seats integer;
    taken integer;
begin
    select max_attendees into seats from events where id = event;
    if seats is null then
        return null;
    end if;
    select max_attendees into seats from events where id = event for no key update;
    select count(*) into taken from attendances where event_id = event and status <> 'CANCELLED';
    return seats - taken - seats_promised(event);
end
$$;
