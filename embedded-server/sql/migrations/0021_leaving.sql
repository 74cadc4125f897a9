-- SPDX-License-Identifier: GPL-3.0-or-later
-- People are captured when they leave, too: an attendance knows who is in and who is out. A capture of somebody who leaves makes no
-- attendance; without one that says that the person came, it waits for a person to look at it.

-- PostgreSQL adds no column with a default to a table whose rows a function with a parsed body takes (since 15.19 or 15.20), so the
-- function goes first. Databases that had this step before have the same schema.
-- supersedes: 1f34d0bcb9b6ef85ef8d802f46c749d1b4516387c0dd04e0abf9c2a203ccb809
drop function ledger_bytes(attendance_captures);
alter table attendance_captures add column is_leaving boolean not null default false;
comment on column attendance_captures.is_leaving is 'The person left; otherwise came.';

alter table attendances add column left_at timestamptz(3);
comment on column attendances.left_at is 'When the person left last; null for who is in, came back or never came.';

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
        -- Named, and only where they say something: what was hashed before they came stays as it was.
        || case when c.is_waiting then 'is_waiting=' || ledger_field('true') else '' end
        || case when c.is_leaving then 'is_leaving=' || ledger_field('true') else '' end,
        'UTF8');

create or replace view capture_records as
select c.uuid, c.event_uuid, c.event_id as captured_event_id, c.code, c.user_id as captured_user_id, c.device_id,
       c.device_sequence, c.boot_id, c.captured_at, c.utc_offset_minutes, c.zone, c.monotonic_ms, c.anchor_at,
       c.anchor_uncertainty_ms, c.method, c.note, c.anchor_boot_id, c.anchor_monotonic_ms,
       o.outcome, o.reason, to_jsonb(o.flags) as flags, o.counted_at, o.best_at, o.uncertainty_ms, c.received_at,
       c.recorded_by, r.name as recorded_by_name, o.user_id, u.name as user_name, o.event_id, e.title as event_title,
       o.attendance_id, o.review_state, o.reviewed_by, d.name as reviewed_by_name, o.reviewed_at, o.review_note, o.change, c.seq,
       c.is_waiting, c.is_leaving
  from capture_outcomes o
  join attendance_captures c on c.uuid = o.capture_uuid
  left join users r on r.id = c.recorded_by
  left join users u on u.id = o.user_id
  left join users d on d.id = o.reviewed_by
  left join events e on e.id = o.event_id;
