-- SPDX-License-Identifier: GPL-3.0-or-later
-- The figures and series of GET /dashboard. They read the counts of 0005_figures.sql, never the attendances of everybody, so
-- they take milliseconds in a database of a million. An attendance rate is confirmed / (pending + confirmed), over
-- active events that are over; scores and evaluations count whatever became of the event.
-- They count the events that begin at or after since, which is where the copy of a client begins (windowStart()), and all ahead: a
-- click on a figure shows the rows that it counted. One's own are counted all, as one has them all.
-- The day and the month of an event are those of the place where it happens (events.zone), and the caller's where it does not say.
-- $n that recur: now; since; zone = IANA name of the caller's zone.

-- role, is_active, has_login, people
-- name: dashboard.accounts
select role, is_active, has_login, sum(people)::bigint
  from account_figures
 where role <> 'ESTACION'
 group by role, is_active, has_login
having sum(people) > 0
 order by role, is_active, has_login;

-- $1 now, $2 start and $3 end of today, $4 since → total, active, today (active), upcoming (active, later than now)
-- name: dashboard.events
select count(*),
       count(*) filter (where is_active),
       count(*) filter (where is_active
                          and case when zone is null then date >= $2::timestamptz and date < $3::timestamptz
                                   else date between $1::timestamptz - interval '2 days' and $1::timestamptz + interval '2 days'
                                        and (date at time zone zone)::date = ($1::timestamptz at time zone zone)::date
                              end),
       count(*) filter (where is_active and date > $1::timestamptz)
  from events
 where date >= $4::timestamptz;

-- name: dashboard.capturesToReview
select count(*) from capture_outcomes where review_state = 'OPEN';

-- $1 now, $2 since → confirmations pending of active events that have started
-- name: dashboard.confirmationsPending
select coalesce(sum(f.pending), 0)::bigint
  from event_figures f
  join events e on e.id = f.event_id
 where e.is_active and e.date >= $2::timestamptz and e.date <= $1::timestamptz;

-- $1 since → pending, submitted, graded, average score (null without one)
-- name: dashboard.evaluations
select coalesce(sum(evaluations_pending), 0)::bigint,
       coalesce(sum(evaluations_submitted), 0)::bigint,
       coalesce(sum(evaluations_graded), 0)::bigint,
       (sum(score_sum)::float8 / nullif(sum(evaluations_graded), 0))
  from event_figures f
  join events e on e.id = f.event_id
 where e.date >= $1::timestamptz;

-- $1 now, $2 since → the rate, null without an event
-- name: dashboard.attendanceRate
select (sum(f.confirmed)::float8 / nullif(sum(f.confirmed + f.pending), 0))
  from event_figures f
  join events e on e.id = f.event_id
 where e.is_active and e.date >= $2::timestamptz and e.date + make_interval(mins => e.duration) <= $1::timestamptz;

-- $1 now, $2 since, $3 zone → month (2026-04), rate
-- name: dashboard.attendanceRateByMonth
select to_char(e.date at time zone coalesce(e.zone, $3::text), 'YYYY-MM') as month,
       (sum(f.confirmed)::float8 / nullif(sum(f.confirmed + f.pending), 0))
  from events e
  join (select event_id, sum(confirmed) as confirmed, sum(pending) as pending
          from event_figures
         group by event_id) as f on f.event_id = e.id
 where e.is_active and e.date >= $2::timestamptz and e.date + make_interval(mins => e.duration) <= $1::timestamptz
 group by month
having sum(f.confirmed + f.pending) > 0
 order by month;

-- $1 now, $2 how many, $3 since → id, title, start, rate of the latest events, oldest first
-- name: dashboard.attendanceRateByEvent
select id, title, date, rate
  from (select e.id, e.title, e.date, (f.confirmed::float8 / (f.confirmed + f.pending)) as rate
          from events e
         cross join lateral (select sum(confirmed) as confirmed, sum(pending) as pending
                               from event_figures where event_id = e.id) as f
         where e.is_active and e.date + make_interval(mins => e.duration) <= $1::timestamptz
           and e.date >= $3::timestamptz and e.date <= $1::timestamptz and f.confirmed + f.pending > 0
         order by e.date desc, e.id desc
         limit $2::bigint) as latest
 order by date, id;

-- $1 now, $2 since → department id, name, attendance rate (null), average score (null)
-- name: dashboard.byDepartment
select d.id, d.name, f.rate, f.score
  from departments d
  join (select f.department_id,
               (sum(f.confirmed) filter (where counts)::float8
                / nullif(sum(f.confirmed + f.pending) filter (where counts), 0)) as rate,
               (sum(f.score_sum)::float8 / nullif(sum(f.evaluations_graded), 0)) as score
          from event_figures f
          join (select id, is_active and date + make_interval(mins => duration) <= $1::timestamptz as counts
                  from events
                 where date >= $2::timestamptz) as e on e.id = f.event_id
         group by f.department_id) as f on f.department_id = d.id
 where f.rate is not null or f.score is not null
 order by d.name, d.id;

-- $1 since → score (1..10, each), how many
-- name: dashboard.scoreDistribution
select s.score, coalesce(sum(f.evaluations), 0)::bigint
  from generate_series(1, 10) as s (score)
  left join (score_figures f join events e on e.id = f.event_id and e.date >= $1::timestamptz) on f.score = s.score
 group by s.score
 order by s.score;

-- $1 now, $2 how many → id, title, start, registered people (pending or confirmed), max_attendees
-- name: dashboard.nextEvents
select e.id, e.title, e.date,
       (select coalesce(sum(pending + confirmed), 0)::bigint from event_figures where event_id = e.id),
       e.max_attendees
  from events e
 where e.is_active and e.date > $1::timestamptz
 order by e.date, e.id
 limit $2::bigint;

-- $1 first day (date), $2 last day, $3 zone → day there, entries of the audit log; every day has a row
-- name: dashboard.activityByDay
select d.day::date, coalesce(sum(c.entries), 0)::bigint
  from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') as d (day)
  left join activity_counts c on c.quarter >= d.day at time zone $3::text
                             and c.quarter < (d.day + interval '1 day') at time zone $3::text
 group by d.day
 order by d.day;

-- $1 from, $2 where the month begins that is no longer counted, $3 zone → month (2026-04), active events
-- name: dashboard.eventsByMonth
select month, count(*)
  from (select to_char(date at time zone coalesce(zone, $3::text), 'YYYY-MM') as month
          from events
         where is_active and date >= $1::timestamptz and date < $2::timestamptz + interval '2 days') as counted
 where month < to_char($2::timestamptz at time zone $3::text, 'YYYY-MM')
 group by month
 order by month;

-- $1 user, $2 now → upcoming events registered for, confirmations pending of started ones, evaluations to answer,
-- average score (null), attendance rate (null)
-- name: dashboard.ownFigures
select count(*) filter (where e.is_active and e.date > $2::timestamptz and a.status <> 'CANCELLED'),
       count(*) filter (where e.is_active and e.date <= $2::timestamptz and a.status = 'PENDING'
                          and e.date + make_interval(mins => e.duration) >= $2::timestamptz),
       (select count(*) from evaluations where user_id = $1::bigint and status = 'PENDING'),
       (select avg(score)::float8 from evaluations where user_id = $1::bigint and status = 'GRADED'),
       (count(*) filter (where ended and a.status = 'CONFIRMED')::float8
        / nullif(count(*) filter (where ended and a.status <> 'CANCELLED'), 0))
  from attendances a
  join (select id, date, duration, is_active,
               is_active and date + make_interval(mins => duration) <= $2::timestamptz as ended
          from events) as e on e.id = a.event_id
 where a.user_id = $1::bigint;

-- $1 user, $2 how many → event id, title, start, score; the latest, oldest first
-- name: dashboard.ownScores
select id, title, date, score
  from (select e.id, e.title, e.date, v.score
          from evaluations v
          join events e on e.id = v.event_id
         where v.user_id = $1::bigint and v.status = 'GRADED'
         order by e.date desc, e.id desc
         limit $2::bigint) as latest
 order by date, id;

-- $1 user → status, how many
-- name: dashboard.ownAttendanceByStatus
select status, count(*) from attendances where user_id = $1::bigint group by status order by status;

-- $1 user, $2 now, $3 how many → event id, title, start; the first of those that ownFigures counts
-- name: dashboard.ownNextEvents
select e.id, e.title, e.date
  from attendances a
  join events e on e.id = a.event_id
 where a.user_id = $1::bigint and e.is_active and e.date > $2::timestamptz and a.status <> 'CANCELLED'
 order by e.date, e.id
 limit $3::bigint;

-- Housekeeping: folds the figures' slots; -1 when somebody is counting just now.
-- name: dashboard.compact
select compact_figures();
