-- SPDX-License-Identifier: GPL-3.0-or-later
-- A client holds what belongs to the events of its window (GET /sync/changes?since=). An event that is moved from before a
-- window to a later day comes into it, and brings along what hangs on it: that is logged as changed too. Every window reaches
-- back a month at least, so an event that was younger brought its records long ago. One that is moved out of a window stays with
-- the clients that have it, until they let go of what is old.

create function events_moved() returns trigger
    language plpgsql as $$
declare
    moved bigint[];
begin
    if is_bulk_load() then
        return null;
    end if;
    select array_agg(n.id)
      into moved
      from new_rows n
      join old_rows o on o.id = n.id
     where n.date > o.date and o.date < now() - interval '1 month';
    if moved is null then
        return null;
    end if;
    insert into change_log (entity, uuid, entity_id, op, owner_id)
    select 'attendance', uuid, id, 'upsert', user_id from attendances where event_id = any(moved);
    insert into change_log (entity, uuid, entity_id, op, owner_id)
    select 'evaluation', uuid, id, 'upsert', user_id from evaluations where event_id = any(moved);
    return null;
end
$$;
-- Fires after events_log_update (by name), so that the log has the event before its records.
create trigger events_moved after update on events
    referencing old table as old_rows new table as new_rows for each statement execute function events_moved();
