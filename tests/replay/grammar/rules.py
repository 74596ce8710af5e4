"""The registry of rules: each makes a statement out of what a program has so far."""

from __future__ import annotations

from collections.abc import Callable

from ..world import Refused, World

Rule = Callable[[World], str]

RULES: list[tuple[str, int, Rule]] = []

ALWAYS = ("new_int", "new_list", "new_dict", "append", "alias", "plain_call")
"""Rules of every program. Of the others each program uses a part, so that they meet more often."""
SHARE = 0.4
FEATURED = 3
"""How much more likely the rules of a feature are in a program that has it."""
FIRST = {"classes": "plain", "files": "write_file", "random": "seed", "numpy": "new_array"}
"""For each feature, the rule that the others build on."""


def rule(feature: str, weight: int = 10) -> Callable[[Rule], Rule]:
    """Register a rule for programs that have a feature."""

    def register(function: Rule) -> Rule:
        RULES.append((feature, weight, function))
        return function

    return register


def statement(world: World) -> str:
    """Return a statement that has run in the world."""
    rules = [each for each in RULES if each[0] in world.features and _allowed(world, *each)]
    weights = [weight * (1 if feature == "core" else FEATURED) for feature, weight, _ in rules]
    for _ in range(50):
        ((_, _, chosen),) = world.random.choices(rules, weights)
        try:
            source = chosen(world)
            world.run(source)
        except Refused:
            continue
        return source
    raise Refused("no rule can be used")


def _allowed(world: World, feature: str, weight: int, function: Rule) -> bool:
    name = function.__name__
    if name in ALWAYS or FIRST.get(feature) == name:
        return True
    return world.decided(name, SHARE if feature == "core" else 0.7)
