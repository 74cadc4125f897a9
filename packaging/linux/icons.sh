#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Renders resources/appicon from the program's mark: the sizes of Linux desktops, and what Windows and macOS want in one file.
# To be run after the mark changed; needs librsvg2-bin, icoutils and icnsutils.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

mark=resources/icons/evaltrack.svg
folder=resources/appicon
mkdir -p "$folder"
for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert --width "$size" --height "$size" "$mark" --output "$folder/$size.png"
done
icotool --create --output "$folder/evaltrack.ico" "$folder"/{16,24,32,48,64,128}.png --raw="$folder/256.png"
png2icns "$folder/evaltrack.icns" "$folder"/{16,32,48,128,256,512}.png >/dev/null
