# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: a version takes over from another under load, and is taken back by hand; no request may fail
# A version takes over from another one while people work, and nobody notices. Sourced by drill.sh.

# shellcheck source=packaging/drill/stage/machine.sh
. "$EVALTRACK_ROOT/packaging/drill/stage/machine.sh"

drillRelease() {
    local first second begun stored previous
    startMachine
    first="$(builtVersion)+a"
    second="$(builtVersion)+b"
    putRelease "$first"
    putRelease "$second"
    fillCompany
    export DEPLOY_STEP_SECONDS=20
    [ -z "$slice" ] || export DEPLOY_STEP_SECONDS=4

    run "$deploy/deploy.sh" "$first"
    promise "the first version is deployed" "exit code $code" [ "$code" -eq 0 ]
    run "$deploy/deploy.sh" "$first"
    promise "the same command again changes nothing" "exit code $code" [ "$code" -eq 0 ]
    run "$deploy/deploy.sh" 9.9.9
    promise "a version that is not there is refused" "exit code $code" [ "$code" -eq 3 ]

    startLoad 600
    begun="$(now)"
    run "$deploy/deploy.sh" "$second"
    promise "the second is deployed under load" "exit code $code, $(since "$begun") s" [ "$code" -eq 0 ]
    begun="$(now)"
    run "$deploy/rollback.sh"
    previous="$(basename "$(readlink "$DEPLOY_HOME/slots/$(cat "$DEPLOY_HOME/state/live")")")"
    promise "and taken back by hand under load" "exit code $code, $(since "$begun") s, $previous serves" [ "$code$previous" = "0$first" ]
    endLoad
    promise "people sent requests all the time" "$loadRequests requests" atLeast "$loadRequests" 500
    promise "no request failed" "$loadFailed of $loadRequests" [ "$loadFailed" -eq 0 ]
    stored="$(superSql -c "select count(*) from attendance_captures where code like 'DRILL-%'")"
    # What was answered after wrk had stopped listening is stored too.
    promise "each acknowledged capture is stored" "$loadAcknowledged acknowledged, $stored stored" \
        [ "$stored" -ge "$loadAcknowledged" -a "$stored" -le $((loadAcknowledged + ${LOAD_CONNECTIONS:-12})) ]
    run "$deploy/health-check.sh"
    promise "the machine is well afterwards" "exit code $code" [ "$code" -eq 0 ]
    sed 's/^/      | /' "$DEPLOY_HOME/log/deployments.log"
}
