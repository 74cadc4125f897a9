#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether a server does what people need first: answers, knows who they are, shows them something, keeps others out.

# shellcheck source=packaging/deploy/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${1:-}" = --help ]; then
    cat <<END
Usage: packaging/deploy/smoke-test.sh [URL [VERSION]] [--environment dev|staging|production|FILE]

Asks URL (unless given: DEPLOY_FRONT, where people come in). Changes nothing. With DEPLOY_SECRETS/smoke-user (an e-mail and a
password, one a line, of an account that may only look) it signs in and reads; without, it stays outside and says so.
END
    exit 0
fi

takeOptions "$@"
loadEnvironment "$environmentWanted"
url="${rest[0]:-$DEPLOY_FRONT}"
version="${rest[1]:-}"
begin smoke-test "${version:--}"
need curl

body="$(mktemp)"
# shellcheck disable=SC2329 # finishAction calls it
dropBody() { rm -f "$body"; }
onEnd=dropBody
token="" failures=0

# expect STATUS VERB PATH [WORDS in the answer] [BODY on standard input with -]
expect() {
    local status="$1" verb="$2" path="$3" words="${4:-}" got
    local options=(-sS -m 10 -o "$body" -w '%{http_code}' -X "$verb")
    [ -z "${DEPLOY_FRONT_CA:-}" ] || options+=(--cacert "$DEPLOY_FRONT_CA")
    [ "${5:-}" != - ] || options+=(-H 'Content-Type: application/json' --data-binary @-)
    # By a file descriptor: whoever lists processes sees no token.
    got="$(curl "${options[@]}" -K <([ -z "$token" ] || printf 'header = "Authorization: Bearer %s"\n' "$token") "$url$path" 2>&1)" || true
    if [ "$got" = "$status" ] && { [ -z "$words" ] || grep -qF -- "$words" "$body"; }; then
        say "ok    $verb $path: $status"
    else
        say "FAILS $verb $path: ${got:-no answer} instead of $status${words:+ with $words}"
        failures=$((failures + 1))
    fi
}

step "Smoke test of $url"
expect 200 GET /health/live '"status":"ok"'
expect 200 GET /health/ready '"status":"ready"'
expect 200 GET /health "${version:+\"version\":\"${version%%+*}\"}"
expect 200 GET /openapi.json '"openapi"'
expect 401 GET /users
expect 404 GET /nowhere
if [ -s "$DEPLOY_SECRETS/smoke-user" ]; then
    expect 200 POST /auth/login access_token - < <(awk '
        function json(text) { gsub(/[\\"]/, "\\\\&", text); return "\"" text "\"" }
        NR == 1 { email = $0 } NR == 2 { password = $0 }
        END { printf "{\"email\":%s,\"password\":%s}", json(email), json(password) }' "$DEPLOY_SECRETS/smoke-user")
    token="$(sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' "$body")"
    expect 200 GET /auth/me '"email"'
    expect 200 GET '/events?limit=1'
    expect 200 GET '/sync/changes?limit=1' '"cursor"'
else
    say "$DEPLOY_SECRETS/smoke-user is not there: nobody signed in."
fi
[ "$failures" -eq 0 ] || fail "$failures of its questions were answered otherwise"
result="done"
note="$url"
