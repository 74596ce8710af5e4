"""`input()` and `getpass()`: a step has no keyboard."""

from __future__ import annotations

import builtins
import getpass

ADVICE = (
    "{function} was called, but nobody can type while a step runs. Make the value a "
    "parameter: assign it in a cell with the tag `pipeline-parameters`."
)


def refuse_input(error: type[Exception]) -> None:
    """Have all that asks for input raise an error that says what to do instead."""

    def no_input(prompt: object = "") -> str:
        raise error(ADVICE.format(function="input()"))

    def no_password(prompt: str = "Password: ", stream: object = None) -> str:
        raise error(ADVICE.format(function="getpass()"))

    builtins.input = no_input
    getpass.getpass = no_password
