-- SPDX-License-Identifier: GPL-3.0-or-later
-- Scores are counted by event, so that the dashboard can tell those of the time that clients have, not those of all time.
drop table score_figures;
create table score_figures (
    event_id bigint not null references events (id) on delete cascade,
    score smallint not null,
    slot smallint not null,
    evaluations bigint not null default 0,
    primary key (event_id, score, slot)
) with (fillfactor = 70);
insert into score_figures (event_id, score, slot, evaluations)
select event_id, score, 0, count(*)
  from evaluations
 where status = 'GRADED' and score is not null
 group by event_id, score;

create or replace function rebuild_figures() returns void
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

    insert into score_figures (event_id, score, slot, evaluations)
    select event_id, score, 0, count(*)
      from evaluations
     where status = 'GRADED' and score is not null
     group by event_id, score;

    insert into account_figures (role, is_active, has_login, slot, people)
    select role, is_active, password_hash is not null, 0, count(*)
      from users
     where deleted_at is null
     group by 1, 2, 3;
end
$$;

create or replace function evaluations_changed() returns trigger
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
        insert into score_figures as f (event_id, score, slot, evaluations)
        select event_id, score, figure_slot(), sign * count(*)
          from changed
         where status = 'GRADED' and score is not null
         group by event_id, score
         order by event_id, score
        on conflict (event_id, score, slot) do update set evaluations = f.evaluations + excluded.evaluations;
    end if;
    perform announce_changes(logged);
    return null;
end
$$;

create or replace function recount_evaluations() returns trigger
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
    insert into score_figures as f (event_id, score, slot, evaluations)
    select side.event_id, side.score, figure_slot(), sum(side.delta)
      from new_rows n
      join old_rows o on o.id = n.id
     cross join lateral (values (o.event_id, o.status, o.score, -1), (n.event_id, n.status, n.score, 1))
           as side (event_id, status, score, delta)
     where side.status = 'GRADED' and side.score is not null
     group by side.event_id, side.score
    having sum(side.delta) <> 0
     order by side.event_id, side.score
    on conflict (event_id, score, slot) do update set evaluations = f.evaluations + excluded.evaluations;
    return null;
end
$$;

create or replace function compact_figures() returns bigint
    language plpgsql as $$
declare
    folded bigint;
begin
    if not pg_try_advisory_xact_lock(7716801, 1) then
        return -1;
    end if;
    with gone as (
        delete from event_figures where slot <> 0 returning *
    )
    insert into event_figures as f
           (event_id, department_id, slot, pending, confirmed, cancelled, evaluations_pending, evaluations_submitted,
            evaluations_graded, score_sum)
    select event_id, department_id, 0, sum(pending), sum(confirmed), sum(cancelled), sum(evaluations_pending),
           sum(evaluations_submitted), sum(evaluations_graded), sum(score_sum)
      from gone
     group by event_id, department_id
    on conflict (event_id, department_id, slot) do update
       set pending = f.pending + excluded.pending,
           confirmed = f.confirmed + excluded.confirmed,
           cancelled = f.cancelled + excluded.cancelled,
           evaluations_pending = f.evaluations_pending + excluded.evaluations_pending,
           evaluations_submitted = f.evaluations_submitted + excluded.evaluations_submitted,
           evaluations_graded = f.evaluations_graded + excluded.evaluations_graded,
           score_sum = f.score_sum + excluded.score_sum;
    get diagnostics folded = row_count;
    with gone as (
        delete from score_figures where slot <> 0 returning *
    )
    insert into score_figures as f (event_id, score, slot, evaluations)
    select event_id, score, 0, sum(evaluations)
      from gone
     group by event_id, score
    on conflict (event_id, score, slot) do update set evaluations = f.evaluations + excluded.evaluations;
    return folded;
end
$$;
