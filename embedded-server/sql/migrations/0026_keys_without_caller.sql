-- SPDX-License-Identifier: GPL-3.0-or-later
-- A computer that becomes a capture station has no account yet when it asks, and its answer may be lost like any other's. The
-- unique key keeps its columns, so that "on conflict (user_id, key)" of a server before this step goes on.
alter table idempotency_keys drop constraint idempotency_keys_pkey;
alter table idempotency_keys alter column user_id drop not null;
alter table idempotency_keys add constraint idempotency_keys_key unique nulls not distinct (user_id, key);
comment on column idempotency_keys.user_id is 'Null where the caller had no account when it asked (POST /devices/enrol).';
comment on column idempotency_keys.body is 'As it was answered; sealed where it holds a secret (AnswerSeal).';
