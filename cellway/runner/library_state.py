"""Getters and setters of the options of libraries, which are imported only when used."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module
from typing import Any

OF_THE_PROCESS = ("backend", "backend_fallback", "interactive", "toolbar")
"""Parameters of matplotlib that say how figures are shown here."""


def get_random() -> Any:
    return import_module("numpy").random.get_state(legacy=False)


def set_random(value: Any) -> None:
    import_module("numpy").random.set_state(value)


def get_numpy() -> dict[str, Any]:
    numpy = import_module("numpy")
    return {"print": numpy.get_printoptions(), "errors": numpy.geterr()}


def set_numpy(value: dict[str, Any]) -> None:
    numpy = import_module("numpy")
    numpy.set_printoptions(**value["print"])
    numpy.seterr(**value["errors"])


def get_pandas() -> dict[str, Any]:
    return dict(_pandas_options())


def set_pandas(value: dict[str, Any]) -> None:
    pandas = import_module("pandas")
    now = dict(_pandas_options())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, option in value.items():
            if name in now and now[name] != option:
                pandas.set_option(name, option)


def _pandas_options() -> Iterator[tuple[str, Any]]:
    waiting: list[tuple[str, Any]] = [("", vars(import_module("pandas").options)["d"])]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}" if name else key, each) for key, each in value.items()]
        else:
            yield name, value


def get_matplotlib() -> dict[str, Any]:
    parameters = dict.items(import_module("matplotlib").rcParams)
    return {name: value for name, value in parameters if name not in OF_THE_PROCESS}


def set_matplotlib(value: dict[str, Any]) -> None:
    matplotlib = import_module("matplotlib")
    now = get_matplotlib()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, parameter in value.items():
            if name in now and now[name] != parameter:
                matplotlib.rcParams[name] = parameter


def get_sklearn() -> dict[str, Any]:
    config: dict[str, Any] = import_module("sklearn").get_config()
    return config


def set_sklearn(value: dict[str, Any]) -> None:
    import_module("sklearn").set_config(**value)
