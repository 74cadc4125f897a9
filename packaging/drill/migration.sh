# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What: v1 with everything that is wrong with it in the field is brought here, killed on the way, and verified
# A part of drill.sh, which has set these.
# shellcheck disable=SC2154
# shellcheck source=packaging/drill/servers.bash
. "$drillFolder/servers.bash"

drillMigration() {
    trap onExit EXIT
    local people=5000 events=250 attendances=1000000 bound=180
    if [ -n "$slice" ]; then people=500 events=50 attendances=20000 bound=60; fi

    local sockets pgData mariaData reports
    sockets="$(serverFolder sockets)"
    chmod 755 "$sockets"
    pgData="$(serverFolder pg)"
    mariaData="$(serverFolder mariadb)"
    reports="$workFolder/reports"
    mkdir -p "$reports"
    startV1

    say "filling v1: $attendances attendances"
    psql1 v1 -v people="$people" -f - <"$drillFolder/v1-accounts.sql" >/dev/null
    sed "s/@PEOPLE@/$people/g; s/@EVENTS@/$events/g; s/@ATTENDANCES@/$attendances/g" "$drillFolder/v1-business.sql" | maria v1

    local begin plain
    begin="$(now)"
    maria -e 'create database copy'
    mariadb-dump -S "$sockets/mariadb" -u v1 -pv1 --single-transaction v1 | maria copy
    psql1 postgres -c 'create database copy template template0 encoding "SQL_ASCII" locale "C"' >/dev/null
    pg_dump -h "$sockets" -U drill v1 | psql1 copy >/dev/null
    plain="$(since "$begin")"
    say "a plain dump and load of both databases: $plain s"

    export LEGACY_DB_URL="postgresql://drill@localhost/v1?host=$sockets"
    export LEGACY_MYSQL_URL="mysql://v1:v1@localhost/v1?socket=$sockets/mariadb"
    export EVALTRACK_DATA="$workFolder/data"

    psql1 postgres -c 'create database target' >/dev/null
    export DATABASE_URL="postgresql://drill@localhost/target?host=$sockets"
    server migrate >/dev/null
    must "a dry run writes nothing" dryRunWritesNothing
    local whole
    begin="$(now)"
    server import-v1 --report "$reports/whole" | tee "$workFolder/import.log" | grep -E 'asistencias: .* read in|written|Done|Report' | sed 's/^/      /'
    whole="$(since "$begin")"
    say "import-v1 of $attendances attendances: $whole s, $(ratio "$whole" "$plain") times a plain dump and load ($plain s)"
    must "verify-v1 finds all as v1 has it" verifies
    must "no row is lost: v1's rows are here, part of another one or in the tray" nothingIsLost
    must "each rule that this dirt asks for is in the report" rulesAreTold
    begin="$(now)"
    server import-v1 --report "$reports/again" >"$workFolder/again.log"
    say "a second run, which changes nothing: $(since "$begin") s"
    must "a second run writes nothing" writesNothing "$workFolder/again.log"

    say "one attendance of v1 changes, one is deleted"
    maria v1 -e "update asistencias set comentario = 'cambió' where id = 500; delete from asistencias where id = 501"
    server import-v1 --report "$reports/changed" >"$workFolder/changed.log"
    must "a run after that writes one row and tells of the one that is gone" \
        grep -qE 'asistencias: .* 1 written, .* 1 gone' "$workFolder/changed.log"
    must "verify-v1 still finds all as v1 has it" verifies

    psql1 target -c "set session_replication_role = replica;
        update attendances set attended_at = attended_at + interval '1 second'
         where id = (select target_id from legacy_rows where source = 'attendance' and source_id = 1000)" >/dev/null
    must "a corrupted row is found and named" names 'asistencias 1000 .*attended_at differs'
    signsIn
    must "what is entered here afterwards goes back to v1" goesBack
    killedOnTheWay
    movedByTheWizard
    # Last, so that a machine that is busy otherwise has tried everything else.
    must "the import took less than $bound s ($whole s)" awk -v a="$whole" -v b="$bound" 'BEGIN { exit !(a < b) }'
}

# On the copies of v1, as it was before the import.
goesBack() {
    psql1 target >/dev/null <<'END'
with person as (insert into users (name, email, password_hash) values ('Nueva O''Neill', 'nueva@empresa.com', '$argon2id$x') returning id),
     profile as (insert into employees (user_id, first_name, last_name) select id, 'Nueva', 'O''Neill' from person returning user_id),
     event as (insert into events (title, date, duration, creator_id, status) select 'Después \ del cambio', '2026-06-01 13:00Z', 90, 1, 'ACTIVE' returning id),
     attendance as (insert into attendances (event_id, user_id, status, attended_at) select event.id, profile.user_id, 'CONFIRMED', '2026-06-01 13:05Z'
                      from event, profile returning event_id, user_id)
select 1;
update attendances set notes = 'corregida' where id = (select target_id from legacy_rows where source = 'attendance' and source_id = 700);
END
    server export-v1 --report "$reports/back" >"$workFolder/back.log" || return 1
    psql1 copy -v ON_ERROR_STOP=1 -f "$reports/back/accounts.sql" >/dev/null || return 1
    maria copy <"$reports/back/business.sql" || return 1
    [ "$(psql1 copy -Atc "select count(*) from users u join model_has_roles m on m.model_id = u.id where email = 'nueva@empresa.com' and m.role_id = 3")" = 1 ] || return 1
    [ "$(maria copy -Ne "select concat(e.nombre, '/', v.nombre, '/', a.status, '/', a.hora_asistencia, '/', v.hora_inicio, '/', v.hora_fin)
        from asistencias a join employees e on e.id = a.empleado_id join eventos v on v.id = a.evento_id where e.email = 'nueva@empresa.com'")" = \
        'Nueva/Después \\ del cambio/Confirmada/09:05:00/09:00:00/10:30:00' ] || return 1
    [ "$(maria copy -Ne 'select comentario from asistencias where id = 700')" = corregida ]
}

# Killed twice, where it hurts, and taken up again.
killedOnTheWay() {
    psql1 postgres -c 'create database killed' >/dev/null
    DATABASE_URL="postgresql://drill@localhost/killed?host=$sockets"
    server migrate >/dev/null
    local kills=0 process share goal
    for share in 3 6; do
        goal=$((attendances * share / 10))
        "$EVALTRACK_BIN/evaltrack-server" import-v1 --report "$reports/killed" >"$workFolder/killed$share.log" 2>&1 &
        process=$!
        until [ "$(psql1 killed -Atc "select count(*) from legacy_rows where source = 'attendance'" 2>/dev/null || echo 0)" -ge "$goal" ]; do
            kill -0 "$process" 2>/dev/null || break
            sleep 0.05
        done
        if kill -KILL "$process" 2>/dev/null; then
            kills=$((kills + 1))
        fi
        wait "$process" 2>/dev/null || true
        say "killed with $(psql1 killed -Atc "select count(*) from legacy_rows") rows done"
    done
    must "it was killed twice on the way" [ "$kills" -eq 2 ]
    server import-v1 --report "$reports/killed" >"$workFolder/resumed.log"
    must "what was killed twice and taken up again is whole" verifies
    must "and is the same as what was never killed" sameAsWhole
}

# What the client's wizard asks the server for, with the server killed in the middle of the import.
movedByTheWizard() {
    local url="" token="" run state process goal=$((attendances * 3 / 10))
    psql1 postgres -c 'create database wizard' >/dev/null
    DATABASE_URL="postgresql://drill@localhost/wizard?host=$sockets"
    serveForTheWizard
    must "the wizard is told what v1 has" [ "$(countOf attendance)" = "$(maria v1 -Ne 'select count(*) from asistencias')" ]
    must "an address that is wrong is named by its field" grep -q 'businessUrl refuses the user or the password' \
        <(ask POST /legacy/sources "{\"businessUrl\": \"mysql://v1:falsa@localhost/v1?socket=$sockets/mariadb\"}")
    must "and one that is not v1" grep -q 'accountsUrl does not hold v1' \
        <(ask POST /legacy/sources "{\"accountsUrl\": \"postgresql://drill@localhost/postgres?host=$sockets\"}")
    must "no address is kept by a refusal" [ "$(psql1 wizard -Atc 'select count(*) from legacy_runs')" = 0 ]

    run="$(begins dryRun)"
    must "a dry run comes to its end" endsAs "$run" DONE
    must "and writes nothing" [ "$(psql1 wizard -Atc 'select count(*) from legacy_rows')" = 0 ]
    must "its report can be read" grep -q '"record.orphan"' <(ask GET "/legacy/runs/$run/report?file=findings")

    run="$(begins import)"
    must "a second run is refused meanwhile" grep -q '"statusCode":409' <(ask POST /legacy/runs '{"kind": "verify"}')
    until [ "$(psql1 wizard -Atc "select count(*) from legacy_rows where source = 'attendance'")" -ge "$goal" ]; do
        kill -0 "$process" 2>/dev/null || break
        sleep 0.02
    done
    kill -KILL "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    say "the server was killed with $(psql1 wizard -Atc 'select count(*) from legacy_rows') rows done"
    serveForTheWizard
    state="$(stateOf "$run")"
    must "the run of a killed server is interrupted ($state)" [ "$state" = INTERRUPTED ]
    run="$(begins import)"
    ask POST "/legacy/runs/$run/cancel" >"$workFolder/cancelled.json"
    must "a run is cancelled" endsAs "$run" CANCELLED
    run="$(begins import)"
    must "and taken up again to its end" endsAs "$run" DONE
    run="$(begins verify)"
    must "the verification comes to its end" endsAs "$run" DONE
    must "and finds all as v1 has it" grep -q '"brokenCount":0,"changed":\[\],"changedCount":0' <(ask GET "/legacy/runs/$run")
    must "as the command does" verifies
    must "no address stands in the database or the log" nothingIsKept
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
}

# Sets process, url and token of movedByTheWizard.
serveForTheWizard() {
    PORT=0 JWT_SECRET=drill-drill-drill-drill-drill-drill EVALTRACK_HOST=127.0.0.1 EVALTRACK_ADMIN_EMAIL=jefa@empresa.com \
        EVALTRACK_ADMIN_PASSWORD=una-clave-larga "$EVALTRACK_BIN/evaltrack-server" serve >"$workFolder/wizard.log" 2>>"$workFolder/wizard.err" &
    process=$!
    started="$process $started"
    waitUntil 30 "the server" grep -q 'EvalTrack serves' "$workFolder/wizard.log"
    url="http://127.0.0.1:$(sed -n 's|.*EvalTrack serves http://.*:\([0-9]*\).*|\1|p' "$workFolder/wizard.log")"
    token="$(curl -s -H 'Content-Type: application/json' -d '{"email": "jefa@empresa.com", "password": "una-clave-larga"}' "$url/auth/login" |
        sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')"
}

ask() { # verb path [body]
    curl -s -X "$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' ${3+-d "$3"} "$url$2"
}

countOf() { ask POST /legacy/sources '{}' | sed -n "s/.*\"entity\":\"$1\",\"rows\":\([0-9]*\).*/\1/p"; }

begins() { ask POST /legacy/runs "{\"kind\": \"$1\"}" | sed -n 's/^{"id":\([0-9]*\),.*/\1/p'; }

stateOf() { ask GET "/legacy/runs/$1" | sed -n 's/.*"state":"\([A-Z]*\)".*/\1/p'; }

endsAs() { # run state
    local tries=0
    while [ "$(stateOf "$1")" = RUNNING ] && [ "$tries" -lt 1800 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    [ "$(stateOf "$1")" = "$2" ] || {
        ask GET "/legacy/runs/$1" | head -c 600
        return 1
    }
}

nothingIsKept() {
    ! grep -q 'v1:v1@\|falsa' "$workFolder/wizard.log" "$workFolder/wizard.err" &&
        ! pg_dump -h "$sockets" -U drill --data-only wizard 2>/dev/null | grep -q 'v1:v1@\|falsa'
}

startV1() {
    ${runAs[@]+"${runAs[@]}"} initdb -D "$pgData" -U drill -A trust -E UTF8 --locale=C.UTF-8 >"$workFolder/initdb.log"
    ${runAs[@]+"${runAs[@]}"} postgres -D "$pgData" -k "$sockets" -c listen_addresses= >"$workFolder/postgres.log" 2>&1 &
    started="$! $started"
    waitUntil 30 "PostgreSQL" pg_isready -h "$sockets"
    # Not the system's: its files stay as they are.
    ${runAs[@]+"${runAs[@]}"} mariadb-install-db --no-defaults --datadir="$mariaData" --auth-root-authentication-method=normal >"$workFolder/mariadb-install.log" 2>&1
    ${runAs[@]+"${runAs[@]}"} mariadbd --no-defaults --datadir="$mariaData" --socket="$sockets/mariadb" --pid-file="$mariaData/pid" --skip-networking \
        --innodb-buffer-pool-size=512M >"$workFolder/mariadb.log" 2>&1 &
    started="$! $started"
    waitUntil 60 "MariaDB" mariadb-admin --no-defaults -S "$sockets/mariadb" -u root ping
    mariadb --no-defaults -S "$sockets/mariadb" -u root -e \
        "create user v1@localhost identified by 'v1'; grant all on *.* to v1@localhost; create database v1 character set utf8mb4"
    psql1 postgres -c 'create database v1 template template0 encoding "SQL_ASCII" locale "C"' >/dev/null
}

psql1() { # database arguments…
    local database="$1"
    shift
    psql -qX -h "$sockets" -U drill -d "$database" "$@"
}

maria() { mariadb --no-defaults --default-character-set=utf8mb4 -S "$sockets/mariadb" -u v1 -pv1 "$@"; }

server() { "$EVALTRACK_BIN/evaltrack-server" "$@"; }

verifies() {
    server verify-v1 >"$workFolder/verify.log" 2>&1 || {
        grep -E 'Differs|again' "$workFolder/verify.log" | head -20
        return 1
    }
}

names() { # pattern
    if server verify-v1 >"$workFolder/corrupted.log" 2>&1; then return 1; fi
    grep -E "$1" "$workFolder/corrupted.log"
}

dryRunWritesNothing() {
    server import-v1 --dry-run --report "$reports/dry" >"$workFolder/dry.log" &&
        [ "$(psql1 target -Atc 'select (select count(*) from users) + (select count(*) from legacy_rows) + (select count(*) from legacy_runs)')" = 0 ] &&
        [ -s "$reports/dry/findings.csv" ]
}

nothingIsLost() {
    local table source there here
    for table in employees:employee eventos:event asistencias:attendance evaluaciones:evaluation; do
        source="${table#*:}"
        there="$(maria v1 -Ne "select count(*) from ${table%:*}")"
        here="$(psql1 target -Atc "select count(*) from legacy_rows where source = '$source' and state in ('PLACED', 'MERGED', 'TRAY')")"
        [ "$there" = "$here" ] || {
            say "${table%:*}: $there in v1, $here here"
            return 1
        }
    done
    [ "$(psql1 target -Atc "select count(*) from legacy_rows where state = 'TRAY'")" = "$(psql1 target -Atc 'select count(*) from legacy_tray')" ]
}

rulesAreTold() {
    local rule missing=""
    for rule in text.encoding text.encodedTwice text.tooLong date.zero date.badTime date.otherZone date.ahead date.noTimestamp email.form \
        email.doubled email.bad email.differs account.noPassword person.disagrees person.byEmail person.unclear person.orphan \
        nationalId.doubled person.noName person.badState role.custom role.deleted role.several role.none role.permissions event.noDay \
        event.noName event.noTime event.length event.type event.state event.creator record.orphan record.waits attendance.doubled \
        attendance.contradiction attendance.came attendance.stayedAway attendance.noTime record.unknownValue evaluation.noAttendance \
        evaluation.doubled evaluation.state evaluation.shape evaluation.unreadable evaluation.moreAnswers score.scaled score.range \
        score.missing score.early; do
        grep -qF "\"$rule\"" "$reports/whole/findings.csv" || missing="$missing $rule"
    done
    [ -z "$missing" ] || {
        say "missing:$missing"
        return 1
    }
}

writesNothing() { # log
    grep -E 'read, .* written' "$1" >"$workFolder/lines" && ! grep -vqE ' 0 written, ' "$workFolder/lines"
}

# That which hangs on whom, by v1's ids: ours come in the order in which they were given.
sameAsWhole() {
    local query="select m.source, m.source_id, m.state, a.status, a.attended_at, a.notes, e.status, e.score
        from legacy_rows m left join attendances a on m.source = 'attendance' and a.id = m.target_id
        left join evaluations e on m.source = 'evaluation' and e.id = m.target_id
        where (m.source, m.source_id) not in (('attendance', 1000), ('attendance', 501), ('attendance', 700)) order by 1, 2"
    [ "$(psql1 target -Atc "$query" | sha256sum)" = "$(psql1 killed -Atc "$query" | sha256sum)" ]
}

# v1's password is good for a sign-in, and is kept as Argon2id from then on.
signsIn() {
    local process port=0 answer hash token first
    # Not by server(): the process to end is the program, not a shell around it.
    PORT=0 JWT_SECRET=drill-drill-drill-drill-drill-drill EVALTRACK_HOST=127.0.0.1 "$EVALTRACK_BIN/evaltrack-server" serve \
        >"$workFolder/serve.log" 2>&1 &
    process=$!
    started="$process $started"
    waitUntil 30 "the server" grep -q 'EvalTrack serves' "$workFolder/serve.log"
    port="$(sed -n 's|.*EvalTrack serves http://.*:\([0-9]*\).*|\1|p' "$workFolder/serve.log")"
    answer="$(curl -s -o "$workFolder/login.json" -w '%{http_code}' -H 'Content-Type: application/json' \
        -d '{"email": "persona2@empresa.com", "password": "secreto-de-v1"}' "http://127.0.0.1:$port/auth/login")"
    token="$(sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' "$workFolder/login.json")"
    curl -s -o "$workFolder/tray.json" -H "Authorization: Bearer $token" "http://127.0.0.1:$port/legacy/tray?limit=1"
    first="$(sed -n 's/.*"items":\[{"id":\([0-9]*\),.*/\1/p' "$workFolder/tray.json")"
    curl -s -o "$workFolder/decided.json" -X PATCH -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
        -d '{"isDecided": true, "note": "hecho"}' "http://127.0.0.1:$port/legacy/tray/$first"
    hash="$(psql1 target -Atc "select password_hash like '\$argon2id%' from users where email = 'persona2@empresa.com'")"
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    must "a password of v1 signs in (HTTP $answer)" [ "$answer" = 200 -o "$answer" = 201 ]
    must "and is rehashed by that" [ "$hash" = t ]
    must "human resources are shown what waits" grep -q "\"total\":$(psql1 target -Atc 'select count(*) from legacy_tray')" "$workFolder/tray.json"
    must "and decide on it" [ "$(psql1 target -Atc "select note from legacy_tray where id = ${first:-0} and decided_at is not null")" = hecho ]
}
