"""Holds the expectations of a case against the pipeline of its notebook."""

from __future__ import annotations

from notebook_cases import Case, Expectation

from .planner import Pipeline, Plan
from .verdict import ancestors


def unmet(case: Case, plan: Plan) -> list[str]:
    """Return the expectations that a plan does not meet, and the diagnostics that it lacks."""
    pipeline = plan["pipeline"]
    found = [str(each) for each in case.expectations if not _holds(each, pipeline)]
    steps = case.steps()
    told = {
        (each["code"], steps[each["cell"]])
        for each in plan["diagnostics"]
        if each.get("cell") is not None
    }
    found += [
        f"told: {each.code} in {each.step}"
        for each in case.told
        if (each.code, each.step) not in told
    ]
    return found


def _holds(expectation: Expectation, pipeline: Pipeline) -> bool:
    """A step of several parts does what any of its parts does."""
    names = {step["id"]: step["name"] for step in pipeline["steps"]}
    parts = [step for step in pipeline["steps"] if step["name"] == expectation.step]
    if expectation.kind == "reads":
        sources = {
            names[flow["from"]]
            for part in parts
            for flow in part["reads"]
            if flow["name"] == expectation.name
        }
        return not sources if expectation.other is None else expectation.other in sources
    above = ancestors(pipeline)
    before = {names[each] for part in parts for each in above[part["id"]]}
    return (expectation.other in before) == (expectation.kind == "after")
