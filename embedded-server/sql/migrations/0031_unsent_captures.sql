-- SPDX-License-Identifier: GPL-3.0-or-later
-- What waits at capture stations, as they tell it, so that whoever watches the server sees a station that cannot send.

alter table devices add column unsent_since timestamptz(3);
comment on column devices.unsent_since is 'Since when the oldest capture waits that the station has not sent; null: nothing waits, or it has not said so.';
