#!/bin/sh
# The UI tests need a browser: Debian's chromium, or the one that CELLWAY_CHROMIUM
# names. Only root can install it.
set -eu
chromium=${CELLWAY_CHROMIUM:-/usr/bin/chromium}
if [ -x "$chromium" ]; then
  exit 0
fi
if [ -z "${CELLWAY_CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update
  apt-get install --yes --no-install-recommends chromium fonts-liberation
  exit 0
fi
echo "There is no browser at $chromium. Install Debian's packages chromium and" >&2
echo "fonts-liberation, or set CELLWAY_CHROMIUM to the path of another Chromium." >&2
exit 1
