#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the data to where a version needs it: its schema, and, when asked, what is in v1.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${1:-}" = --help ] || [ $# -eq 0 ]; then
    cat <<END
Usage: packaging/deploy/migrate-data.sh VERSION [--from-v1] [--environment dev|staging|production|FILE]

Backs up and lets VERSION bring the schema up to date; the live version goes on meanwhile. With --from-v1 it also imports v1 and
compares (evaltrack-server import-v1, verify-v1), which reads LEGACY_DB_URL and LEGACY_MYSQL_URL from DEPLOY_SECRETS/legacy-db-url and
legacy-mysql-url. A second run does only what is new.
END
    [ $# -gt 0 ] || exit 3
    exit 0
fi

takeOptions "$@"
version="" fromV1=""
for word in ${rest[@]+"${rest[@]}"}; do
    case "$word" in
        --from-v1) fromV1=yes ;;
        -*) refuse "unknown option $word" ;;
        *)
            [ -z "$version" ] || refuse "one version at a time, not $version and $word"
            version="$word"
            ;;
    esac
done
loadEnvironment "$environmentWanted"
begin migrate-data "${version:--}"
requireRelease "$version"
requireSecrets
need psql
readDatabase "select 1" >/dev/null 2>&1 || refuse "the database of $DEPLOY_SECRETS/database-url does not answer"
live="$(liveSlot)"
slot="$(otherThan "${live:-green}")"
if [ -n "$live" ]; then
    needs="$("$(serverOf "$version")" schema 2>/dev/null | awk '$1 == "needs" { print $2 }')"
    knows="$("$DEPLOY_HOME/slots/$live/bin/evaltrack-server" schema 2>/dev/null | awk '$1 == "knows" { print $2 }')"
    [ "${needs:-0}" -le "${knows:-0}" ] ||
        refuse "$version takes away from the schema what the live version (which knows step ${knows:-0}) uses: that has to know step $needs"
fi
if [ -n "$fromV1" ]; then
    "$(serverOf "$version")" --help | grep -q import-v1 || refuse "$version has no import-v1"
    for each in legacy-db-url legacy-mysql-url; do
        [ -s "$DEPLOY_SECRETS/$each" ] || refuse "the secret $DEPLOY_SECRETS/$each is missing or empty"
    done
fi

if [ "$DEPLOY_BACKUP" = none ]; then
    warn "DEPLOY_BACKUP=none: there is no way back to the data of this moment"
else
    "$deployFolder/backup.sh" --environment "${environmentWanted:-}" || fail "the backup failed, so nothing was migrated"
fi
step "Schema"
runServer "$slot" "$version" migrate || fail "the schema could not be brought up to date"
if [ -n "$fromV1" ]; then
    LEGACY_DB_URL="$(cat "$DEPLOY_SECRETS/legacy-db-url")"
    LEGACY_MYSQL_URL="$(cat "$DEPLOY_SECRETS/legacy-mysql-url")"
    export LEGACY_DB_URL LEGACY_MYSQL_URL
    step "Import of v1"
    runServer "$slot" "$version" import-v1 || fail "the import of v1 stopped; the same command goes on from there"
    step "Comparison with v1"
    runServer "$slot" "$version" verify-v1 || fail "what was imported is not what v1 has; see the report"
fi
result="done"
