#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Back to a version that served before, at once.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=packaging/deploy/watch.sh
. "$(dirname "${BASH_SOURCE[0]}")/watch.sh"

if [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/deploy/rollback.sh [VERSION] [--environment dev|staging|production|FILE]

Starts VERSION (unless given: the one before) in the slot that is not in use, tries it and gives it all of the traffic. The schema
stays as it is: a version works with what later ones added, and refuses to start where they took away what it uses.

Exit codes: as deploy.sh.
END
    exit 0
fi

takeOptions "$@"
[ "${#rest[@]}" -le 1 ] || refuse "one version at a time, not: ${rest[*]}"
loadEnvironment "$environmentWanted"
version="${rest[0]:-$(cat "$DEPLOY_HOME/state/previous" 2>/dev/null || true)}"
begin rollback "${version:--}"
[ -n "$version" ] || refuse "no version served before this one here" "Name one: $deployFolder/rollback.sh VERSION"
requireSecrets
requireRelease "$version"
requireHaproxy

old="$(liveSlot)"
[ -n "$old" ] || refuse "no version serves here"
new="$(otherThan "$old")"
if [ "$(versionIn "$old")" = "$version" ] && isReady "$old"; then
    say "$version serves already, in $old."
    result="done"
    note="served already"
    exit 0
fi

# shellcheck disable=SC2329 # finishAction calls it
stayWithOld() {
    [ "$result" != "done" ] || return 0
    setTraffic "$old" 100 || true
    setState "$new" maint || true
    stopSlot "$new"
}

setState "$new" maint
stopSlot "$new"
onEnd=stayWithOld
step "Starting $version in $new, port $(portOf "$new")"
putIntoSlot "$new" "$version"
startSlot "$new"
waitUntilReady "$new" "$DEPLOY_START_SECONDS" || {
    tail -n 5 "$DEPLOY_HOME/log/server-$new.log" 2>/dev/null >&2 || true
    fail "$version did not become ready within $DEPLOY_START_SECONDS s"
}
"$deployFolder/smoke-test.sh" --environment "${environmentWanted:-}" "$(addressOf "$new")" "$version" ||
    fail "$version failed its smoke test; $(versionIn "$old") serves on"

step "All of the traffic to $version"
setTraffic "$new" 100
setState "$new" ready
waitUntilUp "$new" || fail "HAProxy does not find $version healthy"
setTraffic "$old" 0
watchSlot "$new" "$DEPLOY_WATCH_SECONDS" || fail "$version: $breach"
keep previous "$(versionIn "$old")"
keep live "$new"
result="done"
note="from $(versionIn "$old") in $new"
setState "$old" maint || warn "HAProxy still asks $old whether it is healthy"
stopSlot "$old"
step "$version serves, $((SECONDS - startedAt)) s after the command."
