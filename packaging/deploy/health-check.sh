#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How this machine's EvalTrack is, on one page. Changes nothing.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/deploy/health-check.sh [--environment dev|staging|production|FILE]

Exit code 0 when everything is well, 1 when something is not: that line begins with FAILS.
END
    exit 0
fi

takeOptions "$@"
loadEnvironment "$environmentWanted"
begin health-check
need curl awk
failures=0

holds() { # "what" "what is wrong" COMMAND…
    local what="$1" wrong="$2"
    shift 2
    if "$@" >/dev/null 2>&1; then
        say "ok    $what"
    else
        say "FAILS $what: $wrong"
        failures=$((failures + 1))
    fi
}

noFuller() { # PERCENT FOLDER
    [ "$(df -P "$2" | awk 'NR == 2 { sub("%", "", $5); print $5 }')" -le "$1" ]
}

noOlder() { # HOURS
    local label stoppedAt
    read -r label stoppedAt < <(newestBackup) && [ -n "$label" ] && [ $(($(date +%s) - stoppedAt)) -le $(($1 * 3600)) ]
}

isUp() {
    case "$(statOf "$1" status)" in UP*) ;; *) return 1 ;; esac
}

asksFront() {
    local options=(-fsS -m 5 -o /dev/null)
    [ -z "${DEPLOY_FRONT_CA:-}" ] || options+=(--cacert "$DEPLOY_FRONT_CA")
    curl "${options[@]}" "$DEPLOY_FRONT/health/ready"
}

live="$(liveSlot)"
if [ -n "$live" ]; then
    say "$(versionIn "$live") is live, in $live"
    holds "the server lives" "no answer at $(addressOf "$live")/health/live" curl -fsS -m 5 "$(addressOf "$live")/health/live"
    holds "the server is ready" "see $(addressOf "$live")/health/ready" isReady "$live"
    holds "HAProxy sends people to it" "it is not up in the backend $DEPLOY_BACKEND" isUp "$live"
    holds "people come in at $DEPLOY_FRONT" "no answer, or another certificate" asksFront
else
    say "FAILS no version is live here"
    failures=$((failures + 1))
fi
holds "PostgreSQL answers" "not with $DEPLOY_SECRETS/database-url" readDatabase "select 1"
if [ "$DEPLOY_BACKUP" = pgbackrest ]; then holds "the newest backup is at most 26 hours old" "there is none, or it is older" noOlder 26; fi
holds "the disk is at most $DEPLOY_DISK_PERCENT % full" "clean up below $DEPLOY_HOME" noFuller "$DEPLOY_DISK_PERCENT" "$DEPLOY_HOME"
if [ -n "${DEPLOY_CERTIFICATE:-}" ]; then
    holds "the certificate is good for 14 days" "renew $DEPLOY_CERTIFICATE" openssl x509 -in "$DEPLOY_CERTIFICATE" -noout -checkend $((14 * 86400))
fi
[ "$failures" -eq 0 ] || fail "$failures of these are not well"
result="done"
