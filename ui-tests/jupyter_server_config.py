"""The server for the tests: an empty root, token and XSRF check on."""

import os
import shutil
from pathlib import Path

from jupyterlab.galata import configure_jupyter_server

root = Path(os.environ["CELLWAY_TEST_ROOT"])
shutil.rmtree(root, ignore_errors=True)
root.mkdir(parents=True)

c = get_config()  # type: ignore[name-defined]  # noqa: F821
configure_jupyter_server(c)
c.ServerApp.root_dir = str(root)
c.ServerApp.port = int(os.environ["CELLWAY_TEST_PORT"])
c.ServerApp.allow_root = True
# Galata turns both off, and then nobody would see that they no longer work.
c.IdentityProvider.token = os.environ["CELLWAY_TEST_TOKEN"]
c.ServerApp.disable_check_xsrf = False
c.ServerApp.jpserver_extensions = {"cellway": True, "jupyterlab": True, "jupyter_lsp": False}
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
