#!/usr/bin/env bash
# Tests with a real cluster: that of KUBECONFIG, else one that cluster.sh brings up.
# Where there is none it says so, and writes no reports.
#
#   test-cluster.sh REPORT   with a path for jest's report; that of pytest is at REPORT.xml
set -euo pipefail
cd "$(dirname "$0")/.."
# In seconds. What is built the first time has been built in part beside everything before.
patience=2700

if [ -z "${KUBECONFIG:-}" ]; then
  if ! scripts/cluster.sh there; then
    echo "There is no cluster: KUBECONFIG is not set, and there is no program to bring one up."
    exit 0
  fi
  scripts/cluster.sh running || trap 'scripts/cluster.sh down' EXIT
  if ! KUBECONFIG=$(timeout "$patience" scripts/cluster.sh up | tail -n 1); then
    echo "The cluster did not come up within $patience s."
    exit 0
  fi
  export KUBECONFIG
  export CELLWAY_TEST_KUBECTL=${CLUSTER_HOME:-$HOME/.cache/one-node-cluster}/k
  export CELLWAY_TEST_IMAGE=local/python:1
  CELLWAY_TEST_NOTEBOOK_IMAGE=$(scripts/notebook-image.sh)
  export CELLWAY_TEST_NOTEBOOK_IMAGE
fi
make --no-print-directory test-cluster JEST="--json --outputFile=$1" PYTEST="--reruns 1 --rerun-show-tracebacks --junitxml=$1.xml"
