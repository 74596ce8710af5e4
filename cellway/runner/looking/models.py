"""What models say of themselves: how they are set, how large they are, their layers."""

from __future__ import annotations

import contextlib
import importlib
from typing import Any

from ..brief import type_name
from .tables import cell_text

Facts = list[dict[str, str]]

PARAMETERS = 100
"""How many of a model's settings are shown."""


def model_facts(value: Any) -> Facts:
    """Return nothing for what is no model."""
    for of_library in (_of_scikit_learn, _of_torch):
        with contextlib.suppress(Exception):
            facts = of_library(value)
            if facts:
                return facts
    return []


def keras_summary(value: Any) -> str | None:
    if not _is_of(value, "keras") or not hasattr(type(value), "summary"):
        return None
    lines: list[str] = []
    value.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines)


def _is_of(value: Any, library: str) -> bool:
    return any(kind.__module__.partition(".")[0] == library for kind in type(value).__mro__)


def _of_scikit_learn(value: Any) -> Facts:
    """Tell how an estimator is set; what is nested in it stands behind `__`."""
    if not _is_of(value, "sklearn") or not hasattr(type(value), "get_params"):
        return []
    settings = dict(value.get_params())
    facts = [
        {"name": name, "value": cell_text(setting)}
        for name, setting in list(settings.items())[:PARAMETERS]
    ]
    return [{"name": "fitted", "value": "yes" if _is_fitted(value) else "no"}, *facts]


def _is_fitted(value: Any) -> bool:
    validation: Any = importlib.import_module("sklearn.utils.validation")
    try:
        validation.check_is_fitted(value)
    except ValueError:  # NotFittedError is one
        return False
    return True


def _of_torch(value: Any) -> Facts:
    if not _is_of(value, "torch") or not hasattr(type(value), "named_parameters"):
        return []
    weights = [weight for _, weight in value.named_parameters()]
    free = sum(weight.numel() for weight in weights if weight.requires_grad)
    devices = sorted({str(weight.device) for weight in weights})
    return [
        {"name": "type", "value": type_name(value)},
        {"name": "parameters", "value": f"{sum(weight.numel() for weight in weights):,}"},
        {"name": "trainable", "value": f"{free:,}"},
        *({"name": "on", "value": ", ".join(devices)} for _ in devices[:1]),
    ]
