#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether what watches the server would do so: configuration, alert rules, who is told, runbooks, dashboards. Asks no server
# and takes seconds; packaging/drill.sh monitoring asks a real one.

set -euo pipefail
monitoring="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$monitoring/../.." && pwd)"

if [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/monitoring/check.sh

Checks the configuration of Prometheus and Alertmanager, runs the tests of the alert rules and of who is told, and holds
runbooks and dashboards against the rules and the server. Ends with 0 only if everything is right.
END
    exit 0
fi

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
wrong=0

complain() {
    printf '%s\n' "$*" >&2
    wrong=$((wrong + 1))
}

# quietly NAME COMMAND…: shows what it says only when it fails.
quietly() {
    local name="$1"
    shift
    if ! "$@" >"$scratch/output" 2>&1; then
        cat "$scratch/output" >&2
        complain "$name: not right"
    fi
}

for tool in promtool amtool jq; do
    command -v "$tool" >/dev/null || {
        echo "$tool is missing: apt-get install prometheus prometheus-alertmanager jq" >&2
        exit 1
    }
done

# ── Prometheus: configuration, rules and their tests ────────────────────────────────────────────

# What an installation has and the repository must not.
cp -r "$monitoring/prometheus" "$monitoring/alertmanager" "$scratch/"
mkdir -p "$scratch/prometheus/secrets" "$scratch/alertmanager/secrets"
echo token >"$scratch/prometheus/secrets/metrics-token"
echo key | tee "$scratch/alertmanager/secrets/pager-key" >"$scratch/alertmanager/secrets/heartbeat-key"
echo https://chat.example/hook >"$scratch/alertmanager/secrets/chat-url"

quietly "prometheus.yml" promtool check config "$scratch/prometheus/prometheus.yml"
quietly "rules" promtool check rules --lint=all --lint-fatal "$scratch"/prometheus/rules/*.yml
quietly "tests of the rules" promtool test rules "$scratch"/prometheus/tests/*.yml

# alert<TAB>key<TAB>value of every label and annotation of the rules; our files are written in one way.
facts() {
    awk '
        /^ *- alert: / { alert = $3; print alert "\talert\t" alert }
        /^ *- record: / { alert = "" }
        alert != "" && /^ *(severity|summary|description|runbook): / {
            key = $1; sub(":", "", key); value = $0; sub(/^ *[a-z]+: */, "", value); print alert "\t" key "\t" value }
    ' "$monitoring"/prometheus/rules/*.yml
}
facts >"$scratch/facts"
alerts="$(awk -F '\t' '$2 == "alert" { print $1 }' "$scratch/facts" | sort -u)"
[ -n "$alerts" ] || complain "there are no alerts"

# Each alert fires in a test, and is silent in one.
awk '
    /alertname:/ { alert = $2 }
    /exp_alerts:/ { print alert, (/\[\]/ ? "silent" : "firing") }
' "$monitoring"/prometheus/tests/*.yml | sort -u >"$scratch/tested"
for alert in $alerts; do
    grep -qx "$alert firing" "$scratch/tested" || complain "$alert: no test in which it fires"
    [ "$alert" = EvalTrackWatchdog ] || grep -qx "$alert silent" "$scratch/tested" || complain "$alert: no test in which it is silent"
done
# Of those with several severities, each.
awk -F '\t' '$2 == "severity" { print $1, $3 }' "$scratch/facts" | sort -u | while read -r alert severity; do
    awk -v alert="$alert" -v severity="\"$severity\"" '
        /alertname:/ { here = $2 == alert }
        here && $1 == "severity:" && $2 == severity { found = 1 }
        END { exit !found }' "$monitoring"/prometheus/tests/*.yml || echo "$alert: no test in which it fires as $severity"
done >"$scratch/untested"
while read -r line; do complain "$line"; done <"$scratch/untested"

# ── What alerts say, and what to do then ────────────────────────────────────────────────────────

operations="$root/packaging/operations"
for alert in $alerts; do
    number="$(grep -c -P "^$alert\talert\t" "$scratch/facts")"
    for key in severity summary description runbook; do
        [ "$(grep -c -P "^$alert\t$key\t" "$scratch/facts")" -eq "$number" ] || complain "$alert: has no $key"
    done
done
awk -F '\t' '$2 == "severity" { print $1, $3 }' "$scratch/facts" | while read -r alert severity; do
    case "$severity" in critical | high | medium | low) ;; *) echo "$alert: severity $severity is none of critical, high, medium, low" ;; esac
done >"$scratch/severities"
while read -r line; do complain "$line"; done <"$scratch/severities"
awk -F '\t' '$2 == "runbook" { print $1, $3 }' "$scratch/facts" | sort -u >"$scratch/runbooks"
while read -r alert runbook; do
    [ "$runbook" = "packaging/operations/$alert.md" ] || complain "$alert: its runbook should be packaging/operations/$alert.md"
    [ -f "$root/$runbook" ] || complain "$alert: there is no $runbook"
done <"$scratch/runbooks"
for page in "$operations"/*.md; do
    name="$(basename "$page" .md)"
    [ "$name" != README ] || continue
    grep -q "($name.md)" "$operations/README.md" || complain "$name.md: operations/README.md does not lead to it"
    [ "$(sed -n 's/^## //p' "$page" | tr '\n' ' ')" = "Symptom Check Act Verify Escalate " ] ||
        complain "$name.md: not in the order symptom, check, act, verify, escalate"
    grep -q "^# $name: " <<<"$(head -1 "$page")" || complain "$name.md: its title does not begin with its name"
    [ "$(wc -l <"$page")" -le 45 ] || complain "$name.md: longer than a page"
done
# Links between pages, and scripts that they name.
for page in "$operations"/*.md "$monitoring/README.md"; do
    { grep -o '](\([^)]*\))' "$page" || true; } | sed 's/^](//; s/)$//' | while read -r link; do
        case "$link" in http*) continue ;; esac
        [ -e "$(dirname "$page")/${link%%#*}" ] || echo "$(basename "$page"): the link $link leads nowhere"
    done
done >"$scratch/links"
while read -r line; do complain "$line"; done <"$scratch/links"

# ── Alertmanager: who is told ───────────────────────────────────────────────────────────────────

quietly "alertmanager.yml" amtool check-config "$scratch/alertmanager/alertmanager.yml"
while IFS='|' read -r receivers labels; do
    receivers="$(echo "$receivers" | tr -d ' ')"
    case "$receivers" in '' | '#'*) continue ;; esac
    # shellcheck disable=SC2086
    told="$(amtool config routes test --config.file="$scratch/alertmanager/alertmanager.yml" $labels 2>"$scratch/output")" ||
        told="$(cat "$scratch/output")"
    [ "$told" = "$receivers" ] || complain "who is told of$labels: $told, not $receivers"
done <"$monitoring/alertmanager/routes.txt"
for receiver in $(sed -n 's/^  - name: //p' "$monitoring/alertmanager/alertmanager.yml"); do
    grep -Eq "(^|,)${receiver}[ ,]" "$monitoring/alertmanager/routes.txt" || complain "receiver $receiver: no test tells it anything"
done
for alert in $(grep -o 'EvalTrack([A-Za-z|]*)' "$monitoring/alertmanager/alertmanager.yml" | tr -d '()' | sed 's/^EvalTrack//' | tr '|' ' '); do
    grep -qx "EvalTrack$alert" <<<"$alerts" || complain "alertmanager.yml: inhibits EvalTrack$alert, which no rule has"
done
if grep -Ei '^[ -]*(password|api_url|routing_key|service_key|auth_password|credentials|bearer_token):' "$monitoring"/*/*.yml; then
    complain "a secret stands in a configuration"
fi

# ── Dashboards: their static part ───────────────────────────────────────────────────────────────

for board in "$monitoring"/grafana/dashboards/*.json; do
    jq -e --arg name "evaltrack-$(basename "$board" .json)" '
        .uid == $name and (.title | length > 0) and (.panels | length > 0) and
        all(.panels[]; (.title | length > 0) and (.description | length > 0) and (.targets | length > 0) and
            (.fieldConfig.defaults.unit | length > 0) and
            all(.targets[]; .datasource.uid == "evaltrack-prometheus" and (.expr | length > 0)))' "$board" >/dev/null ||
        complain "$(basename "$board"): not whole (uid, titles, descriptions, units, queries)"
    # Panels that lie over each other.
    jq -e '[.panels[].gridPos | . as $p | range($p.x; $p.x + $p.w) as $x | range($p.y; $p.y + $p.h) as $y | "\($x),\($y)"] |
        length == (unique | length) and all(.[]; split(",")[0] | tonumber < 24)' "$board" >/dev/null ||
        complain "$(basename "$board"): panels lie over each other"
done
[ "$(jq -r .uid "$monitoring"/grafana/dashboards/*.json | sort -u | wc -l)" = "$(find "$monitoring/grafana/dashboards" -name '*.json' | wc -l)" ] ||
    complain "two dashboards have one uid"
# Their queries, as rules: that is how promtool reads expressions.
{
    echo 'groups: [{name: queries, rules: ['
    "$monitoring/queries.sh" --list | cut -f 3 | jq -R '{record: "query:number:\(input_line_number)", expr: .}' | sed 's/^}/},/'
    echo ']}]'
} >"$scratch/queries.yml"
quietly "queries of the dashboards" promtool check rules "$scratch/queries.yml"

# Every figure of ours that rules and dashboards name is one that the server or a rule makes.
# Those of the company are named by their query.
known="$(
    sed -n 's/.*"\(evaltrack_[a-z_]*[a-z]\)".*/\1/p' "$root"/embedded-server/observability/*.cpp
    printf 'evaltrack_%s\n' people events attendances evaluations captures_to_review
)"
{
    grep -ho 'evaltrack_[a-z_]*[a-z]' "$monitoring"/prometheus/rules/*.yml
    "$monitoring/queries.sh" --list | cut -f 3 | grep -o 'evaltrack_[a-z_]*[a-z]'
} | sed 's/_\(bucket\|sum\|count\)$//' | sort -u | while read -r name; do
    grep -qx "$name" <<<"$known" || echo "$name: nobody makes this figure"
done >"$scratch/unknown"
while read -r line; do complain "$line"; done <"$scratch/unknown"

if [ "$wrong" -ne 0 ]; then
    echo "packaging/monitoring: $wrong complaints" >&2
    exit 1
fi
printf 'packaging/monitoring: %s alerts in %s tests, %s routes, %s runbooks, %s queries: all right\n' \
    "$(echo "$alerts" | wc -l)" "$(grep -c alertname: "$monitoring"/prometheus/tests/*.yml | awk -F : '{ n += $2 } END { print n }')" \
    "$(grep -c '^[a-z].*|' "$monitoring/alertmanager/routes.txt")" "$(find "$operations" -name '*.md' ! -name README.md | wc -l)" \
    "$("$monitoring/queries.sh" --list | wc -l)"
