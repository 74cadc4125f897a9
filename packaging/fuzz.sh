#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Gives the readers of what comes from outside all the inputs that libFuzzer can think of: tests/fuzz/README.md.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
guardScript

seconds=60
target=""
usage() {
    cat <<END
Usage: packaging/fuzz.sh [--seconds N] [--target httpguard|capturebatch|changefeed|codes|storerecords]

Builds the fuzz preset with clang 16 and runs each target for N seconds (60 unless given), as many at once as there are
processors. Ends with 1 when an input breaks something, and names the file that holds it. To try one again:
  build/fuzz/fuzz/fuzz-TARGET FILE
What was found out about inputs stays in build/fuzz/corpus and is used by the next run.
END
}
while [ $# -gt 0 ]; do
    case "$1" in
        --seconds) seconds="${2:-}" && shift ;;
        --target) target="${2:-}" && shift ;;
        --help | -h)
            usage
            exit 0
            ;;
        *)
            usage >&2
            fail "Unknown option $1." "" 2
            ;;
    esac
    shift || true
done
case "$seconds" in '' | *[!0-9]*) fail "How many seconds?" "Usage: packaging/fuzz.sh --seconds 60" 2 ;; esac

names="${target:-httpguard capturebatch changefeed codes storerecords}"
cd "$EVALTRACK_ROOT"
for name in $names; do
    [ -d "tests/fuzz/corpus/$name" ] || fail "There is no target $name." "$(usage)" 2
done

stepCount=4
takeLock
step "Packages the fuzz targets need"
installDependencies fuzz

step "Configuring" "The last lines above say what CMake missed; all of it is in build/fuzz/configure.log."
configure fuzz

step "Building"
buildPreset fuzz fuzzers
leaveLock

# Outside the sources: what the runs learn, what they say, and what they find.
work="$EVALTRACK_ROOT/build/fuzz"
mkdir -p "$work/logs" "$work/findings"

# The words of the protocol, so that they need not be guessed letter by letter.
sed -n 's/^EVALTRACK_KEY(\(.*\));$/"\\"\1\\""/p' models/wire/keys.h >"$work/json.dict"

runTarget() { # name
    local name="$1" code=0 dictionary=()
    mkdir -p "$work/corpus/$name"
    case "$name" in capturebatch | changefeed) dictionary=("-dict=$work/json.dict") ;; esac
    ASAN_OPTIONS="${ASAN_OPTIONS:-abort_on_error=1}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}" LC_ALL=C.UTF-8 \
        "$work/fuzz/fuzz-$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=256 \
        -artifact_prefix="$work/findings/$name-" -print_final_stats=1 ${dictionary[@]+"${dictionary[@]}"} \
        "$work/corpus/$name" "tests/fuzz/corpus/$name" >"$work/logs/$name.log" 2>&1 || code=$?
    echo "$code" >"$work/logs/$name.code"
}

step "Running each target for $seconds s"
rm -f "$work"/logs/*.code
running=0
for name in $names; do
    if [ "$running" -ge "$(processorCount)" ]; then
        wait -n 2>/dev/null || wait
        running=$((running - 1))
    fi
    runTarget "$name" &
    running=$((running + 1))
done
wait

broken=""
for name in $names; do
    log="$work/logs/$name.log"
    code="$(cat "$work/logs/$name.code" 2>/dev/null || echo none)"
    runs="$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)"
    if [ "$code" = 0 ]; then
        say "$name: ${runs:-no} inputs, nothing found"
    else
        broken="$broken $name"
        input="$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)"
        grep -E '^Does not hold|SUMMARY|ERROR:|runtime error' "$log" | head -n 5 >&2 || tail -n 15 "$log" >&2
        say "$name: broken by ${input:-an input that was not kept}; all of it is in $log" >&2
    fi
done
[ -z "$broken" ] || fail "Found something:$broken."
printf '\nNothing found.\n'
