# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: bad versions of five kinds are taken back by themselves within 90 s
# Versions that people must not be left with are taken back by themselves. Sourced by drill.sh.
#
# The programs are the one that was built; what is wrong comes from outside of it. Those that answer with errors or late work with an
# account of PostgreSQL for which reading events fails now and then, or takes its time: the server and its figures are real.

# shellcheck source=packaging/drill/stage/machine.sh
. "$EVALTRACK_ROOT/packaging/drill/stage/machine.sh"

# An account of PostgreSQL for which SQL runs before it may see an event.
faultyAccount() { # NAME SQL
    local password
    password="$(secret)"
    superSql <<END
create role $1 login password '$password';
grant all on all tables in schema public to $1;
grant all on all sequences in schema public to $1;
create function fault_$1() returns boolean language plpgsql as \$\$ begin $2; return true; end \$\$;
alter table events enable row level security;
create policy fault_$1 on events to $1 using (fault_$1());
END
    sed "s#//[^@]*@#//$1:$password@#" "$DEPLOY_SECRETS/database-url" >"$machine/url-$1"
}

# wrappedRelease VERSION: a release whose program is the script on standard input, with the real one in $server.
wrappedRelease() {
    local program="$DEPLOY_HOME/releases/$1/bin/evaltrack-server"
    mkdir -p "${program%/*}"
    {
        printf '#!/bin/bash\nserver="%s"\n[ "${1:-}" = serve ] || exec "$server" "$@"\n' "$EVALTRACK_BIN/evaltrack-server"
        cat
    } >"$program"
    chmod +x "$program"
}

# takenBack VERSION WHY: deploys it, which has to end with the old version in front of people, in time.
takenBack() {
    local version="$1" why="$2" begun log took live
    begun="$(now)"
    run "$deploy/deploy.sh" "$version"
    log="$(grep "action=deploy version=$version " "$DEPLOY_HOME/log/deployments.log" | tail -n 1)"
    took="$(since "$begun")"
    live="$(basename "$(readlink "$DEPLOY_HOME/slots/$(cat "$DEPLOY_HOME/state/live")")")"
    promise "$version is taken back" "exit code $code: ${log##*note=}" [ "$code" -eq 4 ]
    promise "for its reason" "$why" grep -q "$why" <<<"$log"
    promise "and the old version serves" "$live" [ "$live" = "$good" ]
    promise "the whole of it within 90 s" "$took s, with backup and start" atMost "$took" 90
}

drillRollback() {
    local good failures
    startMachine
    good="$(builtVersion)+good"
    putRelease "$good"
    fillCompany
    export DEPLOY_STEP_SECONDS=30 DEPLOY_NO_FIGURES_SECONDS=10
    run "$deploy/deploy.sh" "$good"
    promise "a good version is deployed" "exit code $code" [ "$code" -eq 0 ]
    startLoad 900
    # A smoke test that reads may meet the fault before people do, which is its purpose and not what is tried here.
    rm "$DEPLOY_SECRETS/smoke-user"

    # One statement in ten, whatever it reads.
    faultyAccount failing "if (extract(epoch from statement_timestamp()) * 1000000)::bigint % 10 = 0 then raise exception 'drill'; end if"
    wrappedRelease "$(builtVersion)+failing" <<END
export DATABASE_URL_FILE="$machine/url-failing"
exec "\$server" "\$@"
END
    takenBack "$(builtVersion)+failing" "\(the server\|HAProxy\): .* requests failed"

    if [ -z "$slice" ]; then
        # Once a statement, however many events it reads.
        faultyAccount slow "if current_setting('drill.slept', true) is distinct from statement_timestamp()::text then
            perform set_config('drill.slept', statement_timestamp()::text, false), pg_sleep(2.5); end if"
        wrappedRelease "$(builtVersion)+slow" <<END
export DATABASE_URL_FILE="$machine/url-slow"
exec "\$server" "\$@"
END
        takenBack "$(builtVersion)+slow" "a request on average\|health checks failed\|no figures"

        wrappedRelease "$(builtVersion)+dying" <<'END'
exec timeout -s KILL 12 "$server" "$@"
END
        takenBack "$(builtVersion)+dying" "health checks failed"

        # In front of the server, so that its own figures know nothing of it; only for people, who come by HAProxy.
        freePort
        cat >"$machine/front.cfg" <<END
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
frontend faulty
    bind "127.0.0.1:\${OUTSIDE}"
    http-request return status 500 if { rand(100) lt 10 } { req.hdr(x-forwarded-for) -m found }
    http-request return status 503 if { path /metrics } { env(SILENT) -m found }
    default_backend server
backend server
    server server "127.0.0.1:$portFound"
END
        wrappedRelease "$(builtVersion)+faultyfront" <<END
export OUTSIDE="\$PORT" PORT=$portFound
"\$server" "\$@" &
haproxy -db -f "$machine/front.cfg" &
trap 'kill \$(jobs -p); wait; exit 0' TERM
wait
END
        takenBack "$(builtVersion)+faultyfront" "HAProxy: .* requests failed"

        sed -i '/status 500/d' "$machine/front.cfg"
        wrappedRelease "$(builtVersion)+silent" <<END
export OUTSIDE="\$PORT" PORT=$portFound SILENT=yes
"\$server" "\$@" &
haproxy -db -f "$machine/front.cfg" &
trap 'kill \$(jobs -p); wait; exit 0' TERM
wait
END
        takenBack "$(builtVersion)+silent" "no figures"
    fi

    endLoad
    failures="$(awk -v failed="$loadFailed" -v all="$loadRequests" 'BEGIN { printf "%.2f", 100 * failed / all }')"
    promise "of everybody's requests few failed meanwhile" "$loadFailed of $loadRequests, $failures %" atMost "$failures" 1
    sed 's/^/      | /' "$DEPLOY_HOME/log/deployments.log" | grep -v smoke-test
}
