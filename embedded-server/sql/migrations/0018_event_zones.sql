-- SPDX-License-Identifier: GPL-3.0-or-later
-- The zone of the place where an event happens, by its IANA name, so that its times and its day are those of that place.

-- Kept out here, because a name that the database cannot reckon in would break every figure that is counted by day or month.
create function is_zone(name text) returns boolean
    language plpgsql immutable as $$
begin
    perform timestamptz '2000-01-01 00:00:00+00' at time zone name;
    return true;
exception
    when invalid_parameter_value then
        return false;
end
$$;

alter table events add column zone text
    constraint events_zone_check check (zone is null or is_zone(zone));
comment on column events.zone is
    'IANA name, as America/Lima; null when nobody said where it happens: then the zone of whoever looks is meant.';
