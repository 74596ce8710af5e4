#!/usr/bin/env bash
# Makes an image for tests with the cluster that cluster.sh brings up: its Python, and what
# notebooks import, in the versions with which everything else is tested. Prints its name.
set -euo pipefail
cd "$(dirname "$0")/.."
home=${CLUSTER_HOME:-$HOME/.cache/one-node-cluster}
name=${CELLWAY_TEST_NOTEBOOK_IMAGE:-local/notebook:1}
packages=(cloudpickle ipykernel matplotlib numpy pandas pyarrow scikit-learn)
archive=$home/images/$(basename "${name%%:*}").tar
system=$(readlink -f "$home/images/rootfs")

# Anew where the versions are others, or Python is.
python=$(basename "$system"/usr/lib/python3.[0-9]*)
stamp=$(echo "$name $python ${packages[*]}" | cat - requirements/dev.txt | sha256sum)
if [ ! -e "$archive" ] || [ "$stamp" != "$(cat "$archive.stamp" 2>/dev/null)" ]; then
  layer=$(mktemp -d)
  trap 'rm -rf "$layer"' EXIT
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
    --python-version "${python#python}" --constraint requirements/dev.txt \
    --target "$layer/usr/local/lib/$python/dist-packages" "${packages[@]}" >&2
  chmod 755 "$layer"
  "$home/image" "$archive.part" "$name" "$system" "$layer"
  mv "$archive.part" "$archive"
  ctr --address "$home/state/run/containerd/containerd.sock" --namespace k8s.io \
    images import "$archive" >/dev/null
  echo "$stamp" >"$archive.stamp"
fi
echo "$name"
