# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# A Debian of its own to try things in, with its systemd running as on a server. To be sourced by a script that has put itself into
# name spaces of its own (unshare --mount --pid --fork --mount-proc --kill-child) and has set `work`, a folder for logs. Needs root;
# mounts and processes end with the script, and what is started has no network but its own loopback.
: "${work?}"

checks=0
root=""    # of the system
changed="" # where what it changes is seen
holder=""  # the process whose network the trial has
init=""    # the systemd that was started, if one was

say() { printf '      %s\n' "$*"; }

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# expect "what has to be so" command…
expect() {
    local what="$1"
    shift
    "$@" || die "not so: $what"
    checks=$((checks + 1))
}

isNot() { ! "$@"; }

# makeSystem ROOT|--machine: a fresh Debian's root, which is used up, or a throw-away layer over this machine's own system.
makeSystem() {
    local layers device name major minor
    mount --make-rprivate /
    if [ "$1" = --machine ]; then
        layers="$work/layers"
        mkdir -p "$layers"
        mount -t tmpfs tmpfs "$layers"
        mkdir "$layers/upper" "$layers/scratch" "$layers/root"
        root="$layers/root"
        mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/scratch" "$root"
        changed="$layers/upper"
        # Another program's lock in this machine's own system is not ours to wait for.
        rm -f "$root"/var/lib/dpkg/lock*
    else
        root="$(cd "$1" && pwd)"
        mount --bind "$root" "$root"
        changed="$root"
        cp /etc/resolv.conf "$root/etc/resolv.conf"
    fi
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    # Nodes of its own: systemd changes the mode of its console, and this machine's /dev/null must not become root's alone.
    for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 console:1:3; do
        IFS=: read -r name major minor <<<"$device"
        mknod -m 666 "$root/dev/$name" c "$major" "$minor"
    done
    mkdir "$root/dev/pts" "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # no package may start a service in a change of root
    chmod 755 "$root/usr/sbin/policy-rc.d"
}

clean=(/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8)
inside() {
    if [ -n "$init" ]; then
        nsenter --target "$init" --mount --uts --ipc --net --pid "${clean[@]}" HOME=/root DEBIAN_FRONTEND=noninteractive "$@"
    else
        chroot "$root" "${clean[@]}" HOME=/root DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Control groups of its own below those of this machine, of either kind.
groups=()
canBoot() {
    local folder
    for folder in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
        [ -e "$folder/cgroup.procs" ] || continue
        mkdir "$folder/evaltrack-trial-$$" 2>/dev/null || return 1
        groups+=("$folder/evaltrack-trial-$$")
    done
    [ ${#groups[@]} -gt 0 ]
}

removeGroups() {
    local group
    [ -z "$init" ] || kill -KILL "$init" 2>/dev/null || true
    wait
    for group in "${groups[@]}"; do find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true; done
}

# Run in name spaces of its own: makes the root the root, and becomes systemd.
become() {
    mount -t proc proc "$1/proc"
    mount --bind "$1/proc/sys" "$1/proc/sys"
    mount -o remount,bind,ro "$1/proc/sys" # the machine's own settings are not the trial's
    mount -t sysfs -o ro sysfs "$1/sys"
    if [ -e /sys/fs/cgroup/systemd/cgroup.procs ]; then
        mount -t tmpfs tmpfs "$1/sys/fs/cgroup"
        mkdir "$1/sys/fs/cgroup/systemd" "$1/sys/fs/cgroup/unified"
        mount -t cgroup -o none,name=systemd cgroup "$1/sys/fs/cgroup/systemd"
        mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup/unified"
    else
        mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup"
    fi
    mount -t tmpfs -o mode=755 tmpfs "$1/run"
    cd "$1" || exit
    mkdir -p .before
    pivot_root . .before
    cd /
    umount -l .before
    rmdir .before
    mount --make-rshared / # credentials are mounted by a helper of systemd's
    exec env -i container=trial PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=multi-user.target </dev/null
}
export -f become

# boot [UNIT…]: starts its systemd, without these.
boot() {
    local launcher unit
    for unit in systemd-udevd systemd-logind systemd-networkd systemd-timesyncd systemd-modules-load "$@"; do
        ln -sf /dev/null "$root/etc/systemd/system/$unit.service"
    done
    rm "$root/usr/sbin/policy-rc.d"
    stat -c '%a %z' /dev/null >"$work/null.before"
    # shellcheck disable=SC2016
    bash -c 'for group in "${@:2}"; do echo $$ >"$group/cgroup.procs"; done
        exec unshare --mount --pid --fork --cgroup --net --ipc --uts --kill-child bash -c "become \"\$1\"" become "$1"' \
        boot "$root" "${groups[@]}" >"$work/boot.log" 2>&1 &
    launcher=$!
    for _ in $(seq 300); do
        init="$(pgrep -P "$launcher" -f '^/lib/systemd/systemd' || true)"
        [ -z "$init" ] || ! inside systemctl is-active --quiet multi-user.target 2>/dev/null || break
        kill -0 "$launcher" 2>/dev/null || die "systemd does not start: $work/boot.log"
        sleep 0.2
    done
    [ -n "$init" ] || die "systemd does not start: $work/boot.log"
    holder=$init
    expect "this machine's /dev/null is as it was" test "$(stat -c '%a %z' /dev/null)" = "$(cat "$work/null.before")"
    alone ip link set lo up
}

alone() { nsenter --net="/proc/$holder/ns/net" "$@"; }
