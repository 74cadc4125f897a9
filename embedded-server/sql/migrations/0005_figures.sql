-- SPDX-License-Identifier: GPL-3.0-or-later
-- Exact counts that the dashboard reads instead of a million rows, kept by the statement-level triggers of 0006.
-- A figure is the sum over its slots: a connection counts in its own slot, so that requests do not queue for one row.

create function figure_slot() returns smallint
    language sql stable
    return (pg_backend_pid() % 8)::smallint;

create table event_figures (
    event_id bigint not null references events (id) on delete cascade,
    department_id bigint not null, -- 0: of no department
    slot smallint not null,
    pending bigint not null default 0,
    confirmed bigint not null default 0,
    cancelled bigint not null default 0,
    evaluations_pending bigint not null default 0,
    evaluations_submitted bigint not null default 0,
    evaluations_graded bigint not null default 0,
    score_sum bigint not null default 0,
    primary key (event_id, department_id, slot)
) with (fillfactor = 70);

create table score_figures (
    score smallint not null,
    slot smallint not null,
    evaluations bigint not null default 0,
    primary key (score, slot)
) with (fillfactor = 50);

create table account_figures (
    role text not null,
    is_active boolean not null,
    has_login boolean not null,
    slot smallint not null,
    people bigint not null default 0,
    primary key (role, is_active, has_login, slot)
) with (fillfactor = 50);

create table activity_figures (
    day date not null,
    slot smallint not null,
    changes bigint not null default 0,
    primary key (day, slot)
) with (fillfactor = 50);

create function add_activity(changes bigint) returns void
    language sql
begin atomic
    insert into activity_figures as f (day, slot, changes)
    values ((now() at time zone 'UTC')::date, figure_slot(), add_activity.changes)
    on conflict (day, slot) do update set changes = f.changes + excluded.changes;
end;

-- The department of an attendance is the person's department today. Somebody who changes department takes the figures along
-- (move_department_figures); this lock keeps an attendance that is recorded at the same moment from being counted on
-- the wrong side. Shared among attendances, so they do not wait for each other.
create function lock_figures_shared() returns void
    language sql
    return pg_advisory_xact_lock_shared(7716801, 1);
create function lock_figures() returns void
    language sql
    return pg_advisory_xact_lock(7716801, 1);

-- Counts everything anew: after a bulk load, and to repair.
create function rebuild_figures() returns void
    language plpgsql as $$
begin
    perform lock_figures();
    delete from event_figures;
    delete from score_figures;
    delete from account_figures;

    insert into event_figures
           (event_id, department_id, slot, pending, confirmed, cancelled, evaluations_pending, evaluations_submitted,
            evaluations_graded, score_sum)
    select event_id, department_id, 0, sum(pending), sum(confirmed), sum(cancelled), sum(evaluations_pending),
           sum(evaluations_submitted), sum(evaluations_graded), sum(score_sum)
      from (select a.event_id,
                   coalesce(p.department_id, 0) as department_id,
                   count(*) filter (where a.status = 'PENDING') as pending,
                   count(*) filter (where a.status = 'CONFIRMED') as confirmed,
                   count(*) filter (where a.status = 'CANCELLED') as cancelled,
                   0 as evaluations_pending, 0 as evaluations_submitted, 0 as evaluations_graded, 0 as score_sum
              from attendances a
              left join employees p on p.user_id = a.user_id
             group by 1, 2
             union all
            select v.event_id,
                   coalesce(p.department_id, 0),
                   0, 0, 0,
                   count(*) filter (where v.status = 'PENDING'),
                   count(*) filter (where v.status = 'SUBMITTED'),
                   count(*) filter (where v.status = 'GRADED'),
                   coalesce(sum(v.score) filter (where v.status = 'GRADED'), 0)
              from evaluations v
              left join employees p on p.user_id = v.user_id
             group by 1, 2) as counted
     group by event_id, department_id;

    insert into score_figures (score, slot, evaluations)
    select score, 0, count(*) from evaluations where status = 'GRADED' and score is not null group by score;

    insert into account_figures (role, is_active, has_login, slot, people)
    select role, is_active, password_hash is not null, 0, count(*)
      from users
     where deleted_at is null
     group by 1, 2, 3;
end
$$;
