-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger of captures: what a device recorded, as it recorded it, whether or not it makes sense to us. Nothing refers
-- by foreign key to what it names, because a capture of something unknown is kept too. What we made of a capture may change, and
-- stands in capture_outcomes.

create table attendance_captures (
    uuid uuid primary key,
    seq bigint generated always as identity,
    event_uuid uuid,
    event_id bigint,
    code text,
    user_id bigint,
    device_id uuid,
    device_sequence bigint,
    boot_id uuid,
    captured_at timestamptz(3) not null,
    utc_offset_minutes integer not null default 0,
    zone text,
    monotonic_ms bigint,
    anchor_at timestamptz(3),
    anchor_uncertainty_ms bigint,
    method text not null
        constraint attendance_captures_method_check check (method in ('BADGE', 'QR', 'PIN', 'MANUAL', 'SELF')),
    note text,
    recorded_by bigint not null,
    received_at timestamptz(3) not null default clock_timestamp()
);
comment on column attendance_captures.device_sequence is
    'Gapless per device; not unique, because a copied device folder repeats it and both captures are kept.';
comment on column attendance_captures.recorded_by is 'The account that sent it.';
create index attendance_captures_device_idx on attendance_captures (device_id, device_sequence);
create index attendance_captures_event_idx on attendance_captures (event_id, captured_at);

create function refuse_ledger_change() returns trigger
    language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation', constraint = 'attendance_captures_append_only';
end
$$;
create trigger attendance_captures_append_only before update or delete on attendance_captures
    for each statement execute function refuse_ledger_change();
create trigger attendance_captures_no_truncate before truncate on attendance_captures
    for each statement execute function refuse_ledger_change();

create table capture_outcomes (
    capture_uuid uuid primary key constraint capture_outcomes_capture_fkey references attendance_captures (uuid),
    outcome text not null
        constraint capture_outcomes_outcome_check check (outcome in ('accepted', 'duplicate', 'review')),
    reason text,
    event_id bigint constraint capture_outcomes_event_fkey references events (id),
    user_id bigint constraint capture_outcomes_user_fkey references users (id),
    attendance_id bigint constraint capture_outcomes_attendance_fkey references attendances (id) on delete set null,
    review_state text
        constraint capture_outcomes_review_check check (review_state in ('OPEN', 'ACCEPTED', 'DISMISSED')),
    reviewed_by bigint constraint capture_outcomes_reviewer_fkey references users (id),
    reviewed_at timestamptz(3),
    review_note text,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()
);
comment on column capture_outcomes.event_id is 'What the capture''s event and code were taken to mean; null when unknown.';
create index capture_outcomes_open_idx on capture_outcomes (created_at, capture_uuid) where review_state = 'OPEN';
create index capture_outcomes_pair_idx on capture_outcomes (event_id, user_id);
create index capture_outcomes_attendance_idx on capture_outcomes (attendance_id);
create trigger capture_outcomes_touch before update on capture_outcomes
    for each row when (old.* is distinct from new.*) execute function touch_time();
