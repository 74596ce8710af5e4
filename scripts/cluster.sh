#!/usr/bin/env bash
# Brings a cluster up on this machine, by the program `ready` of a folder beside the project:
# see "A cluster" in CONTRIBUTING. Prints the path of its KUBECONFIG as the last line.
#
#   cluster.sh there     whether there is such a program
#   cluster.sh running   whether its cluster is up
#   cluster.sh prepare   builds what it is made of, which takes long the first time, and ends it again
#   cluster.sh up        waits for `prepare` if that goes on, and leaves it running
#   cluster.sh down      ends it
set -euo pipefail
cd "$(dirname "$0")/.."
ready=${CELLWAY_CLUSTER:-../shared/cluster}/ready
export CLUSTER_HOME=${CLUSTER_HOME:-$HOME/.cache/one-node-cluster}

is_up() {
  [ -x "$CLUSTER_HOME/k" ] && "$CLUSTER_HOME/k" get --raw /readyz >/dev/null 2>&1
}

down() {
  [ ! -x "$CLUSTER_HOME/down" ] || "$CLUSTER_HOME/down"
}

# One at a time; `down` first, for it may have been killed.
up() {
  if is_up; then
    echo "$CLUSTER_HOME/state/admin.conf"
  else
    down && "$ready" csi dns argo
  fi
}

mkdir -p "$CLUSTER_HOME"
exec 9>"$CLUSTER_HOME/lock"
case ${1:-} in
  there) [ -x "$ready" ] ;;
  running) is_up ;;
  prepare)
    flock 9
    if ! is_up; then
      up 9>&-
      down
    fi
    ;;
  up)
    flock 9
    up 9>&-
    ;;
  down) down ;;
  *)
    sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
