-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: audit.append
insert into audit_log (actor_id, action, entity, entity_id, entity_uuid, detail, request_id)
values ($1, $2, $3, $4, $5, $6, $7)

-- $1 from, $2 until before, $3 time and $4 id of the entry before, $5 how many. A record that is gone has no title any more.
-- name: audit.page
select l.id, l.at, l.actor_id, a.name, l.action, coalesce(l.entity, ''), l.entity_id,
       l.entity_uuid, coalesce(e.title, d.name, g.name), p.id, p.name,
       (l.detail ->> 'captures')::bigint, l.detail -> 'fields'
  from (select *
          from audit_log
         where at >= $1::timestamptz and at < $2::timestamptz and (at, id) < ($3::timestamptz, $4::bigint)
         order by at desc, id desc
         limit $5::bigint) l
  left join users a on a.id = l.actor_id
  left join attendances t on l.entity = 'attendance' and t.id = l.entity_id
  left join evaluations v on l.entity = 'evaluation' and v.id = l.entity_id
  left join devices d on l.entity = 'device' and d.id = l.entity_id
  left join departments g on l.entity = 'department' and g.id = l.entity_id
  left join events e on e.id = coalesce(t.event_id, v.event_id, case l.entity when 'event' then l.entity_id end)
  left join users p on p.id = coalesce(t.user_id, v.user_id, case when l.entity in ('user', 'employee') then l.entity_id end)
 order by l.at desc, l.id desc

-- What was done to the profile and the account of person $1, by others and by oneself; signing in is nobody's business.
-- $2 time and $3 id of the entry before, $4 how many.
-- name: audit.ofPerson
select l.id, l.at, l.actor_id, a.name, l.action, l.entity, l.entity_id, l.entity_uuid, null::text, p.id, p.name, null::bigint,
       l.detail -> 'fields'
  from (select *
          from audit_log
         where entity in ('employee', 'user') and entity_id = $1::bigint
           and (entity = 'employee' or action like 'user.%')
           and (at, id) < ($2::timestamptz, $3::bigint)
         order by at desc, id desc
         limit $4::bigint) l
  left join users a on a.id = l.actor_id
  left join users p on p.id = l.entity_id
 order by l.at desc, l.id desc

-- name: audit.countOfPerson
select count(*)
  from audit_log
 where entity in ('employee', 'user') and entity_id = $1 and (entity = 'employee' or action like 'user.%')

-- name: audit.count
select count(*) from audit_log where at >= $1 and at < $2
