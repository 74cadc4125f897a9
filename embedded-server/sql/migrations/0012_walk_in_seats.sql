-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who comes to an event with a limit without being registered has a seat by the time of the capture, not by when a station found
-- the network again. So an attendance that captures made remembers the capture its claim rests on; one without a seat is CANCELLED
-- and keeps its claim. What stands before this migration counts as registered.
alter table attendances
    add column seat_capture uuid,
    add constraint attendances_seat_capture_check check (seat_capture is null or attended_at is not null);
comment on column attendances.seat_capture is
    'The earliest capture of somebody who was not registered; null when a person registered, confirmed or cancelled the attendance.';
