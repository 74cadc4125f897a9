-- SPDX-License-Identifier: GPL-3.0-or-later
-- The audit is kept: at least seven years are promised, and nothing of this program ever took an entry away. Now nobody does by
-- mistake either, and none is changed. Only who may alter tables could give that back.
create function refuse_audit_change() returns trigger
    language plpgsql as $$
begin
    raise exception '% is kept as it was written: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation', constraint = tg_name;
end
$$;
create trigger audit_log_append_only before update or delete on audit_log
    for each statement execute function refuse_audit_change();
create trigger audit_log_no_truncate before truncate on audit_log
    for each statement execute function refuse_audit_change();
do $$
begin
    execute format('revoke update, delete, truncate on audit_log from public, %I', current_user);
end
$$;

-- A time as the contract writes it, for what is written as JSON by the database itself (archive.sql).
create function wire_time(instant timestamptz) returns text
    language sql stable parallel safe
    return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- The same as the wall clock showed it, with its offset, as captures carry it.
create function wire_time(instant timestamptz, offset_minutes integer) returns text
    language sql stable parallel safe
    return to_char(instant at time zone 'UTC' + make_interval(mins => offset_minutes), 'YYYY-MM-DD"T"HH24:MI:SS.MS')
           || case when offset_minutes < 0 then '-' else '+' end
           || to_char(abs(offset_minutes) / 60, 'FM00') || ':' || to_char(abs(offset_minutes) % 60, 'FM00');
