#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# EvalTrack with Qt and PostgreSQL in one folder that runs from anywhere, and, where appimagetool is, in one file: for Linux
# desktops that have neither DEB nor RPM of it. Their glibc has to be as new as this machine's.

# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
guardScript

stepCount=4
folder="$EVALTRACK_ROOT/build/appimage/EvalTrack.AppDir"
libraries="$folder/usr/lib"
plugins="$folder/usr/plugins"

# What every desktop has, and must have of its own: it belongs to its C library, its drivers, its fonts, or is loaded by what
# is the desktop's (GLib by libsecret).
ofTheDesktop='^(ld-linux.*|libc|libm|libdl|librt|libpthread|libresolv|libutil|libanl|libstdc\+\+|libgcc_s|libGL|libEGL|libGLX|libGLdispatch|libOpenGL|libvulkan|libdrm|libgbm|libX11|libX11-xcb|libxcb|libXau|libXdmcp|libwayland-.*|libfontconfig|libfreetype|libexpat|libz|libglib-2\.0|libgobject-2\.0|libgio-2\.0|libgmodule-2\.0|libgthread-2\.0|libasound|libpulse.*|libsystemd|libudev|libdbus-1|libcom_err|libgpg-error)\.so'

# bring FILE…: what these are linked to, unless the desktop has it.
bring() {
    local line name path
    ldd "$@" 2>/dev/null | awk '/=> \// { print $1, $3 }' | sort -u | while read -r name path; do
        if [[ "$name" =~ $ofTheDesktop ]] || [ -e "$libraries/$name" ]; then
            continue
        fi
        cp -L "$path" "$libraries/$name"
        chmod 644 "$libraries/$name"
        # It finds the others beside itself, without a variable that would reach every program that is started.
        patchelf --set-rpath "\$ORIGIN" "$libraries/$name"
    done
}

takeLock
step "Packages"
installDependencies run
command -v patchelf >/dev/null || fail "patchelf is missing." "Run: apt-get install patchelf"

step "Building"
configure release
buildPreset release
leaveLock

step "Gathering"
cd "$EVALTRACK_ROOT"
rm -rf "$folder"
mkdir -p "$libraries" "$plugins"
for component in client agent; do
    DESTDIR="$folder" cmake --install build/release --prefix /usr --component "$component" --strip >/dev/null
done
qtPlugins="$(qmake6 -query QT_INSTALL_PLUGINS)"
for plugin in platforms/libqxcb platforms/libqoffscreen platforms/libqwayland-egl platforms/libqwayland-generic \
    xcbglintegrations/libqxcb-glx-integration xcbglintegrations/libqxcb-egl-integration iconengines/libqsvgicon \
    imageformats/libqsvg imageformats/libqjpeg imageformats/libqico sqldrivers/libqsqlite sqldrivers/libqsqlpsql \
    tls/libqopensslbackend tls/libqcertonlybackend networkinformation/libqnetworkmanager \
    printsupport/libcupsprintersupport platforminputcontexts/libcomposeplatforminputcontextplugin \
    platforminputcontexts/libibusplatforminputcontextplugin; do
    [ -e "$qtPlugins/$plugin.so" ] || continue
    mkdir -p "$plugins/$(dirname "$plugin")"
    cp "$qtPlugins/$plugin.so" "$plugins/$plugin.so"
    patchelf --set-rpath "\$ORIGIN/../../lib" "$plugins/$plugin.so"
done
mkdir -p "$folder/usr/translations"
cp "$(qmake6 -query QT_INSTALL_TRANSLATIONS)"/qtbase_es.qm "$folder/usr/translations/" 2>/dev/null || true
printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' >"$folder/usr/bin/qt.conf"

# PostgreSQL finds its parts by where its programs are, as long as the folders have the same names.
postgres="$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)"
version="$(basename "$(dirname "$(dirname "$postgres")")")"
mkdir -p "$libraries/postgresql/$version/bin" "$libraries/postgresql/$version/lib" "$libraries/evaltrack/pgsql" "$folder/usr/share/postgresql"
for program in postgres initdb pg_ctl pg_dump pg_restore; do
    cp "/usr/lib/postgresql/$version/bin/$program" "$libraries/postgresql/$version/bin/"
    patchelf --set-rpath "\$ORIGIN/../../.." "$libraries/postgresql/$version/bin/$program"
done
for library in plpgsql dict_snowball pg_trgm; do
    cp "/usr/lib/postgresql/$version/lib/$library.so" "$libraries/postgresql/$version/lib/"
done
cp -r "/usr/share/postgresql/$version" "$folder/usr/share/postgresql/"
rm -rf "$folder/usr/share/postgresql/$version/man"
ln -s "../../postgresql/$version/bin" "$libraries/evaltrack/pgsql/bin"

for program in evaltrack evaltrack-agent; do patchelf --set-rpath "\$ORIGIN/../lib" "$folder/usr/bin/$program"; done
bring "$folder"/usr/bin/evaltrack* "$plugins"/*/*.so "$libraries/postgresql/$version"/bin/* "$libraries/postgresql/$version"/lib/*

cat >"$folder/AppRun" <<'END'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/bin/evaltrack" "$@"
END
chmod 755 "$folder/AppRun"
ln -s usr/share/applications/org.evaltrack.EvalTrack.desktop "$folder/org.evaltrack.EvalTrack.desktop"
ln -s usr/share/icons/hicolor/256x256/apps/org.evaltrack.EvalTrack.png "$folder/org.evaltrack.EvalTrack.png"
ln -s org.evaltrack.EvalTrack.png "$folder/.DirIcon"
say "$(du -sh "$folder" | cut -f 1) in $folder"

step "Packing"
if command -v appimagetool >/dev/null; then
    (cd build/appimage && appimagetool "$folder" EvalTrack-x86_64.AppImage)
    say "build/appimage/EvalTrack-x86_64.AppImage"
else
    say "appimagetool is not here: the folder runs as it is, by its AppRun. To pack it: appimagetool $folder"
fi
