-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: audit.append
insert into audit_log (actor_id, action, entity, entity_id, entity_uuid, detail, request_id)
values ($1, $2, $3, $4, $5, $6, $7)
