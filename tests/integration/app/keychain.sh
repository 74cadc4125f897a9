#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the keychain tests ($1) against a real Secret Service, against one that is stopped, and against none.
set -eu
tests=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config"

dbus-run-session -- sh -eu -c '
    printf secret | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    daemon=$!
    trap "kill -KILL $daemon 2>/dev/null || true" EXIT
    "$1" --gtest_filter="SecretServiceTest.*"
    kill -STOP "$daemon"
    "$1" --gtest_filter="HungServiceTest.*"
' sh "$tests"

DBUS_SESSION_BUS_ADDRESS="unix:path=$home/nobody" "$tests" --gtest_filter="NoServiceTest.*"
