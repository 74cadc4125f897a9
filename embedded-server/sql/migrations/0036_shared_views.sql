-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ways to look at lists that somebody shares with everybody of some roles.

create table shared_views (
    id bigint generated always as identity primary key,
    list text not null,
    name text not null,
    roles text[] not null
        constraint shared_views_roles_check
        check (cardinality(roles) between 1 and 3 and roles <@ array['ADMIN', 'RECURSOS_HUMANOS', 'EMPLEADO']),
    state jsonb not null,
    shared_by bigint not null constraint shared_views_sharer_fkey references users (id),
    updated_at timestamptz(3) not null default now(),
    uuid uuid not null default gen_random_uuid(),
    revision bigint not null default 1
);
-- expand: of a table that an older version does not know
create unique index shared_views_name_key on shared_views (list, lower(name));
comment on table shared_views is 'Not in the change feed: clients ask when somebody opens the list of views.';
comment on column shared_views.state is 'Filters, sorting and columns as the client wrote them. The server does not look inside.';
