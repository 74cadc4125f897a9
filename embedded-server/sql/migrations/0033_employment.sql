-- SPDX-License-Identifier: GPL-3.0-or-later
-- When a contract ends, when somebody left, and what HR notes of people. HR alone reads it.

-- expand: the rules are of columns that an older version does not know, and writes nothing into
alter table employees
    add column contract_until date,
    add column left_on date,
    add column notes text,
    add constraint employees_contract_check check (contract_until >= hire_date),
    add constraint employees_left_check check (left_on >= hire_date);
comment on column employees.left_on is 'The last day in the company. Apart from users.is_active: a leaving is known before, and an account can rest without one.';

create or replace view employee_profiles as
select u.id,
       u.name,
       e.first_name,
       e.last_name,
       u.email,
       e.national_id,
       e.badge_code,
       e.phone,
       e.birth_date,
       e.job_title,
       e.department_id,
       d.name as department,
       e.manager_id,
       e.hire_date,
       u.is_active,
       e.created_at,
       greatest(u.updated_at, e.updated_at) as updated_at,
       u.uuid,
       u.revision + e.revision - 1 as revision,
       u.role,
       e.search_text,
       e.contract_until,
       e.left_on,
       e.notes
  from employees e
  join users u on u.id = e.user_id
  left join departments d on d.id = e.department_id
 where u.deleted_at is null;
