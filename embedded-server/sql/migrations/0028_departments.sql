-- SPDX-License-Identifier: GPL-3.0-or-later
-- Departments are kept by people: a tree with heads. One that is taken away stays as a row (deleted_at), so that what was once said
-- of it can be told; its name is free again.

alter table departments
    add column parent_id bigint constraint departments_parent_fkey references departments (id),
    add column head_id bigint constraint departments_head_fkey references users (id),
    add column deleted_at timestamptz(3);
comment on column departments.head_id is 'Who leads it; need not be in it. Somebody who is gone is nobody''s head, without a change of this row.';

drop index departments_name_key;
create unique index departments_name_key on departments (lower(name)) where deleted_at is null;
create index departments_parent_idx on departments (parent_id);
create index departments_head_idx on departments (head_id);

-- Two changes that are no cycle each may be one together: whoever changes the tree holds this lock until the end of the transaction.
create function lock_departments() returns void
    language sql
    return pg_advisory_xact_lock(hashtext('evaltrack departments'));

create function departments_check_parent() returns trigger
    language plpgsql as $$
begin
    perform lock_departments();
    perform from departments where id = new.parent_id and deleted_at is null;
    if not found then
        raise exception 'no such department' using errcode = 'foreign_key_violation', constraint = 'departments_parent_fkey';
    end if;
    if exists (with recursive above (id, parent_id) as (
                   select id, parent_id from departments where id = new.parent_id
                    union
                   select d.id, d.parent_id from departments d join above on d.id = above.parent_id)
               select from above where id = new.id) then
        raise exception 'below itself' using errcode = 'check_violation', constraint = 'departments_parent_check';
    end if;
    return new;
end
$$;
create trigger departments_parent before insert or update of parent_id on departments
    for each row when (new.parent_id is not null) execute function departments_check_parent();

-- The foreign key sees the row of a department that is gone. The lock waits for whoever is taking it away, and the other way round.
create function employees_check_department() returns trigger
    language plpgsql as $$
begin
    perform from departments where id = new.department_id and deleted_at is null for key share;
    if not found then
        raise exception 'no such department' using errcode = 'foreign_key_violation', constraint = 'employees_department_fkey';
    end if;
    return new;
end
$$;
create trigger employees_department before insert or update of department_id on employees
    for each row when (new.department_id is not null and not is_bulk_load()) execute function employees_check_department();

create or replace function departments_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op)
    select 'department', uuid, id, case when tg_op = 'DELETE' or deleted_at is not null then 'delete' else 'upsert' end from changed;
    get diagnostics logged = row_count;
    perform announce_changes(logged);
    return null;
end
$$;

-- A name is part of the profiles of who is in it, and of what they are found by; the rest of a department is not.
create function departments_renamed() returns trigger
    language plpgsql as $$
begin
    if is_bulk_load() then
        return null;
    end if;
    update employees e
       set search_text = null
      from new_rows n
      join old_rows o on o.id = n.id
     where e.department_id = n.id and n.name <> o.name;
    return null;
end
$$;
create trigger departments_renamed after update on departments
    referencing old table as old_rows new table as new_rows for each statement execute function departments_renamed();
