#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A backup of the database by pgBackRest, and of what proves the ledger beside it.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/deploy/backup.sh [--type full|diff|incr] [--verify] [--environment dev|staging|production|FILE]

Unless told otherwise an incremental one, which pgBackRest makes a full one when there is none before. --verify reads everything in
the repository again and compares checksums. How long backups are kept: packaging/backup/pgbackrest.conf.
END
    exit 0
fi

takeOptions "$@"
type=incr verify=""
set -- ${rest[@]+"${rest[@]}"}
while [ $# -gt 0 ]; do
    case "$1" in
        --type)
            [ $# -gt 1 ] || refuse "--type needs full, diff or incr"
            type="$2"
            shift
            ;;
        --type=*) type="${1#*=}" ;;
        --verify) verify=yes ;;
        *) refuse "unknown option $1" ;;
    esac
    shift
done
case "$type" in full | diff | incr) ;; *) refuse "--type is full, diff or incr, not $type" ;; esac
loadEnvironment "$environmentWanted"
begin backup
[ "$DEPLOY_BACKUP" = pgbackrest ] || refuse "DEPLOY_BACKUP=$DEPLOY_BACKUP: this environment has no backups"
need pgbackrest
need openssl tar
asPostgres test -r "$DEPLOY_PGBACKREST_CONFIG" || refuse "$DEPLOY_PGBACKREST_CONFIG cannot be read by ${DEPLOY_POSTGRES_USER:-$(id -un)}"
requireSecrets

log="$DEPLOY_HOME/log/backup.log"
step "Archiving of the write-ahead log"
backrest stanza-create >>"$log" 2>&1 || refuse "pgBackRest cannot use its repository or the database: $(tail -n 1 "$log")"
backrest check >>"$log" 2>&1 || refuse "the write-ahead log does not reach the repository: $(tail -n 1 "$log")" \
    "Look at archive_command and the log of PostgreSQL; all of it is in $log."

step "Backup ($type)"
backrest --type="$type" backup >>"$log" 2>&1 || fail "pgBackRest failed: $(tail -n 1 "$log")" "All of it is in $log."
read -r label stoppedAt < <(newestBackup) || fail "pgBackRest names no backup"
say "$label"

# The checkpoints of the ledger are its proof as long as they lie elsewhere than the database. Their key is in the same folder, so
# the copy is encrypted, and kept for as long as the longest backup.
if [ -s "$DEPLOY_SECRETS/backup-passphrase" ]; then
    mkdir -p "$DEPLOY_HOME/backup/ledger"
    for slot in blue green; do
        [ -d "$DEPLOY_HOME/data/$slot/server/ledger" ] || continue
        file="$DEPLOY_HOME/backup/ledger/$slot-$label.tar.enc"
        tar -C "$DEPLOY_HOME/data/$slot/server" -cf - ledger |
            openssl enc -aes-256-cbc -pbkdf2 -pass "file:$DEPLOY_SECRETS/backup-passphrase" -out "$file.new"
        # Read back, before it counts.
        openssl enc -d -aes-256-cbc -pbkdf2 -pass "file:$DEPLOY_SECRETS/backup-passphrase" -in "$file.new" | tar -tf - >/dev/null
        mv -f "$file.new" "$file"
    done
    find "$DEPLOY_HOME/backup/ledger" -name '*.tar.enc' -mtime +90 -delete
else
    warn "$DEPLOY_SECRETS/backup-passphrase is not there: the checkpoints of the ledger are not copied"
fi

if [ -n "$verify" ]; then
    step "Reading all of it again"
    backrest verify --output=text >"$DEPLOY_HOME/log/verify.log" 2>&1 || fail "backrest verify failed: see $DEPLOY_HOME/log/verify.log"
    if grep -E 'status: error|ERROR' "$DEPLOY_HOME/log/verify.log" >&2; then
        fail "the repository is damaged" "Make a full backup now, and keep the damaged one until it is understood."
    fi
    say "whole"
fi

if [ -n "$DEPLOY_TEXTFILES" ]; then # node exporter's; the rule that a backup is too old reads it
    cat >"$DEPLOY_TEXTFILES/evaltrack_backup.prom.new" <<END
# HELP evaltrack_backup_last_success_timestamp_seconds When the newest backup of the database ended
# TYPE evaltrack_backup_last_success_timestamp_seconds gauge
evaltrack_backup_last_success_timestamp_seconds $stoppedAt
END
    chmod 0644 "$DEPLOY_TEXTFILES/evaltrack_backup.prom.new"
    mv -f "$DEPLOY_TEXTFILES/evaltrack_backup.prom.new" "$DEPLOY_TEXTFILES/evaltrack_backup.prom"
fi
result="done"
note="$label${verify:+, verified}"
