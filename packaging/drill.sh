#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tries for real what must work on the day it is needed. Each part is a file drill/<part>.sh with a function drill<Part>.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
guardScript

drillFolder="$EVALTRACK_ROOT/packaging/drill"
partNames="$(cd "$drillFolder" && ls ./*.sh | sed 's|^\./||; s|\.sh$||')"

usage() {
    cat <<END
Usage: packaging/drill.sh [--slice] [--preset NAME] [PART…]

Runs the parts that are named, or all of them, with programs and servers of its own in temporary folders. Ends with 0 only if
everything came out as it must.

  --slice        a short version of each part
  --preset NAME  programs of this preset (release unless given); EVALTRACK_BIN names a folder with programs that are built already
  --list         the parts
  --help         this text
END
}

slice="" preset=release
wanted=""
while [ $# -gt 0 ]; do
    case "$1" in
        --slice) slice=yes ;;
        --preset)
            [ $# -gt 1 ] || fail "--preset needs a name." "" 2
            preset="$2"
            shift
            ;;
        --list)
            for part in $partNames; do
                printf '%-12s %s\n' "$part" "$(sed -n 's/^# What: //p' "$drillFolder/$part.sh")"
            done
            exit 0
            ;;
        --help | -h)
            usage
            exit 0
            ;;
        -*)
            usage >&2
            fail "Unknown option $1." "" 2
            ;;
        *)
            [ -f "$drillFolder/$1.sh" ] || fail "There is no part $1." "packaging/drill.sh --list" 2
            wanted="$wanted $1"
            ;;
    esac
    shift
done
# shellcheck disable=SC2086
set -- ${wanted:-$partNames}
: "${slice:-}" # of the parts

stepCount=$(($# + 3))
takeLock
step "Packages the parts need"
installDependencies drill
if [ -z "${EVALTRACK_BIN:-}" ]; then
    step "Configuring" "The last lines above say what CMake missed; all of it is in build/$preset/configure.log."
    configure "$preset"
    step "Building"
    buildPreset "$preset" evaltrack-server evaltrack-agent
    EVALTRACK_BIN="$(binaryFolder "$preset")"
fi
leaveLock
PATH="$PATH:/usr/sbin:$(printf '%s:' /usr/lib/postgresql/*/bin)"
export EVALTRACK_BIN PATH LC_ALL=C.UTF-8

failed=""
for part in "$@"; do
    step "$part: $(sed -n 's/^# What: //p' "$drillFolder/$part.sh")"
    # A process of its own: what it starts ends with it. Not behind "||", where nothing that fails would end it.
    set +e
    (
        set -e
        trap - ERR EXIT
        # shellcheck source=/dev/null
        . "$drillFolder/$part.sh"
        "drill${part^}"
    )
    code=$?
    set -e
    [ "$code" -eq 0 ] || failed="$failed $part"
done
[ -z "$failed" ] || fail "Did not hold:$failed" "Each part's last lines say what."
printf '\nAll right.\n'
