#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the keychain tests ($1) against a real Secret Service, against one that is stopped, and against none.
set -eu
tests=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# shellcheck disable=SC2016
KEYRING_HOME="$home" "$(dirname "$0")/../../support/keyring.sh" sh -eu -c '
    "$1" --gtest_filter="SecretServiceTest.*"
    kill -STOP "$KEYRING_PROCESS"
    "$1" --gtest_filter="HungServiceTest.*"
' sh "$tests"

HOME="$home" DBUS_SESSION_BUS_ADDRESS="unix:path=$home/nobody" "$tests" --gtest_filter="NoServiceTest.*"
