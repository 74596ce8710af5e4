"""What some modules need to be installed: `RUNNER --requirements RESULT.json FOLDER MODULE…`.

Modules are dotted paths as they are imported. Those of the project, in the folder, are
followed. `src/service/images/requirements.ts` is the definition of the answer.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from typing import Any

from .environment import modules_of, plain
from .installation import is_installed, is_package

SHELL = ("ipykernel", "ipython", "cloudpickle")
"""What steps make use of by themselves where it is there."""

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?[^;]*(?:;(.*))?$", re.DOTALL)
_EXTRA = re.compile(r"""\bextra\s*==\s*['"]([^'"]+)['"]""")
_OF_DEVELOPERS = re.compile(r"test|dev|doc|lint|typ(e|ing)|bench|^all|^complete")


def describe(folder: str, modules: Iterable[str]) -> dict[str, Any]:
    """Find what brings the modules, and what that needs in its turn."""
    installed = _installed()
    bringing = _bringing(installed)
    imported: set[str] = set()
    project: set[str] = set()
    missing: set[str] = set()
    waiting = sorted(set(modules))
    known = set(waiting)
    while waiting:
        module = waiting.pop()
        top = module.split(".")[0]
        sources = _sources(folder, top)
        if sources:
            project.add(top)
            found = set(_imports(sources)) - known
            known |= found
            waiting += sorted(found)
        elif top in bringing:
            imported |= _those_with(module, bringing[top], installed)
        elif not _is_standard(top):
            missing.add(top)
    shell = {each for each in SHELL if each in installed} - imported
    needed, optional = _closure(imported, shell, installed)
    roles = {
        **dict.fromkeys(needed, "needed"),
        **dict.fromkeys(shell, "shell"),
        **dict.fromkeys(imported, "imported"),
    }
    return {
        "python": ".".join(map(str, sys.version_info[:2])),
        "version": sys.version.split()[0],
        "implementation": sys.implementation.name,
        "distributions": [
            {"role": roles[each], **_tell(installed[each])} for each in sorted(roles)
        ],
        "optional": [
            {"for": sorted(parents), **_tell(installed[each])}
            for each, parents in sorted(optional.items())
        ],
        "project": sorted(project),
        "missing": sorted(missing),
    }


def _installed() -> dict[str, Distribution]:
    """Return what is installed, by plain name; what is found first hides the rest."""
    found: dict[str, Distribution] = {}
    for each in distributions():
        try:
            name = each.metadata["Name"]
        except Exception:  # what is left of one that is damaged
            continue
        if name:
            found.setdefault(plain(name), each)
    return found


def _bringing(installed: dict[str, Distribution]) -> dict[str, set[str]]:
    """Return which distributions bring each top-level module."""
    found: dict[str, set[str]] = {}
    for name, each in installed.items():
        for module in modules_of(each) or {name}:
            found.setdefault(module.split(".")[0], set()).add(name)
    return found


def _those_with(module: str, names: set[str], installed: dict[str, Distribution]) -> set[str]:
    """Return those of several that have a module of a package which they share: `google.cloud`."""
    parts = module.split(".")
    for length in range(len(parts), 1, -1) if len(names) > 1 else ():
        path = "/".join(parts[:length])
        having = {
            name
            for name in names
            if any(
                str(file).startswith((path + "/", path + "."))
                for file in installed[name].files or ()
            )
        }
        if having:
            return having
    return names


def _sources(folder: str, module: str) -> list[str]:
    """Return the files of a module of the project; none where it is no such module."""
    path = os.path.join(folder, module)
    if os.path.isfile(path + ".py"):
        return [path + ".py"]
    if not module.isidentifier() or not os.path.isdir(path):
        return []
    return [
        os.path.join(place, name)
        for place, _, names in os.walk(path)
        for name in names
        if name.endswith(".py")
    ]


def _imports(sources: Iterable[str]) -> Iterator[str]:
    for path in sources:
        try:
            with open(path, "rb") as file:
                tree = ast.parse(file.read())
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_standard(module: str) -> bool:
    if module in sys.builtin_module_names or module == "__future__":
        return True
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError, AttributeError):
        return False
    origin = spec.origin if spec else None
    if origin in ("built-in", "frozen"):
        return True
    return origin is not None and is_installed(origin) and not is_package(origin)


def _closure(
    imported: set[str], shell: set[str], installed: dict[str, Distribution]
) -> tuple[set[str], dict[str, set[str]]]:
    """Return what distributions need, and what the imported ones can make use of besides.

    What is not installed is not needed on this platform. Markers are not evaluated but for
    extras: what is installed for nothing does no harm.
    """
    met: set[tuple[str, str]] = set()
    optional: dict[str, set[str]] = {}
    waiting = [(name, "") for name in sorted(imported | shell)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in met:
            continue
        met.add((name, extra))
        for child, child_extras, of in _required(installed[name]):
            if child not in installed:
                continue
            if of and extra not in of:
                if name in imported and not all(map(_OF_DEVELOPERS.search, of)):
                    optional.setdefault(child, set()).add(installed[name].metadata["Name"])
            elif of or not extra:
                waiting += [(child, each) for each in ("", *child_extras)]
    found = {name for name, _ in met}
    return found, {name: parents for name, parents in optional.items() if name not in found}


def _required(distribution: Distribution) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each requirement: its name, its extras, and the extras that it belongs to."""
    for each in distribution.requires or ():
        match = _REQUIREMENT.match(each)
        if match:
            name, extras, marker = match.groups()
            wanted = [extra.strip() for extra in (extras or "").split(",") if extra.strip()]
            yield plain(name), wanted, _EXTRA.findall(marker or "")


def _tell(distribution: Distribution) -> dict[str, Any]:
    told = {"name": distribution.metadata["Name"], "version": distribution.version}
    origin = _origin(distribution)
    installer = (distribution.read_text("INSTALLER") or "").strip()
    return {
        **told,
        **({"origin": origin} if origin else {}),
        **({"installer": installer} if installer not in ("", "pip", "uv") else {}),
    }


def _origin(distribution: Distribution) -> dict[str, str] | None:
    """Say where it came from that is not from an index (PEP 610)."""
    place = os.path.abspath(str(distribution.locate_file("")))
    if not is_installed(os.path.join(place, "")):
        return {"kind": "folder", "url": place}
    try:
        told = json.loads(distribution.read_text("direct_url.json") or "{}")
        url = _without_secrets(told["url"])
        if "vcs_info" in told:
            at = told["vcs_info"]
            return {"kind": "repository", "url": f"{at['vcs']}+{url}@{at['commit_id']}"}
        if "dir_info" in told:
            return {"kind": "folder", "url": url.replace("file://", "", 1)}
        return {"kind": "file", "url": url}
    except (ValueError, KeyError, TypeError):
        return None


def _without_secrets(url: str) -> str:
    return re.sub(r"(://)[^/@]*@", r"\1", url)
