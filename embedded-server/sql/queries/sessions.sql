-- SPDX-License-Identifier: GPL-3.0-or-later
-- Refresh tokens.

-- name: sessions.insert
insert into refresh_tokens (user_id, family, token_hash, expires_at, device)
values ($1, $2, $3, $4, $5)
returning id

-- name: sessions.owner
select user_id from refresh_tokens where token_hash = $1

-- With the token that replaced it, as long as nobody has used that one.
-- name: sessions.lock
select t.id, t.user_id, t.family, t.expires_at, t.used_at, t.revoked_at is not null, s.id
  from refresh_tokens t
  left join refresh_tokens s on s.id = t.replaced_by and s.used_at is null and s.revoked_at is null
 where t.token_hash = $1
   for update of t

-- name: sessions.markUsed
update refresh_tokens set used_at = coalesce(used_at, $3), replaced_by = $2 where id = $1

-- No row when it was used or revoked meanwhile.
-- name: sessions.revokeUnused
update refresh_tokens set revoked_at = $2 where id = $1 and used_at is null and revoked_at is null

-- name: sessions.revokeFamily
update refresh_tokens set revoked_at = $2 where family = $1 and revoked_at is null

-- name: sessions.revokeAll
update refresh_tokens set revoked_at = $2 where user_id = $1 and revoked_at is null

-- A used token is kept for a while past its end, so that its second use is still noticed.
-- name: sessions.forgetExpired
delete from refresh_tokens where expires_at < now() - interval '7 days'
