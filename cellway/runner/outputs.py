"""What the cells of a step show, as a notebook would hold it.

Streams are merged, cleared and cut here, and what happens is told as it happens.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from .events import Events

Output = dict[str, Any]

INTERVAL = 0.1
"""A flood of text is told of once in this time, in seconds."""


class Stream:
    """Text of one stream with nothing in between; in pieces, since it may come in many."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: list[str] = []

    def output(self) -> Output:
        return {"output_type": "stream", "name": self.name, "text": "".join(self.pieces)}


class Shown:
    """Any other output, with the name under which it can be replaced."""

    def __init__(self, output: Output, display_id: str | None) -> None:
        self.content = output
        self.display_id = display_id

    def output(self) -> Output:
        return self.content


class CellOutputs:
    """The outputs of one cell."""

    def __init__(self) -> None:
        self.items: list[Stream | Shown] = []
        self.size = 0
        """Of the text in streams, in bytes."""
        self.cut = False
        self.clears_first = False
        """The next output replaces all that is there."""

    def clear(self) -> None:
        self.items.clear()
        self.size = 0
        self.cut = False
        self.clears_first = False


class Outputs:
    """The outputs of all cells; what comes before the first and after the last is dropped."""

    def __init__(self, events: Events, limit: int) -> None:
        self._events = events
        self._limit = limit
        self._cells: dict[int, CellOutputs] = {}
        self._current: int | None = None
        self._untold: Stream | None = None
        """Text that is recorded, but of which no event has told yet."""
        self._untold_since = 0.0
        self._told_at = 0.0

    def begin(self, cell: int) -> None:
        """Take what comes from now on for outputs of this cell."""
        with self._events.lock:
            self.tell()
            self._cells.setdefault(cell, CellOutputs())
            self._current = cell

    def end(self) -> None:
        """Drop what comes from now on."""
        with self._events.lock:
            self.tell()
            self._current = None

    def of(self, cell: int) -> list[Output]:
        with self._events.lock:
            known = self._cells.get(cell)
            return [item.output() for item in known.items] if known else []

    def write(self, name: str, text: str) -> None:
        """Add to the stream `stdout` or `stderr`."""
        with self._events.lock:
            if self._current is None or not text:
                return
            cell = self._before_output(self._current)
            if cell.cut:
                return
            size = len(text.encode("utf-8", "surrogatepass"))
            room = self._limit - cell.size
            cell.size += size
            if size <= room:
                self._append(cell, name, text)
                return
            cell.cut = True
            kept = text.encode("utf-8", "surrogatepass")[:room].decode("utf-8", "ignore")
            if kept:
                self._append(cell, name, kept)
            self._append(cell, "stderr", self._note())

    def show(self, output: Output, display_id: str | None = None) -> None:
        """Add an output that is no stream."""
        with self._events.lock:
            if self._current is None:
                return
            self.tell()
            self._before_output(self._current).items.append(Shown(output, display_id))
            self._tell_output("output", self._current, output, display_id)

    def update(self, display_id: str, data: Output, metadata: Output) -> None:
        """Replace what has been shown under a name, in all cells."""
        with self._events.lock:
            self.tell()
            found = False
            for index, cell in self._cells.items():
                for item in cell.items:
                    if isinstance(item, Shown) and item.display_id == display_id:
                        item.content = {**item.content, "data": data, "metadata": metadata}
                        self._tell_output("update", index, item.content, display_id)
                        found = True
            if not found and self._current is not None:
                # An earlier step may have shown it: those who watch may know.
                output = {"output_type": "display_data", "data": data, "metadata": metadata}
                self._tell_output("update", self._current, output, display_id)

    def clear(self, wait: bool) -> None:
        """Remove the outputs of the cell that runs; with `wait`, at its next output."""
        with self._events.lock:
            if self._current is None:
                return
            self.tell()
            cell = self._cells[self._current]
            if wait:
                cell.clears_first = True
            else:
                cell.clear()
            self._events.tell("clear", self._current, wait=wait)

    def tell(self) -> None:
        """Tell of the text that has come since the last time."""
        if self._untold is None:
            return
        with self._events.lock:
            stream, self._untold = self._untold, None
            self._told_at = monotonic()
            if stream is not None and self._current is not None:
                self._tell_output("output", self._current, stream.output(), None)

    def tell_if_due(self) -> None:
        """The same, if the text has waited long enough for its line to end or more to come."""
        if self._untold is not None and monotonic() - self._untold_since > INTERVAL:
            self.tell()

    def _before_output(self, index: int) -> CellOutputs:
        cell = self._cells[index]
        if cell.clears_first:
            cell.clear()
        return cell

    def _append(self, cell: CellOutputs, name: str, text: str) -> None:
        last = cell.items[-1] if cell.items else None
        if not isinstance(last, Stream) or last.name != name:
            last = Stream(name)
            cell.items.append(last)
        last.pieces.append(text)
        if self._untold is not None and self._untold.name != name:
            self.tell()
        if self._untold is None:
            self._untold = Stream(name)
            self._untold_since = monotonic()
        self._untold.pieces.append(text)
        if text.endswith("\n") and monotonic() - self._told_at > INTERVAL:
            self.tell()

    def _tell_output(self, event: str, cell: int, output: Output, display_id: str | None) -> None:
        if display_id is not None:
            output = {**output, "transient": {"display_id": display_id}}
        self._events.tell(event, cell, output=output, can_be_missed=True)

    def _note(self) -> str:
        return (
            f"\n[A cell may print {self._limit:,} bytes. What this one printed beyond is not kept; "
            "the limit is a setting.]\n"
        )
