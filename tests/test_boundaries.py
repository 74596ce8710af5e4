"""The import boundaries of src/ hold: the linter refuses what must not be, and nothing else."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ROOMS = "cellway/rooms"
GLOBALS = "no-restricted-globals"

REFUSED = [
    # A room above, in every form that an import can have.
    ("src/notebook/a.ts", "import '../analysis/facts';", ROOMS),
    ("src/notebook/a.ts", "export * from '../analysis/facts';", ROOMS),
    ("src/notebook/a.ts", "export { b } from '../analysis/facts';", ROOMS),
    ("src/notebook/a.ts", "export const b = import('../analysis/facts');", ROOMS),
    ("src/notebook/a.ts", "import type { B } from '../analysis/facts'; export type C = B;", ROOMS),
    ("src/notebook/a.ts", "export type B = import('../analysis/facts').C;", ROOMS),
    ("src/notebook/deep/er/a.ts", "import '../../../pipeline';", ROOMS),
    ("src/kubernetes/a.ts", "import '../pipeline/model';", ROOMS),
    ("src/data/a.ts", "import '../training/b';", ROOMS),
    ("src/engines/a.ts", "import '../tuning/b';", ROOMS),
    ("src/tuning/a.ts", "import '../deployment/b';", ROOMS),
    ("src/service/a.ts", "import '../cli/main';", ROOMS),
    ("src/lab/a.ts", "import '../runs/record';", ROOMS),
    ("src/lab/a.ts", "import '../service/server';", ROOMS),
    ("src/lab/a.ts", "import '../service/apiary';", ROOMS),
    ("src/analysis/__tests__/a.spec.ts", "import '../../pipeline/model';", ROOMS),
    # Packages.
    ("src/notebook/a.ts", "import 'node:fs';", ROOMS),
    ("src/notebook/a.ts", "import 'fs/promises';", ROOMS),
    ("src/analysis/a.ts", "import '@jupyterlab/nbformat';", ROOMS),
    ("src/analysis/a.ts", "import '@lumino/coreutils';", ROOMS),
    ("src/pipeline/a.ts", "import 'react';", ROOMS),
    ("src/pipeline/a.ts", "export const a = import('react');", ROOMS),
    ("src/runs/a.ts", "import '@jupyterlab/services';", ROOMS),
    ("src/engines/a.ts", "import '@kubernetes/client-node';", ROOMS),
    ("src/lab/a.ts", "import 'node:path';", ROOMS),
    # Globals of browser and Node.
    *(
        ("src/analysis/a.ts", f"export const a = {name};", GLOBALS)
        for name in (
            *("window", "document", "navigator", "localStorage", "globalThis"),
            *("process", "Buffer", "require", "__dirname"),
            *("fetch", "console", "setTimeout"),
        )
    ),
    # No room.
    ("src/helpers/a.ts", "export const a = 1;", ROOMS),
    ("src/a.ts", "export const a = 1;", ROOMS),
]

ACCEPTED = [
    ("src/notebook/a.ts", "import './cell'; import '../notebook/cell'; import 'zod';"),
    ("src/analysis/a.ts", "import '../notebook/cell'; import 'web-tree-sitter';"),
    ("src/analysis/pipeline/a.ts", "import '../runs';"),
    ("src/pipeline/a.ts", "import '../analysis'; export type A = import('../notebook').B;"),
    ("src/runs/a.ts", "import '../notebook/cell'; import 'node:fs'; export const a = process;"),
    ("src/kubernetes/a.ts", "import '@kubernetes/client-node';"),
    ("src/engines/local/a.ts", "import '../engine'; import '../../data/volume';"),
    ("src/cli/a.ts", "import '../service/server'; import '../notebook';"),
    ("src/lab/a.ts", "import '../service/api'; import '../service/api/runs';"),
    ("src/lab/a.ts", "import '../pipeline'; import '../analysis'; import '../notebook';"),
    ("src/lab/a.ts", "import '@lumino/widgets'; import 'react'; export const a = document;"),
    ("src/analysis/a.ts", "export const a = [new Map(), structuredClone({}), new TextEncoder()];"),
    ("src/analysis/a.ts", "export function a(name: string, top: number) { return [name, top]; }"),
    ("src/analysis/__tests__/a.spec.ts", "import 'node:fs'; export const a = process.cwd();"),
]


@pytest.fixture(scope="module")
def verdicts() -> dict[tuple[str, str], set[str]]:
    """The rules that each snippet breaks, all from one start of the linter."""
    snippets = [(path, code) for path, code, *_ in [*REFUSED, *ACCEPTED]]
    done = subprocess.run(
        ["node", "tests/lint_snippets.mjs"],
        cwd=ROOT,
        input=json.dumps([{"path": path, "code": code} for path, code in snippets]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(snippets, map(set, json.loads(done.stdout)), strict=True))


@pytest.mark.parametrize(("path", "code", "rule"), REFUSED)
def test_refused(
    verdicts: dict[tuple[str, str], set[str]], path: str, code: str, rule: str
) -> None:
    assert rule in verdicts[path, code]


@pytest.mark.parametrize(("path", "code"), ACCEPTED)
def test_accepted(verdicts: dict[tuple[str, str], set[str]], path: str, code: str) -> None:
    assert not verdicts[path, code] & {ROOMS, GLOBALS}
