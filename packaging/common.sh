# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What run.sh, test.sh and bench.sh share: steps that are told, errors that say what to do, one build at a time.
# To be sourced. Works with the bash 3.2 of macOS: no associative arrays, no mapfile.

set -euo pipefail

EVALTRACK_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly EVALTRACK_ROOT

# A service may start us without a home; ccache needs one. Without this word it keeps nothing that uses a precompiled header.
if [ -z "${HOME:-}" ]; then
    unset HOME
    HOME=~
fi
CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS:-pch_defines,time_macros}"
export HOME CCACHE_SLOPPINESS

# shellcheck source=packaging/dependencies.sh
. "$EVALTRACK_ROOT/packaging/dependencies.sh"

program="packaging/$(basename "$0")"
stepNumber=0
stepCount=0
stepName=""
advice=""
lockFolder=""
cmakeOptions=() # what installDependencies adds to the preset

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' plain=$'\e[0m'
else
    bold="" plain=""
fi

# ── Telling ─────────────────────────────────────────────────────────────────────────────────────

# step "What happens now" ["What to do when it fails"]
step() {
    stepNumber=$((stepNumber + 1))
    stepName="$1"
    advice="${2:-}"
    [ "$stepCount" -ge "$stepNumber" ] || stepCount=$stepNumber
    printf '%s[%d/%d] %s%s\n' "$bold" "$stepNumber" "$stepCount" "$stepName" "$plain"
}

say() { printf '      %s\n' "$*"; }

warn() { printf '      Note: %s\n' "$*" >&2; }

# fail "What is wrong" "What to do": ends the script.
fail() {
    printf '\n%s: %s\n' "$program" "$1" >&2
    [ -z "${2:-}" ] || printf '%s\n' "$2" >&2
    trap - ERR
    exit "${3:-1}"
}

onError() {
    local code=$1 line=$2
    trap - ERR
    [ "$BASH_SUBSHELL" -eq 0 ] || exit "$code" # the script itself tells it
    case "$code" in 130 | 143) onInterrupt ;; esac
    printf '\n%s: "%s" failed (line %s, exit code %s).\n' "$program" "${stepName:-start}" "$line" "$code" >&2
    [ -z "$advice" ] || printf '%s\n' "$advice" >&2
    printf 'Run the same command again when that is done: what is finished is not done twice.\n' >&2
    exit "$code"
}

onInterrupt() {
    trap - ERR INT TERM
    printf '\n%s: interrupted during "%s". Nothing is broken; the same command goes on from there.\n' \
        "$program" "${stepName:-start}" >&2
    exit 130
}

onExit() { leaveLock; }

guardScript() {
    set -E
    trap 'onError $? $LINENO' ERR
    trap onInterrupt INT TERM
    trap onExit EXIT
}

# ── One at a time ───────────────────────────────────────────────────────────────────────────────
# A folder is made by one process only, on every system. It names its maker, so that what a killed
# run left behind is recognised and taken over.

isAlive() { kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ]; }

takeLock() {
    local folder="$EVALTRACK_ROOT/build/.lock" owner told=""
    mkdir -p "$EVALTRACK_ROOT/build" 2>/dev/null || true
    if [ ! -w "$EVALTRACK_ROOT/build" ]; then
        fail "Cannot write to $EVALTRACK_ROOT/build." \
            "Make this folder yours (chown -R $(id -un) $EVALTRACK_ROOT/build) or work in a copy of your own."
    fi
    until mkdir "$folder" 2>/dev/null; do
        owner="$(cat "$folder/pid" 2>/dev/null || true)"
        # Its maker is gone, or died between making the folder and signing it.
        if { [ -n "$owner" ] && ! isAlive "$owner"; } ||
            { [ -z "$owner" ] && [ -n "$(find "$folder" -maxdepth 0 -mmin +1 2>/dev/null)" ]; }; then
            rm -rf "$folder"
            continue
        fi
        if [ -z "$told" ]; then
            say "Another run is building here (process ${owner:-unknown}); waiting for it. If there is none, delete $folder."
            told=yes
        fi
        sleep 1
    done
    lockFolder="$folder"
    echo $$ >"$folder/pid"
}

leaveLock() {
    [ -z "$lockFolder" ] || rm -rf "$lockFolder"
    lockFolder=""
}

# ── Building ────────────────────────────────────────────────────────────────────────────────────

processorCount() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

# As many compilers as there are processors, and as memory allows: each may take 1.2 GB.
jobCount() {
    local jobs memory
    jobs="${EVALTRACK_JOBS:-$(processorCount)}"
    if [ -z "${EVALTRACK_JOBS:-}" ] && [ -r /proc/meminfo ]; then
        memory=$(awk '/^MemAvailable:/ { print int($2 / 1200000) }' /proc/meminfo)
        [ "$memory" -ge 1 ] || memory=1
        [ "$jobs" -le "$memory" ] || jobs=$memory
    fi
    echo "$jobs"
}

requireDiskSpace() { # GB
    local free
    free=$(df -Pk "$EVALTRACK_ROOT" | awk 'NR == 2 { print int($4 / 1000000) }')
    [ "$free" -ge "$1" ] ||
        fail "Only $free GB are free where $EVALTRACK_ROOT is; building needs $1 GB." "Free some space and run again."
}

# configure PRESET: only when it was never finished, or the preset itself changed. Ninja does the rest.
configure() {
    local folder="$EVALTRACK_ROOT/build/$1"
    local stamp="$folder/.configured"
    if [ -f "$stamp" ] && [ -f "$folder/build.ninja" ] && [ "$stamp" -nt "$EVALTRACK_ROOT/CMakePresets.json" ] &&
        [ "$(cat "$stamp")" = "$EVALTRACK_ROOT" ]; then
        return 0
    fi
    # A cache that belongs to a copy elsewhere would be refused by CMake.
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qF "CMAKE_HOME_DIRECTORY:INTERNAL=$EVALTRACK_ROOT" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    mkdir -p "$folder"
    if ! (cd "$EVALTRACK_ROOT" && cmake --preset "$1" ${cmakeOptions[@]+"${cmakeOptions[@]}"}) >"$folder/configure.log" 2>&1; then
        tail -n 30 "$folder/configure.log" >&2
        return 1
    fi
    echo "$EVALTRACK_ROOT" >"$stamp"
}

# buildPreset PRESET [target…]
buildPreset() {
    local preset="$1" target
    shift
    local targets=()
    for target in "$@"; do targets+=(--target "$target"); done
    (cd "$EVALTRACK_ROOT" && NINJA_STATUS='      %f/%t  ' cmake --build --preset "$preset" -j "$(jobCount)" ${targets[@]+"${targets[@]}"})
}

binaryFolder() { echo "$EVALTRACK_ROOT/build/$1/bin"; }
