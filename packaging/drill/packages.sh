# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What: the packages are made and read; the Debian ones tried in a fresh Debian, from installing to purging
# A part of drill.sh, which has set these. The slice makes the Debian packages alone and tries them on a throw-away layer over
# this machine's own system, which needs no network.
: "${slice?}" "${preset:?}"

packagesFolder="$EVALTRACK_ROOT/build/drill/packages"

# The things that lintian has against programs that are not compiled to be handed out.
debugTags=hardening-no-fortify-functions,hardening-no-bindnow

# Read by what reads them on other people's machines.
readPackages() { # folder with the packages
    local tags="" package unit verdict
    [ "$preset" = release ] || tags="--suppress-tags=$debugTags"
    # shellcheck disable=SC2086
    lintian --allow-root --fail-on error,warning,info $tags "$1"/*.deb
    say "lintian has nothing to say"
    for package in "$1"/*.deb; do dpkg-deb -x "$package" "$packagesFolder/tree"; done
    desktop-file-validate "$packagesFolder"/tree/usr/share/applications/*.desktop
    appstreamcli validate --no-net "$packagesFolder"/tree/usr/share/metainfo/*.xml >/dev/null
    unit="$packagesFolder/tree/lib/systemd/system/evaltrack-server.service"
    verdict="$(systemd-analyze security --offline=true --threshold=20 --no-pager "$unit" | tail -n 1)" ||
        fail "The service may do more than it needs: $verdict" "systemd-analyze security --offline=true $unit says what."
    say "${verdict#→ }"
}

# That which cannot be installed here is looked into; the tarball is started.
lookInto() { # folder with the packages
    local program package
    mkdir -p "$packagesFolder/tarball"
    tar -xzf "$1"/*.tar.gz -C "$packagesFolder/tarball" --strip-components=1
    for program in evaltrack evaltrack-server evaltrack-agent; do
        "$packagesFolder/tarball/bin/$program" --version >/dev/null
        package="$(echo "$1/$program"-[0-9]*.rpm)"
        rpm -qpl "$package" 2>/dev/null | grep -qx "/usr/bin/$program"
    done
    package="$(echo "$1"/evaltrack-server-[0-9]*.rpm)"
    [ "$(rpm -qpc "$package" 2>/dev/null)" = /etc/evaltrack/server.env ]
    rpm -qpl "$package" 2>/dev/null | grep -qx /usr/lib/systemd/system/evaltrack-server.service
    rpm -qp --scripts "$package" 2>/dev/null | grep -q systemd-sysusers
    say "the tarball starts; the RPMs have their programs, service and settings (they are not installed here)"
}

drillPackages() {
    local root=--machine kinds=DEB made="$EVALTRACK_ROOT/build/$preset/packages"
    [ "$(id -u)" = 0 ] || fail "Only root may install packages." "Run packaging/drill.sh packages as root."
    [ -n "$slice" ] || kinds="DEB;TGZ;RPM"
    installDependencies packages
    takeLock
    configure "$preset"
    buildPreset "$preset" evaltrack evaltrack-server evaltrack-agent
    rm -rf "$made" "$packagesFolder"
    mkdir -p "$packagesFolder"
    (cd "$EVALTRACK_ROOT/build/$preset" && cpack -G "$kinds") >"$packagesFolder/cpack.log" 2>&1 || {
        tail -n 20 "$packagesFolder/cpack.log" >&2
        return 1
    }
    leaveLock
    (cd "$made" && du -h -- *.*) | while read -r size name; do say "$name $size"; done

    readPackages "$made"
    [ -n "$slice" ] || lookInto "$made"
    if [ -z "$slice" ]; then
        root="$packagesFolder/root"
        mkdir -p "$root"
        mmdebstrap --quiet --variant=minbase bookworm "$packagesFolder/root.tar" 2>"$packagesFolder/mmdebstrap.log" || {
            tail -n 20 "$packagesFolder/mmdebstrap.log" >&2
            return 1
        }
        tar -xf "$packagesFolder/root.tar" -C "$root"
    fi
    "$EVALTRACK_ROOT/packaging/debian/trial.sh" "$made" "$root" "$packagesFolder/trial"
    rm -rf "$packagesFolder/root" "$packagesFolder/root.tar" "$packagesFolder/tree" "$packagesFolder/tarball"
}
