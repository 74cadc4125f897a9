-- SPDX-License-Identifier: GPL-3.0-or-later
-- The chains of the ledger, for checkpoints and verify-ledger.

-- The columns from the fifth on are what ledger_bytes() hashes, in its order; the last two came later.
-- name: ledger.links
select l.device_id, l.position, l.capture_uuid, l.hash,
       c.uuid::text, c.event_uuid::text, c.event_id::text, c.code, c.user_id::text, c.device_id::text,
       c.device_sequence::text, c.boot_id::text, ((extract(epoch from c.captured_at) * 1000)::bigint)::text,
       c.utc_offset_minutes::text, c.zone, c.monotonic_ms::text, ((extract(epoch from c.anchor_at) * 1000)::bigint)::text,
       c.anchor_uncertainty_ms::text, c.method, c.note, c.recorded_by::text,
       ((extract(epoch from c.received_at) * 1000)::bigint)::text, c.anchor_boot_id::text, c.anchor_monotonic_ms::text,
       case when c.is_waiting then 'true' end, case when c.is_leaving then 'true' end
  from ledger_links l
  left join attendance_captures c on c.uuid = l.capture_uuid
 where (l.device_id, l.position) > ($1::uuid, $2::bigint)
 order by l.device_id, l.position
 limit $3

-- name: ledger.heads
select device_id, position, hash from ledger_heads order by device_id

-- Changes nothing, but is written: when its transaction is committed, disk and synchronous standby have all that was visible before.
-- name: ledger.barrier
select pg_logical_emit_message(true, 'evaltrack', '')

-- A capture that no chain has, and how many there are.
-- name: ledger.unchained
select c.uuid, count(*) over ()
  from attendance_captures c
 where not exists (select from ledger_links l where l.capture_uuid = c.uuid)
 order by c.seq
 limit 1

-- What a key has signed; without a key, who signed last.
-- name: ledger.knownCheckpoints
select lines, last_at
  from ledger_checkpoints
 where $1::bytea is null or signing_key = $1::bytea
 order by last_at desc
 limit 1

-- name: ledger.noteCheckpoints
insert into ledger_checkpoints as known (signing_key, lines, last_at)
values ($1, $2, $3)
on conflict (signing_key) do update
   set lines = excluded.lines, last_at = excluded.last_at
 where known.lines < excluded.lines

-- Whether there are captures that a server would have signed by now.
-- name: ledger.hasOldCaptures
select exists (select from attendance_captures where received_at < now() - interval '5 minutes')
