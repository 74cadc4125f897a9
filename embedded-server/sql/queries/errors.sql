-- SPDX-License-Identifier: GPL-3.0-or-later
-- What went wrong on the server.

-- One array a column; what stands there already is left alone.
-- name: errors.add
insert into server_errors (uuid, at, request_id, trace_id, method, route, status, code, message, user_id)
select *
  from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::text[],
              $9::text[], $10::bigint[])
on conflict (uuid) do nothing

-- $1 time and $2 id of the one before, $3 how many.
-- name: errors.page
select e.id, e.uuid, e.at, e.request_id, e.trace_id, e.method, e.route, e.status, e.code, e.message, e.user_id, u.name
  from (select *
          from server_errors
         where (at, id) < ($1::timestamptz, $2::bigint)
         order by at desc, id desc
         limit $3::bigint) e
  left join users u on u.id = e.user_id
 order by e.at desc, e.id desc

-- name: errors.count
select count(*) from server_errors

-- $1 = how many may stay.
-- name: errors.forgetOld
delete from server_errors
 where at < now() - interval '90 days'
    or id <= (select id from server_errors order by id desc offset $1 limit 1)
