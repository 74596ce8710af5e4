"""Getter and setter of what a notebook has told `logging`.

Levels, and the handlers of the two ordinary kinds: streams of the process and files.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

STREAMS = ("stdout", "stderr")


def get_logging() -> dict[str, Any]:
    found = {}
    for name, logger in _loggers().items():
        state = {
            "level": logger.level,
            "propagate": logger.propagate,
            "disabled": logger.disabled,
            "handlers": [
                kept for kept in (_handler_state(each) for each in logger.handlers) if kept
            ],
        }
        if state != {"level": 0, "propagate": True, "disabled": False, "handlers": []}:
            found[name] = state
    return {"disable": logging.root.manager.disable, "loggers": found}


def set_logging(value: dict[str, Any]) -> None:
    logging.disable(value["disable"])
    for name, state in value["loggers"].items():
        logger = logging.getLogger(name) if name else logging.root
        logger.setLevel(state["level"])
        logger.propagate = state["propagate"]
        logger.disabled = state["disabled"]
        for handler in [each for each in logger.handlers if _handler_state(each)]:
            logger.removeHandler(handler)
        for each in state["handlers"]:
            logger.addHandler(_make_handler(each))


def _loggers() -> dict[str, logging.Logger]:
    named = logging.root.manager.loggerDict
    found = {name: each for name, each in named.items() if isinstance(each, logging.Logger)}
    return {"": logging.root, **dict(sorted(found.items()))}


def _handler_state(handler: logging.Handler) -> dict[str, Any] | None:
    state = {"level": handler.level, "formatter": handler.formatter, "filters": handler.filters}
    if type(handler) is logging.FileHandler:
        return {**state, "file": handler.baseFilename, "encoding": handler.encoding}
    if type(handler) is logging.StreamHandler:
        for name in STREAMS:
            if handler.stream is getattr(sys, name):
                return {**state, "stream": name}
    return None


def _make_handler(state: dict[str, Any]) -> logging.Handler:
    handler: logging.Handler
    if "file" in state:
        handler = logging.FileHandler(state["file"], encoding=state["encoding"], delay=True)
    else:
        handler = logging.StreamHandler(getattr(sys, state["stream"]))
    handler.setLevel(state["level"])
    handler.setFormatter(state["formatter"])
    handler.filters[:] = state["filters"]
    return handler
