#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings a version to the people: beside the old one, piece by piece, with a way back at every moment.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=packaging/deploy/watch.sh
. "$(dirname "${BASH_SOURCE[0]}")/watch.sh"

if [ "${1:-}" = --help ] || [ $# -eq 0 ]; then
    cat <<END
Usage: packaging/deploy/deploy.sh VERSION [--environment dev|staging|production|FILE]

Backs up, brings the schema up to date, starts VERSION (DEPLOY_HOME/releases/VERSION) in the slot that is not in use, tries it
(smoke-test.sh), and moves the traffic to it by $(echo "${DEPLOY_STEPS:-10 25 50 100}" | tr ' ' ',') percent while its figures are watched. Goes back by itself when more
than $MostErrorsPercent % of its answers are errors, a request takes more than $MostMeanSeconds s on average, $MostFailedChecks health checks fail in a row, or no figures come.

Exit codes: 0 VERSION serves (also when it did before), 1 it failed before people met it, 3 a precondition does not hold,
4 people met it and it was taken back. The old version serves after every one but the first.
END
    [ $# -gt 0 ] || exit 3
    exit 0
fi

takeOptions "$@"
[ "${#rest[@]}" -eq 1 ] || refuse "one version is deployed at a time, not: ${rest[*]:-none}"
version="${rest[0]}"
loadEnvironment "$environmentWanted"
begin deploy "$version"

old="$(liveSlot)"
new="$(otherThan "${old:-green}")"
phase=before

# The way back, from wherever we are.
# shellcheck disable=SC2329 # finishAction calls it
takeBack() {
    local since=$SECONDS
    case "$phase" in
        started)
            stopSlot "$new"
            ;;
        moving)
            if [ -n "$old" ]; then
                setTraffic "$new" 0 || true
                setTraffic "$old" 100 || true
            fi
            setState "$new" maint || true
            [ -z "$old" ] || step "The traffic is back on $(versionIn "$old"), $((SECONDS - since)) s after the decision."
            stopSlot "$new"
            result=rolled-back
            ;;
    esac
}
onEnd=takeBack

# ── What has to hold before anything is touched ─────────────────────────────────────────────────

step "Preconditions"
need psql awk
requireSecrets
requireRelease "$version"
requireHaproxy
readDatabase "select 1" >/dev/null 2>&1 || refuse "the database of $DEPLOY_SECRETS/database-url does not answer"
free="$(df -Pm "$DEPLOY_HOME" | awk 'NR == 2 { print $4 }')"
[ "$free" -ge 500 ] || refuse "only $free MB are free below $DEPLOY_HOME; a deployment needs 500"
if [ -n "$old" ]; then
    isReady "$old" || refuse "the live version ($(versionIn "$old") in $old) is not ready, so there would be no way back" \
        "See what is wrong with it: $deployFolder/health-check.sh"
    if [ "$(versionIn "$old")" = "$version" ]; then
        say "$version serves already, in $old."
        result="done"
        note="served already"
        onEnd=""
        exit 0
    fi
    # A step that takes something away may only run when the live version does not use it any more.
    needs="$("$(serverOf "$version")" schema 2>/dev/null | awk '$1 == "needs" { print $2 }')"
    knows="$("$DEPLOY_HOME/slots/$old/bin/evaltrack-server" schema 2>/dev/null | awk '$1 == "knows" { print $2 }')"
    [ "${needs:-0}" -le "${knows:-0}" ] || refuse \
        "$version takes away from the schema what the live version (which knows step ${knows:-0}) uses: that has to know step $needs" \
        "Deploy a version in between first."
fi

# What an interrupted action may have left.
if [ -n "$old" ]; then
    setState "$old" ready
    setTraffic "$old" 100
    setTraffic "$new" 0
fi
setState "$new" maint
stopSlot "$new"

# ── Beside the old one ──────────────────────────────────────────────────────────────────────────

step "Backup"
if [ "$DEPLOY_BACKUP" = none ]; then
    warn "DEPLOY_BACKUP=none: there is no way back to the data of this moment"
else
    "$deployFolder/backup.sh" --environment "${environmentWanted:-}" || fail "the backup failed, so nothing was deployed"
fi

step "Schema"
runServer "$new" "$version" migrate || fail "the schema could not be brought up to date; the old version serves on"

step "Starting $version in $new, port $(portOf "$new")"
putIntoSlot "$new" "$version"
phase=started
startSlot "$new"
waitUntilReady "$new" "$DEPLOY_START_SECONDS" || {
    lastWordsOf "$new" >&2
    fail "$version did not become ready within $DEPLOY_START_SECONDS s"
}

step "Smoke test"
"$deployFolder/smoke-test.sh" --environment "${environmentWanted:-}" "$(addressOf "$new")" "$version" ||
    fail "$version failed its smoke test; nobody met it"

# ── Piece by piece ──────────────────────────────────────────────────────────────────────────────

phase=moving
if [ -n "$old" ]; then setTraffic "$new" 0; else setTraffic "$new" 100; fi
setState "$new" ready
waitUntilUp "$new" || fail "HAProxy does not find $version healthy"
if [ -n "$old" ]; then
    for percent in $DEPLOY_STEPS; do
        step "$percent % of the traffic"
        setTraffic "$new" "$percent" && setTraffic "$old" $((100 - percent)) || fail "HAProxy does not move the traffic"
        if ! watchSlot "$new" "$DEPLOY_STEP_SECONDS"; then
            note="at $percent %: $breach"
            printf '\n%s: %s is taken back: %s\n' "$program" "$version" "$note" >&2
            exit 4
        fi
        say "$watched"
    done
else
    watchSlot "$new" "$DEPLOY_WATCH_SECONDS" || fail "$version: $breach"
fi

keep previous "$(if [ -n "$old" ]; then versionIn "$old"; fi)"
keep live "$new"
phase=served

if [ -n "$old" ]; then
    step "Stopping $(versionIn "$old")"
    setState "$old" maint || warn "HAProxy still asks $old whether it is healthy"
    stopSlot "$old"
fi
result="done"
note="${old:+from $(versionIn "$old") }in $new"
step "$version serves."
