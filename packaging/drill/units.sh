# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What: a machine is set up by units with the commands of their README, works, takes another version, and comes back
# A part of drill.sh, which has set these. The slice, which has no minutes for a fresh Debian, has the units read.
: "${slice?}" "${preset:?}"

drillUnits() {
    local folder="$EVALTRACK_ROOT/build/drill/units" made="$EVALTRACK_ROOT/build/$preset/packages" code=0
    [ "$(id -u)" = 0 ] || fail "Only root may set a machine up." "Run packaging/drill.sh units as root."
    installDependencies packages
    rm -rf "$folder"
    mkdir -p "$folder"
    if [ -n "$slice" ]; then
        readUnits "$folder"
        return
    fi
    takeLock
    configure "$preset"
    buildPreset "$preset" evaltrack-server
    rm -rf "$made"
    (cd "$EVALTRACK_ROOT/build/$preset" && cpack -G DEB) >"$folder/cpack.log" 2>&1 || {
        tail -n 20 "$folder/cpack.log" >&2
        return 1
    }
    leaveLock
    mmdebstrap --quiet --variant=minbase bookworm "$folder/root.tar" 2>"$folder/mmdebstrap.log" || {
        tail -n 20 "$folder/mmdebstrap.log" >&2
        return 1
    }
    mkdir "$folder/root"
    tar -xf "$folder/root.tar" -C "$folder/root"
    rm "$folder/root.tar"
    "$EVALTRACK_ROOT/packaging/systemd/trial.sh" "$(echo "$made"/evaltrack-server_*.deb)" "$folder/root" "$folder/trial" || code=$?
    rm -rf "$folder/root"
    [ "$code" != 77 ] || fail "No systemd can be started here." "It needs control groups that root can write."
    return "$code"
}

# As systemd reads them on a machine where the programs of the units are.
readUnits() { # FOLDER
    local program units="$EVALTRACK_ROOT/packaging/systemd" tree="$1/tree"
    mkdir -p "$tree/etc/systemd/system" "$tree/etc/evaltrack"
    cp "$units"/*.service "$units"/*.timer "$units"/*.target "$tree/etc/systemd/system/"
    for program in srv/evaltrack/slots/blue/bin/evaltrack-server usr/lib/evaltrack/deploy/backup.sh bin/sh; do
        install -D -m 0755 /bin/true "$tree/$program"
    done
    # What Debian has there.
    for program in postgresql@ haproxy prometheus prometheus-alertmanager prometheus-node-exporter; do
        printf '[Service]\nExecStart=/bin/sh\n' >"$tree/etc/systemd/system/$program.service"
    done
    systemd-analyze verify --man=no --recursive-errors=no --root="$tree" evaltrack-server@blue.service evaltrack-live.service evaltrack-backup@full.service \
        evaltrack-backup-verify.service evaltrack-archive.service evaltrack.target 2>"$1/verify.log" || true
    if grep "evaltrack" "$1/verify.log"; then return 1; fi
    say "systemd has nothing to say of the units"
}
