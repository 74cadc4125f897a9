# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# RPM knows no purge: /var/lib/evaltrack and the secrets stay, and whoever wants them gone deletes them.
systemctl daemon-reload >/dev/null 2>&1 || :
if [ "$1" -ge 1 ]; then
    systemctl try-restart evaltrack-server.service >/dev/null 2>&1 || :
fi
