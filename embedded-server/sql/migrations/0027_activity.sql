-- SPDX-License-Identifier: GPL-3.0-or-later
-- A day of the dashboard's activity counts the entries of the audit log, so that it can be opened: the rows behind it are as many.
-- By quarters of an hour, because a day begins when it begins where the administrator is; every zone is whole quarters off UTC.

create table activity_counts (
    quarter timestamptz(0) not null,
    slot smallint not null,
    entries bigint not null,
    primary key (quarter, slot)
) with (fillfactor = 50);
comment on table activity_counts is 'Entries of audit_log by the quarter of an hour in which they were made.';

create function count_activity() returns trigger
    language plpgsql as $$
begin
    insert into activity_counts as c (quarter, slot, entries)
    select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00Z'), figure_slot(), count(*)
      from added
     group by 1
    on conflict (quarter, slot) do update set entries = c.entries + excluded.entries;
    return null;
end
$$;
create trigger audit_log_counted after insert on audit_log
    referencing new table as added for each statement execute function count_activity();

insert into activity_counts (quarter, slot, entries)
select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00Z'), 0, count(*) from audit_log group by 1;

create or replace function announce_changes(changes bigint) returns void
    language plpgsql as $$
begin
    if changes > 0 then
        perform pg_notify('evaltrack_changes', current_setting('application_name'));
    end if;
end
$$;
drop function add_activity(bigint);
drop table activity_figures;
