# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# What the scripts of this folder share: settings of the environment, one action at a time, the deployment log, the two slots and
# HAProxy. To be sourced. It stands alone, without the rest of the repository: on a server only this folder is installed.

set -euo pipefail
umask 027

deployFolder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
program="$(basename "$0")"

# ── Telling ─────────────────────────────────────────────────────────────────────────────────────

say() { printf '      %s\n' "$*"; }

step() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"; }

warn() { printf '      Note: %s\n' "$*" >&2; }

# fail "What is wrong" ["What to do"]: ends the script; the deployment log has the same words.
fail() {
    note="$1"
    printf '\n%s: %s\n' "$program" "$1" >&2
    [ -z "${2:-}" ] || printf '%s\n' "$2" >&2
    exit 1
}

# refuse "Which precondition does not hold" ["What to do"]: nothing was changed.
refuse() {
    result=refused
    note="$1"
    printf '\n%s: not started: %s\n' "$program" "$1" >&2
    [ -z "${2:-}" ] || printf '%s\n' "$2" >&2
    exit 3
}

# ── Settings ────────────────────────────────────────────────────────────────────────────────────

# loadEnvironment [NAME|FILE]: one KEY=VALUE a line, as systemd reads the same file. What is set already wins.
loadEnvironment() {
    local wanted="${1:-${DEPLOY_ENVIRONMENT:-}}" file="" line key value
    if [ -z "$wanted" ]; then
        file=/etc/evaltrack/deploy.env
        [ -r "$file" ] || refuse "no environment is named" \
            "Name one with --environment dev, staging, production or a file, or make $file."
    elif [ -f "$wanted" ]; then
        file="$wanted"
    elif [ -r "/etc/evaltrack/$wanted.env" ]; then
        file="/etc/evaltrack/$wanted.env"
    elif [ -r "$deployFolder/environments/$wanted.env" ]; then
        file="$deployFolder/environments/$wanted.env"
    else
        refuse "there is no environment $wanted" "Looked for /etc/evaltrack/$wanted.env and $deployFolder/environments/$wanted.env."
    fi
    while IFS= read -r line || [ -n "$line" ]; do
        case "$line" in '' | '#'*) continue ;; esac
        key="${line%%=*}"
        value="${line#*=}"
        value="${value%\"}"
        value="${value#\"}"
        case "$key" in *[!A-Z0-9_]*) refuse "$file: '$key' is no name of a setting" ;; esac
        [ -n "${!key+set}" ] || export "$key=$value"
    done <"$file"
    environmentName="${EVALTRACK_ENV:-development}"

    : "${DEPLOY_HOME:=/srv/evaltrack}"
    : "${DEPLOY_SUPERVISOR:=systemd}"
    : "${DEPLOY_BLUE_PORT:=3001}" "${DEPLOY_GREEN_PORT:=3002}"
    : "${DEPLOY_BACKEND:=evaltrack}"
    : "${DEPLOY_HAPROXY_SOCKET:=/run/haproxy/admin.sock}"
    : "${DEPLOY_FRONT:=https://localhost}"
    : "${DEPLOY_PROMETHEUS:=}"
    : "${DEPLOY_SECRETS:=/etc/evaltrack/secrets}"
    : "${DEPLOY_STEPS:=10 25 50 100}" "${DEPLOY_STEP_SECONDS:=60}"
    : "${DEPLOY_WATCH_SECONDS:=2}"
    : "${DEPLOY_NO_FIGURES_SECONDS:=30}"
    : "${DEPLOY_START_SECONDS:=120}"
    : "${DEPLOY_BACKUP:=pgbackrest}" "${DEPLOY_STANZA:=evaltrack}"
    : "${DEPLOY_PGBACKREST_CONFIG:=/etc/pgbackrest/pgbackrest.conf}"
    : "${DEPLOY_POSTGRES_USER:=postgres}" "${DEPLOY_POSTGRES:=systemd:postgresql@15-main}"
    : "${DEPLOY_TEXTFILES:=}"
    : "${DEPLOY_DISK_PERCENT:=85}"
    : "${EVALTRACK_DRAIN_SECONDS:=10}"
    export EVALTRACK_DRAIN_SECONDS
    case "$DEPLOY_DISK_PERCENT" in
        [0-9] | [1-9][0-9] | 100) ;;
        *) refuse "DEPLOY_DISK_PERCENT is a share of the disk from 0 to 100, not $DEPLOY_DISK_PERCENT" ;;
    esac
    case "$DEPLOY_SUPERVISOR" in systemd | process) ;; *) refuse "DEPLOY_SUPERVISOR is systemd or process, not $DEPLOY_SUPERVISOR" ;; esac
    case "$DEPLOY_BACKUP" in
        pgbackrest) ;;
        none)
            case "$environmentName" in
                production | staging) refuse "DEPLOY_BACKUP=none is not for $environmentName: people's records are there" ;;
            esac
            ;;
        *) refuse "DEPLOY_BACKUP is pgbackrest or none, not $DEPLOY_BACKUP" ;;
    esac
}

# takeOptions NAME…: reads --environment and the words; options of the script itself are left in `rest`.
rest=()
environmentWanted=""
takeOptions() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --environment)
                [ $# -gt 1 ] || refuse "--environment needs a name or a file"
                environmentWanted="$2"
                shift
                ;;
            --environment=*) environmentWanted="${1#*=}" ;;
            *) rest+=("$1") ;;
        esac
        shift
    done
}

need() { # program…
    local each
    for each in "$@"; do
        command -v "$each" >/dev/null 2>&1 || refuse "the program $each is missing"
    done
}

# ── One action at a time, and what is known of it afterwards ────────────────────────────────────

actionName="" actionVersion="-" startedAt=$SECONDS result=failed note="" onEnd=""

# begin ACTION [VERSION]: from here on the log has a line of it, however it ends. Two actions on one machine wait for nobody: the
# second is refused. What one calls is part of it.
begin() {
    actionName="$1"
    actionVersion="${2:--}"
    startedAt=$SECONDS
    # The servers, who have an account of their own, start what the slots point to, and read which one is live.
    (umask 022 && mkdir -p "$DEPLOY_HOME"/{releases,slots,state,data}) 2>/dev/null || true
    mkdir -p "$DEPLOY_HOME"/{log,run} 2>/dev/null || true
    [ -w "$DEPLOY_HOME/state" ] || refuse "$DEPLOY_HOME/state cannot be written by $(id -un)"
    trap finishAction EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    need flock
    if [ -z "${DEPLOY_WITHIN:-}" ]; then
        exec 9>"$DEPLOY_HOME/state/lock"
        flock -n 9 || refuse "another action is under way here" "Its line will be in $DEPLOY_HOME/log/deployments.log."
        export DEPLOY_WITHIN="$actionName"
    fi
}

finishAction() {
    local code=$?
    trap - EXIT INT TERM HUP
    if [ -n "$onEnd" ]; then
        "$onEnd" || true
    fi
    [ "$code" -eq 0 ] || [ "$result" != "done" ] || result=failed
    if [ "$code" -ne 0 ] && [ -z "$note" ]; then
        case "$code" in 130 | 143) note="interrupted" ;; *) note="ended with code $code" ;; esac
    fi
    printf '%s action=%s version=%s environment=%s who=%s result=%s duration=%ss note="%s"\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
        "$actionName" "$actionVersion" "$environmentName" "${SUDO_USER:-$(id -un)}" "$result" $((SECONDS - startedAt)) \
        "${note//\"/\'}" >>"$DEPLOY_HOME/log/deployments.log"
    exit "$code"
}

# ── Slots ───────────────────────────────────────────────────────────────────────────────────────
# Two places for a server, blue and green, each with its port and data folder; `slots/COLOUR` points to the release in it, and
# `state/live` names the one that people use.

portOf() { if [ "$1" = blue ]; then echo "$DEPLOY_BLUE_PORT"; else echo "$DEPLOY_GREEN_PORT"; fi; }
addressOf() { echo "http://127.0.0.1:$(portOf "$1")"; }
otherThan() { if [ "$1" = blue ]; then echo green; else echo blue; fi; }
liveSlot() { cat "$DEPLOY_HOME/state/live" 2>/dev/null || true; }
versionIn() { basename "$(readlink "$DEPLOY_HOME/slots/$1" 2>/dev/null || true)"; }
serverOf() { echo "$DEPLOY_HOME/releases/$1/bin/evaltrack-server"; }

# keep FILE TEXT: whole or not at all.
keep() {
    (umask 022 && printf '%s\n' "$2" >"$DEPLOY_HOME/state/$1.new")
    mv -f "$DEPLOY_HOME/state/$1.new" "$DEPLOY_HOME/state/$1"
}

putIntoSlot() { # SLOT VERSION
    ln -sfn "$DEPLOY_HOME/releases/$2" "$DEPLOY_HOME/slots/$1.new"
    mv -fT "$DEPLOY_HOME/slots/$1.new" "$DEPLOY_HOME/slots/$1"
}

# requireRelease VERSION: that it is there, runs, and is what it is called. What follows a + (a build) is the release's own.
requireRelease() {
    local server told
    case "$1" in '' | *[!A-Za-z0-9.+_-]* | .*) refuse "'$1' is no version" ;; esac
    server="$(serverOf "$1")"
    [ -x "$server" ] || refuse "version $1 is not in $DEPLOY_HOME/releases" \
        "Unpack it there, so that $server is the program."
    told="$("$server" --version 2>/dev/null | awk '{ print $NF }')" || told=""
    [ "$told" = "${1%%+*}" ] || refuse "$server says that it is version '$told', not ${1%%+*}"
}

# What a server is told beside the settings of the environment, which are exported. Of secrets it is told the files.
tellSlot() { # SLOT; in a subshell
    PORT="$(portOf "$1")"
    export PORT EVALTRACK_HOST=127.0.0.1 EVALTRACK_DATA="$DEPLOY_HOME/data/$1"
    export DATABASE_URL_FILE="$DEPLOY_SECRETS/database-url" JWT_SECRET_FILE="$DEPLOY_SECRETS/jwt-secret"
    [ -z "$secretOfMetrics" ] || export EVALTRACK_METRICS_TOKEN_FILE="$secretOfMetrics"
}

runServer() { # SLOT VERSION COMMAND…
    local slot="$1" version="$2"
    shift 2
    (
        tellSlot "$slot"
        "$(serverOf "$version")" "$@"
    )
}

slotPid() { # of a server that this script's kind started; empty when it does not run
    local pid
    if [ "$DEPLOY_SUPERVISOR" = systemd ]; then
        pid="$(systemctl show -p MainPID --value "evaltrack-server@$1" 2>/dev/null || true)"
        [ "${pid:-0}" = 0 ] || echo "$pid"
        return 0
    fi
    pid="$(cat "$DEPLOY_HOME/run/$1.pid" 2>/dev/null || true)"
    if [ -n "$pid" ] && { tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -q evaltrack-server; then echo "$pid"; fi
}

startSlot() { # SLOT: without waiting until it serves
    local slot="$1"
    [ -z "$(slotPid "$slot")" ] || return 0
    if [ "$DEPLOY_SUPERVISOR" = systemd ]; then
        systemctl start --no-block "evaltrack-server@$slot"
        return
    fi
    mkdir -p "$DEPLOY_HOME/data/$slot"
    # Not our lock, nor our end.
    (
        exec 9>&- </dev/null >>"$DEPLOY_HOME/log/server-$slot.log" 2>&1
        tellSlot "$slot"
        exec setsid "$DEPLOY_HOME/slots/$slot/bin/evaltrack-server" serve
    ) &
    echo $! >"$DEPLOY_HOME/run/$slot.pid"
}

# lastWordsOf SLOT: what the server in it logged last.
lastWordsOf() {
    if [ "$DEPLOY_SUPERVISOR" = systemd ]; then
        journalctl --no-pager -n 20 -o cat -u "evaltrack-server@$1" 2>/dev/null || true
    else
        tail -n 20 "$DEPLOY_HOME/log/server-$1.log" 2>/dev/null || true
    fi
}

stopSlot() { # SLOT: it says that it drains, answers what it has begun, and ends
    local slot="$1" pid patience
    if [ "$DEPLOY_SUPERVISOR" = systemd ]; then
        systemctl stop "evaltrack-server@$slot"
        return
    fi
    pid="$(slotPid "$slot")"
    [ -n "$pid" ] || return 0
    kill -TERM "$pid" 2>/dev/null || true
    patience=$((SECONDS + EVALTRACK_DRAIN_SECONDS + 30))
    while [ -n "$(slotPid "$slot")" ]; do
        if [ $SECONDS -ge $patience ]; then
            warn "the server in $slot did not end; it is killed"
            kill -KILL "$pid" 2>/dev/null || true
        fi
        sleep 0.2
    done
    rm -f "$DEPLOY_HOME/run/$slot.pid"
}

isReady() { curl -fsS -m 2 -o /dev/null "$(addressOf "$1")/health/ready" 2>/dev/null; }

waitUntilReady() { # SLOT SECONDS
    local until=$((SECONDS + $2))
    while ! isReady "$1"; do
        # A process that has ended does not become ready.
        [ "$DEPLOY_SUPERVISOR" = systemd ] || [ -n "$(slotPid "$1")" ] || return 1
        [ $SECONDS -lt $until ] || return 1
        sleep 0.2
    done
}

# ── HAProxy ─────────────────────────────────────────────────────────────────────────────────────

askHaproxy() { # COMMAND: its answer
    local address="$DEPLOY_HAPROXY_SOCKET"
    case "$address" in /*) address="UNIX-CONNECT:$address" ;; *) address="TCP:$address" ;; esac
    printf '%s\n' "$1" | socat -t 5 - "$address" 2>/dev/null
}

tellHaproxy() { # COMMAND: what it answers, if anything, is why it does not do it
    local answer
    answer="$(askHaproxy "$1" | tr -d '\n')" || return 1
    [ -z "$answer" ] || {
        warn "HAProxy: $answer"
        return 1
    }
}

# statOf SLOT FIELD…: the fields of HAProxy's own figures of that server, in one line.
statOf() {
    local slot="$1"
    shift
    askHaproxy "show stat $DEPLOY_BACKEND 4 -1" | awk -F, -v slot="$slot" -v wanted="$*" '
        /^# pxname/ { sub(/^# /, ""); for (i = 1; i <= NF; ++i) at[$i] = i; n = split(wanted, fields, " "); next }
        $2 == slot { for (i = 1; i <= n; ++i) printf "%s%s", $at[fields[i]] == "" ? "0" : $at[fields[i]], i < n ? " " : "\n"; found = 1 }
        END { exit !found }'
}

setTraffic() { # SLOT WEIGHT
    tellHaproxy "set weight $DEPLOY_BACKEND/$1 $2"
}

setState() { # SLOT ready|drain|maint
    tellHaproxy "set server $DEPLOY_BACKEND/$1 state $2"
}

waitUntilUp() { # SLOT: until HAProxy itself finds it healthy; one without traffic it calls DRAIN
    local until=$((SECONDS + 30))
    while :; do
        case "$(statOf "$1" status check_status 2>/dev/null)" in 'UP L7OK' | 'DRAIN L7OK') return 0 ;; esac
        [ $SECONDS -lt $until ] || return 1
        sleep 0.2
    done
}

requireHaproxy() {
    need socat curl
    statOf blue status >/dev/null 2>&1 && statOf green status >/dev/null 2>&1 ||
        refuse "HAProxy does not answer at $DEPLOY_HAPROXY_SOCKET, or has no servers blue and green in its backend $DEPLOY_BACKEND"
}

# ── Secrets ─────────────────────────────────────────────────────────────────────────────────────

secretOfMetrics=""

# requireSecrets: the files are there, and nobody else reads them. Their contents are never printed or passed as arguments.
requireSecrets() {
    local each file
    for each in database-url jwt-secret; do
        file="$DEPLOY_SECRETS/$each"
        [ -s "$file" ] || refuse "the secret $file is missing or empty"
        case "$(stat -c %a "$file")" in
            *00 | *40 | *20) ;;
            *) refuse "the secret $file can be read by everybody" "Run: chmod 0640 $file" ;;
        esac
    done
    if [ -s "$DEPLOY_SECRETS/metrics-token" ]; then secretOfMetrics="$DEPLOY_SECRETS/metrics-token"; fi
}

# ── PostgreSQL and pgBackRest ───────────────────────────────────────────────────────────────────

asPostgres() { # COMMAND…: as PostgreSQL's account, wherever that account may stand
    if [ "$(id -un)" = "$DEPLOY_POSTGRES_USER" ] || [ -z "$DEPLOY_POSTGRES_USER" ]; then
        "$@"
    elif [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u "$DEPLOY_POSTGRES_USER" -- "$@")
    else
        (cd / && sudo -n -u "$DEPLOY_POSTGRES_USER" -- "$@")
    fi
}

# A configuration that is named stands alone: what lies beside it in conf.d, as the passphrase does, has to be named, too.
backrest() { # ARGUMENTS…
    local beside options=(--config="$DEPLOY_PGBACKREST_CONFIG" --stanza="$DEPLOY_STANZA")
    beside="$(dirname "$DEPLOY_PGBACKREST_CONFIG")/conf.d"
    if [ -d "$beside" ]; then options+=(--config-include-path="$beside"); fi
    asPostgres pgbackrest "${options[@]}" "$@"
}

# The newest backup's label and when it ended, in seconds since 1970; fails when there is none.
newestBackup() {
    backrest info --output=json 2>/dev/null | tr '{' '\n' | awk '
        /"label":"[^"]*"/ { match($0, /"label":"[^"]*"/); label = substr($0, RSTART + 9, RLENGTH - 10) }
        /"stop":[0-9]+/ { match($0, /"stop":[0-9]+/); stop = substr($0, RSTART + 7, RLENGTH - 7) }
        END { if (label == "" || stop == "") exit 1; print label, stop }'
}

# readDatabase SQL: a single value, by the server's own account. The password goes by the environment, never by an argument.
readDatabase() {
    local url rest credentials query
    url="$(cat "$DEPLOY_SECRETS/database-url")"
    rest="${url#*://}"
    credentials="${rest%%@*}"
    rest="${rest#*@}"
    (
        PGUSER="$(decoded "${credentials%%:*}")" PGPASSWORD="$(decoded "${credentials#*:}")"
        PGHOST="${rest%%/*}" PGPORT=5432 PGCONNECT_TIMEOUT=5
        case "$PGHOST" in *:*) PGPORT="${PGHOST##*:}" PGHOST="${PGHOST%:*}" ;; esac
        rest="${rest#*/}"
        PGDATABASE="${rest%%\?*}"
        query="&${rest#*\?}&"
        case "$query" in *'&host='*)
            query="${query#*&host=}"
            PGHOST="$(decoded "${query%%&*}")"
            ;;
        esac
        export PGUSER PGPASSWORD PGHOST PGPORT PGDATABASE PGCONNECT_TIMEOUT
        psql -XqAt -v ON_ERROR_STOP=1 -c "$1"
    )
}

decoded() { printf '%b' "${1//%/\\x}"; }
