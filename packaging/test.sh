#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The same set-up as run.sh, then every test.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
guardScript

usage() {
    cat <<END
Usage: packaging/test.sh [--asan | --tidy [all] | --release-check | --build-asan-meanwhile]

Installs what is missing, builds, checks the format of the sources and of the scripts, and runs every test.

  --asan           the same tests under AddressSanitizer and UndefinedBehaviorSanitizer
  --tidy [all]     clang-tidy over the sources that differ from the main branch, or over all
  --release-check  build as people run it, install into a scratch folder, start what was installed
  --build-asan-meanwhile  every test, and what --asan needs is built while they wait for disks and servers
  --help           this text

It needs no display and no input, and works as root and as an ordinary user.
END
}

mode=tests
tidyScope=changed
case "${1:-}" in
    "") ;;
    --asan) mode=asan ;;
    --tidy)
        mode=tidy
        [ -z "${2:-}" ] || tidyScope="$2"
        ;;
    --release-check) mode=release ;;
    --build-asan-meanwhile) mode=ahead ;;
    --help | -h)
        usage
        exit 0
        ;;
    *)
        usage >&2
        fail "Unknown option $1." "" 2
        ;;
esac

cd "$EVALTRACK_ROOT"
failures=""

# The project's files, with git or without it (an unpacked archive has no .git).
sourceFiles() { # pattern…
    if git -c safe.directory='*' rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git -c safe.directory='*' ls-files -- "$@"
    else
        local pattern
        for pattern in "$@"; do find . -path ./build -prune -o -name "$pattern" -type f -print; done
    fi
}

changedSources() {
    local base
    base="$(git -c safe.directory='*' merge-base HEAD origin/main 2>/dev/null || git -c safe.directory='*' rev-parse HEAD)" || return 1
    git -c safe.directory='*' diff --name-only --diff-filter=d "$base" -- '*.cpp'
}

# Another version of clang-format has other opinions: the format is that of version 14.
checkFormat() {
    local tool files
    tool="$(command -v clang-format-14 || command -v clang-format || true)"
    if [ -z "$tool" ] || ! "$tool" --version | grep -q 'version 14\.'; then
        warn "clang-format 14 is not here: the format is not checked."
        return 0
    fi
    files="$(sourceFiles '*.cpp' '*.h')"
    [ -n "$files" ] || return 0
    if ! echo "$files" | xargs "$tool" --dry-run -Werror; then
        say "Put right by: $(basename "$tool") -i FILE"
        failures="$failures format"
    fi
}

checkScripts() {
    if ! command -v shellcheck >/dev/null 2>&1; then
        warn "shellcheck is not here: the scripts are not checked."
        return 0
    fi
    { sourceFiles '*.sh' && printf '%s\n' .ci/run packaging/debian/server/{postinst,prerm,postrm}; } | xargs shellcheck -x -S warning || failures="$failures scripts"
}

# Alert rules, who is told, runbooks, dashboards.
checkMonitoring() {
    if ! command -v promtool >/dev/null 2>&1 || ! command -v amtool >/dev/null 2>&1; then
        warn "promtool and amtool are not here: what watches the server is not checked."
        return 0
    fi
    packaging/monitoring/check.sh || failures="$failures monitoring"
}

runTests() { # preset
    step "Running the tests"
    export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
    # Leaks inside the libraries of the desktop are not ours to mend; all else must be clean.
    export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0:abort_on_error=1}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
    # Half of their time they wait, for disks and for programs they have killed.
    ctest --preset "$1" -j "$(($(processorCount) + 1))" ${CI:+--no-tests=error}
}

# The commands of the build as clang 16 reads them: its name for C++23, the concepts it has and does not announce (without
# them there is no std::expected), and no header that only GCC has precompiled.
prepareTidy() {
    mkdir -p build/tidy/clang
    sed -e 's/-std=c++23/-std=c++2b -Wno-builtin-macro-redefined -U__cpp_concepts -D__cpp_concepts=202002L/; s/-Winvalid-pch//; s/-include [^ ]*cmake_pch.hxx//' \
        build/tidy/compile_commands.json >build/tidy/clang/compile_commands.json
}

prepare() { # preset [packages]
    step "Packages the tests need"
    installDependencies "${2:-test}"
    step "Configuring" "The last lines above say what CMake missed; all of it is in build/$1/configure.log."
    [ -x "$(binaryFolder "$1")/evaltrack-server" ] || requireDiskSpace 5
    configure "$1"
}

build() { # preset
    step "Building" "The compiler's message is above. Killed compilers mean too little memory: try EVALTRACK_JOBS=1."
    buildPreset "$1"
}

takeLock
case "$mode" in
    tests)
        stepCount=5
        prepare dev
        step "Checking the format of sources and scripts"
        checkFormat
        checkScripts
        checkMonitoring
        build dev
        leaveLock
        runTests dev || failures="$failures tests"
        ;;
    ahead)
        stepCount=7
        prepare dev
        step "Checking the format of sources and scripts"
        checkFormat
        checkScripts
        checkMonitoring
        build dev
        log="$EVALTRACK_ROOT/build/dev/tests.log"
        runTests dev >"$log" 2>&1 &
        tests=$!
        prepare asan
        # The tests are not to wait for a processor.
        renice -n 10 -p $$ >/dev/null
        build asan || failures="$failures building"
        leaveLock
        wait "$tests" || failures="$failures tests"
        cat "$log"
        ;;
    asan)
        stepCount=4
        prepare asan
        build asan
        leaveLock
        runTests asan || failures="$failures tests"
        ;;
    tidy)
        stepCount=4
        prepare tidy tidy
        build tidy
        step "Reading the sources with clang-tidy"
        tool="$(command -v clang-tidy-16 || command -v clang-tidy)"
        prepareTidy
        if [ "$tidyScope" = all ]; then
            files="$(sourceFiles '*.cpp')"
        else
            files="$(changedSources)" || fail "Without git there is no telling what differs." "Use: packaging/test.sh --tidy all"
        fi
        if [ -z "$files" ]; then
            say "No source differs."
        else
            echo "$files" | xargs -n 1 -P "$(processorCount)" "$tool" --quiet -p build/tidy/clang || failures="$failures clang-tidy"
        fi
        ;;
    release)
        stepCount=5
        prepare release
        build release
        step "Installing into a scratch folder"
        scratch="$EVALTRACK_ROOT/build/release/scratch"
        rm -rf "$scratch"
        DESTDIR="$scratch" cmake --install build/release --prefix /usr >/dev/null
        step "Starting what was installed"
        for name in evaltrack evaltrack-server evaltrack-agent; do
            QT_QPA_PLATFORM=offscreen "$scratch/usr/bin/$name" --version
        done
        ;;
esac
leaveLock

[ -z "$failures" ] || fail "Not right:$failures."
printf '\nAll right.\n'
