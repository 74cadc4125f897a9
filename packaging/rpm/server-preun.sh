# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
if [ "$1" -eq 0 ]; then
    systemctl --no-reload disable --now evaltrack-server.service >/dev/null 2>&1 || :
fi
