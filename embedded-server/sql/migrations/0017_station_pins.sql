-- SPDX-License-Identifier: GPL-3.0-or-later
-- A PIN of one's own, for stations that ask whoever shows a badge for it.

alter table employees add column pin_hash text;
comment on column employees.pin_hash is 'Argon2id. Capture stations have it too, so that they can ask without a network; nobody else gets it.';

alter table devices add column asks_pin boolean not null default false;
comment on column devices.asks_pin is 'Whether the station asks people who have a PIN for it.';
drop trigger devices_touch on devices;
create trigger devices_touch before update of name, site, double_tap_seconds, exit_pin_hash, code_hash, enrolled_at, revoked_at, asks_pin
    on devices for each row when (old.* is distinct from new.*) execute function touch_row();
