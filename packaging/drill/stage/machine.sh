# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# A whole machine for a drill, in a temporary folder and on free ports: PostgreSQL that archives to an encrypted repository, HAProxy with
# TLS, and the places that packaging/deploy works in, all with the configuration that people run. To be sourced.

set -euo pipefail

deploy="$EVALTRACK_ROOT/packaging/deploy"
machine=""
machinePids=()

promise() { # "what was promised" "what was seen" CONDITION…: tells it; a promise that is not kept ends the part
    local what="$1" seen="$2"
    shift 2
    if "$@"; then
        printf '      kept      %-52s %s\n' "$what" "$seen"
    else
        printf '      NOT KEPT  %-52s %s\n' "$what" "$seen"
        exit 1
    fi
}

atMost() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a <= b) }'; }
atLeast() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a >= b) }'; }

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

freePort() { # below the ports of outgoing connections
    local port
    for _ in $(seq 100); do
        port=$((15000 + RANDOM % 17000))
        case " ${takenPorts:-} " in *" $port "*) continue ;; esac
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            takenPorts="${takenPorts:-} $port"
            portFound=$port
            return
        fi
    done
    echo "no free port" >&2
    exit 1
}

secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

postgres() { # as PostgreSQL's account
    if [ "$(id -un)" = "$DEPLOY_POSTGRES_USER" ]; then "$@"; else (cd / && runuser -u "$DEPLOY_POSTGRES_USER" -- "$@"); fi
}

endMachine() {
    local code=${1:-$?} pid slot
    trap - EXIT
    [ -z "${loadPid:-}" ] || kill "$loadPid" 2>/dev/null || true
    for slot in blue green; do
        pid="$(cat "$machine/srv/run/$slot.pid" 2>/dev/null || true)"
        [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
    done
    for pid in ${machinePids[@]+"${machinePids[@]}"}; do kill "$pid" 2>/dev/null || true; done
    if [ -f "$machine/postgres/main/postmaster.pid" ]; then postgres pg_ctl -D "$machine/postgres/main" -m immediate stop >/dev/null 2>&1 || true; fi
    if [ "$code" -ne 0 ]; then
        for file in "$machine"/*.log "$machine"/srv/log/*.log; do
            [ -s "$file" ] || continue
            printf '      ── %s\n' "${file#"$machine"/}" >&2
            grep -v '"message":"request"' "$file" | tail -n 12 >&2 || true
        done
    fi
    [ -n "${EVALTRACK_DRILL_KEEP:-}" ] || rm -rf "$machine"
    exit "$code"
}

startMachine() {
    machine="$(mktemp -d "${TMPDIR:-/tmp}/evaltrack-drill-XXXXXX")"
    chmod 755 "$machine"
    trap endMachine EXIT
    trap 'exit 130' INT TERM
    export DEPLOY_POSTGRES_USER DEPLOY_POSTGRES DEPLOY_PGDATA="$machine/postgres/main"
    DEPLOY_POSTGRES_USER="$(id -un)"
    [ "$(id -u)" -ne 0 ] || DEPLOY_POSTGRES_USER=postgres
    DEPLOY_POSTGRES="process:$(dirname "$(command -v pg_ctl)")"

    local each
    for each in postgresPort blue green https http figures; do
        freePort
        printf -v "$each" %s "$portFound"
    done
    # shellcheck disable=SC2154
    export DEPLOY_BLUE_PORT="$blue" DEPLOY_GREEN_PORT="$green" DEPLOY_HOME="$machine/srv" DEPLOY_SECRETS="$machine/secrets"
    # shellcheck disable=SC2154
    export DEPLOY_FRONT="https://localhost:$https" DEPLOY_FRONT_CA="$machine/front.crt" DEPLOY_HAPROXY_SOCKET="$machine/admin.sock"
    export DEPLOY_CERTIFICATE="$machine/front.crt" DEPLOY_PGBACKREST_CONFIG="$machine/pgbackrest.conf" DEPLOY_BACKUP=pgbackrest
    export DEPLOY_ENVIRONMENT=dev DEPLOY_TEXTFILES="$machine/textfiles" LOG_LEVEL="${LOG_LEVEL:-warn}"
    unset DATABASE_URL JWT_SECRET PORT EVALTRACK_DATA EVALTRACK_ENV
    mkdir -p "$machine/textfiles"

    startPostgres
    startHaproxy
}

startPostgres() {
    local password
    password="$(secret)"
    install -d -m 0750 "$DEPLOY_SECRETS"
    secret >"$DEPLOY_SECRETS/jwt-secret"
    secret >"$DEPLOY_SECRETS/backup-passphrase"
    printf 'hr@empresa.com\nhr123456\n' >"$DEPLOY_SECRETS/smoke-user"
    # shellcheck disable=SC2154
    printf 'postgresql://evaltrack:%s@127.0.0.1:%s/evaltrack\n' "$password" "$postgresPort" >"$DEPLOY_SECRETS/database-url"
    chmod 0640 "$DEPLOY_SECRETS"/*

    for each in postgres postgres/main repository pglog spool run; do install -d -m 0700 -o "$DEPLOY_POSTGRES_USER" "$machine/$each"; done
    # The configuration that people run, at other places.
    sed -e "s#^repo1-path=.*#repo1-path=$machine/repository#" -e "s#^log-path=.*#log-path=$machine/pglog#" \
        -e "s#^spool-path=.*#spool-path=$machine/spool#" -e "s#^lock-path=.*#lock-path=$machine/run/lock#" \
        -e "s#^pg1-path=.*#pg1-path=$machine/postgres/main\npg1-port=$postgresPort\npg1-socket-path=$machine/run\npg1-user=$DEPLOY_POSTGRES_USER#" \
        -e "s#^repo1-cipher-type=.*#&\nrepo1-cipher-pass=$(secret)#" \
        "$EVALTRACK_ROOT/packaging/backup/pgbackrest.conf" >"$machine/pgbackrest.conf"
    chown "$DEPLOY_POSTGRES_USER" "$machine/pgbackrest.conf"
    chmod 0600 "$machine/pgbackrest.conf"
    postgres initdb -k --auth-host=scram-sha-256 --auth-local=peer -D "$machine/postgres/main" -E UTF8 --locale=C.UTF-8 >"$machine/initdb.log" 2>&1
    {
        cat "$EVALTRACK_ROOT/packaging/backup/postgresql.conf"
        printf "archive_command = 'pgbackrest --config=%s --stanza=evaltrack archive-push %%p'\n" "$machine/pgbackrest.conf"
        printf "listen_addresses = '127.0.0.1'\nport = %s\nunix_socket_directories = '%s'\n" "$postgresPort" "$machine/run"
    } | postgres tee -a "$machine/postgres/main/postgresql.conf" >/dev/null
    postgres pg_ctl -D "$machine/postgres/main" -l "$machine/postgres/main/start.log" -w start >/dev/null
    postgres psql -Xq -h "$machine/run" -p "$postgresPort" -d postgres -v ON_ERROR_STOP=1 <<END
create role evaltrack login password '$password';
create database evaltrack owner evaltrack;
END
}

# As the database's owner of all; reads statements from standard input or -c.
superSql() { postgres psql -XqAt -v ON_ERROR_STOP=1 -h "$machine/run" -p "$postgresPort" -d evaltrack "$@"; }

makeCertificate() { # DAYS
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$1" -subj /CN=localhost -addext subjectAltName=DNS:localhost \
        -keyout "$machine/front.key" -out "$machine/front.crt" 2>/dev/null
    cat "$machine/front.crt" "$machine/front.key" >"$machine/front.pem"
}

startHaproxy() {
    makeCertificate "${CERTIFICATE_DAYS:-90}"
    # shellcheck disable=SC2154
    EVALTRACK_HTTPS="127.0.0.1:$https" EVALTRACK_HTTP="127.0.0.1:$http" EVALTRACK_CERTIFICATE="$machine/front.pem" \
        EVALTRACK_BLUE="127.0.0.1:$blue" EVALTRACK_GREEN="127.0.0.1:$green" EVALTRACK_ADMIN_SOCKET="$DEPLOY_HAPROXY_SOCKET" \
        EVALTRACK_HAPROXY_METRICS="127.0.0.1:$figures" haproxy -W -db -f "$EVALTRACK_ROOT/packaging/haproxy/haproxy.cfg" >"$machine/haproxy.log" 2>&1 &
    haproxyPid=$!
    machinePids+=("$haproxyPid")
    for _ in $(seq 100); do
        [ ! -S "$DEPLOY_HAPROXY_SOCKET" ] || return 0
        sleep 0.1
    done
    echo "HAProxy does not start" >&2
    exit 1
}

# putRelease VERSION: the program that was built, as a release of that name.
putRelease() {
    mkdir -p "$DEPLOY_HOME/releases/$1/bin"
    ln -sf "$EVALTRACK_BIN/evaltrack-server" "$DEPLOY_HOME/releases/$1/bin/evaltrack-server"
}

# Of the program that was built; what follows a + tells builds of it apart.
builtVersion() { "$EVALTRACK_BIN/evaltrack-server" --version | awk '{ print $NF }'; }

fillCompany() {
    DATABASE_URL_FILE="$DEPLOY_SECRETS/database-url" EVALTRACK_DATA="$machine/srv/data/none" \
        "$EVALTRACK_BIN/evaltrack-server" demo --people 250 --events 24 >"$machine/demo.log" 2>&1
}

run() { # COMMAND…: its output indented; its exit code in `code`
    code=0
    "$@" 2>&1 9>&- | sed 's/^/      | /' || code=${PIPESTATUS[0]}
}

# startLoad SECONDS: people who read and doors that send captures, through HAProxy. endLoad says what became of it in loadRequests,
# loadFailed, loadAcknowledged, loadSeconds, and in milliseconds loadP99 and loadMedian.
startLoad() {
    curl -fsS --cacert "$DEPLOY_FRONT_CA" -H 'Content-Type: application/json' -d '{"email":"hr@empresa.com","password":"hr123456"}' \
        "$DEPLOY_FRONT/auth/login" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' >"$machine/token"
    [ -s "$machine/token" ] || {
        echo "nobody can sign in" >&2
        exit 1
    }
    wrk -t "${LOAD_THREADS:-1}" -c "${LOAD_CONNECTIONS:-12}" -d "$1s" --timeout 15s -s "$EVALTRACK_ROOT/packaging/drill/stage/load.lua" "$DEPLOY_FRONT" -- \
        "$machine/token" "$machine/load.result" >"$machine/wrk.log" 2>&1 &
    loadPid=$!
}

endLoad() {
    # wrk tells its figures when it is interrupted.
    kill -INT "$loadPid" 2>/dev/null || true
    wait "$loadPid" 2>/dev/null || true
    loadPid=""
    read -r loadRequests loadFailed loadAcknowledged loadSeconds loadP99 loadMedian <"$machine/load.result"
}
