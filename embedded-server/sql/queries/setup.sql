-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the first start asks.

-- name: setup.nobodyCanSignIn
select not exists (select 1 from users where password_hash is not null and is_active and deleted_at is null)

-- name: setup.isEmpty
select not exists (select 1 from users)

-- name: setup.isDemo
select exists (select 1 from demo_company)

-- name: setup.lock
lock table users in share row exclusive mode
