"""Cellway: a notebook as a pipeline with the same result as Run All.

This module is imported by every `cellway` command: it must stay light.
"""

from ._version import __version__

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Tell JupyterLab where the built front end is."""
    return [{"src": "labextension", "dest": "cellway"}]


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    """Tell jupyter_server what to start."""
    from .extension.app import CellwayExtension

    return [{"module": "cellway.extension.app", "app": CellwayExtension}]
