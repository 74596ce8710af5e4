"""Compares a replay with Run All."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from run_all import Outcome

from .planner import Pipeline, Plan
from .replay import Replayed

TELLING = ("warning", "error")
TOLD_OF_OTHERS = ("module-state",)
"""What these say of a cell is that later ones will not see what it does."""


@dataclass(frozen=True)
class Difference:
    """A cell of which the replay shows something else than Run All."""

    cell: int
    expected: str
    got: str
    told: bool
    """Whether a diagnostic stands on the cell, or on an earlier one that it depends on."""


def ancestors(pipeline: Pipeline) -> dict[str, set[str]]:
    """Return, for each step, the steps that it waits for, directly or not."""
    found: dict[str, set[str]] = {}
    after = {step["id"]: step["after"] for step in pipeline["steps"]}

    def collect(step: str) -> set[str]:
        if step not in found:
            found[step] = set(after[step]).union(*(collect(each) for each in after[step]))
        return found[step]

    for step in after:
        collect(step)
    return found


def told_cells(plan: Plan) -> set[int]:
    """Return the cells that a diagnostic says something of, or something earlier they depend on."""
    pipeline = plan["pipeline"]
    marked = {
        each["cell"]
        for each in plan["diagnostics"]
        if each["severity"] in TELLING and each.get("cell") is not None
    }
    above = ancestors(pipeline)
    cells = {step["id"]: [each["cell"] for each in step["cells"]] for step in pipeline["steps"]}
    told = set(marked)
    for each in plan["diagnostics"]:
        if each["code"] in TOLD_OF_OTHERS and each["severity"] in TELLING:
            told.update(
                cell["cell"]
                for step in pipeline["steps"]
                for cell in step["cells"]
                if cell["cell"] > each["cell"]
            )
    for step, own in cells.items():
        seen = [cell for each in (step, *above[step]) for cell in cells[each]]
        for cell in own:
            if any(each in marked for each in seen if each <= cell):
                told.add(cell)
    return told


def differences(outcome: Outcome, replayed: Replayed, plan: Plan) -> list[Difference]:
    """Return the cells that Run All ran and that show something else in the replay."""
    told = told_cells(plan)
    if any(each["code"] == "not-reproducible" for each in plan["diagnostics"]):
        # Two runs of such a notebook differ whatever runs it.
        told = set(range(len(outcome.outputs)))
    reasons = {
        cell["cell"]: replayed.problems[step["id"]]
        for step in plan["pipeline"]["steps"]
        for cell in step["cells"]
        if step["id"] in replayed.problems
    }
    found: list[Difference] = []
    for cell, text in enumerate(outcome.outputs):
        expected = _shown(text, outcome.errors.get(cell))
        if cell in replayed.outputs:
            got = _shown(replayed.outputs[cell], replayed.errors.get(cell))
        else:
            got = f"[{reasons.get(cell, 'did not run')}]" if expected else ""
        if got != expected:
            found.append(Difference(cell, expected, got, cell in told))
    shown = {difference.cell for difference in found}
    for step, problem in replayed.problems.items():
        cells = next(each["cells"] for each in plan["pipeline"]["steps"] if each["id"] == step)
        last = cells[-1]["cell"]
        if last not in shown and last < len(outcome.outputs):
            found.append(Difference(last, "(its values are stored)", problem, last in told))
    return sorted(found, key=lambda each: each.cell)


def _shown(text: str, error: str | None) -> str:
    return text if error is None else f"{text}[{error}]"


def describe(plan: Plan) -> str:
    """Say what a plan is, a line for each step."""
    lines = []
    definitions = plan["pipeline"]["definitions"]
    for step in plan["pipeline"]["steps"]:
        parts = [f"  {step['id']}: cells {', '.join(str(each['cell']) for each in step['cells'])}"]
        reads = [f"{flow['name']} <- {flow['from']}" for flow in step["reads"]]
        states = [f"{flow['state']} <- {flow['from']}" for flow in step["states"]]
        names = [
            ",".join(definitions[index]["names"]) or definitions[index]["kind"]
            for index in step["definitions"]
        ]
        for word, each in (
            ("reads", reads),
            ("writes", step["writes"]),
            ("states", states),
            ("parameters", step["parameters"]),
            ("definitions", names),
            ("after", step["after"]),
        ):
            if each:
                parts.append(f"{word} {', '.join(each)}")
        lines.append("; ".join(parts))
    for each in plan["diagnostics"]:
        lines.append(
            f"  {each['severity']} {each['code']} on cell {each.get('cell')}: {each['message']}"
        )
    return "\n".join(lines)


def report(
    found: Sequence[Difference], plan: Plan, sources: Sequence[str], order: Sequence[str]
) -> str:
    """Say where a replay differs, for the reader of a failed test."""
    parts = [
        f"cell {each.cell}: Run All shows\n{_indent(each.expected)}\nthe replay shows\n"
        f"{_indent(each.got)}"
        for each in found
    ]
    cells = [
        f"# %% cell {index}\n{source}" for index, source in enumerate(sources) if source.strip()
    ]
    return "\n".join(
        [*parts, f"steps in the order {', '.join(order)}:", describe(plan), "the notebook:", *cells]
    )


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines()) or "    (nothing)"
