-- SPDX-License-Identifier: GPL-3.0-or-later
-- The signed checkpoints stand in a file outside the database. That lines at its end, or all of it, are gone is seen by what is known
-- of it here.

create table ledger_checkpoints (
    signing_key bytea primary key,
    lines bigint not null,
    last_at timestamptz(3) not null
);
comment on table ledger_checkpoints is 'How many checkpoints each server has signed, noted after the file has them.';
comment on column ledger_checkpoints.signing_key is 'The public half: several servers may work with one database.';
