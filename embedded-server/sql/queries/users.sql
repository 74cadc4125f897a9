-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts. A user's columns stand in the order that Columns::user reads. Capture stations have accounts too, but are in no list and
-- are changed through /devices alone.

-- name: users.account
select id, uuid, email, name, role, is_active, token_epoch
  from users
 where id = $1 and deleted_at is null

-- A change of the account waits until the transaction ends, or is seen when it came first.
-- name: users.hold
select id, uuid, email, name, role, is_active, token_epoch
  from users
 where id = $1 and deleted_at is null
   for share

-- name: users.credentials
select id, uuid, email, name, role, is_active, token_epoch, coalesce(password_hash, '')
  from users
 where lower(email) = lower($1) and email <> '' and deleted_at is null

-- name: users.hasLogin
select count(*) from users where id = $1 and password_hash is not null

-- name: users.byId
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id = $1 and deleted_at is null

-- name: users.lock
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id = $1 and deleted_at is null and role <> 'ESTACION'
   for no key update

-- Two statements, so that the second sees what was committed while the first waited.
-- name: users.lockAdministrators
select pg_advisory_xact_lock(7716801, 2)

-- name: users.otherAdministrators
select count(*) from users
 where role = 'ADMIN' and is_active and password_hash is not null and deleted_at is null and id <> $1

-- name: users.page
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id > $1 and deleted_at is null and role <> 'ESTACION'
 order by id
 limit $2

-- Found as people are (employees.search), by the text that is kept folded and indexed: everybody with an account has a profile.
-- name: users.search
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id > $1 and deleted_at is null
   and id in (select user_id from employees
                where search_text like '%' || replace(replace(replace($3, '\', '\\'), '%', '\%'), '_', '\_') || '%')
 order by id
 limit $2

-- $1 after, $2 limit, $3 folded search, $4 role, $5 state; '' where none is meant
-- name: users.filtered
select id, name, email, role, is_active, created_at, updated_at, uuid, revision
  from users
 where id > $1 and deleted_at is null and role <> 'ESTACION'
   and ($3 = '' or id in (select user_id from employees
                where search_text like '%' || replace(replace(replace($3, '\', '\\'), '%', '\%'), '_', '\_') || '%'))
   and ($4 = '' or role = $4)
   and ($5 = '' or $5 = case when not is_active then 'inactive'
                             when password_hash is null then 'withoutLogin'
                             else 'active' end)
 order by id
 limit $2

-- $1 folded search, $2 role, $3 state
-- name: users.countFiltered
select count(*) from users
 where deleted_at is null and role <> 'ESTACION'
   and ($1 = '' or id in (select user_id from employees
                where search_text like '%' || replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%'))
   and ($2 = '' or role = $2)
   and ($3 = '' or $3 = case when not is_active then 'inactive'
                             when password_hash is null then 'withoutLogin'
                             else 'active' end)

-- name: users.count
select count(*) from users where deleted_at is null and role <> 'ESTACION'

-- name: users.countSearch
select count(*) from users
 where deleted_at is null
   and id in (select user_id from employees
                where search_text like '%' || replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%')

-- name: users.insert
insert into users (uuid, name, email, password_hash, role, is_active)
values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6)
returning id, name, email, role, is_active, created_at, updated_at, uuid, revision

-- name: users.update
update users
   set name = $2, email = $3, role = $4, is_active = $5,
       password_hash = coalesce($6, password_hash),
       token_epoch = token_epoch + case when $6::text is null then 0 else 1 end
 where id = $1
returning id, name, email, role, is_active, created_at, updated_at, uuid, revision

-- name: users.rehash
update users set password_hash = $3 where id = $1 and password_hash = $2

-- name: users.remove
update users
   set deleted_at = now(), is_active = false, token_epoch = token_epoch + 1
 where id = $1 and deleted_at is null
