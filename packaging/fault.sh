#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Breaks things on purpose and shows what became of the records. What is broken and how it is judged: tests/fault/README.md.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
guardScript

if [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/fault.sh [--minutes N] [--seed S] [--family NAME] [--require-all]

Builds the dev preset, then kills, cuts and stops servers and capture stations for N minutes (3 unless given; from 3 on, longer
where a family has not done the least that it has to). The same seed asks for the same faults in the same order. Ends with 0 only
if nothing was lost, doubled, disordered, unequal, bent, damaged, stuck or late. The families: tests/fault/README.md.

  --require-all  a family that cannot be run on this machine, which is only told otherwise, is a failure
END
    exit 0
fi

stepCount=4
takeLock
step "Packages the tests need"
installDependencies test

step "Configuring" "The last lines above say what CMake missed; all of it is in build/dev/configure.log."
configure dev

step "Building"
buildPreset dev evaltrack-fault
leaveLock

step "Breaking things"
cd "$EVALTRACK_ROOT"
EVALTRACK_BIN="$(binaryFolder dev)"
PATH="$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)"
export EVALTRACK_BIN PATH QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 LOG_LEVEL="${LOG_LEVEL:-off}"
build/dev/tests/evaltrack-fault "$@"
