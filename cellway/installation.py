"""Tell as JSON what of Jupyter this environment has: `python -m cellway.installation`."""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

EXAMPLES_NEED = ("matplotlib", "numpy", "pandas", "sklearn")


def describe() -> dict[str, object]:
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "jupyterlab": _version_of("jupyterlab"),
        "serverExtension": _is_enabled(),
        "labExtension": _is_in_lab(),
        "examplesLack": [name for name in EXAMPLES_NEED if find_spec(name) is None],
    }


def _version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _is_enabled() -> bool:
    """Say whether a Jupyter server of this environment would load our extension."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    config = ExtensionConfigManager(read_config_path=jupyter_config_path())
    return bool(config.get_jpserver_extensions().get("cellway"))  # type: ignore[no-untyped-call]


def _is_in_lab() -> bool:
    """Say whether JupyterLab would find what runs in the browser."""
    from jupyter_core.paths import jupyter_path

    places = (Path(each, "cellway", "package.json") for each in jupyter_path("labextensions"))
    return any(each.is_file() for each in places)


if __name__ == "__main__":
    print(json.dumps(describe()))
