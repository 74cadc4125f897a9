# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What: old years are archived and verified; killed on the way, corrected afterwards, a byte flipped, the disk full
# A part of drill.sh, which has set these.
# shellcheck disable=SC2154
# shellcheck source=packaging/drill/servers.bash
. "$drillFolder/servers.bash"

drillArchive() {
    trap onExit EXIT
    local people=1000 events=120 perEvent=500
    if [ -n "$slice" ]; then people=400 events=60 perEvent=300; fi

    local sockets archive
    sockets="$(serverFolder sockets)"
    chmod 755 "$sockets"
    archive="$workFolder/archive"
    startDatabase
    say "filling 2019, 2020 and 2021: $events events of $perEvent people"
    fillOldYears

    must "a dry run says so, and writes nothing" dryRunIsDry
    local begin process peak=0
    begin="$(now)"
    "$EVALTRACK_BIN/evaltrack-server" archive --to "$archive" >"$workFolder/archive.log" 2>&1 &
    process=$!
    while kill -0 "$process" 2>/dev/null; do
        peak="$(awk -v before="$peak" '/^VmHWM/ { peak = int($2 / 1024) } END { print peak ? peak : before }' "/proc/$process/status" 2>/dev/null || echo "$peak")"
        sleep 0.05
    done
    wait "$process" || fail "The archive was not made." "See $workFolder/archive.log"
    sed 's/^/      /' "$workFolder/archive.log"
    say "in $(since "$begin") s, $(du -sh "$archive" | cut -f 1)"
    must "it takes memory for some rows only ($peak MB)" [ "$peak" -gt 0 -a "$peak" -lt 100 ]
    must "three years are there, and whole" verified "$archive" 3
    must "not one row is missing, and none is there twice" addsUp "$archive"
    must "nobody else can read it" onlyOwner

    find "$archive" -type f -exec sha256sum {} + | sort >"$workFolder/before"
    server archive --to "$archive" >"$workFolder/again.log"
    must "a second run says that all is there" [ "$(grep -c 'already there, and whole' "$workFolder/again.log")" = 3 ]
    find "$archive" -type f -exec sha256sum {} + | sort >"$workFolder/after"
    must "and changes no byte" cmp "$workFolder/before" "$workFolder/after"

    sql -c "update attendances set notes = 'corregida' where id = (select min(a.id) from attendances a join events e on e.id = a.event_id where e.date < '2020-01-01Z')"
    server archive --to "$archive" >"$workFolder/corrected.log"
    must "a late correction is a version beside" grep -q '^2019.v2: archived and read back' "$workFolder/corrected.log"
    must "and what was archived before is as it was" sha256sum --quiet -c "$workFolder/before"
    must "both are whole" verified "$archive" 4

    flipsAByte
    killedMidway
    fullDisk
    refusals
}

# In the middle of line 7 of a file: named with file and line, by both commands, and not written over.
flipsAByte() {
    local file="$archive/2020/attendances.jsonl" place
    place=$(($(head -n 6 "$file" | wc -c) + 9))
    cp -p "$file" "$workFolder/kept.jsonl"
    printf '#' | dd of="$file" bs=1 seek="$place" conv=notrunc status=none
    if server verify-archive "$archive" >"$workFolder/flipped.log"; then fail "A flipped byte was not found."; fi
    sed 's/^/      /' "$workFolder/flipped.log"
    must "one flipped byte is named with its file and line" \
        grep -qx 'Damaged: 2020/attendances.jsonl is not what was written, from line 7 on' "$workFolder/flipped.log"
    if server archive --to "$archive" >"$workFolder/flipped2.log"; then fail "A damaged year did not end the run with 1."; fi
    must "the next run names it too, and leaves it" grep -q '^2020: left as it is' "$workFolder/flipped2.log"
    cp -p "$workFolder/kept.jsonl" "$file"
    must "brought back from a copy it is whole" verified "$archive" 4
}

# As soon as a year is being written: nothing that is half done has the name of a year.
killedMidway() {
    local killed="$workFolder/killed" process kills=0 round
    for round in 1 2 3; do
        "$EVALTRACK_BIN/evaltrack-server" archive --to "$killed" >"$workFolder/killed$round.log" 2>&1 &
        process=$!
        # In another year in each round.
        until [ -n "$(find "$killed" -path "*/$((2018 + round)).part/*" -size +8k 2>/dev/null)" ]; do
            kill -0 "$process" 2>/dev/null || break
            sleep 0.005
        done
        if kill -KILL "$process" 2>/dev/null; then kills=$((kills + 1)); fi
        wait "$process" 2>/dev/null || true
        say "killed with $(find "$killed" -maxdepth 1 -type d -name '20*' -printf '%f ' 2>/dev/null)"
        server verify-archive "$killed" >"$workFolder/half.log" || true
        must "nothing half done looks whole" halfIsNot
    done
    must "it was killed midway" [ "$kills" -ge 1 ]
    server archive --to "$killed" >"$workFolder/resumed.log" || fail "A killed archive was not taken up." "See $workFolder/resumed.log"
    must "run again it is whole" verified "$killed" 3
    must "with the same rows as what was never killed" sameRows "$killed"
}

halfIsNot() {
    ! grep -q '^Damaged' "$workFolder/half.log" && grep -q 'was never finished and does not count' "$workFolder/half.log"
}

sameRows() {
    local year file
    for year in 2020 2021; do # 2019 was corrected after
        for file in "$archive/$year"/*.jsonl; do cmp "$file" "$1/$year/${file##*/}" || return 1; done
    done
    cmp "$archive/2019.v2/attendances.jsonl" "$1/2019/attendances.jsonl"
}

# On a file system with room for one year, which only root can make.
fullDisk() {
    local mounted="$workFolder/small" size code=0
    mkdir "$mounted"
    if [ "$(id -u)" -ne 0 ] || ! mount -t tmpfs -o size=4k none "$mounted" 2>/dev/null; then
        say "not tried: a full disk (only root can make one)"
        return
    fi
    size=$(($(du -sk "$archive/2019" | cut -f 1) + $(du -sk "$archive/2020" | cut -f 1) / 2))
    mount -o "remount,size=${size}k" "$mounted"
    server archive --to "$mounted/archive" >"$workFolder/full.log" 2>&1 || code=$?
    sed 's/^/      /' "$workFolder/full.log"
    server verify-archive "$mounted/archive" >"$workFolder/afterfull.log" || true
    umount "$mounted"
    must "a full disk ends the run with 1" [ "$code" = 1 ]
    must "a full disk is said in a sentence" grep -q 'cannot be written: No space left on device. Nothing that was archived before' "$workFolder/full.log"
    must "what was whole before is whole, nothing else is there" fullIsWhole
}

fullIsWhole() {
    grep -q '^2019: whole' "$workFolder/afterfull.log" && grep -qx 'The archive is whole' "$workFolder/afterfull.log" &&
        ! grep -q '^202[01]' "$workFolder/afterfull.log"
}

refusals() {
    local other="$workFolder/other" code=0
    mkdir "$other"
    echo x >"$other/photo.jpg"
    server archive --to "$other" >"$workFolder/other.log" 2>&1 || code=$?
    must "a folder of something else is left alone" [ "$code" = 2 -a "$(ls -A "$other")" = photo.jpg ]
    if sql -c "delete from audit_log where at < now() - interval '7 years'" 2>"$workFolder/audit.log"; then
        fail "An entry of the audit could be deleted."
    fi
    must "no entry of the audit can be deleted" grep -q 'audit_log is kept as it was written' "$workFolder/audit.log"
}

startDatabase() {
    local data
    data="$(serverFolder pg)"
    ${runAs[@]+"${runAs[@]}"} initdb -D "$data" -U drill -A trust -E UTF8 --locale=C.UTF-8 >"$workFolder/initdb.log"
    ${runAs[@]+"${runAs[@]}"} postgres -D "$data" -k "$sockets" -c listen_addresses= >"$workFolder/postgres.log" 2>&1 &
    started="$! $started"
    waitUntil 30 "PostgreSQL" pg_isready -h "$sockets"
    psql -qX -h "$sockets" -U drill -d postgres -c 'create database evaltrack'
    export DATABASE_URL="postgresql://drill@localhost/evaltrack?host=$sockets" EVALTRACK_DATA="$workFolder/data"
    server migrate >/dev/null
}

server() { "$EVALTRACK_BIN/evaltrack-server" "$@"; }

sql() { psql -qXAt -v ON_ERROR_STOP=1 -h "$sockets" -U drill -d evaltrack "$@"; }

# Three years, with what hangs on their events, and captures of which nobody knows the event.
fillOldYears() {
    sql -v people="$people" -v events="$events" -v per_event="$perEvent" >/dev/null <<'END'
insert into users (name, email) select 'Persona ' || n, 'persona' || n || '@empresa.com' from generate_series(1, :people) n;
insert into employees (user_id, first_name, last_name, badge_code) select id, 'Persona', id::text, 'B' || id from users;
insert into events (title, date, duration, creator_id)
select 'Taller ' || n, timestamptz '2019-01-01 13:00Z' + n * interval '1095 days' / (:events + 1), 60, 1 from generate_series(1, :events) n;
insert into questions (event_id, text) select id, '¿Qué tal?' from events;
insert into attendances (event_id, user_id, status, attended_at)
select e.id, (e.id * 7 + n) % :people + 1, case when n % 10 = 0 then 'CANCELLED' else 'CONFIRMED' end, case when n % 10 > 0 then e.date end
  from events e, generate_series(1, :per_event) n;
insert into evaluations (event_id, user_id, status, score)
select event_id, user_id, 'GRADED', id % 10 + 1 from attendances where status = 'CONFIRMED' and id % 3 = 0;
insert into answers (evaluation_id, question_id, response)
select v.id, q.id, 'Bien, "gracias"' from evaluations v join questions q on q.event_id = v.event_id;
insert into attendance_captures (uuid, event_id, code, device_id, device_sequence, captured_at, method, recorded_by, received_at)
select a.uuid, a.event_id, 'B' || a.user_id, 'd0000000-0000-4000-8000-000000000001', a.id, e.date, 'BADGE', 1, e.date
  from attendances a join events e on e.id = a.event_id where a.status = 'CONFIRMED';
insert into capture_outcomes (capture_uuid, outcome, event_id, user_id, found_user_id, attendance_id, counted_at)
select a.uuid, 'accepted', a.event_id, a.user_id, a.user_id, a.id, a.attended_at from attendances a where a.status = 'CONFIRMED' and a.id % 50 > 0;
insert into audit_log (at, actor_id, action, entity, entity_id) select date, 1, 'event.create', 'event', id from events;
END
}

dryRunIsDry() {
    server archive --to "$archive" --dry-run >"$workFolder/dry.log" && [ "$(grep -c 'would be archived' "$workFolder/dry.log")" = 3 ] && [ ! -e "$archive" ]
}

verified() { # folder years
    server verify-archive "$1" >"$workFolder/verify.log" && [ "$(grep -c ': whole, as of' "$workFolder/verify.log")" = "$2" ] &&
        grep -qx 'The archive is whole' "$workFolder/verify.log"
}

addsUp() { # folder
    local pair lines rows
    for pair in events:events attendances:attendances captures:attendance_captures evaluations:evaluations answers:answers questions:questions audit:audit_log; do
        lines="$(cat "$1"/*/"${pair%:*}.jsonl" | sort -u | wc -l)"
        rows="$(sql -c "select count(*) from ${pair#*:}")"
        [ "$lines" = "$rows" ] || {
            say "${pair#*:}: $rows in the database, $lines in the archive"
            return 1
        }
    done
    lines="$(cat "$1"/*/evaluations.jsonl | grep -o '"score":[0-9]*' | awk -F: '{ sum += $2 } END { print sum }')"
    [ "$lines" = "$(sql -c 'select sum(score) from evaluations')" ]
}

onlyOwner() { [ -z "$(find "$archive" -perm /077)" ]; }
