#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The image's health check: whether the server in it is alive. It does not ask for the database: a container is not to be restarted
# because PostgreSQL is away. No program but the shell, so that the image needs none.
exec 3<>"/dev/tcp/127.0.0.1/${PORT:-3000}" || exit 1
printf 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3 && [ "$status" = 200 ]
