#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh machine to EvalTrack on a demo company, in one command.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
guardScript

usage() {
    cat <<END
Usage: packaging/run.sh [--server] [--reset-demo]

Installs what is missing, builds EvalTrack and opens it on a demo company. The first run takes some
minutes, the next ones seconds. It is safe to interrupt and to repeat.

  --server      run the server alone, on port 3000 or the one that PORT names
  --reset-demo  throw the demo company away and make a new one first
  --help        this text

The demo company is kept in the user's data folder, or in the one that EVALTRACK_DATA names.
EVALTRACK_JOBS sets how many compilers run at once.
END
}

serverOnly=""
resetDemo=""
for argument in "$@"; do
    case "$argument" in
        --server) serverOnly=yes ;;
        --reset-demo) resetDemo=yes ;;
        --help | -h)
            usage
            exit 0
            ;;
        *)
            usage >&2
            fail "Unknown option $argument." "" 2
            ;;
    esac
done

# Is there a screen a window can be opened on?
hasDisplay() {
    local number
    [ -z "${QT_QPA_PLATFORM:-}" ] || return 0
    if [ "$(uname -s)" = Darwin ]; then
        [ -z "${SSH_CONNECTION:-}" ]
        return
    fi
    if [ -n "${WAYLAND_DISPLAY:-}" ]; then
        [ -S "$WAYLAND_DISPLAY" ] || [ -S "${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/$WAYLAND_DISPLAY" ] && return 0
    fi
    case "${DISPLAY:-}" in
        "") return 1 ;;
        :*)
            number="${DISPLAY#:}"
            number="${number%%.*}"
            [ -S "/tmp/.X11-unix/X$number" ] || grep -qs "@/tmp/.X11-unix/X$number\$" /proc/net/unix
            ;;
        *) return 0 ;;
    esac
}

displayMissing=""
if [ -z "$serverOnly" ] && ! hasDisplay; then
    displayMissing=yes
    serverOnly=yes
fi

stepCount=4
[ -z "$resetDemo" ] || stepCount=5

takeLock
step "Packages EvalTrack needs"
installDependencies run

step "Configuring" "The last lines above say what CMake missed; all of it is in build/release/configure.log."
[ -x "$(binaryFolder release)/evaltrack-server" ] || requireDiskSpace 3
configure release

step "Building (minutes the first time)" "The compiler's message is above. Killed compilers mean too little memory: try EVALTRACK_JOBS=1 packaging/run.sh"
buildPreset release
leaveLock

cd "$EVALTRACK_ROOT"
bin="$(binaryFolder release)"

if [ -n "$resetDemo" ]; then
    step "Making the demo company anew" "Close EvalTrack if it is open, and run again."
    "$bin/evaltrack-server" demo --people 250 --events 24 --seed 1 --reset
fi

if [ -n "$displayMissing" ]; then
    step "Starting the server"
    say "There is no display here to open a window on, so this is what --server does."
elif [ -n "$serverOnly" ]; then
    step "Starting the server"
else
    step "Opening EvalTrack"
    exec "$bin/evaltrack" --demo
fi
exec "$bin/evaltrack-server" serve --demo --port "${PORT:-3000}"
