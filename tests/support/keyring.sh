#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program ("$@") with a Secret Service of its own, whose collection is open and stays in $KEYRING_HOME; its process is
# $KEYRING_PROCESS. Whoever asks before it has its name on the bus makes the bus start another one, which is shut.
set -eu
mkdir -p "$KEYRING_HOME/run"
chmod 700 "$KEYRING_HOME/run"
export HOME="$KEYRING_HOME" XDG_RUNTIME_DIR="$KEYRING_HOME/run" XDG_DATA_HOME="$KEYRING_HOME/data" \
    XDG_CONFIG_HOME="$KEYRING_HOME/config"

exec dbus-run-session -- sh -eu -c '
    printf secret | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    export KEYRING_PROCESS=$!
    trap "kill -KILL $KEYRING_PROCESS 2>/dev/null || true" EXIT
    tries=0
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.secrets | grep -q "boolean true"; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || exit 70
        sleep 0.05
    done
    "$@"
' sh "$@"
