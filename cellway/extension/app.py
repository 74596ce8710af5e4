from __future__ import annotations

from jupyter_server._tz import utcnow
from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp

from .handler import API, ServiceHandler
from .supervisor import Supervisor


class CellwayExtension(ExtensionApp):
    """Runs Cellway's service as long as the server runs."""

    name = "cellway"

    def initialize_handlers(self) -> None:
        assert self.serverapp is not None
        contents = self.serverapp.contents_manager
        # Contents that are no files have no such folder.
        root = getattr(contents, "root_dir", None) or self.serverapp.root_dir
        self.supervisor = Supervisor(str(root), self.log, self._note_activity)
        self.handlers.append(
            (f"{API}/.*", ServiceHandler, {"supervisor": self.supervisor}),
        )

    async def _start_jupyter_server_extension(self, serverapp: ServerApp) -> None:
        # Nobody waits for it: requests do, when they come.
        self.supervisor.start()

    def _note_activity(self) -> None:
        # Who ends idle servers is to wait for the runs.
        assert self.serverapp is not None
        self.serverapp.web_app.settings["last_activity_times"]["cellway"] = utcnow()

    async def stop_extension(self) -> None:
        await self.supervisor.stop()
