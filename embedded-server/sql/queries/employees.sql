-- SPDX-License-Identifier: GPL-3.0-or-later
-- Profiles, through the view that joins them with their people.

-- name: employees.byId
select id, name, first_name, last_name, email, national_id, badge_code, phone, birth_date, job_title, department_id,
       department, manager_id, hire_date, is_active, created_at, updated_at, uuid, revision, contract_until,
       left_on, notes
  from employee_profiles
 where id = $1

-- A profile is two rows: both stay as they are until the transaction ends.
-- name: employees.lock
select u.id
  from users u
  join employees e on e.user_id = u.id
 where u.id = $1 and u.deleted_at is null
   for no key update

-- name: employees.page
select id, name, first_name, last_name, email, national_id, badge_code, phone, birth_date, job_title, department_id,
       department, manager_id, hire_date, is_active, created_at, updated_at, uuid, revision, contract_until,
       left_on, notes
  from employee_profiles
 where id > $1
 order by id
 limit $2

-- $3 is folded text: the words of a name, or part of one.
-- name: employees.search
select id, name, first_name, last_name, email, national_id, badge_code, phone, birth_date, job_title, department_id,
       department, manager_id, hire_date, is_active, created_at, updated_at, uuid, revision, contract_until,
       left_on, notes
  from employee_profiles
 where id > $1
   and search_text like '%' || replace(replace(replace($3, '\', '\\'), '%', '\%'), '_', '\_') || '%'
 order by id
 limit $2

-- name: employees.count
select count(*) from employees where deleted_at is null

-- name: employees.countSearch
select count(*)
  from employees
 where deleted_at is null
   and search_text like '%' || replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%'

-- name: employees.insert
insert into employees (user_id, first_name, last_name, national_id, badge_code, phone, birth_date, job_title,
                       department_id, manager_id, hire_date, contract_until, left_on, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)

-- name: employees.update
update employees
   set first_name = $2, last_name = $3, national_id = $4, badge_code = $5, phone = $6, birth_date = $7,
       job_title = $8, department_id = $9, manager_id = $10, hire_date = $11,
       contract_until = $12, left_on = $13, notes = $14
 where user_id = $1

-- name: employees.updateNames
update employees set first_name = $2, last_name = $3 where user_id = $1

-- name: employees.updatePerson
update users set name = $2, email = $3, is_active = $4 where id = $1

-- name: employees.setPin
update employees set pin_hash = $2 where user_id = $1

-- name: employees.hasPin
select pin_hash is not null from employees where user_id = $1 and deleted_at is null

-- For capture stations alone.
-- name: employees.pinHashes
select user_id, pin_hash from employees where user_id = any($1::bigint[]) and pin_hash is not null
