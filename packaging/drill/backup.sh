# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: backups under load, verified; a mistake undone to the moment before, a lost disk replaced; RPO and RTO
# A mistake is undone, and a lost disk replaced, from the backups and the archived log. Sourced by drill.sh.

# shellcheck source=packaging/drill/stage/machine.sh
. "$EVALTRACK_ROOT/packaging/drill/stage/machine.sh"

tables="users events attendances evaluations attendance_captures audit_log"

# That which must be the same after a restore: how many rows, and what is in them.
fingerprint() {
    local table
    for table in $tables; do
        superSql -c "select '$table', count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from $table t"
    done
}

verifiedLedger() {
    local live
    live="$(cat "$DEPLOY_HOME/state/live")"
    DATABASE_URL_FILE="$DEPLOY_SECRETS/database-url" EVALTRACK_DATA="$DEPLOY_HOME/data/$live" \
        "$EVALTRACK_BIN/evaltrack-server" verify-ledger 2>&1
}

drillBackup() {
    local version before moment begun rto rpo after ledger seconds=12
    [ -z "$slice" ] || seconds=5
    startMachine
    version="$(builtVersion)"
    putRelease "$version"
    fillCompany
    run "$deploy/deploy.sh" "$version"
    promise "the version is deployed, after a full backup" "exit code $code" [ "$code" -eq 0 ]

    # People work, and a backup of each kind is made meanwhile.
    startLoad 300
    for type in full diff incr; do
        sleep $((seconds / 3)) # the load's time
        run "$deploy/backup.sh" --type "$type"
        promise "a backup ($type) under load" "exit code $code" [ "$code" -eq 0 ]
    done
    endLoad
    run "$deploy/backup.sh" --verify
    promise "everything in the repository is whole" "exit code $code" [ "$code" -eq 0 ]
    promise "and unreadable without the passphrase" "$(find "$machine/repository" -name '*.manifest' -o -name 'backup.info' | head -n 1 | xargs -r head -c 8)" \
        grep -qa '^Salted__' "$machine/repository/backup/evaltrack/backup.info"

    # ── A mistake ───────────────────────────────────────────────────────────────────────────────
    sleep 6 # the server signs the ledger every 5 s
    before="$(fingerprint)"
    moment="$(superSql -c "select clock_timestamp()")"
    sleep 1
    superSql -c "update evaluations set feedback = 'sobrescrito'; delete from audit_log where id % 2 = 0; update events set title = 'x'" >/dev/null 2>&1 ||
        superSql -c "update evaluations set feedback = 'sobrescrito'; update events set title = 'x'" >/dev/null
    promise "somebody overwrites evaluations and events" "$(superSql -c "select count(*) from events where title = 'x'") events" \
        [ "$(fingerprint)" != "$before" ]
    rm "$DEPLOY_SECRETS/smoke-user" # who signs in leaves a line in the audit, which was not there
    run "$deploy/restore.sh" --time "$moment"
    promise "a restore has to be meant" "exit code $code without --yes" [ "$code" -eq 3 ]
    begun="$(now)"
    run "$deploy/restore.sh" --time "$moment" --yes
    rto="$(since "$begun")"
    promise "the moment before is restored" "exit code $code" [ "$code" -eq 0 ]
    after="$(fingerprint)"
    promise "every row is as it was" "$(wc -l <<<"$after") tables" [ "$after" = "$before" ]
    ledger="$(verifiedLedger)" || true
    promise "the ledger is whole" "$ledger" grep -q '^The ledger is whole' <<<"$ledger"
    promise "people are served again within an hour (RTO)" "$rto s" atMost "$rto" 3600
    promise "lost of what was before that moment (RPO)" "0 s: all of it is there" [ "$after" = "$before" ]

    # ── A lost disk ─────────────────────────────────────────────────────────────────────────────
    run "$deploy/backup.sh" --type full
    promise "the next full backup, on the new timeline" "exit code $code" [ "$code" -eq 0 ]
    startLoad 300
    sleep "$seconds"
    [ -n "$slice" ] || sleep 50
    superSql -c "select extract(epoch from received_at) from attendance_captures order by 1" >"$machine/received"
    lost="$(head -n 1 "$machine/postgres/main/postmaster.pid")"
    postgres kill -KILL "$lost"
    begun="$(now)"
    endLoad
    # Until whoever adopted it has buried it, the next one takes it for alive.
    while kill -0 "$lost" 2>/dev/null; do sleep 0.1; done
    rm -rf "$machine/postgres/main"
    run "$deploy/restore.sh" --latest --yes
    rto="$(since "$begun")"
    promise "a lost disk is replaced" "exit code $code" [ "$code" -eq 0 ]
    # How long before the loss the first capture was taken in that is not there any more.
    kept="$(superSql -c "select extract(epoch from max(received_at)) from attendance_captures")"
    rpo="$(awk -v kept="$kept" -v lost="$begun" '$1 > kept { printf "%.1f", lost - $1; found = 1; exit } END { if (!found) print 0 }' "$machine/received")"
    promise "lost with the machine (RPO), less than 15 minutes" "$rpo s" atMost "$rpo" 900
    promise "which is what the archive promises" "a segment at least every 60 s" atMost "$rpo" 75
    promise "people are served again within an hour (RTO)" "$rto s" atMost "$rto" 3600
    sed 's/^/      | /' "$DEPLOY_HOME/log/deployments.log" | grep -v smoke-test
}
