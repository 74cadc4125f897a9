#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The server's routes against pgbench running the same SQL in the same run, and the dashboard of a large company.

# shellcheck source=tests/bench/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

people=500        # who call, and who attend the event that is listed
eventsPerRound=200  # for POST: each pair of a person and an event can be registered once
eventsPerClient=50
attendancesWanted=1000000

# ── What the measured database holds beside the demo company ────────────────────────────────────

prepare() {
    sql >"$work/ids" <<END
with made as (
    insert into users (name, email, role)
    select 'Persona de Prueba ' || n, 'carga' || n || '@empresa.com', 'EMPLEADO' from generate_series(1, $people) as n
    returning id)
select min(id), max(id) from made;
with made as (
    insert into events (title, date, duration, location, creator_id)
    select 'Evento de prueba ' || n, now() + interval '1 day', 60, 'Auditorio', (select min(id) from users where role = 'ADMIN')
      from generate_series(1, 1 + $rounds * ($eventsPerRound + $clients * $eventsPerClient)) as n
    returning id)
select min(id), max(id) from made;
END
    IFS='|' read -r firstUser lastUser < <(sed -n 1p "$work/ids")
    IFS='|' read -r listedEvent lastEvent < <(sed -n 2p "$work/ids")
    sql <<END
insert into attendances (event_id, user_id, status, attended_at, notes)
select $listedEvent, id, case when id % 3 = 0 then 'CONFIRMED' else 'PENDING' end, case when id % 3 = 0 then now() end,
       case when id % 5 = 0 then 'Llega tarde' end
  from users where id between $firstUser and $lastUser;
set client_min_messages = error; -- of tables that are not ours
vacuum analyze;
END
    [ $((lastEvent - listedEvent)) -eq $((rounds * (eventsPerRound + clients * eventsPerClient))) ] ||
        die "the events' ids have gaps"
    local columns="id || E'\\t' || email || E'\\t' || role || E'\\t' || token_epoch || E'\\t' || name"
    sql -c "select $columns from users where email = 'hr@empresa.com'" |
        "$EVALTRACK_BIN/evaltrack-issue-tokens" >"$work/hr.tokens"
    sql -c "select $columns from users where id between $firstUser and $lastUser order by id" |
        "$EVALTRACK_BIN/evaltrack-issue-tokens" >"$work/people.tokens"
    [ "$(wc -l <"$work/hr.tokens")" -eq 1 ] || die "the demo company has no hr@empresa.com"
    [ "$(wc -l <"$work/people.tokens")" -eq $people ] || die "not everybody got a token"
}

# ── Reading one person ──────────────────────────────────────────────────────────────────────────

usersByRoute() { wrkRate users "$work/hr.tokens" "$firstUser" "$lastUser"; }
usersByDatabase() { pgbenchRate "$work/users.sql"; }

measureUsers() {
    {
        printf '\\set p1 random(%d, %d)\n' "$firstUser" "$lastUser"
        query users.byId
    } >"$work/users.sql"
    compare "GET /users/:id" 0.25 usersByRoute usersByDatabase
}

# ── Listing 500 rows ────────────────────────────────────────────────────────────────────────────

attendancesByRoute() { wrkRate attendances "$work/hr.tokens" "$listedEvent"; }
attendancesByDatabase() {
    pgbenchRate "$work/attendances.sql" -D p1=infinity -D p2=9223372036854775807 -D p3=512 -D "p4=$listedEvent"
}

measureAttendances() {
    local rows
    query attendances.pageOfEvent >"$work/attendances.sql"
    rows="$(curl -fs -H "Authorization: Bearer $(cat "$work/hr.tokens")" "$address/attendances?eventId=$listedEvent" |
        grep -o '"eventId":' | wc -l)"
    [ "$rows" -eq $people ] || die "GET /attendances has $rows rows instead of $people"
    compare "GET /attendances?eventId= ($people rows)" 0.35 attendancesByRoute attendancesByDatabase
}

# ── Registering ─────────────────────────────────────────────────────────────────────────────────
# Both take fresh events each time; the rounds are counted in a file because compare() calls them in subshells.

takeEvents() { # HOW_MANY: the first of them
    local first
    first="$(cat "$work/next.event")"
    echo $((first + $1)) >"$work/next.event"
    echo "$first"
}

registerByRoute() {
    local first
    first="$(takeEvents $eventsPerRound)"
    wrkRate register "$work/people.tokens" "$first" $((first + eventsPerRound - 1))
}

registerByDatabase() {
    pgbenchRate "$work/register.sql" -D n=-1 -D "first=$(takeEvents $((clients * eventsPerClient)))"
}

measureRegister() {
    echo $((listedEvent + 1)) >"$work/next.event"
    {
        echo '\set n :n + 1'
        printf '\\set event :first + :client_id * %d + :n / %d\n' $eventsPerClient $people
        printf '\\set person %d + :n %% %d\n' "$firstUser" $people
        echo 'begin;'
        query attendances.admission | sed 's/:p1/:event/g; s/:p2/:person/g'
        query attendances.insert | sed 's/:p1/null::uuid/g; s/:p2/:event/g; s/:p3/:person/g; s/:p4/null/g'
        query audit.append | sed "s/:p1/:person/; s/:p2/'attendance.created'/; s/:p3/'attendance'/; s/:p4/:event/;
            s/:p5/gen_random_uuid()/; s/:p6/null/; s/:p7/'bench'/"
        echo 'commit;'
    } >"$work/register.sql"
    compare "POST /attendances" 0.3 registerByRoute registerByDatabase
}

# ── Signing in ──────────────────────────────────────────────────────────────────────────────────

measureLogin() {
    local rate
    rate="$(wrkRate login "$work/hr.tokens")"
    figure "POST /auth/login, a second" "$rate" ">= 40, $(holds "$rate" '>=' 40)"
}

# ── The dashboard of a large company ────────────────────────────────────────────────────────────

# A million attendances as a bulk load brings them: 2,000 events with 500 people each.
prepareLarge() {
    sql <<END
begin;
set local evaltrack.bulk = 'on';
with made as (
    insert into events (title, date, duration, location, creator_id)
    select 'Jornada ' || n, now() - n * interval '9 hours', 90, 'Sede', (select min(id) from users where role = 'ADMIN')
      from generate_series(1, $((attendancesWanted / people))) as n
    returning id, date)
insert into attendances (event_id, user_id, status, attended_at, created_at)
select m.id, u.id, case when (u.id + m.id) % 5 < 4 then 'CONFIRMED' else 'PENDING' end,
       case when (u.id + m.id) % 5 < 4 then m.date end, m.date - interval '10 days'
  from made m
 cross join (select id from users where id between $firstUser and $lastUser) as u;
select finish_bulk_load();
commit;
set client_min_messages = error; -- of tables that are not ours
vacuum analyze;
END
}

# The mean of a route's durations in the server, in ms, out of two readings of GET /metrics.
meanDuration() { # BEFORE AFTER ROUTE
    awk -v route="$3" '
        index($0, "\"" route "\"") && /_sum\{/ { sum[FILENAME] += $NF }
        index($0, "\"" route "\"") && /_count\{/ { count[FILENAME] += $NF }
        END {
            n = count[ARGV[2]] - count[ARGV[1]]
            if (n < 1) exit 1
            printf "%.2f", (sum[ARGV[2]] - sum[ARGV[1]]) / n * 1000
        }' "$1" "$2"
}

measureDashboard() {
    local attendances mean rate
    prepareLarge >/dev/null
    attendances="$(sql -c 'select count(*) from attendances')"
    [ "$attendances" -ge $attendancesWanted ] || die "only $attendances attendances were loaded"
    figure "attendances in the database" "$attendances"
    curl -fs "$address/metrics" >"$work/before.metrics" || die "GET /metrics failed"
    rate="$(clients=1 wrkRate dashboard "$work/hr.tokens")"
    curl -fs "$address/metrics" >"$work/after.metrics" || die "GET /metrics failed"
    mean="$(meanDuration "$work/before.metrics" "$work/after.metrics" /dashboard)" ||
        die "GET /metrics does not tell of /dashboard"
    figure "GET /dashboard in the server, mean of one client" "$mean ms" "< 20 ms, $(holds "$mean" '<' 20)"
    figure "GET /dashboard, one client, requests/s" "$rate"
}

# ── All of it ───────────────────────────────────────────────────────────────────────────────────

for program in wrk pgbench psql curl; do
    command -v "$program" >/dev/null 2>&1 || die "$program is missing"
done

heading "The server on $(getconf _NPROCESSORS_ONLN) processors, load generators included; $clients clients, $seconds s each"
startServer "$work/data" --people 250 --events 24 --seed 1
prepare
measureUsers
measureAttendances
measureRegister
measureLogin
figure "peak memory of the server" "$(peakMemory) MB"
heading "A large company"
measureDashboard
figure "peak memory of the server" "$(peakMemory) MB"
