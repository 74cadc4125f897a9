# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# Whether a version may go on: its figures against the limits, for a while. To be sourced after common.sh.
#
# Two witnesses are heard. The server's own counters, from Prometheus where DEPLOY_PROMETHEUS names one, else straight from its
# /metrics; and what HAProxy saw of it, which also knows of answers that never came. The worse of the two counts.

readonly LeastRequests=20 # fewer say nothing about a share
readonly MostErrorsPercent=5 MostMeanSeconds=2 MostFailedChecks=3

breach="" # why a version may not go on

# figuresOf SLOT: "all requests errors seconds", each since the server began. `all` counts health checks too, which are asked for
# here: figures that do not move are none.
figuresOf() {
    if [ -n "$DEPLOY_PROMETHEUS" ]; then
        local instance selector people
        instance="${DEPLOY_PROMETHEUS_INSTANCE:-127.0.0.1}:$(portOf "$1")"
        selector="instance=\"$instance\""
        people="$selector,route!~\"/health.*|/ready|/metrics\""
        printf '%s %s %s %s\n' \
            "$(askPrometheus "sum(evaltrack_http_requests_total{$selector})" needed)" \
            "$(askPrometheus "sum(evaltrack_http_requests_total{$people})")" \
            "$(askPrometheus "sum(evaltrack_http_requests_total{$people,status=~\"5..\"})")" \
            "$(askPrometheus "sum(evaltrack_http_request_duration_seconds_sum{$people})")" | awk 'NF == 4 { print; found = 1 } END { exit !found }'
        return
    fi
    curl -fsS -m 2 "$(addressOf "$1")/metrics" 2>/dev/null | awk '
        /^evaltrack_http_requests_total\{/ { all += $NF }
        /route="(\/health[^"]*|\/ready|\/metrics)"/ { next }
        /^evaltrack_http_requests_total\{/ { requests += $NF; if (/status="5/) errors += $NF }
        /^evaltrack_http_request_duration_seconds_sum\{/ { seconds += $NF }
        END { if (all == "") exit 1; printf "%d %d %d %.6f\n", all, requests, errors, seconds }'
}

# askPrometheus QUERY [needed]: its value; without one 0, or nothing where it is needed.
askPrometheus() {
    local value
    value="$(curl -fsS -m 5 -G --data-urlencode "query=$1" "$DEPLOY_PROMETHEUS/api/v1/query" 2>/dev/null |
        sed -n 's/.*"value":\[[0-9.]*,"\([^"]*\)"\].*/\1/p')" || value=""
    if [ -n "$value" ]; then echo "$value"; elif [ -z "${2:-}" ]; then echo 0; fi
}

# frontFiguresOf SLOT: "requests errors", as HAProxy counted them: answers of 5xx, and those that could not be had.
frontFiguresOf() {
    statOf "$1" hrsp_1xx hrsp_2xx hrsp_3xx hrsp_4xx hrsp_5xx hrsp_other econ eresp |
        awk '{ print $1 + $2 + $3 + $4 + $5 + $6 + $7, $5 + $7 + $8 }'
}

# judge "REQUESTS ERRORS SECONDS" of two moments: says why not, or nothing.
judge() { # BEFORE NOW WHO
    awk -v before="$1" -v now="$2" -v who="$3" -v least="$LeastRequests" -v most="$MostErrorsPercent" -v slow="$MostMeanSeconds" 'BEGIN {
        split(before, b, " "); split(now, n, " ")
        requests = n[1] - b[1]; errors = n[2] - b[2]; seconds = n[3] - b[3]
        if (requests < 0) { printf "%s: its counters began anew: it was restarted", who; exit }
        if (requests < least) exit
        if (100 * errors > most * requests) {
            printf "%s: %.1f %% of %d requests failed, more than %d %%", who, 100 * errors / requests, requests, most; exit }
        if (seconds > slow * requests) {
            printf "%s: %.2f s a request on average, more than %d s", who, seconds / requests, slow }
    }'
}

# watchSlot SLOT SECONDS: fails as soon as a limit is broken, and says in `breach` which.
watchSlot() {
    local slot="$1" until=$((SECONDS + $2)) failedChecks=0 figures="" first="" heard="" heardAt=$SECONDS front firstFront
    breach=""
    firstFront="$(frontFiguresOf "$slot")" || firstFront=""
    while :; do
        if isReady "$slot"; then
            failedChecks=0
        elif [ $((++failedChecks)) -ge $MostFailedChecks ]; then
            breach="$MostFailedChecks health checks failed in a row"
            return 1
        fi
        figures="$(figuresOf "$slot")" || figures=""
        if [ -n "$figures" ]; then
            [ -n "$first" ] || first="$figures"
            if [ "${figures%% *}" != "$heard" ]; then
                heard="${figures%% *}"
                heardAt=$SECONDS
            fi
            breach="$(judge "${first#* }" "${figures#* }" "the server")"
            [ -z "$breach" ] || return 1
        fi
        if [ $((SECONDS - heardAt)) -ge "$DEPLOY_NO_FIGURES_SECONDS" ]; then
            breach="no figures for $DEPLOY_NO_FIGURES_SECONDS s from ${DEPLOY_PROMETHEUS:-its /metrics}"
            return 1
        fi
        front="$(frontFiguresOf "$slot")" || front=""
        if [ -z "$front" ]; then
            breach="HAProxy does not answer"
            return 1
        fi
        [ -n "$firstFront" ] || firstFront="$front"
        breach="$(judge "$firstFront 0" "$front 0" "HAProxy")"
        [ -z "$breach" ] || return 1
        # Of a server that has just begun, Prometheus knows nothing before it has asked.
        if [ $SECONDS -ge "$until" ] && [ -n "$first" ]; then break; fi
        sleep "$DEPLOY_WATCH_SECONDS"
    done
    watched="$(awk -v before="$first" -v now="$figures" 'BEGIN {
        split(before, b, " "); split(now, n, " "); requests = n[2] - b[2]
        printf "%d requests, %d failed, %.1f ms on average", requests, n[3] - b[3], requests ? 1000 * (n[4] - b[4]) / requests : 0 }')"
}
