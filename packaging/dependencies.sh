#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything EvalTrack needs from the system, and how to get it: Debian 12, Ubuntu 24.04 or newer, macOS with Homebrew.
# Sourced by common.sh, or called: packaging/dependencies.sh run|test [--list]
# Packages for Windows are in vcpkg.json. Why each library was chosen is told in cmake/EvalTrackDependencies.cmake.

if [ "${#BASH_SOURCE[@]}" -eq 1 ]; then # called, not sourced
    # shellcheck source=packaging/common.sh
    . "$(dirname "$0")/common.sh"
    case "${1:-}:${2:-}" in
        run:) step "Packages EvalTrack needs to run" ;;
        test:) step "Packages EvalTrack needs to be tested" ;;
        run:--list | test:--list)
            # shellcheck disable=SC2086
            printf '%s\n' $debianRunPackages
            # shellcheck disable=SC2086
            [ "$1" = run ] || printf '%s\n' $debianTestPackages
            exit 0
            ;;
        *) fail "Which packages?" "Usage: packaging/dependencies.sh run|test [--list]" 2 ;;
    esac
    guardScript
    installDependencies "$1"
    exit 0
fi

# To build and to run.
debianRunPackages="
build-essential cmake ninja-build ccache pkg-config ca-certificates
qt6-base-dev qt6-base-dev-tools qt6-httpserver-dev qt6-websockets-dev qt6-charts-dev qt6-svg-dev
qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6 libqt6sql6-psql libqt6sql6-sqlite
libgl1-mesa-dev libegl1-mesa-dev libvulkan-dev libxkbcommon-dev
qtkeychain-qt6-dev libsecret-1-0 libsodium-dev libcpp-jwt-dev rapidjson-dev nlohmann-json3-dev
libqrencode-dev libzxing-dev libssl-dev libcrypt-dev prometheus-cpp-dev libxlsxwriter-dev libzip-dev libicu-dev zlib1g-dev libcurl4-openssl-dev
postgresql postgresql-client-common libpq-dev fonts-dejavu-core tzdata procps
"
# To test and to measure, on top of the above.
debianTestPackages="
git mold libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev libsqlite3-dev
poppler-utils xvfb xauth dbus gnome-keyring libsecret-tools at-spi2-core libatspi2.0-dev faketime
clang-format shellcheck curl wrk iproute2 iptables openssl
prometheus prometheus-alertmanager jq
"
# To read the sources with clang-tidy: before 16 it cannot read std::expected.
debianTidyPackages="clang-tidy-16"
# To build the fuzz targets: the compiler with libFuzzer in it.
debianFuzzPackages="clang-16 libclang-rt-16-dev"
# To make packages and to try them (drill.sh packages).
debianPackagingPackages="lintian desktop-file-utils appstream systemd mmdebstrap rpm"
# Of packaging/drill: the balancer and the exporters that people run; they would start a service for the whole system.
debianExporterPackages="haproxy prometheus-node-exporter prometheus-postgres-exporter prometheus-blackbox-exporter"
debianServicePackages="prometheus prometheus-alertmanager $debianExporterPackages"
# And the backups; what images are built with; the databases of v1.
debianDrillPackages="$debianExporterPackages pgbackrest socat buildah bubblewrap mmdebstrap mariadb-server libqt6sql6-mysql"
# Welcome when something is installed anyway, never a reason to install: see cmake/qt6opengl; Qt's own words in Spanish;
# more alphabets to show; a camera that reads QR codes, and what it needs to see one.
debianWelcomePackages="
libqt6opengl6-dev qt6-translations-l10n fonts-noto-core
qt6-multimedia-dev gstreamer1.0-plugins-base gstreamer1.0-plugins-good
"

brewRunPackages="cmake ninja ccache pkgconf qt qt-postgresql qtkeychain libsodium rapidjson nlohmann-json openssl@3 prometheus-cpp qrencode zxing-cpp libxlsxwriter libzip icu4c libpq postgresql@17"
brewTestPackages="poppler googletest google-benchmark clang-format shellcheck wrk libfaketime"

# Homebrew has no cpp-jwt and no RapidCheck: they are fetched at a fixed version into build/deps.
cppJwtVersion="v1.4"
rapidcheckCommit="ff6af6fc683159deb51c543b065eba14dfcf329b"

missingDebianPackages() { # package…
    local known package
    known=" $(dpkg-query -W -f '${Package}/${db:Status-Status} ' "$@" 2>/dev/null || true)"
    for package in "$@"; do
        case "$known" in
            *" $package/installed "*) ;;
            *) echo "$package" ;;
        esac
    done
}

# Runs a command as root; says what to do when that cannot be.
asRoot() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        if [ -t 0 ]; then
            sudo -- "$@"
        else
            sudo -n -- "$@"
        fi
    else
        return 77
    fi
}

requireSupportedDebian() {
    local id version name
    # shellcheck disable=SC1091
    id="$(. /etc/os-release && echo "${ID:-}")"
    # shellcheck disable=SC1091
    version="$(. /etc/os-release && echo "${VERSION_ID:-0}")"
    # shellcheck disable=SC1091
    name="$(. /etc/os-release && echo "${PRETTY_NAME:-this system}")"
    case "$id" in
        debian) [ "${version%%.*}" -ge 12 ] ;;
        ubuntu) [ "${version%%.*}" -ge 24 ] ;;
        *) true ;;
    esac || fail "$name is too old: EvalTrack needs Qt 6.4, GCC 12 and CMake 3.25." "Use Debian 12, Ubuntu 24.04 or newer."
}

# What the package tools print goes to a log that is shown when they fail.
packageLog="$EVALTRACK_ROOT/build/packages.log"

# Runs apt-get as root and tells how far it is, a line for each tenth. It reports through a pipe of its own: on
# standard output the report would make the packages' own scripts fail.
aptGet() {
    local pipe reader code=0
    pipe="$(mktemp -d)"
    mkfifo "$pipe/progress"
    showAptProgress <"$pipe/progress" &
    reader=$!
    # shellcheck disable=SC2016
    asRoot env DEBIAN_FRONTEND=noninteractive sh -c 'pipe=$0; exec apt-get "$@" 3>"$pipe"' "$pipe/progress" \
        -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold \
        -o APT::Install-Recommends=false -o APT::Status-Fd=3 "$@" >>"$packageLog" 2>&1 </dev/null || code=$?
    : <>"$pipe/progress" # ends the reader, even if nothing was ever written
    wait "$reader" || true
    rm -rf "$pipe"
    [ $code -eq 0 ] || tail -n 25 "$packageLog" >&2
    return $code
}

showAptProgress() {
    local kind percent said="" part tenth
    while IFS=: read -r kind _ percent _; do
        case "$kind" in
            dlstatus) part="downloaded" ;;
            pmstatus) part="installed" ;;
            *) continue ;;
        esac
        tenth="${percent%%.*}"
        tenth="$part $((${tenth:-0} / 10 * 10)) %"
        [ "$tenth" = "$said" ] || say "$tenth"
        said="$tenth"
    done
}

# EvalTrack starts a private cluster when it needs one. The package would start another one for the whole system:
# it is told not to, unless PostgreSQL was here before, and what told it so is taken away again.
installDebianPackages() { # package…
    local setting=/etc/postgresql-common/createcluster.d/evaltrack.conf withoutCluster="" code=0 package welcome=""
    if [ ! -d /etc/postgresql ]; then
        withoutCluster=yes
        asRoot mkdir -p "$(dirname "$setting")"
        printf 'create_main_cluster = false\n' | asRoot tee "$setting" >/dev/null
    fi
    for package in $debianWelcomePackages; do
        [ -z "$(apt-cache show "$package" 2>/dev/null)" ] || welcome="$welcome $package"
    done
    # shellcheck disable=SC2086
    aptGet install "$@" $welcome || aptGet install "$@" || code=$?
    [ -z "$withoutCluster" ] || asRoot rm -f "$setting"
    # Tests start their own; a service that was here before is none of these packages and goes on.
    for package in "$@"; do
        case " $debianServicePackages " in
            *" $package "*) asRoot systemctl disable --now "$package" >/dev/null 2>&1 || true ;;
        esac
    done
    return $code
}

installOnDebian() { # run|test|tidy|fuzz|packages|drill
    local wanted="$debianRunPackages" missing
    [ "$1" = run ] || wanted="$wanted $debianTestPackages"
    [ "$1" != tidy ] || wanted="$wanted $debianTidyPackages"
    [ "$1" != fuzz ] || wanted="$wanted $debianFuzzPackages"
    [ "$1" != packages ] || wanted="$wanted $debianPackagingPackages"
    [ "$1" != drill ] || wanted="$wanted $debianDrillPackages"
    # shellcheck disable=SC2086
    missing="$(missingDebianPackages $wanted | tr '\n' ' ')"
    if [ -z "$missing" ]; then
        say "Everything is here."
        return 0
    fi
    requireSupportedDebian
    say "Installing $(echo "$missing" | wc -w | tr -d ' ') packages: $missing"
    advice="Without root rights, have them installed by someone who has them:
  apt-get update && apt-get install --no-install-recommends $missing"
    asRoot true || fail "Packages are missing, and there is neither root nor sudo to install them." "$advice"
    mkdir -p "$(dirname "$packageLog")"
    : >"$packageLog"
    if [ -n "$(dpkg --audit 2>/dev/null)" ]; then
        say "Finishing an installation that was interrupted earlier."
        asRoot env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure -a >>"$packageLog" 2>&1 </dev/null || true
        aptGet --fix-broken install
    fi
    say "Reading what the package servers offer."
    aptGet update || warn "The package lists could not all be read; trying with what is known."
    # shellcheck disable=SC2086
    installDebianPackages $missing
    # shellcheck disable=SC2086
    missing="$(missingDebianPackages $missing | tr '\n' ' ')"
    [ -z "$missing" ] || fail "Still missing after installing: $missing" "$advice"
}

installOnMac() { # run|test; not yet tried
    local wanted="$brewRunPackages" missing="" package prefix jwt check
    [ "$1" = run ] || wanted="$wanted $brewTestPackages"
    [ "$1" != tidy ] || wanted="$wanted llvm"
    xcode-select -p >/dev/null 2>&1 || fail "Apple's compiler is missing." "Run: xcode-select --install"
    command -v brew >/dev/null 2>&1 || fail "Homebrew is missing." "Install it as https://brew.sh says, then run again."
    prefix="$(brew --prefix)"
    for package in $wanted; do
        [ -d "$prefix/opt/$package" ] || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        say "Installing with Homebrew:$missing"
        # shellcheck disable=SC2086
        brew install $missing
    else
        say "Everything is here."
    fi
    jwt="$EVALTRACK_ROOT/build/deps/cpp-jwt"
    if [ ! -f "$jwt/include/jwt/jwt.hpp" ]; then
        rm -rf "$jwt"
        git clone -q --depth 1 --branch "$cppJwtVersion" https://github.com/arun11299/cpp-jwt "$jwt"
    fi
    if [ "$1" != run ]; then
        check="$EVALTRACK_ROOT/build/deps/rapidcheck"
        if [ ! -f "$check/installed/include/rapidcheck.h" ]; then
            rm -rf "$check"
            git clone -q https://github.com/emil-e/rapidcheck "$check"
            git -C "$check" checkout -q "$rapidcheckCommit"
            cmake -S "$check" -B "$check/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DRC_ENABLE_GTEST=ON \
                -DCMAKE_INSTALL_PREFIX="$check/installed"
            cmake --build "$check/build" --target install
        fi
        cmakeOptions+=("-Drapidcheck_ROOT=$check/installed")
    fi
    cmakeOptions+=("-DCPP_JWT_INCLUDE_DIR=$jwt/include" "-DCMAKE_PREFIX_PATH=$prefix;$prefix/opt/qt;$prefix/opt/openssl@3")
    export PATH="$prefix/opt/postgresql@17/bin:$PATH"
    export PKG_CONFIG_PATH="$prefix/opt/libpq/lib/pkgconfig:${PKG_CONFIG_PATH:-}"
    export QT_PLUGIN_PATH="$prefix/share/qt/plugins"
}

# installDependencies run|test|tidy|fuzz|packages|drill
installDependencies() {
    case "$(uname -s)" in
        Darwin) installOnMac "$1" ;;
        Linux)
            if command -v dpkg-query >/dev/null 2>&1; then
                installOnDebian "$1"
            else
                warn "Packages are installed here on Debian, Ubuntu and macOS only. Going on with what this system has;"
                warn "the names to look for are in packaging/dependencies.sh."
            fi
            ;;
        *) fail "This script is for Linux and macOS." "On Windows run: powershell -File packaging\\run.ps1" ;;
    esac
}
