#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# EvalTrack.dmg, with Qt and PostgreSQL in it. On macOS with Homebrew; written with care, not yet tried.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
guardScript

# As packed by EDB, which PostgreSQL's own pages lead to: these programs find their parts wherever they are put.
postgresVersion="17.6-1"
postgres="$EVALTRACK_ROOT/build/deps/pgsql"

[ "$(uname -s)" = Darwin ] || fail "A DMG is made on macOS." "On Debian: packaging/drill.sh packages"
stepCount=5
takeLock
step "Packages EvalTrack needs"
installDependencies run

step "PostgreSQL"
if [ ! -x "$postgres/bin/initdb" ]; then
    mkdir -p "$EVALTRACK_ROOT/build/deps"
    archive="$EVALTRACK_ROOT/build/deps/postgresql.zip"
    curl -fsSL -o "$archive" "https://get.enterprisedb.com/postgresql/postgresql-$postgresVersion-osx-binaries.zip"
    unzip -q -o "$archive" -d "$EVALTRACK_ROOT/build/deps"
    rm "$archive"
fi

step "Configuring"
cd "$EVALTRACK_ROOT"
cmake --preset release -B build/bundle -DEVALTRACK_BUNDLE=ON -DEVALTRACK_POSTGRESQL="$postgres" \
    ${cmakeOptions[@]+"${cmakeOptions[@]}"}

step "Building"
cmake --build build/bundle -j "$(jobCount)"
leaveLock

step "Packing"
cpack --config build/bundle/CPackConfig.cmake
ls build/bundle/packages
