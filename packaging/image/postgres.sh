#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What runs in the image of PostgreSQL: `serve` makes a cluster when there is none and runs it; `backup` makes backups beside it, by the
# hours of the systemd timers. The password of the account evaltrack and the passphrase of the backups are files.
set -euo pipefail
umask 077
data=/var/lib/postgresql/15/main
secrets=/run/secrets

# pgBackRest reads it from here in every process; the file is in memory.
PGBACKREST_REPO1_CIPHER_PASS="$(cat "$secrets/backup-passphrase")"
export PGBACKREST_REPO1_CIPHER_PASS

case "${1:-serve}" in
    serve)
        if [ ! -s "$data/PG_VERSION" ]; then
            initdb -k --auth-host=scram-sha-256 --auth-local=peer -E UTF8 --locale=C.UTF-8 -D "$data"
            printf "include = '/etc/postgresql/evaltrack.conf'\nlisten_addresses = '*'\nunix_socket_directories = '/run/postgresql'\n" \
                >>"$data/postgresql.conf"
            printf 'host evaltrack evaltrack samenet scram-sha-256\n' >>"$data/pg_hba.conf"
            # Alone, without the network, until its account is there.
            pg_ctl -D "$data" -w -o "-c listen_addresses='' -c archive_mode=off" start
            psql -Xq -h /run/postgresql -d postgres -v ON_ERROR_STOP=1 -v "password=$(cat "$secrets/database-password")" <<'END'
create role evaltrack login password :'password';
create database evaltrack owner evaltrack;
END
            pg_ctl -D "$data" -w -m fast stop
        fi
        exec postgres -D "$data"
        ;;
    backup)
        # In the container beside it, with the same volumes and socket.
        until pg_isready -q -h /run/postgresql; do sleep 2; done
        pgbackrest --stanza=evaltrack stanza-create
        while :; do
            case "$(date +%u-%H)" in
                7-00) type=full ;;
                ?-00) type="diff" ;;
                *) type=incr ;;
            esac
            if pgbackrest --stanza=evaltrack --type="$type" backup; then echo "backup ($type) done"; else echo "backup ($type) FAILED" >&2; fi
            [ "$(date +%u-%H)" != 6-18 ] || pgbackrest --stanza=evaltrack verify --output=text
            # Until the next of 00:30, 06:30, 12:30, 18:30.
            sleep $((21600 - ($(date +%s) - 1800) % 21600))
        done
        ;;
    *) exec "$@" ;;
esac
