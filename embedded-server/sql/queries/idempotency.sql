-- SPDX-License-Identifier: GPL-3.0-or-later

-- A key that is a month old may be used anew: a device may be offline that long with its answer lost.
-- name: idempotency.claim
insert into idempotency_keys as k (user_id, key, fingerprint)
values ($1, $2, $3)
on conflict (user_id, key) do update
   set fingerprint = excluded.fingerprint, status_code = null, body = null, headers = null, created_at = now()
 where k.created_at < now() - interval '30 days'

-- name: idempotency.store
update idempotency_keys set status_code = $3, body = $4 where key = $2 and (user_id = $1 or ($1::bigint is null and user_id is null))

-- Locked for the reason that captures.outcomes has.
-- name: idempotency.find
select fingerprint, status_code, body from idempotency_keys
 where key = $2 and (user_id = $1 or ($1::bigint is null and user_id is null)) for key share

-- name: idempotency.forgetOld
delete from idempotency_keys where created_at < now() - interval '30 days'
