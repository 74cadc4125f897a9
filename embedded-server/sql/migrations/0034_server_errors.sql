-- SPDX-License-Identifier: GPL-3.0-or-later
-- What went wrong on the server, for administrators to read without a log. It has patterns of routes and words of the program, never
-- a path, a body, a token or a value of SQL.

create table server_errors (
    id bigint generated always as identity primary key,
    uuid uuid not null constraint server_errors_uuid_key unique,
    at timestamptz(3) not null,
    request_id text not null,
    trace_id text not null,
    method text not null,
    route text not null,
    status smallint not null,
    code text,
    message text,
    user_id bigint
);
create index server_errors_at_idx on server_errors (at, id);
comment on table server_errors is
    'Requests that were answered with 500 and above: the newest 100,000 of 90 days. Written by the server after the answer.';
comment on column server_errors.uuid is 'The server''s: what was written and not confirmed is written again, and stands here once.';
comment on column server_errors.user_id is
    'Who called. No foreign key: an error may outlive whom it happened to, as after a restore.';
