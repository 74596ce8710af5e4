"""Displays and results of a cell, on their way into its outputs."""

from __future__ import annotations

from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

from ..json_text import plain
from ..outputs import Outputs
from ..streams import Capture


class CellPublisher(DisplayPublisher):
    """What `display(…)` calls."""

    outputs: Outputs
    capture: Capture

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: Any = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **others: Any,
    ) -> None:
        self._validate_data(data, metadata)
        display_id = (transient or {}).get("display_id")
        data, metadata = plain(data), plain(metadata or {})
        self.capture.drain()
        if update:
            if display_id is not None:
                self.outputs.update(str(display_id), data, metadata)
        else:
            output = {"output_type": "display_data", "data": data, "metadata": metadata}
            self.outputs.show(output, None if display_id is None else str(display_id))

    def clear_output(self, wait: bool = False) -> None:
        self.capture.drain()
        self.outputs.clear(bool(wait))


class CellDisplayHook(DisplayHook):
    """What the value of a cell's last expression goes through."""

    outputs: Outputs
    capture: Capture
    numbered = True
    """Whether results bear the number of their cell; without, nobody knows it yet."""
    result: dict[str, Any] | None = None
    """Being made."""

    def start_displayhook(self) -> None:
        self.result = {"output_type": "execute_result", "data": {}, "metadata": {}}

    def write_output_prompt(self) -> None:
        if self.result is not None:
            self.result["execution_count"] = self.prompt_count if self.numbered else None

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        if self.result is not None:
            self.result["data"] = plain(format_dict)
            self.result["metadata"] = plain(md_dict or {})

    def finish_displayhook(self) -> None:
        result, self.result = self.result, None
        if result is not None and result["data"]:
            self.capture.drain()
            self.outputs.show(result)
