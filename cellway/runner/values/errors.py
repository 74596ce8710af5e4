"""What can go wrong with a value between two steps."""

from __future__ import annotations


class NotStorableError(Exception):
    """A variable whose value cannot go to another step; the message says why and what to do."""

    def __init__(self, name: str, path: str, type_name: str, reason: str, way_out: str) -> None:
        super().__init__(name, path, type_name, reason, way_out)
        self.name = name
        """The variable."""
        self.path = path
        """Where in its value the culprit is: `model.callbacks[0]`."""
        self.type_name = type_name
        """The type of the culprit."""
        self.reason = reason
        """What Python said of it."""
        self.way_out = way_out

    def __str__(self) -> str:
        holds = "is" if self.path == self.name else f"holds, in `{self.path}`,"
        return (
            f"`{self.name}` {holds} an object of type `{self.type_name}`, which cannot go to "
            f"another step: {self.reason}. {self.way_out}"
        )


class NotRestorableError(Exception):
    """A stored group that this process cannot restore; the message says why."""
