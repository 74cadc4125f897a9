#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian packages on a system of their own: installed, worked with for a day, upgraded, removed, purged.
#
#   packaging/debian/trial.sh PACKAGES ROOT|--machine WORK
#
# ROOT is the root of a fresh Debian, which is used up: apt-get fetches what the packages depend on, and then its systemd is
# started, so that the service runs as it does on a server, sandbox and all. With --machine it is a throw-away layer over this
# machine's own system; what the packages depend on has to be here, and no systemd is started: the service's command is run
# as its user with its environment. So it is where control groups cannot be written, which is told. WORK keeps logs and
# pictures. Needs root; mounts and processes end with it, and what is started has no network but its own loopback.

set -euo pipefail

if [ "${EVALTRACK_TRIAL:-}" != inside ]; then
    exec env EVALTRACK_TRIAL=inside unshare --mount --pid --fork --mount-proc --kill-child bash "$0" "$@"
fi

packages="$(cd "$1" && pwd)"
mkdir -p "$3"
work="$(cd "$3" && pwd)"
person=paula
serverPid=""

# shellcheck source=packaging/debian/system.bash
. "$(dirname "${BASH_SOURCE[0]}")/system.bash"
makeSystem "$2"

# as the person, who has the trial's network
as() {
    local enter=(nsenter --net="/proc/$holder/ns/net" chroot "$root")
    [ -z "$init" ] || enter=(nsenter --target "$init" --mount --uts --ipc --net --pid)
    "${enter[@]}" /usr/bin/setpriv --reuid "$person" --regid "$person" --init-groups "${clean[@]}" HOME="/home/$person" \
        TZ=America/Caracas "$@"
}

dpkgOptions=(--force-confold)
aptOptions=(-q -y -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold -o APT::Install-Recommends=false)
# packagesDo install|remove|purge PACKAGE…: with apt-get, which fetches, or dpkg alone, which refuses what is not here
packagesDo() {
    if [ "$2" = --machine ]; then
        inside dpkg "${dpkgOptions[@]}" "--$1" "${@:3}" >>"$work/apt.log" 2>&1
    else
        inside apt-get "${aptOptions[@]}" "$1" "${@:3}" >>"$work/apt.log" 2>&1
    fi || die "dpkg or apt-get could not $1: $work/apt.log"
}
# installFrom FOLDER: the packages in this folder of the system
installFrom() {
    local files=("$root/$1"/*.deb)
    packagesDo install "$mode" "${files[@]#"$root"}"
}
mode="$2"
: >"$work/apt.log"

# ── Installing ──────────────────────────────────────────────────────────────────────────────────

began=$SECONDS
mkdir "$root/packages" "$root/packages/first" "$root/packages/next"
cp "$packages"/*.deb "$root/packages/first/"
chmod -R a+rX "$root/packages"
[ "$mode" = --machine ] || inside apt-get "${aptOptions[@]}" update >>"$work/apt.log" 2>&1 || die "apt-get update failed: $work/apt.log"
# Nothing but what they depend on, so that what is missing there shows; then PostgreSQL, which is recommended.
installFrom packages/first
installed() { inside dpkg-query -W -f '${Version}' "$1"; }
version="$(installed evaltrack-server)"
for package in evaltrack evaltrack-server evaltrack-agent; do
    expect "$package is installed" test "$(inside dpkg-query -W -f '${Status}' "$package")" = "install ok installed"
    expect "$package starts, and is of this version" test "$(inside "$package" --version)" = "$package ${version%-*}"
done
if [ "$mode" != --machine ]; then
    mkdir -p "$root/etc/postgresql-common/createcluster.d"
    echo "create_main_cluster = false" >"$root/etc/postgresql-common/createcluster.d/trial.conf"
    packagesDo install "$mode" postgresql
fi
say "installed in $((SECONDS - began)) s: evaltrack, evaltrack-server, evaltrack-agent $version"

unit="$root/lib/systemd/system/evaltrack-server.service"
settings="$root/etc/evaltrack/server.env"
secret="$root/etc/credstore/evaltrack.jwt-secret"
of() { sed -n "s/^$1=//p" "$unit"; } # setting of the unit
user="$(of User)"
expect "the service has a user" inside getent passwd "$user" >/dev/null
expect "the service is to start with the system" test -L "$root/etc/systemd/system/multi-user.target.wants/evaltrack-server.service"
expect "the secret is root's alone" test "$(stat -c '%U %a' "$secret")" = "root 600"
expect "the secret is long enough" test "$(stat -c %s "$secret")" -ge 64
expect "the settings hold no secret" isNot grep -qE '^[^#]*(SECRET|PASSWORD|TOKEN|DATABASE_URL)=' "$settings"
expect "systemd reads the unit" inside systemd-analyze verify --man=no /lib/systemd/system/evaltrack-server.service

# ── A working day ───────────────────────────────────────────────────────────────────────────────

waitForServer() {
    for _ in $(seq 600); do
        ! ask GET /health >/dev/null 2>&1 || return 0
        [ -n "$init" ] || kill -0 "$serverPid" 2>/dev/null || break
        sleep 0.2
    done
    tail -n 20 "$work/server.log" >&2
    die "the server does not serve"
}

# Without a systemd, what it would do: folder of the state, credentials, environment, user; then the unit's command.
startServer() {
    local name line variables=() credentials=/run/credentials/evaltrack-server.service
    if [ -n "$init" ]; then
        inside systemctl restart evaltrack-server.service
    else
        inside install -d -o "$user" -g "$user" -m "$(of StateDirectoryMode)" "/var/lib/$(of StateDirectory)"
        inside install -d -o "$user" -g "$user" -m 500 "$credentials"
        for name in $(of LoadCredential); do
            [ ! -e "$root/etc/credstore/$name" ] ||
                inside install -o "$user" -g "$user" -m 400 "/etc/credstore/$name" "$credentials/$name"
        done
        while IFS= read -r line; do variables+=("$line"); done < <(grep -E '^[A-Z_]+=' "$settings")
        # shellcheck disable=SC2046
        nsenter --net="/proc/$holder/ns/net" chroot "$root" /usr/bin/setpriv --reuid "$user" --regid "$user" --clear-groups \
            --no-new-privs --bounding-set=-all "${clean[@]}" "$(of Environment | sed "s,%S,/var/lib,")" \
            CREDENTIALS_DIRECTORY="$credentials" "${variables[@]}" $(of ExecStart) >>"$work/server.log" 2>&1 &
        serverPid=$!
    fi
    waitForServer
}

stopServer() {
    if [ -n "$init" ]; then
        inside systemctl stop evaltrack-server.service
        expect "the service ended well" test "$(inside systemctl show -P Result evaltrack-server.service)" = success
        inside journalctl --no-pager -o cat -u evaltrack-server.service >"$work/server.log"
    else
        kill -TERM "$serverPid"
        wait "$serverPid" || die "the server ended with $? when it was told to end"
    fi
}

token=""
# ask VERB PATH [JSON]: the answer; fails unless it is 2xx.
ask() {
    alone curl -sS --fail-with-body -m 20 -X "$1" -H 'Content-Type: application/json' ${token:+-H "Authorization: Bearer $token"} \
        ${3:+--data "$3"} "http://127.0.0.1:3000$2"
}
value() { sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^\",}]*\\).*/\\1/p"; } # name of a member of the JSON on standard input

signIn() { # whose e-mail begins with this
    token=""
    token="$(ask POST /auth/login "{\"email\":\"$1@empresa.com\",\"password\":\"una clave de prueba\"}" | value access_token)"
    [ -n "$token" ]
}

# station LOG [ARGUMENT…]: captures the badges on standard input
station() {
    as evaltrack-agent --server http://127.0.0.1:3000 "${@:2}" >"$work/$1.log" 2>"$work/$1.errors" ||
        die "the capture station failed: $work/$1.errors"
}
recorded() { grep -c '^recorded ' "$work/$1.log"; }
idOf() { grep -oE '^\{"id":[0-9]+' | grep -oE '[0-9]+'; } # of the object on standard input

began=$SECONDS
: >"$work/server.log"
if [ "$mode" != --machine ] && canBoot; then
    trap removeGroups EXIT
    boot postgresql
    waitForServer # by itself: the package switched the service on
    expect "the service is restarted when it was killed" inside systemctl kill --signal=KILL --kill-who=main evaltrack-server.service
    sleep 0.5
    waitForServer
    expect "once" test "$(inside systemctl show -P NRestarts evaltrack-server.service)" = 1
    sandbox=", started by systemd in its sandbox"
else
    [ "$mode" = --machine ] || say "Note: control groups cannot be written here, so no systemd is started and the sandbox is not tried."
    sandbox=""
    unshare --net sleep infinity &
    holder=$!
    until [ "$(readlink "/proc/$holder/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
    alone ip link set lo up
fi
sed -i 's/^#EVALTRACK_ADMIN_EMAIL=.*/EVALTRACK_ADMIN_EMAIL=ana@empresa.com/' "$settings"
(umask 077 && echo "una clave de prueba" >"$root/etc/credstore/evaltrack.admin-password")
startServer
[ -z "$init" ] || serverPid="$(pgrep -f '^/usr/bin/evaltrack-server serve')"
expect "/health is of this version" test "$(ask GET /health | value version)" = "${version%-*}"
expect "the server works as its user" test "$(stat -c %u "/proc/$serverPid")" = "$(inside id -u "$user")"
expect "the secrets are not in its environment" isNot grep -qa 'una clave' "/proc/$serverPid/environ"
expect "the first administrator signs in" signIn ana
for number in 1 2 3; do
    expect "a person is made" ask POST /employees "{\"firstName\":\"Persona\",\"lastName\":\"Número $number\",\"badgeCode\":\"B-$number\"}" >/dev/null
done
expect "human resources gets an account" ask POST /users \
    '{"name":"Rosa Paz","email":"rosa@empresa.com","password":"una clave de prueba","role":"RECURSOS_HUMANOS"}' >/dev/null
employee="$(ask POST /users '{"name":"Eva Luna","email":"eva@empresa.com","password":"una clave de prueba"}' | idOf)"
expect "an employee gets a badge" ask PATCH "/employees/$employee" '{"badgeCode":"B-4"}' >/dev/null
event="$(ask POST /events "{\"title\":\"Charla\",\"date\":\"$(date -u -d '-2 minutes' +%FT%T.000Z)\",\"duration\":60,\"preguntas\":[\"¿Fue clara?\",\"¿Y útil?\"]}" | idOf)"
code="$(ask POST /devices '{"name":"Puerta","exitPin":"2468"}' | value enrolmentCode)"
inside useradd --create-home "$person"
printf 'B-1\nB-2\nB-3\n' | station agent --event "$event" --enrol "$code"
expect "three captures are durable" test "$(recorded agent)" = 3
expect "nothing waits to be sent" grep -qx 'pending 0' "$work/agent.log"
confirmed() { ask GET "/attendances?eventId=$event" | grep -o '"status":"CONFIRMED"' | wc -l; }
expect "three people came" test "$(confirmed)" = 3
say "server up$sandbox; signed in, three badges captured and arrived: $((SECONDS - began)) s"

began=$SECONDS
if [ -n "$init" ]; then inside systemctl stop evaltrack-server.service; else stopServer; fi
printf 'B-4\nB-1\n' | station offline --event "$event"
expect "without a server captures are durable, too" test "$(recorded offline)" = 2
expect "they wait" grep -qx 'pending 2' "$work/offline.log"
if [ -n "$init" ]; then
    inside systemctl start evaltrack-server.service
    waitForServer
    serverPid="$(pgrep -f '^/usr/bin/evaltrack-server serve')"
else
    startServer
fi
station back --event "$event" </dev/null
expect "they arrived when the server was back" grep -qx 'pending 0' "$work/back.log"
expect "somebody signs in" signIn ana
expect "four people came, nobody twice" test "$(confirmed)" = 4

expect "the employee signs in" signIn eva
own="$(ask GET /evaluations)"
evaluation="$(echo "$own" | grep -oE '^\[\{"id":[0-9]+' | grep -oE '[0-9]+')"
mapfile -t questions < <(ask GET "/evaluations/$evaluation" | grep -oE '"questions":\[[^]]*\]' | grep -oE '"id":[0-9]+' | grep -oE '[0-9]+')
expect "there are two questions" test "${#questions[@]}" = 2
expect "the employee answers" ask PATCH "/evaluations/$evaluation/answer" \
    "{\"answers\":[{\"questionId\":${questions[0]},\"response\":\"Sí\"},{\"questionId\":${questions[1]},\"response\":\"Mucho\"}]}" >/dev/null
expect "nobody grades who may not" isNot ask PATCH "/evaluations/$evaluation/grade" '{"score":10}' >/dev/null 2>&1
expect "human resources signs in" signIn rosa
expect "it grades" ask PATCH "/evaluations/$evaluation/grade" '{"score":9,"feedback":"Gracias"}' >/dev/null
expect "the employee signs in again" signIn eva
expect "the employee sees the grade" grep -q '"status":"GRADED","score":9' <<<"$(ask GET "/evaluations/$evaluation")"
expect "the administrator signs in" signIn ana
expect "the report counts what came of it" grep -q '"status":"GRADED"' <<<"$(ask GET "/evaluations/report?eventId=$event")"
say "two badges captured without a server and arrived later; evaluated and graded: $((SECONDS - began)) s"

if [ "$mode" != --machine ]; then
    began=$SECONDS
    as QT_QPA_PLATFORM=offscreen evaltrack --tour "/home/$person/tour" --role hr --language es --theme light \
        >"$work/tour.log" 2>&1 || die "the tour failed: $work/tour.log"
    rm -rf "$work/tour"
    cp -r "$root/home/$person/tour" "$work/tour"
    # A working day of the client: captured, edited, without a network, sent when it was back, one refusal taken up.
    for state in capture-recorded capture-left offline-capture tray-waiting tray-refused dialog-give-up evaluation-grade; do
        expect "the client came to $state" test -n "$(find "$work/tour" -name "*-$state.png")"
    done
    say "the installed client's tour: $(find "$work/tour" -name '*.png' | wc -l) pictures in $((SECONDS - began)) s"
fi
[ -n "$init" ] || stopServer

# ── Upgrading ───────────────────────────────────────────────────────────────────────────────────

# The same packages as the next version, whose settings come with another line.
next="$(echo "${version%-*}" | awk -F. '{ print $1 "." $2 "." $3 + 1 }')-1"
for package in "$packages"/*.deb; do
    tree="$work/next"
    rm -rf "$tree"
    dpkg-deb -R "$package" "$tree"
    sed -i "s/^Version: .*/Version: $next/" "$tree/DEBIAN/control"
    if [ -e "$tree/etc/evaltrack/server.env" ]; then
        echo "# New in $next." >>"$tree/etc/evaltrack/server.env"
    fi
    dpkg-deb --root-owner-group -Zgzip -b "$tree" "$root/packages/next/$(basename "$package")" >/dev/null
    rm -rf "$tree"
done
kept="$(sha256sum "$secret" "$settings")"
began=$SECONDS
installFrom packages/next
expect "the next version is installed" test "$(installed evaltrack-server)" = "$next"
expect "settings and secret are as they were" test "$(sha256sum "$secret" "$settings")" = "$kept"
expect "the new settings lie beside" grep -qx "# New in $next." "$settings.dpkg-dist"
if [ -n "$init" ]; then
    waitForServer
    expect "the upgrade restarted the service" test "$(pgrep -f '^/usr/bin/evaltrack-server serve')" != "$serverPid"
else
    startServer
fi
expect "the same administrator signs in" signIn ana
expect "what was recorded is there" test "$(confirmed)" = 4
stopServer
[ -z "$init" ] || inside systemctl start evaltrack-server.service
say "upgraded to $next, settings, secret and data kept: $((SECONDS - began)) s"

# ── Removing and purging ────────────────────────────────────────────────────────────────────────

packagesDo remove "$mode" evaltrack evaltrack-server evaltrack-agent
for program in evaltrack evaltrack-server evaltrack-agent; do
    expect "$program is gone" isNot inside sh -c "command -v $program" >/dev/null
done
expect "the server is gone" isNot pgrep -f '^/usr/bin/evaltrack-server' >/dev/null
expect "the unit is gone" test ! -e "$unit"
expect "settings and secret stay" test "$(sha256sum "$secret" "$settings")" = "$kept"
expect "the data stay" test -d "$root/var/lib/evaltrack/server/postgres"
packagesDo purge "$mode" evaltrack-server # the others leave nothing behind
expect "the data are gone" test ! -e "$root/var/lib/evaltrack"
expect "settings and secrets are gone" test ! -e "$root/etc/evaltrack" -a ! -e "$secret" -a ! -e "$root/etc/credstore/evaltrack.admin-password"
[ -z "$init" ] || kill -KILL "$init"
# Whiteouts of a layer are character devices: what is gone.
left="$(cd "$changed" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./run -o -path ./tmp -o -path ./home -o -path ./packages \
    -o -path "./${work#/}" \) -prune -o -iname '*evaltrack*' ! -type c -print)"
expect "nothing of EvalTrack is left but what people keep in their homes (found: $left)" test -z "$left"
expect "what people keep in their homes is left" test -d "$root/home/$person/.local/share/EvalTrack"
say "removed: settings and data stay; purged: nothing is left"
say "$checks things held"
