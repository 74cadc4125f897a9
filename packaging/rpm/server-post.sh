# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
systemd-sysusers evaltrack-server.conf || exit 1
if [ ! -e /etc/credstore/evaltrack.jwt-secret ]; then
    [ -d /etc/credstore ] || install -d -m 700 /etc/credstore
    (umask 077 && head -c 48 /dev/urandom | base64 -w 0 >/etc/credstore/evaltrack.jwt-secret)
fi
systemctl daemon-reload >/dev/null 2>&1 || :
if [ "$1" -eq 1 ]; then
    systemctl preset evaltrack-server.service >/dev/null 2>&1 || :
fi
