-- SPDX-License-Identifier: GPL-3.0-or-later
-- Chains the captures of a statement in one pass: the bytes, the hashes and the locks are those of before. What was two statements and
-- a function call for each capture is one SELECT for all and one INSERT for each device. Only the hashing, where each capture needs the
-- one before, is a loop; and the captures are the statement's own rows, which nobody has to look up in the ledger.
drop function extend_ledger_chains(uuid[]);

create function extend_ledger_chains(captures attendance_captures[]) returns void
    language plpgsql as $$
declare
    chain record;
    head ledger_heads;
    content bytea;
    hashes bytea[];
begin
    -- Devices go in one order, so that two transactions never wait for each other's heads.
    for chain in
        select coalesce(fresh.device_id, '00000000-0000-0000-0000-000000000000') as device,
               array_agg(fresh.uuid order by fresh.seq) as uuids,
               array_agg(ledger_bytes(fresh) order by fresh.seq) as contents
          from unnest(captures) as fresh
         group by 1
         order by 1
    loop
        insert into ledger_heads values (chain.device, 0, '') on conflict (device_id) do nothing;
        select * into strict head from ledger_heads where device_id = chain.device for update;
        hashes := '{}';
        foreach content in array chain.contents loop
            head.hash := sha256(head.hash || content);
            hashes := hashes || head.hash;
        end loop;
        insert into ledger_links (device_id, position, capture_uuid, hash)
        select head.device_id, head.position + link.place, link.capture, link.hash
          from unnest(chain.uuids, hashes) with ordinality as link (capture, hash, place);
        update ledger_heads
           set position = head.position + cardinality(hashes), hash = head.hash
         where device_id = head.device_id;
    end loop;
end
$$;

create or replace function chain_captures() returns trigger
    language plpgsql as $$
begin
    perform extend_ledger_chains((select array_agg(fresh::attendance_captures) from appended fresh));
    return null;
end
$$;

-- For a transaction that finds that another one was there first: whoever runs it runs it again, as after any serialization failure.
create function outrun() returns void
    language plpgsql as $$
begin
    raise exception 'somebody else was first' using errcode = 'serialization_failure';
end
$$;
