-- SPDX-License-Identifier: GPL-3.0-or-later
-- Imports: lines that wait, and what is done with all of them at once. A field that a line does not say stays as it is.

-- name: imports.open
insert into imports (uuid, kind, file_name, created_by) values ($1, $2, $3, $4)
on conflict (uuid) do nothing

-- name: imports.forgetOld
delete from imports
 where (applied_at is null and created_at < now() - interval '1 day')
    or (undone_at is not null and undone_at < now() - interval '1 day')

-- What is undone no more: the lines hold personal data.
-- name: imports.forgetLines
delete from import_lines l
 using imports i
 where i.id = l.import_id and i.created_at < now() - interval '90 days'

-- name: imports.byUuid
select i.id, i.uuid, i.kind, i.file_name, u.name, i.created_at, i.applied_at, i.undone_at, i.created, i.changed, i.left_as_is,
       i.created_by
  from imports i
  join users u on u.id = i.created_by
 where i.uuid = $1

-- name: imports.lock
select i.id, i.uuid, i.kind, i.file_name, u.name, i.created_at, i.applied_at, i.undone_at, i.created, i.changed, i.left_as_is,
       i.created_by
  from imports i
  join users u on u.id = i.created_by
 where i.id = $1
   for no key update of i

-- name: imports.page
select i.id, i.uuid, i.kind, i.file_name, u.name, i.created_at, i.applied_at, i.undone_at, i.created, i.changed, i.left_as_is,
       i.created_by
  from imports i
  join users u on u.id = i.created_by
 where i.applied_at is not null and i.id < $1
 order by i.id desc
 limit $2

-- A line that is sent again replaces itself.
-- name: imports.addLines
insert into import_lines (import_id, line, uuid, is_new, revision, fields)
select $1::bigint, l.line, l.uuid, l.revision is null, l.revision, l.fields
  from jsonb_to_recordset($2::jsonb) as l (line integer, uuid uuid, revision bigint, fields jsonb)
on conflict (import_id, line) do update
   set uuid = excluded.uuid, is_new = excluded.is_new, revision = excluded.revision, fields = excluded.fields

-- name: imports.countLines
select count(*) from import_lines where import_id = $1

-- One import at a time.
-- name: imports.takeTurn
select pg_advisory_xact_lock(7716801, 29)

-- Triggers keep the plans of their statements, which were made for as many rows as there were then: of a statement over all lines
-- they may be a hundred thousand, and a plan for one row takes minutes.
-- name: imports.forgetPlans
discard plans

-- name: imports.finish
update imports i
   set applied_at = now(),
       created = (select count(*) from import_lines l where l.import_id = i.id and l.is_new),
       changed = (select count(*) from import_lines l where l.import_id = i.id and not l.is_new)
 where i.id = $1

-- name: imports.finishUndo
update imports set undone_at = now(), left_as_is = $2 where id = $1

-- name: imports.lines
select line, uuid, is_new, revision, fields::text, before::text, revision_after
  from import_lines
 where import_id = $1 and line > $2
 order by line
 limit $3

-- name: imports.noteBefore
update import_lines set before = $3::jsonb where import_id = $1 and line = $2

-- name: imports.noteRevision
update import_lines set revision_after = $3 where import_id = $1 and line = $2

-- People ---------------------------------------------------------------------------------------------------------------

-- name: imports.people.lock
select u.id
  from import_lines l
  join users u on u.uuid = l.uuid
 where l.import_id = $1
 order by u.id
   for no key update of u

-- What each line would have, held against everybody who is not of the import, or is and keeps it. $2: whether the caller manages
-- accounts. $3: how many at most.
-- name: imports.people.problems
with lines as (
    select l.line, l.uuid, l.is_new, l.revision, l.fields, p.id, p.revision as revision_now, p.role, p.is_active,
           lower(case when l.fields ? 'email' then coalesce(l.fields ->> 'email', '') else coalesce(p.email, '') end) as email,
           case when l.fields ? 'nationalId' then l.fields ->> 'nationalId' else p.national_id end as national_id,
           case when l.fields ? 'badgeCode' then l.fields ->> 'badgeCode' else p.badge_code end as badge_code,
           case when l.fields ? 'hireDate' then (l.fields ->> 'hireDate')::date else p.hire_date end as hire_date,
           case when l.fields ? 'contractUntil' then (l.fields ->> 'contractUntil')::date else p.contract_until end as contract_until,
           case when l.fields ? 'leftOn' then (l.fields ->> 'leftOn')::date else p.left_on end as left_on
      from import_lines l
      left join employee_profiles p on p.uuid = l.uuid
     where l.import_id = $1
)
select line, field, message
  from (
    select line, '' as field, 'The record is gone' as message from lines where not is_new and id is null
    union all
    select line, '', 'The record was changed meanwhile' from lines where not is_new and revision_now <> revision
    union all
    select l.line, 'uuid', 'There is a record with this id already' from lines l
     where l.is_new and exists (select from users u where u.uuid = l.uuid)
    union all
    select line, 'email', 'Only an administrator changes this account' from lines
     where not is_new and role <> 'EMPLEADO' and not $2::boolean and fields ? 'email'
    union all
    select line, 'isActive', 'Accounts that are no employee''s are switched under Accounts' from lines
     where not is_new and role <> 'EMPLEADO' and fields ? 'isActive'
    union all
    select l.line, 'email', 'email must not be that of ' || u.name
      from lines l
      join users u on lower(u.email) = l.email and u.email <> '' and u.deleted_at is null and u.uuid <> l.uuid
     where l.email <> '' and (l.is_new or l.fields ? 'email')
       and not exists (select from lines o where o.uuid = u.uuid and o.email <> l.email)
    union all
    select l.line, 'nationalId', 'nationalId must not be that of ' || u.name
      from lines l
      join employees e on e.national_id = l.national_id and e.deleted_at is null
      join users u on u.id = e.user_id and u.uuid <> l.uuid
     where (l.is_new or l.fields ? 'nationalId')
       and not exists (select from lines o where o.uuid = u.uuid and o.national_id is distinct from l.national_id)
    union all
    select l.line, 'badgeCode', 'badgeCode must not be that of ' || u.name
      from lines l
      join employees e on e.badge_code = l.badge_code and e.deleted_at is null
      join users u on u.id = e.user_id and u.uuid <> l.uuid
     where (l.is_new or l.fields ? 'badgeCode')
       and not exists (select from lines o where o.uuid = u.uuid and o.badge_code is distinct from l.badge_code)
    union all
    select l.line, 'manager', 'manager must be somebody' from lines l
     where l.fields ->> 'manager' is not null
       and not exists (select from users u where u.uuid = (l.fields ->> 'manager')::uuid and u.deleted_at is null)
       and not exists (select from lines o where o.uuid = (l.fields ->> 'manager')::uuid)
    union all
    select line, 'manager', 'manager must be somebody else' from lines where fields ->> 'manager' = uuid::text
    union all
    select line, 'contractUntil', 'contractUntil must not be before hireDate' from lines where contract_until < hire_date
    union all
    select line, 'leftOn', 'leftOn must not be before hireDate' from lines where left_on < hire_date
  ) as found
 order by line
 limit $3

-- name: imports.people.makeDepartments
with made as (
    insert into departments (name)
    select min(l.fields ->> 'department')
      from import_lines l
     where l.import_id = $1
       and l.fields ->> 'department' is not null
       and not exists (select from departments d where lower(d.name) = lower(l.fields ->> 'department') and d.deleted_at is null)
     group by lower(l.fields ->> 'department')
    returning id
)
update imports i set departments = coalesce((select array_agg(id) from made), '{}') where i.id = $1

-- name: imports.people.keepBefore
update import_lines l
   set before = jsonb_build_object(
           'name', p.name, 'firstName', p.first_name, 'lastName', p.last_name, 'email', p.email,
           'nationalId', p.national_id, 'badgeCode', p.badge_code, 'phone', p.phone, 'birthDate', p.birth_date,
           'jobTitle', p.job_title, 'departmentId', p.department_id, 'managerId', p.manager_id, 'hireDate', p.hire_date,
           'isActive', p.is_active, 'contractUntil', p.contract_until, 'leftOn', p.left_on, 'notes', p.notes)
  from employee_profiles p
 where l.import_id = $1 and not l.is_new and p.uuid = l.uuid

-- name: imports.people.insertUsers
insert into users (uuid, name, email, is_active)
select l.uuid, l.fields ->> 'name', coalesce(l.fields ->> 'email', ''), coalesce((l.fields ->> 'isActive')::boolean, true)
  from import_lines l
 where l.import_id = $1 and l.is_new
 order by l.line

-- The search text as employees_fill_search() makes it, for all of them in one go.
-- name: imports.people.insertEmployees
insert into employees (user_id, first_name, last_name, national_id, badge_code, phone, birth_date, job_title, department_id,
                       manager_id, hire_date, contract_until, left_on, notes, search_text)
select u.id, coalesce(l.fields ->> 'firstName', ''), coalesce(l.fields ->> 'lastName', ''), l.fields ->> 'nationalId',
       l.fields ->> 'badgeCode', l.fields ->> 'phone', (l.fields ->> 'birthDate')::date, l.fields ->> 'jobTitle', d.id,
       m.id, (l.fields ->> 'hireDate')::date, (l.fields ->> 'contractUntil')::date, (l.fields ->> 'leftOn')::date,
       l.fields ->> 'notes',
       fold_text(concat_ws(' ', u.name, u.email, coalesce(l.fields ->> 'firstName', ''), coalesce(l.fields ->> 'lastName', ''),
                           l.fields ->> 'nationalId', l.fields ->> 'badgeCode', l.fields ->> 'jobTitle', d.name))
  from import_lines l
  join users u on u.uuid = l.uuid
  left join departments d on lower(d.name) = lower(l.fields ->> 'department') and d.deleted_at is null
  left join users m on m.uuid = (l.fields ->> 'manager')::uuid
 where l.import_id = $1 and l.is_new
 order by l.line

-- name: imports.people.updateUsers
update users u
   set name = coalesce(l.fields ->> 'name', u.name),
       email = coalesce(l.fields ->> 'email', u.email),
       is_active = coalesce((l.fields ->> 'isActive')::boolean, u.is_active)
  from import_lines l
 where l.import_id = $1 and not l.is_new and u.uuid = l.uuid
   and (coalesce(l.fields ->> 'name', u.name), coalesce(l.fields ->> 'email', u.email),
        coalesce((l.fields ->> 'isActive')::boolean, u.is_active)) is distinct from (u.name, u.email, u.is_active)

-- name: imports.people.updateEmployees
update employees e
   set first_name = coalesce(l.fields ->> 'firstName', e.first_name),
       last_name = coalesce(l.fields ->> 'lastName', e.last_name),
       national_id = case when l.fields ? 'nationalId' then l.fields ->> 'nationalId' else e.national_id end,
       badge_code = case when l.fields ? 'badgeCode' then l.fields ->> 'badgeCode' else e.badge_code end,
       phone = case when l.fields ? 'phone' then l.fields ->> 'phone' else e.phone end,
       birth_date = case when l.fields ? 'birthDate' then (l.fields ->> 'birthDate')::date else e.birth_date end,
       job_title = case when l.fields ? 'jobTitle' then l.fields ->> 'jobTitle' else e.job_title end,
       department_id = case when l.fields ? 'department' then d.id else e.department_id end,
       manager_id = case when l.fields ? 'manager' then m.id else e.manager_id end,
       hire_date = case when l.fields ? 'hireDate' then (l.fields ->> 'hireDate')::date else e.hire_date end,
       contract_until = case when l.fields ? 'contractUntil' then (l.fields ->> 'contractUntil')::date else e.contract_until end,
       left_on = case when l.fields ? 'leftOn' then (l.fields ->> 'leftOn')::date else e.left_on end,
       notes = case when l.fields ? 'notes' then l.fields ->> 'notes' else e.notes end
  from import_lines l
  join users u on u.uuid = l.uuid
  left join departments d on lower(d.name) = lower(l.fields ->> 'department') and d.deleted_at is null
  left join users m on m.uuid = (l.fields ->> 'manager')::uuid
 where l.import_id = $1 and not l.is_new and e.user_id = u.id
   and l.fields ?| array['firstName', 'lastName', 'nationalId', 'badgeCode', 'phone', 'birthDate', 'jobTitle', 'department',
                         'manager', 'hireDate', 'contractUntil', 'leftOn', 'notes']

-- Who is switched off stays signed in nowhere.
-- name: imports.people.endSessions
update refresh_tokens t
   set revoked_at = now()
  from import_lines l
  join users u on u.uuid = l.uuid
 where l.import_id = $1 and not u.is_active and t.user_id = u.id and t.revoked_at is null

-- name: imports.people.keepRevisions
update import_lines l
   set revision_after = p.revision
  from employee_profiles p
 where l.import_id = $1 and not l.is_new and p.uuid = l.uuid

-- Lines whose records nobody touched since. A new person's first revision is 1. People who have come to something since, can sign
-- in or lead somebody who is not of the same import are touched.
-- name: imports.people.untouched
with mine as (
    select l.line, l.is_new, l.before, p.id
      from import_lines l
      join employee_profiles p on p.uuid = l.uuid
     where l.import_id = $1 and p.revision = coalesce(l.revision_after, 1)
)
select line
  from mine m
 where not m.is_new
    or not (exists (select from attendances a where a.user_id = m.id)
            or exists (select from users u where u.id = m.id and u.password_hash is not null)
            or exists (select from employees e where e.manager_id = m.id and e.deleted_at is null
                          and not exists (select from mine o where o.is_new and o.id = e.user_id)))

-- name: imports.people.removeUsers
update users u
   set deleted_at = now(), is_active = false
  from import_lines l
 where l.import_id = $1 and l.line = any($2::integer[]) and l.is_new and u.uuid = l.uuid

-- name: imports.people.restoreUsers
update users u
   set name = l.before ->> 'name', email = l.before ->> 'email', is_active = (l.before ->> 'isActive')::boolean
  from import_lines l
 where l.import_id = $1 and l.line = any($2::integer[]) and not l.is_new and u.uuid = l.uuid
   and (l.before ->> 'name', l.before ->> 'email', (l.before ->> 'isActive')::boolean)
       is distinct from (u.name, u.email, u.is_active)

-- name: imports.people.restoreEmployees
update employees e
   set first_name = l.before ->> 'firstName', last_name = l.before ->> 'lastName', national_id = l.before ->> 'nationalId',
       badge_code = l.before ->> 'badgeCode', phone = l.before ->> 'phone', birth_date = (l.before ->> 'birthDate')::date,
       job_title = l.before ->> 'jobTitle', department_id = (l.before ->> 'departmentId')::bigint,
       manager_id = (l.before ->> 'managerId')::bigint, hire_date = (l.before ->> 'hireDate')::date,
       contract_until = (l.before ->> 'contractUntil')::date, left_on = (l.before ->> 'leftOn')::date,
       notes = l.before ->> 'notes'
  from import_lines l
  join users u on u.uuid = l.uuid
 where l.import_id = $1 and l.line = any($2::integer[]) and not l.is_new and e.user_id = u.id

-- name: imports.people.dropDepartments
update departments d
   set deleted_at = now()
  from imports i
 where i.id = $1 and d.id = any(i.departments)
   and not exists (select from employees e where e.department_id = d.id and e.deleted_at is null)
   and not exists (select from departments b where b.parent_id = d.id and b.deleted_at is null)

-- Those that somebody is in by now, or has put another one below.
-- name: imports.departments.left
select count(*)
  from imports i
  join departments d on d.id = any(i.departments)
 where i.id = $1 and d.deleted_at is null

-- Departments ----------------------------------------------------------------------------------------------------------

-- What the tree would be, held against the departments that are not of the import.
-- name: imports.departments.problems
with lines as (
    select l.line, l.uuid, l.is_new, l.revision, l.fields, d.id, d.revision as revision_now
      from import_lines l
      left join departments d on d.uuid = l.uuid and d.deleted_at is null
     where l.import_id = $1
), tree as (
    select d.uuid, p.uuid as parent
      from departments d
      left join departments p on p.id = d.parent_id
     where d.deleted_at is null and not exists (select from lines l where l.uuid = d.uuid and l.fields ? 'parent')
    union all
    select uuid, (fields ->> 'parent')::uuid from lines where fields ? 'parent'
)
select line, field, message
  from (
    select line, '' as field, 'The record is gone' as message from lines where not is_new and id is null
    union all
    select line, '', 'The record was changed meanwhile' from lines where not is_new and revision_now <> revision
    union all
    select l.line, 'uuid', 'There is a record with this id already' from lines l
     where l.is_new and exists (select from departments d where d.uuid = l.uuid)
    union all
    select l.line, 'department', 'There is a department of this name already' from lines l
     where exists (select from departments d
                    where lower(d.name) = lower(l.fields ->> 'department') and d.deleted_at is null and d.uuid <> l.uuid)
        or exists (select from lines o
                    where lower(o.fields ->> 'department') = lower(l.fields ->> 'department') and o.line < l.line)
    union all
    select l.line, 'parent', 'parent must be a department' from lines l
     where l.fields ? 'parent'
       and not exists (select from departments d where d.uuid = (l.fields ->> 'parent')::uuid and d.deleted_at is null)
       and not exists (select from lines o where o.is_new and o.uuid = (l.fields ->> 'parent')::uuid)
    union all
    select l.line, 'parent', 'parent must not be the department or one below it' from lines l
     where l.fields ? 'parent'
       and exists (with recursive above (uuid) as (
                       select (l.fields ->> 'parent')::uuid
                        union
                       select t.parent from tree t join above a on t.uuid = a.uuid)
                   select from above a where a.uuid = l.uuid)
    union all
    select l.line, 'head', 'head must be somebody' from lines l
     where l.fields ? 'head'
       and not exists (select from users u join employees e on e.user_id = u.id
                        where u.uuid = (l.fields ->> 'head')::uuid and u.deleted_at is null)
  ) as found
 order by line
 limit $2

-- name: imports.departments.insert
with made as (
    insert into departments (uuid, name)
    select l.uuid, l.fields ->> 'department'
      from import_lines l
     where l.import_id = $1 and l.is_new
     order by l.line
    returning id
)
update imports i set departments = coalesce((select array_agg(id) from made), '{}') where i.id = $1

-- name: imports.departments.keepBefore
update import_lines l
   set before = jsonb_build_object('name', d.name, 'parentId', d.parent_id, 'headId', d.head_id)
  from departments d
 where l.import_id = $1 and not l.is_new and d.uuid = l.uuid

-- Whoever is moved stands at the top meanwhile: on its way to the new tree, one row after the other, the old one may not be bent.
-- name: imports.departments.unhook
update departments d
   set parent_id = null
  from import_lines l
 where l.import_id = $1 and d.uuid = l.uuid and l.fields ? 'parent' and d.parent_id is not null

-- name: imports.departments.update
update departments d
   set name = coalesce(l.fields ->> 'department', d.name),
       parent_id = case when l.fields ? 'parent' then p.id else d.parent_id end,
       head_id = case when l.fields ? 'head' then u.id else d.head_id end
  from import_lines l
  left join departments p on p.uuid = (l.fields ->> 'parent')::uuid
  left join users u on u.uuid = (l.fields ->> 'head')::uuid
 where l.import_id = $1 and d.uuid = l.uuid and (not l.is_new or l.fields ?| array['parent', 'head'])

-- name: imports.departments.keepRevisions
update import_lines l
   set revision_after = d.revision
  from departments d
 where l.import_id = $1 and d.uuid = l.uuid

-- Lines whose departments nobody touched since, and that can be again what they were: a name may have been given to another one
-- meanwhile, and the one above may be gone or stand below by now. New ones go where nobody is in them (dropDepartments).
-- name: imports.departments.untouched
select l.line
  from import_lines l
  join departments d on d.uuid = l.uuid and d.deleted_at is null
 where l.import_id = $1 and not l.is_new and d.revision = l.revision_after
   and not exists (select from departments o
                    where lower(o.name) = lower(l.before ->> 'name') and o.deleted_at is null and o.id <> d.id)
   and (l.before ->> 'parentId' is null
        or exists (select from departments p where p.id = (l.before ->> 'parentId')::bigint and p.deleted_at is null))
   and not exists (with recursive below (id) as (
                       select d.id
                        union
                       select c.id from departments c join below b on c.parent_id = b.id where c.deleted_at is null)
                   select from below b
                    where b.id = (l.before ->> 'parentId')::bigint
                      and not exists (select from import_lines o join departments x on x.uuid = o.uuid
                                       where o.import_id = $1 and x.id = b.id and x.revision = o.revision_after))

-- name: imports.departments.unhookAgain
update departments d
   set parent_id = null
  from import_lines l
 where l.import_id = $1 and l.line = any($2::integer[]) and d.uuid = l.uuid and d.parent_id is not null

-- name: imports.departments.restore
update departments d
   set name = l.before ->> 'name', parent_id = (l.before ->> 'parentId')::bigint, head_id = (l.before ->> 'headId')::bigint
  from import_lines l
 where l.import_id = $1 and l.line = any($2::integer[]) and d.uuid = l.uuid

-- Accounts -------------------------------------------------------------------------------------------------------------

-- name: imports.accounts.problems
with lines as (
    select l.line, l.uuid, l.is_new, l.revision, l.fields, u.id, u.revision as revision_now,
           lower(case when l.fields ? 'email' then l.fields ->> 'email' else u.email end) as email
      from import_lines l
      left join users u on u.uuid = l.uuid and u.deleted_at is null and u.role <> 'ESTACION'
     where l.import_id = $1
)
select line, field, message
  from (
    select line, '' as field, 'The record is gone' as message from lines where not is_new and id is null
    union all
    select line, '', 'The record was changed meanwhile' from lines where not is_new and revision_now <> revision
    union all
    select l.line, 'uuid', 'There is a record with this id already' from lines l
     where l.is_new and exists (select from users u where u.uuid = l.uuid)
    union all
    select l.line, 'email', 'email must not be that of ' || u.name
      from lines l
      join users u on lower(u.email) = l.email and u.email <> '' and u.deleted_at is null and u.uuid <> l.uuid
     where l.fields ? 'email'
    union all
    select l.line, 'email', 'email must not be that of line ' || o.line
      from lines l
      join lines o on o.email = l.email and o.line < l.line
     where l.email <> '' and l.fields ? 'email'
  ) as found
 order by line
 limit $2

-- name: imports.accounts.find
select id, revision from users where uuid = $1 and deleted_at is null and role <> 'ESTACION'

-- The hash is the account's now: undoing needs none.
-- name: imports.accounts.forgetHashes
update import_lines set fields = fields - 'passwordHash' where import_id = $1 and fields ? 'passwordHash'

-- Accounts that nobody touched since; of new ones those that never signed in, came to nothing and lead nobody. An address may have
-- been given to another one meanwhile.
-- name: imports.accounts.untouched
select l.line
  from import_lines l
  join users u on u.uuid = l.uuid and u.deleted_at is null
 where l.import_id = $1 and u.revision = l.revision_after
   and case when l.is_new
            then not exists (select from attendances a where a.user_id = u.id)
                 and not exists (select from refresh_tokens t where t.user_id = u.id)
                 and not exists (select from employees e where e.manager_id = u.id and e.deleted_at is null)
            else not exists (select from users o
                              where lower(o.email) = lower(l.before ->> 'email') and o.email <> '' and o.deleted_at is null
                                and o.id <> u.id)
       end
 order by l.line

-- Attendances ----------------------------------------------------------------------------------------------------------

-- name: imports.attendances.problems
with lines as (
    select l.line, l.uuid, l.is_new, l.revision, l.fields, a.id, a.revision as revision_now, a.status, e.id as event, u.id as person
      from import_lines l
      left join attendances a on a.uuid = l.uuid
      left join events e on e.uuid = (l.fields ->> 'event')::uuid
      left join users u on u.uuid = (l.fields ->> 'person')::uuid and u.deleted_at is null
     where l.import_id = $1
)
select line, field, message
  from (
    select line, '' as field, 'The record is gone' as message from lines where not is_new and id is null
    union all
    select line, '', 'The record was changed meanwhile' from lines where not is_new and revision_now <> revision
    union all
    select line, 'event', 'event must be an event' from lines where event is null
    union all
    select line, 'person', 'person must be somebody' from lines where person is null
    union all
    select l.line, '', 'The person is registered already' from lines l
     where l.is_new and exists (select from attendances a where a.event_id = l.event and a.user_id = l.person)
    union all
    select l.line, 'event', 'The event has fewer seats'
      from (select event, count(*) as wanted, min(line) as line
              from lines
             where (is_new and fields ->> 'status' <> 'CANCELLED')
                or (not is_new and status = 'CANCELLED' and coalesce(fields ->> 'status', status) <> 'CANCELLED')
             group by event) as l
      join events e on e.id = l.event and e.max_attendees is not null
     where l.wanted + (select count(*) from attendances a where a.event_id = e.id and a.status <> 'CANCELLED') > e.max_attendees
  ) as found
 order by line
 limit $2

-- name: imports.attendances.lock
select a.id
  from import_lines l
  join attendances a on a.uuid = l.uuid
 where l.import_id = $1
 order by a.id
   for no key update of a

-- name: imports.attendances.keepBefore
update import_lines l
   set before = jsonb_build_object('status', a.status, 'attendedAt', a.attended_at, 'notes', a.notes,
                                   'handAt', a.hand_at, 'cancelledAt', a.cancelled_at, 'correctedAt', a.corrected_at)
  from attendances a
 where l.import_id = $1 and not l.is_new and a.uuid = l.uuid

-- What an import says was said by hand: captures do not change the time of it.
-- name: imports.attendances.insert
insert into attendances (uuid, event_id, user_id, status, attended_at, notes, hand_at, cancelled_at, is_registered)
select l.uuid, e.id, u.id, l.fields ->> 'status',
       case when l.fields ->> 'status' = 'CONFIRMED' then (l.fields ->> 'attendedAt')::timestamptz end, l.fields ->> 'notes',
       case when l.fields ->> 'status' = 'CONFIRMED' then (l.fields ->> 'attendedAt')::timestamptz end,
       case when l.fields ->> 'status' = 'CANCELLED' then now() end, true
  from import_lines l
  join events e on e.uuid = (l.fields ->> 'event')::uuid
  join users u on u.uuid = (l.fields ->> 'person')::uuid
 where l.import_id = $1 and l.is_new
 order by e.id, u.id

-- name: imports.attendances.update
update attendances a
   set status = coalesce(l.fields ->> 'status', a.status),
       attended_at = case when coalesce(l.fields ->> 'status', a.status) <> 'CONFIRMED' then null
                          when l.fields ? 'attendedAt' then (l.fields ->> 'attendedAt')::timestamptz else a.attended_at end,
       hand_at = case when coalesce(l.fields ->> 'status', a.status) <> 'CONFIRMED' then null
                      when l.fields ? 'attendedAt' then (l.fields ->> 'attendedAt')::timestamptz else a.hand_at end,
       corrected_at = case when l.fields ? 'attendedAt' and a.status = 'CONFIRMED' then (l.fields ->> 'attendedAt')::timestamptz
                           when coalesce(l.fields ->> 'status', a.status) <> a.status then null else a.corrected_at end,
       cancelled_at = case when coalesce(l.fields ->> 'status', a.status) <> 'CANCELLED' then null
                           when a.status = 'CANCELLED' then a.cancelled_at else now() end,
       notes = case when l.fields ? 'notes' then l.fields ->> 'notes' else a.notes end
  from import_lines l
 where l.import_id = $1 and not l.is_new and a.uuid = l.uuid

-- name: imports.attendances.openEvaluations
insert into evaluations (event_id, user_id)
select a.event_id, a.user_id
  from import_lines l
  join attendances a on a.uuid = l.uuid
 where l.import_id = $1 and a.status = 'CONFIRMED'
 order by 1, 2
on conflict (event_id, user_id) do nothing

-- name: imports.attendances.keepRevisions
update import_lines l
   set revision_after = a.revision
  from attendances a
 where l.import_id = $1 and a.uuid = l.uuid

-- name: imports.attendances.untouched
select l.line
  from import_lines l
  join attendances a on a.uuid = l.uuid
 where l.import_id = $1 and a.revision = l.revision_after
   and not (l.is_new and exists (select from evaluations v where v.event_id = a.event_id and v.user_id = a.user_id
                                    and v.status <> 'PENDING'))

-- name: imports.attendances.dropEvaluations
delete from evaluations v
 using import_lines l
  join attendances a on a.uuid = l.uuid
 where l.import_id = $1 and l.line = any($2::integer[])
   and (l.is_new or l.before ->> 'status' <> 'CONFIRMED')
   and v.event_id = a.event_id and v.user_id = a.user_id and v.status = 'PENDING'

-- name: imports.attendances.remove
delete from attendances a
 using import_lines l
 where l.import_id = $1 and l.line = any($2::integer[]) and l.is_new and a.uuid = l.uuid

-- name: imports.attendances.restore
update attendances a
   set status = l.before ->> 'status', attended_at = (l.before ->> 'attendedAt')::timestamptz, notes = l.before ->> 'notes',
       hand_at = (l.before ->> 'handAt')::timestamptz, cancelled_at = (l.before ->> 'cancelledAt')::timestamptz,
       corrected_at = (l.before ->> 'correctedAt')::timestamptz
  from import_lines l
 where l.import_id = $1 and l.line = any($2::integer[]) and not l.is_new and a.uuid = l.uuid

-- Events ---------------------------------------------------------------------------------------------------------------

-- New ones stay as the drafts they are: events are never deleted.
-- name: imports.events.untouched
select l.line
  from import_lines l
  join events e on e.uuid = l.uuid
 where l.import_id = $1 and not l.is_new and e.revision = l.revision_after

-- name: imports.events.find
select id, revision from events where uuid = $1
