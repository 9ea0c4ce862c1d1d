#!/bin/sh
# Make sure that there is a Chromium for the browser tests: Debian's, where apt is there.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ]; then as_root=""; else as_root="sudo -n"; fi
    echo "No Chromium found: installing Debian's."
    # shellcheck disable=SC2086
    if $as_root apt-get update -qq && $as_root apt-get install -qq -y --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi

echo "No Chromium: the browser tests (tests/browser) will be skipped. Install chromium and run again." >&2
if [ "${CI:-}" = "true" ]; then
    exit 1
fi
