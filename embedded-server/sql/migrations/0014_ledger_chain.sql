-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger proves itself: each capture's hash covers the one before it of the same device, so a record that was changed, left out
-- or added shows. Who can rewrite the whole chain is found out by the signed checkpoints, which are kept outside the database
-- (embedded-server/ledger). `evaltrack-server verify-ledger` reads all of it.

-- Since when the monotonic clock of the capture can be compared with the server's: without both, only the wall clock speaks.
alter table attendance_captures
    add column anchor_boot_id uuid,
    add column anchor_monotonic_ms bigint;
comment on column attendance_captures.anchor_monotonic_ms is 'The device''s monotonic clock at anchor_at, in the boot anchor_boot_id.';

create table ledger_heads (
    device_id uuid primary key,
    position bigint not null,
    hash bytea not null
);
comment on table ledger_heads is 'The last link of each device''s chain. Captures without a device are a chain of their own (the nil uuid).';

create table ledger_links (
    device_id uuid not null,
    position bigint not null,
    capture_uuid uuid not null,
    hash bytea not null,
    primary key (device_id, position)
);
comment on column ledger_links.hash is 'SHA-256 of the hash before it and ledger_bytes() of the capture.';

create function ledger_field(content text) returns text
    language sql immutable parallel safe
    return coalesce(octet_length(content) || ':' || content, '-');

-- A capture as the bytes that are hashed: every column as text with its length, so that no two captures have the same. LedgerVerifier
-- makes the same bytes from the columns; a column that is added later comes at the end, and only where it has a value.
create function ledger_bytes(c attendance_captures) returns bytea
    language sql stable
    return convert_to(
        ledger_field(c.uuid::text) || ledger_field(c.event_uuid::text) || ledger_field(c.event_id::text)
        || ledger_field(c.code) || ledger_field(c.user_id::text) || ledger_field(c.device_id::text)
        || ledger_field(c.device_sequence::text) || ledger_field(c.boot_id::text)
        || ledger_field(((extract(epoch from c.captured_at) * 1000)::bigint)::text)
        || ledger_field(c.utc_offset_minutes::text) || ledger_field(c.zone) || ledger_field(c.monotonic_ms::text)
        || ledger_field(((extract(epoch from c.anchor_at) * 1000)::bigint)::text)
        || ledger_field(c.anchor_uncertainty_ms::text) || ledger_field(c.method) || ledger_field(c.note)
        || ledger_field(c.recorded_by::text) || ledger_field(((extract(epoch from c.received_at) * 1000)::bigint)::text)
        || ledger_field(c.anchor_boot_id::text) || ledger_field(c.anchor_monotonic_ms::text),
        'UTF8');

-- Devices go in one order, so that two transactions never wait for each other's heads.
create function extend_ledger_chains(captures uuid[]) returns void
    language plpgsql as $$
declare
    c attendance_captures;
    device uuid;
    head ledger_heads;
begin
    for c in
        select * from attendance_captures where uuid = any (captures)
         order by coalesce(device_id, '00000000-0000-0000-0000-000000000000'), seq
    loop
        device := coalesce(c.device_id, '00000000-0000-0000-0000-000000000000');
        if head.device_id is distinct from device then
            if head.device_id is not null then
                update ledger_heads set position = head.position, hash = head.hash where device_id = head.device_id;
            end if;
            insert into ledger_heads values (device, 0, '') on conflict (device_id) do nothing;
            select * into strict head from ledger_heads where device_id = device for update;
        end if;
        head.position := head.position + 1;
        head.hash := sha256(head.hash || ledger_bytes(c));
        insert into ledger_links values (device, head.position, c.uuid, head.hash);
    end loop;
    if head.device_id is not null then
        update ledger_heads set position = head.position, hash = head.hash where device_id = head.device_id;
    end if;
end
$$;

create function chain_captures() returns trigger
    language plpgsql as $$
begin
    perform extend_ledger_chains((select array_agg(uuid) from appended));
    return null;
end
$$;
create trigger attendance_captures_chain after insert on attendance_captures
    referencing new table as appended for each statement execute function chain_captures();
select extend_ledger_chains(array_agg(uuid)) from attendance_captures;

create trigger ledger_links_append_only before update or delete on ledger_links
    for each statement execute function refuse_ledger_change();
create trigger ledger_links_no_truncate before truncate on ledger_links
    for each statement execute function refuse_ledger_change();

-- The role that serves has no right to change the ledger either; only who may alter tables could give it back. A foreign key to the
-- ledger would need that right to lock the row it points to; nothing can take that row away, so it guarded nothing.
alter table capture_outcomes drop constraint capture_outcomes_capture_fkey;
do $$
begin
    execute format('revoke update, delete, truncate on attendance_captures, ledger_links from public, %I', current_user);
end
$$;
