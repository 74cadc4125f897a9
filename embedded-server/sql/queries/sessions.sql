-- SPDX-License-Identifier: GPL-3.0-or-later
-- Refresh tokens.

-- name: sessions.insert
insert into refresh_tokens (user_id, family, token_hash, expires_at, device, parent_id)
values ($1, $2, $3, $4, $5, $6)
returning id

-- name: sessions.owner
select user_id from refresh_tokens where token_hash = $1

-- name: sessions.lock
select id, user_id, family, expires_at, used_at, revoked_at is not null, parent_id
  from refresh_tokens
 where token_hash = $1
   for update

-- name: sessions.markUsed
update refresh_tokens set used_at = coalesce(used_at, $2) where id = $1

-- Locked, so that none of them is used meanwhile.
-- name: sessions.usedSuccessors
select count(*) filter (where s.used_at is not null)
  from (select used_at from refresh_tokens where parent_id = $1 for update) as s

-- Those that were bought by the same token before a moment, and are not used.
-- name: sessions.revokeSiblings
update refresh_tokens
   set revoked_at = $4
 where parent_id = $1 and id is distinct from $2::bigint and created_at <= $3 and used_at is null and revoked_at is null

-- name: sessions.revokeFamily
update refresh_tokens set revoked_at = $2 where family = $1 and revoked_at is null

-- name: sessions.revokeAll
update refresh_tokens set revoked_at = $2 where user_id = $1 and revoked_at is null

-- A used token is kept for a while past its end, so that its second use is still noticed.
-- name: sessions.forgetExpired
delete from refresh_tokens where expires_at < now() - interval '7 days'
