-- SPDX-License-Identifier: GPL-3.0-or-later
-- The log does not grow for ever: what is older than clients stay away is dropped. How far it was dropped is kept, so that a
-- client whose cursor lies before it starts again instead of missing what was in between.

create table change_log_floor (
    only_row boolean primary key default true check (only_row),
    xid xid8 not null default '0',
    seq bigint not null default 0
);
comment on table change_log_floor is 'The last row of the change log that was dropped: a cursor before it is no longer valid.';
insert into change_log_floor default values;

-- Drops rows from the log's beginning up to the first that is young enough, at most so many; says how many. Call it until it drops
-- fewer than it may: short transactions let the feed go on.
create function prune_change_log(keep interval, most integer) returns bigint
    language plpgsql as $$
declare
    dropped bigint;
begin
    with beginning as materialized (
        select xid, seq, at from change_log order by xid, seq limit most
    ), old as (
        select xid, seq, bool_or(at >= now() - keep) over (order by xid, seq) as is_kept from beginning
    ), gone as (
        delete from change_log l
         using old
         where (l.xid, l.seq) = (old.xid, old.seq) and not old.is_kept
        returning l.xid, l.seq
    ), last as (
        select xid, seq from gone order by xid desc, seq desc limit 1
    ), raised as (
        update change_log_floor f
           set xid = last.xid, seq = last.seq
          from last
         where (f.xid, f.seq) < (last.xid, last.seq)
    )
    select count(*) into dropped from gone;
    return dropped;
end
$$;
