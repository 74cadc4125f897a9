-- SPDX-License-Identifier: GPL-3.0-or-later
-- Views of lists that are shared by role.

-- All of them where no role is given.
-- name: sharedViews.page
select v.id, v.list, v.name, array_to_string(v.roles, ','), v.state, u.id, u.name, v.uuid, v.revision
  from shared_views v
  left join users u on u.id = v.shared_by and u.deleted_at is null
 where v.id > $1 and ($3::text is null or v.roles @> array[$3::text])
 order by v.id
 limit $2

-- name: sharedViews.byId
select v.id, v.list, v.name, array_to_string(v.roles, ','), v.state, u.id, u.name, v.uuid, v.revision
  from shared_views v
  left join users u on u.id = v.shared_by and u.deleted_at is null
 where v.id = $1

-- Two who share a view of the same list wait for each other, so that neither is one too many.
-- name: sharedViews.lock
select pg_advisory_xact_lock(hashtext('evaltrack shared views ' || $1))

-- name: sharedViews.byName
select v.id, v.list, v.name, array_to_string(v.roles, ','), v.state, u.id, u.name, v.uuid, v.revision
  from shared_views v
  left join users u on u.id = v.shared_by and u.deleted_at is null
 where v.list = $1 and lower(v.name) = lower($2)

-- name: sharedViews.count
select count(*) from shared_views where list = $1

-- name: sharedViews.insert
insert into shared_views (list, name, roles, state, shared_by, updated_at)
values ($1, $2, string_to_array($3, ','), $4::jsonb, $5, $6)
returning id

-- name: sharedViews.replace
update shared_views
   set name = $2, roles = string_to_array($3, ','), state = $4::jsonb, shared_by = $5, updated_at = $6, revision = revision + 1
 where id = $1

-- name: sharedViews.remove
delete from shared_views where id = $1 returning id
