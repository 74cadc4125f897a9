-- SPDX-License-Identifier: GPL-3.0-or-later
-- A refresh that was lost on its way may still arrive after the one that was sent instead: then a token has bought two successors, and
-- the client has the first of them. Both are good until one is used. So a successor knows what bought it, and not the other way round.
alter table refresh_tokens
    add column parent_id bigint constraint refresh_tokens_parent_fkey references refresh_tokens (id) on delete set null;
comment on column refresh_tokens.parent_id is 'The token that bought it. Of several it bought, the one that is used first stays.';
update refresh_tokens successor set parent_id = token.id from refresh_tokens token where token.replaced_by = successor.id;
alter table refresh_tokens drop column replaced_by;
create index refresh_tokens_parent_idx on refresh_tokens (parent_id) where parent_id is not null;
