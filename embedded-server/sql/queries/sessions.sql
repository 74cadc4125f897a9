-- SPDX-License-Identifier: GPL-3.0-or-later
-- Refresh tokens.

-- name: sessions.insert
insert into refresh_tokens (user_id, family, token_hash, expires_at, device)
values ($1, $2, $3, $4, $5)
returning id

-- name: sessions.lock
select id, user_id, family, expires_at, used_at is not null, revoked_at is not null
  from refresh_tokens
 where token_hash = $1
   for update

-- name: sessions.markUsed
update refresh_tokens set used_at = $3, replaced_by = $2 where id = $1

-- name: sessions.revokeFamily
update refresh_tokens set revoked_at = $2 where family = $1 and revoked_at is null

-- name: sessions.revokeAll
update refresh_tokens set revoked_at = $2 where user_id = $1 and revoked_at is null

-- A used token is kept for a while past its end, so that its second use is still noticed.
-- name: sessions.forgetExpired
delete from refresh_tokens where expires_at < now() - interval '7 days'
