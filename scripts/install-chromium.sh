#!/bin/sh
# The UI tests need a browser: Debian's chromium without windows, which takes a quarter less of
# the processors than the other, or the one that CELLWAY_CHROMIUM names. Only root can install it.
set -eu
chromium=${CELLWAY_CHROMIUM:-/usr/lib/chromium/chromium-headless-shell}
if [ -x "$chromium" ]; then
  exit 0
fi
if [ -z "${CELLWAY_CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update
  apt-get install --yes --no-install-recommends chromium-headless-shell fonts-liberation
  exit 0
fi
echo "There is no browser at $chromium. Install Debian's packages" >&2
echo "chromium-headless-shell and fonts-liberation, or set CELLWAY_CHROMIUM to the path" >&2
echo "of another Chromium." >&2
exit 1
