-- SPDX-License-Identifier: GPL-3.0-or-later
-- Folds the slots of the figures into one, so that the dashboard reads as few rows as there are counts. The server calls
-- it now and then; when somebody is counting just now it does nothing and says so (-1), the next call will do.

create function compact_figures() returns bigint
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
    return folded;
end
$$;
