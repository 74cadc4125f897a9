#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The queries of the dashboards: lists them, or asks a Prometheus each of them, as Grafana would.

set -euo pipefail
monitoring="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

usage() {
    cat <<END
Usage: packaging/monitoring/queries.sh --list | URL [WINDOW]

  --list        dashboard, panel and query of each, separated by tabs
  URL [WINDOW]  asks the Prometheus at URL each query, with WINDOW (1m unless given) for \$__rate_interval, and each figure
                that an alert rule looks at; ends with 1 when one of them has no answer
END
}

list() {
    local board
    for board in "$monitoring"/grafana/dashboards/*.json; do
        jq -r --arg window "$window" '.uid as $board | .panels[] | .title as $panel | .targets[] |
            [$board, $panel, (.expr | gsub("\\$__rate_interval"; $window))] | join("\t")' "$board"
    done
}

# How many series a query has, or -1.
answers() {
    curl -fsS -m 10 -G --data-urlencode "query=$1" "$url/api/v1/query" 2>/dev/null |
        jq -r 'if .status == "success" then [.data.result[] | select(.value[1] != "NaN")] | length else -1 end' 2>/dev/null || echo -1
}

# Names of series in the expressions of the alert rules and in the rules that they rest on, without ours that rules make.
figures() {
    awk '/^ *expr:/ { on = 1; sub(/^ *expr:/, "") } /^ *(for|labels|annotations|- alert|- record|- name):/ { on = 0 } on' \
        "$monitoring"/prometheus/rules/*.yml |
        grep -oE '\b(evaltrack|node|haproxy|probe|up)(_[a-z_A-Z]+)?(\{|\b)' | tr -d '{' | grep -vx 'evaltrack\|node\|haproxy\|probe' | sort -u
}

window=1m
case "${1:-}" in
    --list)
        list
        exit 0
        ;;
    http*) ;;
    *)
        usage >&2
        exit 2
        ;;
esac
url="${1%/}"
window="${2:-1m}"

empty=0
asked=0
while IFS=$'\t' read -r board panel query; do
    asked=$((asked + 1))
    count="$(answers "$query")"
    if [ "$count" -le 0 ]; then
        printf '%s, "%s": no answer to %s\n' "$board" "$panel" "$query" >&2
        empty=$((empty + 1))
    fi
done < <(list)
for figure in $(figures); do
    # What stands for things that are not on every machine may be left out.
    case " ${EVALTRACK_WITHOUT_FIGURES:-} " in *" $figure "*) continue ;; esac
    asked=$((asked + 1))
    if [ "$(answers "$figure")" -le 0 ]; then
        echo "alert rules: there is no series $figure" >&2
        empty=$((empty + 1))
    fi
done
echo "$asked asked, $empty without an answer"
[ "$empty" -eq 0 ]
