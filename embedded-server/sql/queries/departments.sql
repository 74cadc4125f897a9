-- SPDX-License-Identifier: GPL-3.0-or-later
-- Departments that are there. A head who is gone is not named.

-- name: departments.byId
select d.id, d.name, d.parent_id, h.id,
       (select count(*) from employees e where e.department_id = d.id and e.deleted_at is null), d.uuid, d.revision
  from departments d
  left join users h on h.id = d.head_id and h.deleted_at is null
 where d.id = $1 and d.deleted_at is null

-- name: departments.page
select d.id, d.name, d.parent_id, h.id,
       (select count(*) from employees e where e.department_id = d.id and e.deleted_at is null), d.uuid, d.revision
  from departments d
  left join users h on h.id = d.head_id and h.deleted_at is null
 where d.id > $1 and d.deleted_at is null
 order by d.id
 limit $2

-- name: departments.count
select count(*) from departments where deleted_at is null

-- Before any row: whoever changes departments waits here, and nowhere else.
-- name: departments.lockAll
select lock_departments()

-- Whoever puts somebody into it waits until it is known whether it stays.
-- name: departments.lock
select id from departments where id = $1 and deleted_at is null for update

-- name: departments.insert
insert into departments (uuid, name, parent_id, head_id)
values (coalesce($1::uuid, gen_random_uuid()), $2, $3, $4)
returning id

-- name: departments.update
update departments set name = $2, parent_id = $3, head_id = $4 where id = $1

-- name: departments.isPerson
select count(*) from users u join employees e on e.user_id = u.id where u.id = $1 and u.deleted_at is null

-- name: departments.movePeople
update employees set department_id = $2 where department_id = $1 and deleted_at is null

-- name: departments.moveBelow
update departments set parent_id = $2::bigint where parent_id = $1 and deleted_at is null

-- name: departments.remove
update departments set deleted_at = $2 where id = $1
