# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the measurements of the server share. To be sourced; needs EVALTRACK_BIN, and psql, pgbench and wrk in the path.

set -euo pipefail

benchFolder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
EVALTRACK_BIN="${EVALTRACK_BIN:?is not set; packaging/bench.sh sets it}"
seconds="${EVALTRACK_BENCH_SECONDS:-4}" # of each single measurement
rounds="${EVALTRACK_BENCH_ROUNDS:-3}"
clients=8

work="$(mktemp -d)"
chmod 755 "$work" # PostgreSQL may run as another account
serverPid=""

heading() { printf '%s\n' "$*"; }

# figure "what" "value" ["wanted, reached"]
figure() { printf '  %-57s %14s%s\n' "$1" "$2" "${3:+   wanted $3}"; }

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# holds 0.31 '>=' 0.25: whether it is so, in words.
holds() {
    awk -v value="$1" -v operator="$2" -v wanted="$3" 'BEGIN {
        reached = operator == ">=" ? value >= wanted : value < wanted
        print (reached ? "reached" : "NOT reached")
    }'
}

# The middle one of the numbers on standard input.
median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

whole() { awk '{ printf "%.0f\n", $1 }'; }

per() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f\n", a / b }'; }

# ── The server ──────────────────────────────────────────────────────────────────────────────────

freePort() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 20000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
    die "no free port"
}

# startServer FOLDER [demo options…]: fills a fresh data folder with a demo company and serves it.
startServer() {
    local folder="$1"
    shift
    export EVALTRACK_DATA="$folder" LOG_LEVEL="${LOG_LEVEL:-warn}" JWT_EXPIRES_IN=2h
    JWT_SECRET="${JWT_SECRET:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}"
    export JWT_SECRET
    PORT="$(freePort)"
    export PORT
    address="http://127.0.0.1:$PORT"
    "$EVALTRACK_BIN/evaltrack-server" demo "$@" >"$work/demo.log" 2>&1 || {
        tail -n 20 "$work/demo.log" >&2
        die "evaltrack-server demo failed"
    }
    "$EVALTRACK_BIN/evaltrack-server" serve >"$work/server.log" 2>&1 &
    serverPid=$!
    for _ in $(seq 300); do
        if curl -fs -o /dev/null "$address/ready"; then
            database="$("$EVALTRACK_BIN/evaltrack-server" database-url)"
            return
        fi
        kill -0 "$serverPid" 2>/dev/null || break
        sleep 0.1
    done
    tail -n 20 "$work/server.log" >&2
    die "the server did not come up"
}

stopServer() {
    [ -n "$serverPid" ] || return 0
    kill "$serverPid" 2>/dev/null || true
    wait "$serverPid" 2>/dev/null || true
    serverPid=""
}

cleanUp() {
    stopServer
    rm -rf "$work"
}
trap cleanUp EXIT
trap 'exit 130' INT TERM

sql() { psql -XqAt -v ON_ERROR_STOP=1 -d "$database" "$@"; }

# The peak of the server's resident memory in MB; empty where the system does not tell.
peakMemory() { awk '/^VmHWM:/ { printf "%.1f", $2 / 1024 }' "/proc/$serverPid/status" 2>/dev/null || true; }

# ── What is compared ────────────────────────────────────────────────────────────────────────────

# query NAME: the statement of that name as the server has it, on one line, with $1 as :p1.
query() {
    local file="$benchFolder/../../embedded-server/sql/queries/${1%%.*}.sql"
    # shellcheck disable=SC2016
    awk -v wanted="-- name: $1" '
        /^--/ { inside = ($0 == wanted); next }
        inside { print }' "$file" | tr '\n' ' ' | sed -E 's/\$([0-9]+)/:p\1/g; s/[; ]*$/;/'
    echo
}

# pgbenchRate FILE [options…]: transactions a second.
pgbenchRate() {
    local file="$1"
    shift
    pgbench -n -M prepared -c "$clients" -j 2 -T "$seconds" -f "$file" "$@" -d "$database" >"$work/pgbench.log" 2>&1 || {
        tail -n 5 "$work/pgbench.log" >&2
        die "pgbench failed"
    }
    awk '/^tps = .*without/ { print $3 }' "$work/pgbench.log"
}

# wrkRate KIND [arguments…]: requests of requests.lua a second; every answer must be a success.
wrkRate() {
    wrk -t 1 -c "$clients" -d "${seconds}s" -s "$benchFolder/api/requests.lua" "$address" -- "$@" >"$work/wrk.log" 2>&1 || {
        tail -n 5 "$work/wrk.log" >&2
        die "wrk failed"
    }
    if grep -E 'Non-2xx|Socket errors' "$work/wrk.log" >&2; then
        die "the server answered $1 with errors"
    fi
    awk '/^Requests\/sec/ { print $2 }' "$work/wrk.log"
}

# compare "what" WANTED ROUTE_COMMAND DATABASE_COMMAND: both in turn, so that a change of the machine's speed meets both.
compare() {
    local what="$1" wanted="$2" route="$3" plain="$4" a b ratio
    : >"$work/ratios"
    : >"$work/routes"
    : >"$work/plains"
    for _ in $(seq "$rounds"); do
        b="$($plain)" || exit 1
        a="$($route)" || exit 1
        echo "$a" >>"$work/routes"
        echo "$b" >>"$work/plains"
        per "$a" "$b" >>"$work/ratios"
    done
    ratio="$(median <"$work/ratios")"
    figure "$what, requests/s" "$(median <"$work/routes" | whole)"
    figure "the same SQL by pgbench, transactions/s" "$(median <"$work/plains" | whole)"
    figure "ratio (median of $rounds pairs)" "$ratio" ">= $wanted, $(holds "$ratio" '>=' "$wanted")"
}
