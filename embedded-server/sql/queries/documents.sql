-- SPDX-License-Identifier: GPL-3.0-or-later
-- People's documents; what is in them is read by documents.content alone.

-- name: documents.byId
select d.id, d.user_id, d.kind, d.title, d.file_name, d.media_type, d.size, encode(d.sha256, 'hex'), d.valid_until, c.id, c.name,
       d.created_at, d.updated_at, d.uuid, d.revision
  from person_documents d
  join users c on c.id = d.created_by
 where d.id = $1 and d.deleted_at is null

-- name: documents.photo
select d.id, d.user_id, d.kind, d.title, d.file_name, d.media_type, d.size, encode(d.sha256, 'hex'), d.valid_until, c.id, c.name,
       d.created_at, d.updated_at, d.uuid, d.revision
  from person_documents d
  join users c on c.id = d.created_by
 where d.user_id = $1 and d.kind = 'PHOTO' and d.deleted_at is null

-- name: documents.page
select d.id, d.user_id, d.kind, d.title, d.file_name, d.media_type, d.size, encode(d.sha256, 'hex'), d.valid_until, c.id, c.name,
       d.created_at, d.updated_at, d.uuid, d.revision
  from person_documents d
  join users c on c.id = d.created_by
 where d.user_id = $1 and d.id > $2 and d.deleted_at is null
 order by d.id
 limit $3

-- name: documents.count
select count(*) from person_documents where user_id = $1 and deleted_at is null

-- name: documents.content
select content from person_documents where id = $1 and deleted_at is null

-- name: documents.lock
select id from person_documents where id = $1 and deleted_at is null for no key update

-- name: documents.insert
insert into person_documents (uuid, user_id, kind, title, file_name, media_type, size, sha256, content, valid_until, created_by)
values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6, length($7::bytea), sha256($7::bytea), $7::bytea, $8, $9)
returning id

-- name: documents.update
update person_documents set title = $2, kind = $3, valid_until = $4 where id = $1

-- name: documents.remove
update person_documents set deleted_at = $2 where id = $1

-- name: documents.removePhoto
update person_documents set deleted_at = $2 where user_id = $1 and kind = 'PHOTO' and deleted_at is null
