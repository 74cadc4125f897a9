# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# What: the image is built, and runs read-only as its own user
# The image is built from this source and runs: read-only, as its own user, with its health check. Sourced by drill.sh.
# Where no container engine can run: built by buildah in a chroot on a base that mmdebstrap made, and run by bubblewrap. With --slice
# the program is the one that was built here, so that only the second stage is built.

# shellcheck source=packaging/drill/stage/machine.sh
. "$EVALTRACK_ROOT/packaging/drill/stage/machine.sh"

imagePort=""

endImage() {
    local code=$?
    trap - EXIT
    [ -z "${imagePid:-}" ] || kill "$imagePid" 2>/dev/null || true
    [ -z "${mounted:-}" ] || buildah rm "$mounted" >/dev/null 2>&1 || true
    endMachine "$code"
}

drillImage() {
    local root size file
    [ "$(id -u)" -eq 0 ] || {
        say "Left out: building in a chroot needs root."
        return 0
    }
    startMachine
    say "A base by mmdebstrap"
    mmdebstrap --quiet --variant=minbase bookworm "$machine/root.tar"
    mkdir "$machine/base"
    printf 'FROM scratch\nADD root.tar /\n' >"$machine/base/Containerfile"
    mv "$machine/root.tar" "$machine/base/"
    buildah bud --isolation chroot --quiet -t localhost/evaltrack-base "$machine/base" >"$machine/base.log" 2>&1
    rm -rf "$machine/base"
    file="$EVALTRACK_ROOT/packaging/image/Containerfile"
    if [ -n "$slice" ]; then
        # The same file without its first stage.
        mkdir -p "$machine/context/src/build/release/bin" "$machine/context/packaging"
        cp "$EVALTRACK_BIN/evaltrack-server" "$machine/context/src/build/release/bin/"
        strip "$machine/context/src/build/release/bin/evaltrack-server"
        cp -r "$EVALTRACK_ROOT/packaging/image" "$machine/context/packaging/"
        awk '/^FROM .* AS build/ { skip = 1; next } /^FROM / { skip = 0 } !skip { sub("--from=build /src", "src"); print }' "$file" >"$machine/Containerfile"
        file="$machine/Containerfile"
    fi
    say "The image"
    begun="$(now)"
    buildah bud --isolation chroot --format docker --build-arg BASE=localhost/evaltrack-base -f "$file" -t localhost/evaltrack-server \
        "$(if [ -n "$slice" ]; then echo "$machine/context"; else echo "$EVALTRACK_ROOT"; fi)" >"$machine/image.log" 2>&1
    promise "the image is built" "$(since "$begun") s" true
    mounted="$(buildah from localhost/evaltrack-server)"
    trap endImage EXIT
    root="$(buildah mount "$mounted")"
    size="$(du -sm "$root" | cut -f1)"
    promise "it is small" "$size MB, unpacked" atMost "$size" 300
    promise "it runs as its own user, with a health check" \
        "$(buildah inspect --type image --format '{{.Docker.Config.User}} {{.Docker.Config.Healthcheck.Test}}' localhost/evaltrack-server)" \
        [ "$(buildah inspect --type image --format '{{.Docker.Config.User}}' localhost/evaltrack-server)" = 10001:10001 ]
    promise "no compiler or source is in it" "" [ ! -e "$root/src" -a ! -e "$root/usr/bin/gcc" ]

    freePort
    imagePort="$portFound"
    mkdir -p "$machine/data"
    chown 10001:10001 "$machine/data"
    install -d -m 0755 "$machine/run-secrets"
    install -m 0444 "$DEPLOY_SECRETS/database-url" "$DEPLOY_SECRETS/jwt-secret" "$machine/run-secrets/"
    inImage --setenv PORT "$imagePort" /usr/bin/evaltrack-server serve >"$machine/image-server.log" 2>&1 &
    imagePid=$!
    for _ in $(seq 300); do
        ! curl -fs -o /dev/null "http://127.0.0.1:$imagePort/health/ready" || break
        sleep 0.1
    done
    promise "it serves" "$(curl -sS "http://127.0.0.1:$imagePort/health")" curl -fsS -o /dev/null "http://127.0.0.1:$imagePort/health/ready"
    promise "its health check says so" "" inImage --setenv PORT "$imagePort" /usr/bin/evaltrack-health
    promise "and tells when nothing answers" "" fails inImage --setenv PORT 1 /usr/bin/evaltrack-health
    promise "its root cannot be written" "" fails inImage /usr/bin/touch /usr/bin/x
    promise "it is nobody special" "$(inImage /usr/bin/id -u)" [ "$(inImage /usr/bin/id -u)" = 10001 ]
    kill -TERM "$(pgrep -P "$imagePid" -f evaltrack-server | head -n 1)" 2>/dev/null || kill -TERM "$imagePid"
    code=0
    wait "$imagePid" || code=$?
    imagePid=""
    promise "it ends when it is asked to" "exit code $code" [ "$code" -eq 0 -o "$code" -eq 143 ]
}

fails() { ! "$@" >/dev/null 2>&1; }

# As a container engine would: its own root, read-only; its user; /data and /tmp to write to.
inImage() {
    bwrap --ro-bind "$root" / --proc /proc --dev /dev --tmpfs /tmp --tmpfs /run --bind "$machine/data" /data --ro-bind "$machine/run-secrets" /run/secrets \
        --unshare-user --uid 10001 --gid 10001 --unshare-pid --die-with-parent --clearenv --setenv PATH /usr/bin:/bin --setenv EVALTRACK_DATA /data \
        --setenv EVALTRACK_HOST 127.0.0.1 --setenv LC_ALL C.UTF-8 --setenv EVALTRACK_DRAIN_SECONDS 0 \
        --setenv DATABASE_URL_FILE /run/secrets/database-url --setenv JWT_SECRET_FILE /run/secrets/jwt-secret "$@"
}
