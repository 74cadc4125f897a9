# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: server, database, connections and certificate are lost and come back as the runbooks say
# Server, database, certificate and connections are lost, and come back as packaging/operations says. Sourced by drill.sh.

# shellcheck source=packaging/drill/stage/machine.sh
. "$EVALTRACK_ROOT/packaging/drill/stage/machine.sh"

statusOf() { curl -sS -m 5 --cacert "$DEPLOY_FRONT_CA" -o /dev/null -w '%{http_code}' "$1" 2>/dev/null || true; }

# within SECONDS COMMAND…: until it succeeds; how long that took is in `took`.
within() {
    local begun patience=$((SECONDS + $1))
    shift
    begun="$(now)"
    until "$@"; do
        [ $SECONDS -lt $patience ] || {
            took="not within its time"
            return 1
        }
        sleep 0.1
    done
    took="$(since "$begun") s"
}

answers() { [ "$(statusOf "$1")" = "$2" ]; }

# Each event loop has a connection of its own to PostgreSQL: one answer says nothing of the others.
isSteady() {
    for _ in 1 2 3 4 5 6 7 8; do answers "$1" 200 || return 1; done
}
# Whether health-check.sh finds that WHAT does not hold, whatever else it finds.
tells() { grep -qF "FAILS $1" <<<"$("$deploy/health-check.sh" 2>&1 || true)"; }
tellsNot() { ! tells "$1"; }
inTime() { [ "$took" != "not within its time" ]; }

drillLosses() {
    local version live headers
    CERTIFICATE_DAYS=2 startMachine
    version="$(builtVersion)"
    putRelease "$version"
    fillCompany
    run "$deploy/deploy.sh" "$version"
    promise "a version is deployed" "exit code $code" [ "$code" -eq 0 ]
    live="$(cat "$DEPLOY_HOME/state/live")"

    # loss-of-server.md
    kill -KILL "$(cat "$DEPLOY_HOME/run/$live.pid")"
    within 10 answers "$DEPLOY_FRONT/health" 503 || true
    promise "without a server people are told so (503)" "after $took" answers "$DEPLOY_FRONT/health" 503
    run "$deploy/health-check.sh"
    promise "health-check.sh tells" "exit code $code" [ "$code" -eq 1 ]
    run "$deploy/rollback.sh" "$version"
    promise "the same version serves again" "exit code $code" answers "$DEPLOY_FRONT/health/ready" 200
    live="$(cat "$DEPLOY_HOME/state/live")"

    # loss-of-database.md
    postgres kill -KILL "$(head -n 1 "$machine/postgres/main/postmaster.pid")"
    direct="http://127.0.0.1:$(if [ "$live" = blue ]; then echo "$blue"; else echo "$green"; fi)"
    within 20 answers "$direct/health/ready" 503 || true
    promise "without PostgreSQL the server is not ready" "noticed after $took" answers "$direct/health/ready" 503
    promise "but alive" "" answers "$direct/health/live" 200
    headers="$(curl -sS -m 10 -D - -o /dev/null -H 'Content-Type: application/json' \
        -d '{"email":"hr@empresa.com","password":"hr123456"}' "$direct/auth/login" | tr -d '\r')"
    promise "requests are told when to come back" "$(grep -i '^retry-after' <<<"$headers")" grep -qi '^retry-after: ' <<<"$headers"
    # That which a killed one leaves behind keeps the next from starting, for a moment.
    startAgain() { postgres pg_ctl -D "$machine/postgres/main" -l "$machine/postgres/main/start.log" -w start >/dev/null 2>&1; }
    within 60 startAgain
    within 30 isSteady "$DEPLOY_FRONT/health/ready" || true
    promise "the server finds it again by itself" "after $took" inTime

    # exhausted-pool.md
    superSql -c "alter role evaltrack connection limit 0" -c "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'evaltrack'" >/dev/null
    within 20 answers "$direct/health/ready" 503 || true
    promise "without a connection left it is not ready" "noticed after $took" answers "$direct/health/ready" 503
    figuresTell() { curl -fsS "$direct/metrics" | grep -q 'connections{state="away"} [1-9]'; }
    within 20 figuresTell || true
    promise "and its figures tell" "after $took" figuresTell
    superSql -c "alter role evaltrack connection limit -1" >/dev/null
    within 30 isSteady "$DEPLOY_FRONT/health/ready" || true
    promise "with connections it serves again" "after $took" inTime

    # expired-certificate.md
    promise "a certificate of two days is told" "" tells "the certificate is good for 14 days"
    makeCertificate 90
    kill -USR2 "$haproxyPid" # what systemctl reload sends
    served() { openssl s_client -connect "localhost:$https" </dev/null 2>/dev/null | openssl x509 -noout -checkend $((80 * 86400)) >/dev/null 2>&1; }
    within 20 served || true
    promise "after a reload the new one is served" "after $took" served
    promise "and it is well again" "" tellsNot "the certificate is good for 14 days"

    # full-disk.md, by what may be used: no disk has to be filled to see it, and how full this machine's is is not what is tried.
    export DEPLOY_DISK_PERCENT=0
    promise "a disk that is too full is told" "" tells "the disk is at most 0 % full"
    export DEPLOY_DISK_PERCENT=100
    "$deploy/backup.sh" >/dev/null 2>&1
    run "$deploy/health-check.sh"
    promise "and all is well" "exit code $code" [ "$code" -eq 0 ]
}
