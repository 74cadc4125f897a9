#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program ("$@") on a display of its own, with a session bus that has a Secret Service and starts the accessibility
# bus when it is asked for.
set -eu
home=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$home"' EXIT
mkfifo "$home/display"
# It looks for a free number itself, and tells it when it takes connections. Without -noreset it starts anew whenever the
# only program there goes, and refuses who comes meanwhile.
Xvfb -displayfd 3 -noreset -screen 0 1366x768x24 -nolisten tcp 3>"$home/display" 2>"$home/xvfb.log" &
server=$!
read -r number <"$home/display" || {
    cat "$home/xvfb.log" >&2
    exit 70
}
KEYRING_HOME="$home" DISPLAY=":$number" "$(dirname "$0")/../../support/keyring.sh" "$@"
