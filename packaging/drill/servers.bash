# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What parts of drill.sh share that start servers of their own: folders, processes, results. To be sourced.

workFolder="$(mktemp -d "${TMPDIR:-/tmp}/evaltrack-drill.XXXXXX")"
chmod 711 "$workFolder"
started="" # processes of ours, the last one first

# Servers refuse to be root: they run as an account of their own then.
runUser=""
if [ "$(id -u)" -eq 0 ]; then
    for each in postgres mysql nobody; do
        if id "$each" >/dev/null 2>&1; then
            runUser="$each"
            break
        fi
    done
fi

# Before a command that is to run so. No function: a function in the background is a shell around the program, and ending it leaves
# the program running.
runAs=()
if [ -n "$runUser" ]; then runAs=(setpriv --reuid "$runUser" --regid "$(id -g "$runUser")" --clear-groups); fi
: "${runAs[@]:-}"

# A folder that servers may write to.
serverFolder() { # name
    mkdir -p "$workFolder/$1"
    chmod 700 "$workFolder/$1"
    if [ -n "$runUser" ]; then chown "$runUser" "$workFolder/$1"; fi
    echo "$workFolder/$1"
}

# Waits until a command succeeds; fails when it does not within so many seconds.
waitUntil() { # seconds what command…
    local seconds="$1" what="$2" until
    shift 2
    until=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || fail "$what did not come within $seconds s." "Its log is below $workFolder."
        sleep 0.2
    done
}

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", (b > 0 ? a / b : 0) }'; }

# A result that must be so.
must() { # what command…
    local what="$1"
    shift
    "$@" || fail "Not so: $what." "What the programs said is below $workFolder; it is kept."
    say "ok: $what"
}

onExit() {
    local code=$? process
    for process in $started; do
        kill "$process" 2>/dev/null || true
    done
    for process in $started; do
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            kill -0 "$process" 2>/dev/null || break
            sleep 0.3
        done
        kill -KILL "$process" 2>/dev/null || true
    done
    if [ "$code" -eq 0 ]; then
        rm -rf "$workFolder"
    else
        warn "kept: $workFolder"
    fi
}
