-- SPDX-License-Identifier: GPL-3.0-or-later
-- Says with each notification who made the change (the connection's application_name), so that a server that hears of its own,
-- of which it has told its clients more exactly, need not wake everybody.
create or replace function announce_changes(changes bigint) returns void
    language plpgsql as $$
begin
    if changes > 0 then
        perform add_activity(changes);
        perform pg_notify('evaltrack_changes', current_setting('application_name'));
    end if;
end
$$;
