-- SPDX-License-Identifier: GPL-3.0-or-later
-- Capture stations. The columns stand in the order that DeviceRepository reads.

-- name: devices.page
select d.id, d.name, d.site,
       case when d.revoked_at is not null then 'REVOKED' when d.enrolled_at is not null then 'ENROLLED' else 'WAITING' end,
       d.double_tap_seconds, d.enrolled_at, d.revoked_at, d.last_seen_at, d.code_expires_at, d.created_at, d.updated_at,
       d.uuid, d.revision, d.user_id, d.asks_pin
  from devices d
 where d.id > $1
 order by d.id
 limit $2

-- name: devices.count
select count(*) from devices

-- name: devices.byId
select d.id, d.name, d.site,
       case when d.revoked_at is not null then 'REVOKED' when d.enrolled_at is not null then 'ENROLLED' else 'WAITING' end,
       d.double_tap_seconds, d.enrolled_at, d.revoked_at, d.last_seen_at, d.code_expires_at, d.created_at, d.updated_at,
       d.uuid, d.revision, d.user_id, d.asks_pin
  from devices d
 where d.id = $1

-- name: devices.lock
select d.id, d.name, d.site,
       case when d.revoked_at is not null then 'REVOKED' when d.enrolled_at is not null then 'ENROLLED' else 'WAITING' end,
       d.double_tap_seconds, d.enrolled_at, d.revoked_at, d.last_seen_at, d.code_expires_at, d.created_at, d.updated_at,
       d.uuid, d.revision, d.user_id, d.asks_pin
  from devices d
 where d.id = $1
   for no key update

-- The account of a station: no e-mail, no password, no profile.
-- name: devices.insertAccount
insert into users (name, email, role) values ($1, '', 'ESTACION') returning id

-- name: devices.insert
insert into devices (uuid, user_id, name, site, double_tap_seconds, exit_pin_hash, asks_pin)
values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6, $7)
returning id

-- name: devices.update
update devices
   set name = $2, site = $3, double_tap_seconds = $4, exit_pin_hash = coalesce($5, exit_pin_hash),
       asks_pin = $6
 where id = $1

-- What holds at a site; of stations that disagree the one that was changed last knows.
-- name: devices.siteDoubleTap
select double_tap_seconds
  from devices
 where btrim(site) <> '' and fold_text(btrim(site)) = fold_text(btrim($1::text))
 order by updated_at desc, id desc
 limit 1

-- The other stations of its site take the double-tap time of a station.
-- name: devices.shareDoubleTap
update devices d
   set double_tap_seconds = s.double_tap_seconds
  from devices s
 where s.id = $1 and btrim(s.site) <> '' and d.id <> s.id
   and fold_text(btrim(d.site)) = fold_text(btrim(s.site)) and d.double_tap_seconds <> s.double_tap_seconds
returning d.id, d.uuid, d.user_id

-- A new code ends what was enrolled before; enrolled_by stays to tell who did.
-- name: devices.setCode
update devices
   set code_hash = $2, code_expires_at = $3, code_made_by = $4, enrolled_at = null
 where id = $1

-- name: devices.revoke
update devices
   set revoked_at = $2, code_hash = null, code_expires_at = null, enrolled_at = null
 where id = $1

-- name: devices.readmit
update devices set revoked_at = null where id = $1

-- What a station could do with its tokens until now is over.
-- name: devices.updateAccount
update users set name = $2, is_active = $3, token_epoch = token_epoch + case when $4 then 1 else 0 end where id = $1

-- Whose code it is, locked: of two that come with one code the second finds nothing.
-- name: devices.lockByCode
select d.id, d.name, d.site,
       case when d.revoked_at is not null then 'REVOKED' when d.enrolled_at is not null then 'ENROLLED' else 'WAITING' end,
       d.double_tap_seconds, d.enrolled_at, d.revoked_at, d.last_seen_at, d.code_expires_at, d.created_at, d.updated_at,
       d.uuid, d.revision, d.user_id, d.asks_pin
  from devices d
 where d.code_hash = $1 and d.code_expires_at > $2 and d.revoked_at is null
   for no key update

-- name: devices.enrol
update devices
   set enrolled_at = $2, enrolled_by = code_made_by, capture_device_id = $3, last_seen_at = $2,
       unsent_since = null, code_hash = null, code_expires_at = null
 where id = $1

-- name: devices.leave
update devices set enrolled_at = null where user_id = $1 and enrolled_at is not null

-- name: devices.settings
select uuid, name, site, double_tap_seconds, exit_pin_hash, asks_pin from devices where user_id = $1

-- At most once a minute, and when something begins or ceases to wait there.
-- name: devices.seen
update devices
   set last_seen_at = $2, unsent_since = $3
 where user_id = $1
   and (last_seen_at is null or last_seen_at < $2::timestamptz - interval '1 minute'
        or (unsent_since is null) <> ($3::timestamptz is null))
