#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The database as it was at a moment, from the backup and the archived write-ahead log.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${1:-}" = --help ] || [ $# -eq 0 ]; then
    cat <<END
Usage: packaging/deploy/restore.sh (--time 'YYYY-MM-DD HH:MM:SS+00' | --latest) --yes [--environment dev|staging|production|FILE]

Stops the servers and PostgreSQL, brings the database to that moment (or to the last one that is archived), lets it be judged, and
serves again. What came later is gone from the database: the old files are kept beside it (DEPLOY_PGDATA.before-TIME) until somebody
removes them. --yes says that this is meant.
END
    [ $# -gt 0 ] || exit 3
    exit 0
fi

takeOptions "$@"
moment="" yes=""
set -- ${rest[@]+"${rest[@]}"}
while [ $# -gt 0 ]; do
    case "$1" in
        --time)
            [ $# -gt 1 ] || refuse "--time needs a moment such as '2026-11-30 09:15:00+00'"
            moment="$2"
            shift
            ;;
        --time=*) moment="${1#*=}" ;;
        --latest) moment=latest ;;
        --yes) yes=yes ;;
        *) refuse "unknown option $1" ;;
    esac
    shift
done
loadEnvironment "$environmentWanted"
begin restore "${moment:--}"
[ "$DEPLOY_BACKUP" = pgbackrest ] || refuse "DEPLOY_BACKUP=$DEPLOY_BACKUP: this environment has no backups"
[ -n "$moment" ] || refuse "no moment was named" "Use --time or --latest."
[ -n "$yes" ] || refuse "what came after $moment will be gone from the database" "Say --yes when that is meant."
need psql pgbackrest
requireSecrets
: "${DEPLOY_PGDATA:=/var/lib/postgresql/15/main}"
newestBackup >/dev/null || refuse "there is no backup in the repository"
if [ "$moment" != latest ]; then
    wanted="$(date -d "$moment" +%s 2>/dev/null)" || refuse "'$moment' is no moment"
    [ "$wanted" -le "$(date +%s)" ] || refuse "$moment is still to come"
    oldest="$(backrest info --output=json | tr '{' '\n' | sed -n 's/.*"stop":\([0-9]*\).*/\1/p' | sort -n | head -n 1)"
    [ "$wanted" -ge "${oldest:-0}" ] || refuse "the oldest backup ended at $(date -u -d "@$oldest" +%FT%TZ), after $moment"
fi
live="$(liveSlot)"
size="$(asPostgres du -sm "$DEPLOY_PGDATA" 2>/dev/null | cut -f1)" || size=0
free="$(df -Pm "$(dirname "$DEPLOY_PGDATA")" | awk 'NR == 2 { print $4 }')"
[ "$free" -gt "$size" ] || refuse "the database has $size MB and only $free MB are free beside it; its old files are kept"

asPostgres test -w "$(dirname "$DEPLOY_PGDATA")" || refuse "$(dirname "$DEPLOY_PGDATA") cannot be written by $DEPLOY_POSTGRES_USER, so the old files cannot be kept"

log="$DEPLOY_HOME/log/restore.log"

controlPostgres() { # start|stop
    case "$DEPLOY_POSTGRES" in
        systemd:*) systemctl "$1" "${DEPLOY_POSTGRES#systemd:}" ;;
        process:*)
            # It must not hold our lock.
            if [ "$1" = stop ]; then
                asPostgres "${DEPLOY_POSTGRES#process:}/pg_ctl" -D "$DEPLOY_PGDATA" -m fast -w stop >>"$log" 2>&1
            else
                asPostgres "${DEPLOY_POSTGRES#process:}/pg_ctl" -D "$DEPLOY_PGDATA" -l "$DEPLOY_PGDATA/restored.log" -t 3600 -w start \
                    >>"$log" 2>&1 9>&- || {
                    asPostgres tail -n 20 "$DEPLOY_PGDATA/restored.log" >>"$log" 2>&1
                    return 1
                }
            fi
            ;;
        *) refuse "DEPLOY_POSTGRES is systemd:UNIT or process:FOLDER OF pg_ctl, not $DEPLOY_POSTGRES" ;;
    esac
}

step "Stopping the servers"
EVALTRACK_DRAIN_SECONDS=0
stopSlot blue
stopSlot green
step "Stopping PostgreSQL"
if ! controlPostgres stop; then
    asPostgres test ! -e "$DEPLOY_PGDATA/postmaster.pid" || fail "PostgreSQL cannot be stopped; nothing was changed yet"
fi

step "Restoring to $moment"
aside="$DEPLOY_PGDATA.before-$(date -u +%Y%m%dT%H%M%SZ)"
if asPostgres test -e "$DEPLOY_PGDATA"; then asPostgres mv "$DEPLOY_PGDATA" "$aside"; fi
asPostgres mkdir -m 0700 "$DEPLOY_PGDATA"
target=()
[ "$moment" = latest ] || target=(--type=time "--target=$moment" --target-action=promote)
if ! backrest ${target[@]+"${target[@]}"} restore >>"$log" 2>&1; then
    asPostgres rm -rf "$DEPLOY_PGDATA"
    asPostgres mv "$aside" "$DEPLOY_PGDATA"
    fail "pgBackRest could not restore: $(tail -n 1 "$log"). The database is as it was; start PostgreSQL and the servers." "All of it is in $log."
fi

step "Starting PostgreSQL, which reads the archived log"
controlPostgres start || fail "PostgreSQL does not start; its old files are in $aside" "See $log and the log of PostgreSQL."
until [ "$(readDatabase 'select pg_is_in_recovery()' 2>/dev/null)" = f ]; do
    asPostgres test -e "$DEPLOY_PGDATA/postmaster.pid" || fail "PostgreSQL stopped while it restored; its old files are in $aside" \
        "If the moment is later than what is archived, name an earlier one or use --latest."
    sleep 0.5
done

step "Judging what is there"
for table in users events attendances evaluations attendance_captures; do
    say "$(printf '%-22s %s' "$table" "$(readDatabase "select count(*) from $table")")"
done
if [ -n "$live" ]; then
    ledger="$(runServer "$live" "$(versionIn "$live")" verify-ledger 2>&1)" || {
        warn "$ledger"
        warn "Captures that the server signed after that moment are gone from the database: stations do not send them again by themselves."
    }
    say "$ledger"
    step "Serving again"
    startSlot "$live"
    waitUntilReady "$live" "$DEPLOY_START_SECONDS" || fail "the database is restored, but $(versionIn "$live") does not become ready"
    "$deployFolder/smoke-test.sh" --environment "${environmentWanted:-}" "$(addressOf "$live")" ||
        fail "the database is restored, but $(versionIn "$live") does not answer as it should"
fi
result="done"
note="old files in $aside"
step "Restored in $((SECONDS - startedAt)) s. The old files are in $aside."
