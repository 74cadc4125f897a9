#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures EvalTrack on this machine. What counts are the ratios within one run: they hold on other machines too.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
guardScript

if [ $# -gt 1 ] || [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/bench.sh [NAME]

Builds the bench preset, then runs every evaltrack-bench-* program and every script of tests/bench,
or those whose names contain NAME. Leave the machine alone meanwhile.
END
    exit 0
fi
wanted="${1:-}"

stepCount=4
takeLock
step "Packages the measurements need"
installDependencies test

step "Configuring" "The last lines above say what CMake missed; all of it is in build/bench/configure.log."
requireDiskSpace 3
configure bench

step "Building"
buildPreset bench
leaveLock

step "Measuring on $(processorCount) processors"
cd "$EVALTRACK_ROOT"
EVALTRACK_BIN="$(binaryFolder bench)"
# pgbench is found beside the server binaries where the distribution puts no link in the path.
PATH="$EVALTRACK_BIN:$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)"
export EVALTRACK_BIN PATH QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8

count=0
failed=""
for measurement in "$EVALTRACK_BIN"/evaltrack-bench-* tests/bench/*.sh; do
    if [ ! -f "$measurement" ] || [ ! -x "$measurement" ]; then continue; fi
    case "$(basename "$measurement")" in
        *"$wanted"*) ;;
        *) continue ;;
    esac
    count=$((count + 1))
    printf '\n%s── %s%s\n' "$bold" "$(basename "$measurement")" "$plain"
    "$measurement" || failed="$failed $(basename "$measurement")"
done

[ "$count" -gt 0 ] || fail "There is nothing to measure${wanted:+ by the name $wanted}." "Look into tests/bench."
[ -z "$failed" ] || fail "Broke off:$failed" "Its last lines say why."
printf '\nMeasurements: %d, all ran through. The lines above say which bounds were reached.\n' "$count"
