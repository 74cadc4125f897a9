-- SPDX-License-Identifier: GPL-3.0-or-later
-- Runs of the move from v1 that an administrator starts in the client: how far they are, and what they found.

-- expand: the rules are of columns that an older version does not know, and writes nothing into
alter table legacy_runs
    add column kind text not null default 'import',
    add column started_by bigint,
    add column outcome text,
    add column message text,
    add column entity text,
    add column rows_done bigint not null default 0,
    add column rows_total bigint not null default 0,
    add column seconds_left bigint,
    add column cancel_asked_at timestamptz(3),
    add column found json,
    add constraint legacy_runs_kind_check check (kind in ('dryRun', 'import', 'verify')),
    add constraint legacy_runs_outcome_check check (outcome in ('DONE', 'CANCELLED', 'FAILED')),
    add constraint legacy_runs_starter_fkey foreign key (started_by) references users (id);
comment on column legacy_runs.started_by is 'Null: the command of the server.';
comment on column legacy_runs.outcome is 'Null while it runs, and for ever when its server was killed.';
comment on column legacy_runs.found is 'As GET /legacy/runs tells it.';
