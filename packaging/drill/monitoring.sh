# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: every query of the dashboards and every figure of the alert rules, asked of a real Prometheus
# part monitoring: every query of the dashboards and every figure of the alert rules, asked of a real Prometheus
# Real servers and exporters on free ports, some work, and Prometheus with our configuration. Sourced by drill.sh.

monitoringFolder=""
monitoringPids=()

endMonitoring() {
    local code=$? pid file
    trap - EXIT
    for pid in ${monitoringPids[@]+"${monitoringPids[@]}"}; do kill "$pid" 2>/dev/null || true; done
    for pid in ${monitoringPids[@]+"${monitoringPids[@]}"}; do wait "$pid" 2>/dev/null || true; done
    if [ "$code" -ne 0 ]; then
        for file in "$monitoringFolder"/*.log; do
            printf '      ── %s\n' "$(basename "$file")" >&2
            grep -v '"message":"request"' "$file" | tail -n 8 >&2 || true
        done
    fi
    [ -n "${EVALTRACK_DRILL_KEEP:-}" ] || rm -rf "$monitoringFolder"
    exit "$code"
}

freeMonitoringPort() {
    local port
    for _ in $(seq 100); do
        port=$((15000 + RANDOM % 17000))
        case " ${monitoringPorts:-} " in *" $port "*) continue ;; esac
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            monitoringPorts="${monitoringPorts:-} $port"
            portFound=$port
            return
        fi
    done
    fail "There is no free port."
}

# runBeside NAME COMMAND…: in the background, its words in NAME.log.
runBeside() {
    local name="$1"
    shift
    "$@" >"$monitoringFolder/$name.log" 2>&1 </dev/null &
    monitoringPids+=($!)
}

# awaitUrl URL: until it answers.
awaitUrl() {
    local patience=$((SECONDS + 60))
    until curl -fsSk -m 2 -o /dev/null "$1" 2>/dev/null; do
        [ $SECONDS -lt $patience ] || fail "$1 does not answer."
        sleep 0.2
    done
}

monitoringAsk() { # VERB PATH [BODY] [HEADER…]: the answer; errors are answers too
    local verb="$1" path="$2" body="${3:-}"
    shift 2
    [ $# -eq 0 ] || shift
    curl -sS -m 10 -X "$verb" "http://127.0.0.1:$serverPort$path" -H 'Content-Type: application/json' \
        ${token:+-H "Authorization: Bearer $token"} ${body:+-d "$body"} "$@"
}

# A station, captures of each outcome, sign-ins that succeed and fail, requests that are refused.
doSomeWork() {
    local round="$1" token="" station code name
    token="$(monitoringAsk POST /auth/login '{"email":"admin@empresa.com","password":"admin123"}' | jq -r .access_token)"
    monitoringAsk POST /auth/login '{"email":"admin@empresa.com","password":"wrong"}' >/dev/null
    for name in /events /employees?limit=5 /dashboard /attendances?limit=20 /evaluations?limit=20 /events/999999 /nowhere; do
        monitoringAsk GET "$name" >/dev/null
    done
    if [ "$round" = 1 ]; then
        station="$(monitoringAsk POST /devices '{"name":"Puerta","site":"Sede","exitPin":"2468"}')"
        code="$(echo "$station" | jq -r .enrolmentCode)"
        stationToken="$(token="" monitoringAsk POST /devices/enrol "{\"code\":\"$code\"}" | jq -r .access_token)"
    fi
    token="$stationToken" monitoringAsk GET '/sync/changes?limit=1&unsent=30&stalls=1' >/dev/null
    token="$stationToken" monitoringAsk POST /sync/captures "$(jq -nc --arg at "$(date -u +%Y-%m-%dT%H:%M:%S.000Z)" --arg n "$round" '
        {captures: [range(3) | {captureId: ("019a0000-0000-7000-8000-" + (("000000000000" + $n + (. | tostring))[-12:])),
            eventId: 1, code: "nobody", deviceId: "019a0000-0000-7000-8000-00000000dddd", deviceSequence: (($n | tonumber) * 3 + .),
            bootId: "019a0000-0000-7000-8000-00000000bbbb", capturedAt: $at, zone: "UTC", monotonicMs: 1000, method: "BADGE"}]}')" >/dev/null
}

drillMonitoring() {
    local bin="${EVALTRACK_BIN:-$EVALTRACK_ROOT/build/dev/bin}" monitoring="$EVALTRACK_ROOT/packaging/monitoring"
    local serverPort haproxyPort tlsPort nodePort postgresPort blackboxPort prometheusPort alertmanagerPort databaseUrl round patience
    local stationToken="" waited name
    monitoringFolder="$(mktemp -d "${TMPDIR:-/tmp}/evaltrack-monitoring-XXXXXX")"
    chmod 755 "$monitoringFolder"
    trap endMonitoring EXIT
    trap 'exit 130' INT TERM
    for name in serverPort haproxyPort tlsPort nodePort postgresPort blackboxPort prometheusPort alertmanagerPort; do
        freeMonitoringPort
        printf -v "$name" '%s' "$portFound"
    done

    say "a server with a demo company"
    : >"$monitoringFolder/backup"
    EVALTRACK_DATA="$monitoringFolder/data" PORT="$serverPort" EVALTRACK_METRICS_TOKEN=word \
        EVALTRACK_BACKUP_STAMP="$monitoringFolder/backup" runBeside server "$bin/evaltrack-server" serve --demo
    awaitUrl "http://127.0.0.1:$serverPort/ready"
    databaseUrl="$(EVALTRACK_DATA="$monitoringFolder/data" "$bin/evaltrack-server" database-url)"
    case "$databaseUrl" in *\?*) databaseUrl="$databaseUrl&sslmode=disable" ;; *) databaseUrl="$databaseUrl?sslmode=disable" ;; esac

    say "HAProxy before it, exporters, Alertmanager, Prometheus"
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -keyout "$monitoringFolder/key" \
        -out "$monitoringFolder/certificate" 2>/dev/null
    cat "$monitoringFolder/certificate" "$monitoringFolder/key" >"$monitoringFolder/tls.pem"
    cat >"$monitoringFolder/haproxy.cfg" <<END
defaults
    mode http
    timeout connect 3s
    timeout client 30s
    timeout server 30s
frontend people
    bind 127.0.0.1:$tlsPort ssl crt $monitoringFolder/tls.pem
    option forwardfor
    default_backend evaltrack
backend evaltrack
    option httpchk GET /ready
    server blue 127.0.0.1:$serverPort check inter 1s
    server green 127.0.0.1:9 disabled
frontend figures
    bind 127.0.0.1:$haproxyPort
    http-request use-service prometheus-exporter if { path /metrics }
END
    runBeside haproxy haproxy -db -f "$monitoringFolder/haproxy.cfg"
    runBeside node prometheus-node-exporter --web.listen-address="127.0.0.1:$nodePort"
    DATA_SOURCE_NAME="$databaseUrl" runBeside postgres prometheus-postgres-exporter --web.listen-address="127.0.0.1:$postgresPort"
    cat >"$monitoringFolder/blackbox.yml" <<END
modules:
  http_2xx:
    prober: http
    timeout: 4s
    http: {preferred_ip_protocol: ip4, tls_config: {insecure_skip_verify: true}}
END
    runBeside blackbox prometheus-blackbox-exporter --config.file="$monitoringFolder/blackbox.yml" \
        --web.listen-address="127.0.0.1:$blackboxPort"
    cp -r "$monitoring/prometheus" "$monitoring/alertmanager" "$monitoringFolder/"
    mkdir "$monitoringFolder/prometheus/secrets" "$monitoringFolder/alertmanager/secrets"
    echo word >"$monitoringFolder/prometheus/secrets/metrics-token"
    for name in pager-key chat-url heartbeat-key; do echo "http://127.0.0.1:9/" >"$monitoringFolder/alertmanager/secrets/$name"; done
    # Our configuration, with the ports of this drill and less patience.
    sed -i -e "s/127\.0\.0\.1:8405/127.0.0.1:$haproxyPort/; s/127\.0\.0\.1:9100/127.0.0.1:$nodePort/; s/127\.0\.0\.1:9187/127.0.0.1:$postgresPort/" \
        -e "s/127\.0\.0\.1:9115/127.0.0.1:$blackboxPort/; s/127\.0\.0\.1:9090/127.0.0.1:$prometheusPort/; s/127\.0\.0\.1:9093/127.0.0.1:$alertmanagerPort/" \
        -e 's/scrape_interval: .*/scrape_interval: 1s/; s/scrape_timeout: .*/scrape_timeout: 1s/; s/evaluation_interval: .*/evaluation_interval: 1s/' \
        "$monitoringFolder/prometheus/prometheus.yml"
    echo "- targets: ['127.0.0.1:$serverPort']" >"$monitoringFolder/prometheus/targets/evaltrack.yml"
    echo "- targets: ['https://127.0.0.1:$tlsPort/health']" >"$monitoringFolder/prometheus/targets/tls.yml"
    runBeside alertmanager prometheus-alertmanager --config.file="$monitoringFolder/alertmanager/alertmanager.yml" \
        --storage.path="$monitoringFolder/alertmanager-data" --web.listen-address="127.0.0.1:$alertmanagerPort" --cluster.listen-address=
    # An alert that fires before Alertmanager is known is dropped, and said again a minute later.
    runBeside prometheus prometheus --config.file="$monitoringFolder/prometheus/prometheus.yml" --rules.alert.resend-delay=2s \
        --storage.tsdb.path="$monitoringFolder/prometheus-data" --web.listen-address="127.0.0.1:$prometheusPort"
    awaitUrl "http://127.0.0.1:$prometheusPort/-/ready"
    awaitUrl "https://127.0.0.1:$tlsPort/ready"

    say "what the server tells, as promtool judges it"
    curl -fsS "http://127.0.0.1:$serverPort/metrics" >"$monitoringFolder/metrics"
    promtool check metrics <"$monitoringFolder/metrics"

    say "some work, and every query"
    waited=$SECONDS
    patience=$((SECONDS + 90))
    round=0
    while :; do
        round=$((round + 1))
        doSomeWork "$round"
        curl -sk -o /dev/null "https://127.0.0.1:$tlsPort/health"
        sleep 2
        [ "$round" -ge 5 ] || continue
        if "$monitoring/queries.sh" "http://127.0.0.1:$prometheusPort" 20s >"$monitoringFolder/queries.log" 2>&1; then break; fi
        [ $SECONDS -lt $patience ] || {
            cat "$monitoringFolder/queries.log" >&2
            fail "Dashboards or alert rules ask for what is not there."
        }
    done
    say "$(tail -n 1 "$monitoringFolder/queries.log"), after $((SECONDS - waited)) s"

    say "Alertmanager hears of the watchdog"
    patience=$((SECONDS + 30))
    until amtool alert query --alertmanager.url="http://127.0.0.1:$alertmanagerPort" -o simple 2>/dev/null | grep -q EvalTrackWatchdog; do
        [ $SECONDS -lt $patience ] || fail "Alertmanager has not heard of the watchdog."
        sleep 0.5
    done
}
