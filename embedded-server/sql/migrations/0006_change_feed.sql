-- SPDX-License-Identifier: GPL-3.0-or-later
-- The change feed, and the triggers that keep it and the figures.
--
-- A sequence number is taken before commit, so a feed in its order misses what commits late. Readers therefore take rows with
--     xid < pg_snapshot_xmin(pg_current_snapshot())   in the order (xid, seq):
-- every transaction below xmin is over, so nothing can appear behind the cursor any more.
--
-- Triggers are statement-level with transition tables: one INSERT of 100,000 rows writes the log in one statement.
-- A session that sets evaltrack.bulk to 'on' writes neither log nor figures; it must call finish_bulk_load() before it commits.

create table change_log (
    xid xid8 not null default pg_current_xact_id(),
    seq bigint generated always as identity,
    entity text not null
        constraint change_log_entity_check
        check (entity in ('user', 'employee', 'department', 'event', 'attendance', 'evaluation')),
    uuid uuid not null,
    entity_id bigint not null,
    op text not null constraint change_log_op_check check (op in ('upsert', 'delete')),
    owner_id bigint,
    at timestamptz(3) not null default now(),
    primary key (xid, seq)
);
comment on column change_log.owner_id is 'The person whose record it is; null for what is nobody''s own (events, departments).';
comment on column change_log.entity_id is 'The integer id; of the user for an employee.';

create table sync_epochs (
    user_id bigint primary key constraint sync_epochs_user_fkey references users (id),
    epoch bigint not null default 1
);
comment on table sync_epochs is 'Raised when what a person may see changes as a whole; no row means 1. The client rebuilds its store.';

create function is_bulk_load() returns boolean
    language sql stable
    return coalesce(current_setting('evaltrack.bulk', true), '') = 'on';

-- Identical notifications of one transaction are sent once, so listeners hear of a transaction, not of rows.
create function announce_changes(changes bigint) returns void
    language plpgsql as $$
begin
    if changes > 0 then
        perform add_activity(changes);
        perform pg_notify('evaltrack_changes', '');
    end if;
end
$$;

-- Users ---------------------------------------------------------------------------------------------------------------

create function users_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op, owner_id)
    select 'user', uuid, id, case when tg_op = 'DELETE' or deleted_at is not null then 'delete' else 'upsert' end, id
      from changed
     union all
    select 'employee', c.uuid, c.id, case when c.deleted_at is not null then 'delete' else 'upsert' end, c.id
      from changed c
      join employees e on e.user_id = c.id;
    get diagnostics logged = row_count;
    perform announce_changes(logged);
    return null;
end
$$;
create trigger users_log_insert after insert on users
    referencing new table as changed for each statement execute function users_changed();
create trigger users_log_update after update on users
    referencing new table as changed for each statement execute function users_changed();
create trigger users_log_delete after delete on users
    referencing old table as changed for each statement execute function users_changed();

create function count_accounts() returns trigger
    language plpgsql as $$
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into account_figures as f (role, is_active, has_login, slot, people)
    select role, is_active, password_hash is not null, figure_slot(),
           count(*) * case tg_op when 'DELETE' then -1 else 1 end
      from changed
     where deleted_at is null
     group by 1, 2, 3
     order by 1, 2, 3
    on conflict (role, is_active, has_login, slot) do update set people = f.people + excluded.people;
    return null;
end
$$;
create trigger users_count_insert after insert on users
    referencing new table as changed for each statement execute function count_accounts();
create trigger users_count_delete after delete on users
    referencing old table as changed for each statement execute function count_accounts();

-- What an UPDATE of accounts carries with it: figures, caches of other processes, the epoch, the profile.
create function users_updated() returns trigger
    language plpgsql as $$
declare
    announced text[];
begin
    if is_bulk_load() then
        return null;
    end if;

    insert into account_figures as f (role, is_active, has_login, slot, people)
    select role, is_active, has_login, figure_slot(), sum(delta)
      from (select role, is_active, password_hash is not null as has_login, -1 as delta
              from old_rows where deleted_at is null
             union all
            select role, is_active, password_hash is not null, 1 from new_rows where deleted_at is null) as moved
     group by 1, 2, 3
    having sum(delta) <> 0
     order by 1, 2, 3
    on conflict (role, is_active, has_login, slot) do update set people = f.people + excluded.people;

    select array_agg(n.id::text)
      into announced
      from new_rows n
      join old_rows o on o.id = n.id
     where (n.role, n.is_active, n.deleted_at, n.token_epoch, n.name, n.email)
           is distinct from (o.role, o.is_active, o.deleted_at, o.token_epoch, o.name, o.email);
    if cardinality(announced) > 1000 then
        perform pg_notify('evaltrack_accounts', '*');
    elsif announced is not null then
        perform pg_notify('evaltrack_accounts', account) from unnest(announced) as account;
    end if;

    insert into sync_epochs as s (user_id, epoch)
    select n.id, 2
      from new_rows n
      join old_rows o on o.id = n.id
     where n.role <> o.role or (n.is_active and not o.is_active)
    on conflict (user_id) do update set epoch = s.epoch + 1;

    -- search_text is filled in again by its own trigger.
    update employees e
       set deleted_at = n.deleted_at, search_text = null
      from new_rows n
      join old_rows o on o.id = n.id
     where e.user_id = n.id
       and (n.name, n.email, n.deleted_at) is distinct from (o.name, o.email, o.deleted_at);
    return null;
end
$$;
create trigger users_updated after update on users
    referencing old table as old_rows new table as new_rows for each statement execute function users_updated();

-- Departments and profiles --------------------------------------------------------------------------------------------

create function departments_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op)
    select 'department', uuid, id, case tg_op when 'DELETE' then 'delete' else 'upsert' end from changed;
    get diagnostics logged = row_count;
    if tg_op = 'UPDATE' then
        update employees e set search_text = null from changed c where e.department_id = c.id;
    end if;
    perform announce_changes(logged);
    return null;
end
$$;
create trigger departments_log_insert after insert on departments
    referencing new table as changed for each statement execute function departments_changed();
create trigger departments_log_update after update on departments
    referencing new table as changed for each statement execute function departments_changed();
create trigger departments_log_delete after delete on departments
    referencing old table as changed for each statement execute function departments_changed();

create function employees_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op, owner_id)
    select 'employee', u.uuid, u.id, case when tg_op = 'DELETE' or u.deleted_at is not null then 'delete' else 'upsert' end, u.id
      from changed c
      join users u on u.id = c.user_id;
    get diagnostics logged = row_count;
    perform announce_changes(logged);
    return null;
end
$$;
create trigger employees_log_insert after insert on employees
    referencing new table as changed for each statement execute function employees_changed();
create trigger employees_log_update after update on employees
    referencing new table as changed for each statement execute function employees_changed();
create trigger employees_log_delete after delete on employees
    referencing old table as changed for each statement execute function employees_changed();

-- A change of department takes the person's figures along. A new profile takes them from "no department".
create function move_figures() returns trigger
    language plpgsql as $$
declare
    people bigint[];
    sources bigint[];
    targets bigint[];
begin
    if is_bulk_load() then
        return null;
    end if;
    if tg_op = 'INSERT' then
        select array_agg(user_id), array_agg(0), array_agg(department_id)
          into people, sources, targets
          from new_rows
         where department_id is not null;
    else
        select array_agg(n.user_id), array_agg(coalesce(o.department_id, 0)), array_agg(coalesce(n.department_id, 0))
          into people, sources, targets
          from new_rows n
          join old_rows o on o.user_id = n.user_id
         where n.department_id is distinct from o.department_id;
    end if;
    if people is null then
        return null;
    end if;

    perform lock_figures();
    insert into event_figures as f (event_id, department_id, slot, pending, confirmed, cancelled)
    select a.event_id, side.department_id, figure_slot(),
           coalesce(sum(side.delta) filter (where a.status = 'PENDING'), 0),
           coalesce(sum(side.delta) filter (where a.status = 'CONFIRMED'), 0),
           coalesce(sum(side.delta) filter (where a.status = 'CANCELLED'), 0)
      from unnest(people, sources, targets) as moved (user_id, source, target)
     cross join lateral (values (moved.source, -1), (moved.target, 1)) as side (department_id, delta)
      join attendances a on a.user_id = moved.user_id
     group by 1, 2
     order by 1, 2
    on conflict (event_id, department_id, slot) do update
       set pending = f.pending + excluded.pending,
           confirmed = f.confirmed + excluded.confirmed,
           cancelled = f.cancelled + excluded.cancelled;
    insert into event_figures as f
           (event_id, department_id, slot, evaluations_pending, evaluations_submitted, evaluations_graded, score_sum)
    select v.event_id, side.department_id, figure_slot(),
           coalesce(sum(side.delta) filter (where v.status = 'PENDING'), 0),
           coalesce(sum(side.delta) filter (where v.status = 'SUBMITTED'), 0),
           coalesce(sum(side.delta) filter (where v.status = 'GRADED'), 0),
           coalesce(sum(side.delta * v.score) filter (where v.status = 'GRADED'), 0)
      from unnest(people, sources, targets) as moved (user_id, source, target)
     cross join lateral (values (moved.source, -1), (moved.target, 1)) as side (department_id, delta)
      join evaluations v on v.user_id = moved.user_id
     group by 1, 2
     order by 1, 2
    on conflict (event_id, department_id, slot) do update
       set evaluations_pending = f.evaluations_pending + excluded.evaluations_pending,
           evaluations_submitted = f.evaluations_submitted + excluded.evaluations_submitted,
           evaluations_graded = f.evaluations_graded + excluded.evaluations_graded,
           score_sum = f.score_sum + excluded.score_sum;
    return null;
end
$$;
create trigger employees_move_insert after insert on employees
    referencing new table as new_rows for each statement execute function move_figures();
create trigger employees_move_update after update on employees
    referencing old table as old_rows new table as new_rows for each statement execute function move_figures();

-- Events and their questions ------------------------------------------------------------------------------------------

create function events_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op)
    select 'event', uuid, id, case tg_op when 'DELETE' then 'delete' else 'upsert' end from changed;
    get diagnostics logged = row_count;
    perform announce_changes(logged);
    return null;
end
$$;
create trigger events_log_insert after insert on events
    referencing new table as changed for each statement execute function events_changed();
create trigger events_log_update after update on events
    referencing new table as changed for each statement execute function events_changed();
create trigger events_log_delete after delete on events
    referencing old table as changed for each statement execute function events_changed();

-- A change of a question is a change of its event, which is then logged. An event that this transaction wrote has its new
-- revision already (its xmin is ours).
create function questions_changed() returns trigger
    language plpgsql as $$
begin
    if is_bulk_load() then
        return null;
    end if;
    update events e
       set revision = e.revision + 1
     where e.id in (select event_id from changed)
       and e.xmin <> pg_current_xact_id()::xid;
    return null;
end
$$;
create trigger questions_log_insert after insert on questions
    referencing new table as changed for each statement execute function questions_changed();
create trigger questions_log_update after update on questions
    referencing new table as changed for each statement execute function questions_changed();
create trigger questions_log_delete after delete on questions
    referencing old table as changed for each statement execute function questions_changed();

-- Attendances ---------------------------------------------------------------------------------------------------------

create function attendances_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
    sign integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op, owner_id)
    select 'attendance', uuid, id, case tg_op when 'DELETE' then 'delete' else 'upsert' end, user_id from changed;
    get diagnostics logged = row_count;
    if logged = 0 then
        return null;
    end if;
    if tg_op <> 'UPDATE' then
        perform lock_figures_shared();
        insert into event_figures as f (event_id, department_id, slot, pending, confirmed, cancelled)
        select c.event_id, coalesce(p.department_id, 0), figure_slot(),
               sign * count(*) filter (where c.status = 'PENDING'),
               sign * count(*) filter (where c.status = 'CONFIRMED'),
               sign * count(*) filter (where c.status = 'CANCELLED')
          from changed c
          left join employees p on p.user_id = c.user_id
         group by 1, 2
         order by 1, 2
        on conflict (event_id, department_id, slot) do update
           set pending = f.pending + excluded.pending,
               confirmed = f.confirmed + excluded.confirmed,
               cancelled = f.cancelled + excluded.cancelled;
    end if;
    perform announce_changes(logged);
    return null;
end
$$;
create trigger attendances_log_insert after insert on attendances
    referencing new table as changed for each statement execute function attendances_changed();
create trigger attendances_log_update after update on attendances
    referencing new table as changed for each statement execute function attendances_changed();
create trigger attendances_log_delete after delete on attendances
    referencing old table as changed for each statement execute function attendances_changed();

create function recount_attendances() returns trigger
    language plpgsql as $$
begin
    if is_bulk_load() then
        return null;
    end if;
    perform lock_figures_shared();
    insert into event_figures as f (event_id, department_id, slot, pending, confirmed, cancelled)
    select side.event_id, coalesce(p.department_id, 0), figure_slot(),
           coalesce(sum(side.delta) filter (where side.status = 'PENDING'), 0),
           coalesce(sum(side.delta) filter (where side.status = 'CONFIRMED'), 0),
           coalesce(sum(side.delta) filter (where side.status = 'CANCELLED'), 0)
      from new_rows n
      join old_rows o on o.id = n.id
     cross join lateral (values (o.event_id, o.user_id, o.status, -1), (n.event_id, n.user_id, n.status, 1))
           as side (event_id, user_id, status, delta)
      left join employees p on p.user_id = side.user_id
     where (n.event_id, n.user_id, n.status) is distinct from (o.event_id, o.user_id, o.status)
     group by 1, 2
     order by 1, 2
    on conflict (event_id, department_id, slot) do update
       set pending = f.pending + excluded.pending,
           confirmed = f.confirmed + excluded.confirmed,
           cancelled = f.cancelled + excluded.cancelled;
    return null;
end
$$;
create trigger attendances_recount after update on attendances
    referencing old table as old_rows new table as new_rows for each statement execute function recount_attendances();

-- Evaluations and their answers ---------------------------------------------------------------------------------------

create function evaluations_changed() returns trigger
    language plpgsql as $$
declare
    logged bigint;
    sign integer := case tg_op when 'DELETE' then -1 else 1 end;
begin
    if is_bulk_load() then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op, owner_id)
    select 'evaluation', uuid, id, case tg_op when 'DELETE' then 'delete' else 'upsert' end, user_id from changed;
    get diagnostics logged = row_count;
    if logged = 0 then
        return null;
    end if;
    if tg_op <> 'UPDATE' then
        perform lock_figures_shared();
        insert into event_figures as f
               (event_id, department_id, slot, evaluations_pending, evaluations_submitted, evaluations_graded, score_sum)
        select c.event_id, coalesce(p.department_id, 0), figure_slot(),
               sign * count(*) filter (where c.status = 'PENDING'),
               sign * count(*) filter (where c.status = 'SUBMITTED'),
               sign * count(*) filter (where c.status = 'GRADED'),
               sign * coalesce(sum(c.score) filter (where c.status = 'GRADED'), 0)
          from changed c
          left join employees p on p.user_id = c.user_id
         group by 1, 2
         order by 1, 2
        on conflict (event_id, department_id, slot) do update
           set evaluations_pending = f.evaluations_pending + excluded.evaluations_pending,
               evaluations_submitted = f.evaluations_submitted + excluded.evaluations_submitted,
               evaluations_graded = f.evaluations_graded + excluded.evaluations_graded,
               score_sum = f.score_sum + excluded.score_sum;
        insert into score_figures as f (score, slot, evaluations)
        select score, figure_slot(), sign * count(*)
          from changed
         where status = 'GRADED' and score is not null
         group by score
         order by score
        on conflict (score, slot) do update set evaluations = f.evaluations + excluded.evaluations;
    end if;
    perform announce_changes(logged);
    return null;
end
$$;
create trigger evaluations_log_insert after insert on evaluations
    referencing new table as changed for each statement execute function evaluations_changed();
create trigger evaluations_log_update after update on evaluations
    referencing new table as changed for each statement execute function evaluations_changed();
create trigger evaluations_log_delete after delete on evaluations
    referencing old table as changed for each statement execute function evaluations_changed();

create function recount_evaluations() returns trigger
    language plpgsql as $$
begin
    if is_bulk_load() then
        return null;
    end if;
    perform lock_figures_shared();
    insert into event_figures as f
           (event_id, department_id, slot, evaluations_pending, evaluations_submitted, evaluations_graded, score_sum)
    select side.event_id, coalesce(p.department_id, 0), figure_slot(),
           coalesce(sum(side.delta) filter (where side.status = 'PENDING'), 0),
           coalesce(sum(side.delta) filter (where side.status = 'SUBMITTED'), 0),
           coalesce(sum(side.delta) filter (where side.status = 'GRADED'), 0),
           coalesce(sum(side.delta * side.score) filter (where side.status = 'GRADED'), 0)
      from new_rows n
      join old_rows o on o.id = n.id
     cross join lateral (values (o.event_id, o.user_id, o.status, o.score, -1), (n.event_id, n.user_id, n.status, n.score, 1))
           as side (event_id, user_id, status, score, delta)
      left join employees p on p.user_id = side.user_id
     where (n.event_id, n.user_id, n.status, n.score) is distinct from (o.event_id, o.user_id, o.status, o.score)
     group by 1, 2
     order by 1, 2
    on conflict (event_id, department_id, slot) do update
       set evaluations_pending = f.evaluations_pending + excluded.evaluations_pending,
           evaluations_submitted = f.evaluations_submitted + excluded.evaluations_submitted,
           evaluations_graded = f.evaluations_graded + excluded.evaluations_graded,
           score_sum = f.score_sum + excluded.score_sum;
    insert into score_figures as f (score, slot, evaluations)
    select side.score, figure_slot(), sum(side.delta)
      from new_rows n
      join old_rows o on o.id = n.id
     cross join lateral (values (o.status, o.score, -1), (n.status, n.score, 1)) as side (status, score, delta)
     where side.status = 'GRADED' and side.score is not null
     group by side.score
    having sum(side.delta) <> 0
     order by side.score
    on conflict (score, slot) do update set evaluations = f.evaluations + excluded.evaluations;
    return null;
end
$$;
create trigger evaluations_recount after update on evaluations
    referencing old table as old_rows new table as new_rows for each statement execute function recount_evaluations();

-- A change of an answer is a change of its evaluation, as with questions and events.
create function answers_changed() returns trigger
    language plpgsql as $$
begin
    if is_bulk_load() then
        return null;
    end if;
    update evaluations e
       set revision = e.revision + 1
     where e.id in (select evaluation_id from changed)
       and e.xmin <> pg_current_xact_id()::xid;
    return null;
end
$$;
create trigger answers_log_insert after insert on answers
    referencing new table as changed for each statement execute function answers_changed();
create trigger answers_log_update after update on answers
    referencing new table as changed for each statement execute function answers_changed();
create trigger answers_log_delete after delete on answers
    referencing old table as changed for each statement execute function answers_changed();

-- Ends a bulk load: counts the figures and makes every client rebuild its store, because the log says nothing of what was loaded.
create function finish_bulk_load() returns void
    language plpgsql as $$
begin
    perform set_config('evaltrack.bulk', 'off', true);
    perform rebuild_figures();
    update installation set uuid = gen_random_uuid();
    perform pg_notify('evaltrack_accounts', '*');
    perform pg_notify('evaltrack_changes', '');
end
$$;
