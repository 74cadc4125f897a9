# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: ten minutes at 2,000 requests a second; the slowest of a hundred takes less than 100 ms, and memory stays flat
# A busy day through everything that stands before and behind the server: TLS, HAProxy, PostgreSQL that archives. Sourced by drill.sh.

# shellcheck source=packaging/drill/stage/machine.sh
. "$EVALTRACK_ROOT/packaging/drill/stage/machine.sh"

memoryOf() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; } # PID: in MiB

drillLoad() {
    local seconds=600 warmUp=60 rate=2000 server warm end stored
    export LOAD_CONNECTIONS=140 LOAD_THREADS=2
    if [ -n "$slice" ]; then
        # What is drilled then is not optimised, and no speed is asked of it.
        seconds=20 warmUp=5 LOAD_CONNECTIONS=16
    fi
    startMachine
    putRelease "$(builtVersion)"
    fillCompany
    run "$deploy/deploy.sh" "$(builtVersion)"
    promise "a version serves" "exit code $code" [ "$code" -eq 0 ]
    server="$(cat "$DEPLOY_HOME/run/$(cat "$DEPLOY_HOME/state/live").pid")"

    startLoad $((seconds + 30))
    sleep "$warmUp"
    warm="$(memoryOf "$server")"
    sleep $((seconds - warmUp))
    end="$(memoryOf "$server")"
    endLoad
    say "$loadRequests requests in $loadSeconds s: $((loadRequests / loadSeconds)) a second; median $loadMedian ms, p99 $loadP99 ms"
    if [ -z "$slice" ]; then
        promise "requests came as fast as was wanted" "" atLeast $((loadRequests / loadSeconds)) "$rate"
        promise "the slowest of a hundred took less than 100 ms" "" atMost "$loadP99" 100
    fi
    promise "no request failed" "$loadFailed of $loadRequests" [ "$loadFailed" -eq 0 ]
    promise "memory stays flat" "$warm MiB after $warmUp s, $end MiB after $seconds s" atMost "$end" $((warm + warm / 10 + 2))
    stored="$(superSql -c "select count(*) from attendance_captures where code like 'DRILL-%'")"
    promise "each acknowledged capture is stored" "$loadAcknowledged acknowledged, $stored stored" \
        [ "$stored" -ge "$loadAcknowledged" -a "$stored" -le $((loadAcknowledged + LOAD_CONNECTIONS)) ]
}
