#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The units on a machine of their own: set up by the commands of README.md beside this file, as they stand there; then a version is
# deployed and taken back, backups, archive and a restore are made, and the machine is started again.
#
#   packaging/systemd/trial.sh PACKAGE ROOT WORK
#
# PACKAGE is the Debian package of the server, ROOT the root of a fresh Debian, which is used up; WORK keeps logs. Needs root, and
# control groups that can be written: ends with 77 where they cannot.

set -euo pipefail

if [ "${EVALTRACK_TRIAL:-}" != inside ]; then
    exec env EVALTRACK_TRIAL=inside unshare --mount --pid --fork --mount-proc --kill-child bash "$0" "$@"
fi

package="$(realpath "$1")"
mkdir -p "$3"
work="$(cd "$3" && pwd)"
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
front=evaltrack.empresa.com
deploy=/usr/lib/evaltrack/deploy
home=/srv/evaltrack

# shellcheck source=packaging/debian/system.bash
. "$repository/packaging/debian/system.bash"
makeSystem "$2"
canBoot || {
    say "Control groups cannot be written here, so no systemd can be started."
    exit 77
}
trap removeGroups EXIT

# blockOf NUMBER: one of the blocks of commands of the README
blockOf() { awk -v wanted="$1" '/^```sh$/ { ++block; next } /^```$/ { inBlock = 0 } { if (block == wanted && !done) print } /^```$/ && block == wanted { done = 1 }' "$repository/packaging/systemd/README.md" | grep -v '^```'; }
runBlock() { # NUMBER
    blockOf "$1" >"$root/root/evaltrack/block-$1.sh"
    [ -s "$root/root/evaltrack/block-$1.sh" ] || die "the README has no block $1"
    inside sh -euc "cd /root/evaltrack && . ./block-$1.sh" >"$work/block-$1.log" 2>&1 ||
        die "the commands of block $1 of the README fail: $work/block-$1.log"
}

# ── Set up ──────────────────────────────────────────────────────────────────────────────────────

began=$SECONDS
mkdir -p "$root/root/evaltrack"
cp -r "$repository/packaging" "$root/root/evaltrack/"
cp "$package" "$root/root/evaltrack/"
inside apt-get -q -y update >"$work/apt.log" 2>&1 || die "apt-get update failed: $work/apt.log"
# What any machine has.
inside apt-get -q -y -o Dpkg::Use-Pty=0 -o APT::Install-Recommends=false install systemd systemd-sysv dbus util-linux ca-certificates \
    procps iproute2 >>"$work/apt.log" 2>&1 || die "apt-get failed: $work/apt.log"
runBlock 1
boot
printf '127.0.0.1 localhost %s\n' "$front" >"$root/etc/hosts"
say "programs installed, systemd started: $((SECONDS - began)) s"

began=$SECONDS
runBlock 2
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$front" -addext "subjectAltName=DNS:$front,DNS:localhost" \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>"$work/openssl.log"
cat "$work/certificate.pem" "$work/key.pem" >"$root/etc/evaltrack/tls/evaltrack.pem"
chmod 0600 "$root/etc/evaltrack/tls/evaltrack.pem"
install -D -m 0644 "$work/certificate.pem" "$root/usr/local/share/ca-certificates/trial.crt"
inside update-ca-certificates >>"$work/openssl.log" 2>&1
# Two minutes at each share are for people; a drill watches for as long as Prometheus needs to ask twice.
sed -i 's/^DEPLOY_STEP_SECONDS=.*/DEPLOY_STEP_SECONDS=20/' "$root/etc/evaltrack/deploy.env"
# How full the disk of the machine beneath is is not what is tried.
sed -i 's/^DEPLOY_DISK_PERCENT=.*/DEPLOY_DISK_PERCENT=100/' "$root/etc/evaltrack/deploy.env"
runBlock 3
runBlock 4
runBlock 5
say "set up and deployed by the commands of the README: $((SECONDS - began)) s"

live() { cat "$root$home/state/live"; }
isActive() { inside systemctl is-active --quiet "$1"; }
token=""
ask() { # VERB PATH [JSON]
    alone curl -sS --fail-with-body -m 20 --resolve "$front:443:127.0.0.1" --cacert "$work/certificate.pem" -X "$1" \
        -H 'Content-Type: application/json' ${token:+-H "Authorization: Bearer $token"} ${3:+--data "$3"} "https://$front$2"
}
signIn() {
    token=""
    token="$(ask POST /auth/login '{"email":"ana@empresa.com","password":"a first password"}' | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')"
    [ -n "$token" ]
}
waitFor() { # SECONDS command…
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $until ] || return 1
        sleep 0.3
    done
}

version="$(basename "$root$home"/releases/*)"
for unit in evaltrack.target postgresql@15-main haproxy prometheus prometheus-alertmanager prometheus-node-exporter evaltrack-server@blue; do
    isActive "$unit" || inside journalctl --no-pager -n 20 -o cat -u "$unit" >&2
    expect "$unit is active" isActive "$unit"
done
for timer in full diff incr verify; do expect "the timer of $timer backups is set" isActive "evaltrack-backup-$timer.timer"; done
expect "the timer of the archive is set" isActive evaltrack-archive.timer
pid="$(inside systemctl show -P MainPID evaltrack-server@blue)"
expect "the server works as its user" test "$(inside ps -o user= -p "$pid" | tr -d ' ')" = evaltrack
expect "no secret is in its environment" isNot inside grep -qaE 'postgresql://|first password' "/proc/$pid/environ"
expect "people come in by TLS" grep -q "\"version\":\"$version\"" <<<"$(ask GET /health)"
expect "the first administrator signs in" signIn
expect "an event is made" ask POST /events "{\"title\":\"Antes\",\"date\":\"$(date -u +%FT%T.000Z)\",\"duration\":60}" >/dev/null
rm -r "$root/etc/systemd/system/evaltrack-server@.service.d" "$root/etc/evaltrack/secrets/admin-password"
inside systemctl daemon-reload

# ── Another version, and back ───────────────────────────────────────────────────────────────────

began=$SECONDS
cp -a "$root$home/releases/$version" "$root$home/releases/$version+b"
# Somebody works meanwhile.
(
    while [ ! -e "$work/enough" ]; do
        ask GET '/events?limit=5' >/dev/null 2>>"$work/work.errors" && echo ok || echo failed
    done
) >"$work/work.log" &
worker=$!
inside "$deploy/deploy.sh" "$version+b" >"$work/deploy.log" 2>&1 || die "the second version was not deployed: $work/deploy.log"
expect "the second version serves" test "$(live)" = green
expect "the first one was stopped" isNot isActive evaltrack-server@blue
inside "$deploy/rollback.sh" >"$work/rollback.log" 2>&1 || die "it was not taken back: $work/rollback.log"
expect "it was taken back" test "$(live)" = blue
touch "$work/enough"
wait "$worker"
expect "no request failed meanwhile ($(grep -c failed "$work/work.log") of $(wc -l <"$work/work.log"))" isNot grep -q failed "$work/work.log"
expect "there were some" test "$(wc -l <"$work/work.log")" -gt 100
say "deployed beside and taken back, none of $(wc -l <"$work/work.log") requests failed: $((SECONDS - began)) s"

# ── Backups, the archive, a mistake ─────────────────────────────────────────────────────────────

began=$SECONDS
run() { inside systemctl start "$1" || die "$1 failed: $(inside journalctl --no-pager -n 15 -o cat -u "$1")"; }
for unit in evaltrack-backup@full evaltrack-backup@diff evaltrack-backup@incr evaltrack-backup-verify evaltrack-archive; do run "$unit"; done
signIn
expect "an old event is made" ask POST /events '{"title":"Viejo","date":"2022-05-10T13:00:00.000Z","duration":60}' >/dev/null
run evaltrack-archive
expect "its year is archived" grep -q Viejo "$root$home/archive/2022/events.jsonl"
expect "the backup is told to the watchers" test -s "$root/var/lib/prometheus/node-exporter/evaltrack_backup.prom"
expect "the log of deployments has them" test "$(grep -c 'action=backup .*result=done' "$root$home/log/deployments.log")" -ge 4
say "full, differential, incremental and verified backup, archive: $((SECONDS - began)) s"

began=$SECONDS
sleep 1
moment="$(date -u '+%F %T.%3N+00')"
sleep 1
inside runuser -u postgres -- psql -qX evaltrack -c "update events set title = 'Después'" >/dev/null
inside "$deploy/restore.sh" --time "$moment" --yes >"$work/restore.log" 2>&1 || die "it was not restored: $work/restore.log"
expect "the administrator signs in" waitFor 30 signIn
signIn
expect "the mistake is undone" grep -q '"title":"Antes"' <<<"$(ask GET /events)"
say "the moment before a mistake is back: $((SECONDS - began)) s"

# ── It starts again ─────────────────────────────────────────────────────────────────────────────

began=$SECONDS
inside systemctl kill --signal=KILL --kill-who=main evaltrack-server@blue
expect "a server that was killed comes back" waitFor 30 ask GET /health
inside systemctl stop evaltrack.target evaltrack-live
expect "with the target the server stops" waitFor 60 isNot isActive evaltrack-server@blue
inside systemctl start evaltrack.target
expect "with the target the live server starts" waitFor 60 isActive evaltrack-server@blue
expect "people come in again" waitFor 60 ask GET /health
expect "all is well" waitFor 60 inside "$deploy/health-check.sh"
say "killed, stopped and started again: $((SECONDS - began)) s"

# ── The runbooks ────────────────────────────────────────────────────────────────────────────────

began=$SECONDS
# What the pages of packaging/operations say to type, where nothing has to be filled in.
commandsOfRunbooks() {
    awk '/^## / { wanted = /^## (Check|Act|Verify)/ } wanted' "$repository"/packaging/operations/*.md | grep -oE '`[^`]+`' | tr -d '`' |
        grep -E '^(systemctl (status|start|restart|reload|list-timers|enable) |journalctl -|sudo |timeout |curl -s|df -|du -|tail /|grep |for |echo |haproxy -c|openssl x509 -|ps -|promtool check config /|amtool |packaging/deploy/(health-check|backup)\.sh|select )' |
        grep -vE '…|NAME|HOST|OTHER|\(pid\)$|^curl -sI$' | sort -u
}
commandsOfRunbooks >"$work/runbooks.txt"
expect "the runbooks have commands" test "$(wc -l <"$work/runbooks.txt")" -ge 40
: >"$work/runbooks.log"
while IFS= read -r command <&3; do
    printf '\n# %s\n' "$command" >>"$work/runbooks.log"
    case "$command" in
        for*) set -- bash -c "$command; true" ;; # One of the two slots is empty.
        select*) set -- runuser -u postgres -- psql -qX -v ON_ERROR_STOP=1 evaltrack -c "$command" ;;
        *) set -- bash -c "cd / && ${command//packaging\/deploy\//$deploy/}" ;;
    esac
    inside "$@" >>"$work/runbooks.log" 2>&1 </dev/null || die "what a runbook says does not work: $command ($work/runbooks.log)"
    checks=$((checks + 1))
done 3<"$work/runbooks.txt"
expect "people come in still" waitFor 60 ask GET /health

serialShown() { alone openssl s_client -connect 127.0.0.1:443 -servername "$front" </dev/null 2>/dev/null | openssl x509 -noout -serial; }
before="$(serialShown)"
openssl req -x509 -newkey rsa:2048 -nodes -days 60 -subj "/CN=$front" -addext "subjectAltName=DNS:$front,DNS:localhost" \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>>"$work/openssl.log"
cat "$work/certificate.pem" "$work/key.pem" >"$root/etc/evaltrack/tls/evaltrack.pem"
inside sh -c 'haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy' >>"$work/runbooks.log" 2>&1
isRenewed() { [ "$(serialShown)" != "$before" ]; }
expect "expired-certificate: the new one is shown" waitFor 10 isRenewed

sed -i 's/^max_connections = .*/max_connections = 60/' "$root/etc/postgresql/15/main/conf.d/evaltrack.conf"
inside systemctl restart postgresql@15-main
expect "exhausted-pool: PostgreSQL has the other number" \
    test "$(inside runuser -u postgres -- psql -qXAt -c 'show max_connections')" = 60
expect "and the server finds its connections again" waitFor 60 ask GET /health/ready

inside systemctl stop postgresql@15-main
isAway() { ! ask GET /health/ready >/dev/null 2>&1; }
expect "EvalTrackPostgresDown: the server says that it is not ready" waitFor 30 isAway
inside systemctl start postgresql@15-main
expect "and serves by itself when it is back" waitFor 60 ask GET /health/ready

inside systemctl disable --now evaltrack-backup-full.timer evaltrack-backup-diff.timer evaltrack-backup-incr.timer 2>>"$work/runbooks.log"
inside systemctl enable --now evaltrack-backup-full.timer evaltrack-backup-diff.timer evaltrack-backup-incr.timer 2>>"$work/runbooks.log"
expect "EvalTrackBackupOld: the timers are set again" isActive evaltrack-backup-incr.timer
say "$(wc -l <"$work/runbooks.txt") commands of the runbooks typed, certificate, connections, database and timers brought back: $((SECONDS - began)) s"
say "$checks things held"
