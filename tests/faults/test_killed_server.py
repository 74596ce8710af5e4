"""The service, or the Jupyter server, is killed at a random moment of a run of thirty steps.

`CELLWAY_FAULT_ROUNDS` and `CELLWAY_FAULT_SEED` are as in test_killed.py; of its rounds two
fifths are made here.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from extension.jupyter import JupyterServer, eventually, jupyter_server

from .command import MARK, Place
from .test_killed import ROUNDS, SEED
from .thirty_steps import cells, expected

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")

LONGEST = 3.0
"""The latest moment at which something is killed, in seconds from the beginning of the run."""


class Page:
    """What JupyterLab asks for while it shows the notebook."""

    def __init__(self, server: JupyterServer, place: Place) -> None:
        self._client = server.cookie_client()
        self._client.headers["X-XSRFToken"] = self._client.cookies["_xsrf"]
        self._text = place.notebook.read_text(encoding="utf-8")

    def submit(self) -> None:
        run = {"id": "r", "notebook": {"path": "a.ipynb", "text": self._text}}
        answer = self._client.post("cellway/api/runs", json=run)
        assert answer.status_code == 201, answer.text

    def service(self) -> int:
        pid: int = self._client.get("cellway/api/health").json()["pid"]
        return pid

    def ended(self) -> str | None:
        """How the run has ended, if it has."""
        record: dict[str, Any] = self._client.get("cellway/api/runs/r?notebook=a.ipynb").json()
        status: str = record["status"]
        return None if status in ("pending", "running") else status

    def resume(self) -> None:
        answer = self._client.post("cellway/api/runs/r/resume?notebook=a.ipynb", json={})
        assert answer.status_code == 204, answer.text


@pytest.mark.parametrize("number", range(max(2, ROUNDS * 2 // 5)))
def test_a_run_outlives_the_death_of_its_server(number: int, tmp_path: Path) -> None:
    choice = random.Random(f"{SEED}:server:{number}")
    print(f"CELLWAY_FAULT_SEED={SEED}")
    place = Place(tmp_path / "work", cells())
    environment = {MARK: place.environment[MARK]}
    try:
        with jupyter_server(tmp_path / "first", environment, place.folder) as server:
            page = Page(server, place)
            service = page.service()
            page.submit()
            time.sleep(choice.uniform(0, LONGEST))
            if number % 2:
                server.process.kill()
            else:
                os.kill(service, signal.SIGKILL)
                status = eventually(page.ended, "the end of what the service has run")
                if status != "succeeded":
                    page.resume()
                    assert eventually(page.ended, "the end of the run") == "succeeded"
        place.assert_unharmed()
        with jupyter_server(tmp_path / "second", environment, place.folder) as server:
            page = Page(server, place)
            if page.ended() != "succeeded":
                page.resume()
                assert eventually(page.ended, "the end of the run") == "succeeded"
        assert place.shown("r") == expected()
        place.assert_unharmed()
    finally:
        place.end()
