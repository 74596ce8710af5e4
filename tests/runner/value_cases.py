"""Reads the cases of `value_cases/`: what is stored in one process and used in another.

A case is `# case: NAME`, then parts of Python source: `# definitions`, which run in both
processes, `# store` and `# load`. What the parts print one after the other in one process
is what the second process has to print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("value_cases")
PART = re.compile(r"^# (definitions|store|load)\n", re.MULTILINE)


@dataclass(frozen=True)
class ValueCase:
    name: str
    definitions: str
    store: str
    load: str


def value_cases(group: str) -> list[ValueCase]:
    text = (FOLDER / f"{group}.txt").read_text(encoding="utf-8")
    cases = []
    for part in text.split("# case: ")[1:]:
        name, _, source = part.partition("\n")
        before, *pieces = PART.split(source)
        if before.strip():
            raise ValueError(f"{group}: '{name}' does not begin with a part")
        parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
        cases.append(ValueCase(name, parts.get("definitions", ""), parts["store"], parts["load"]))
    return cases
