"""A server for the tests: an empty root, token and XSRF check on."""

import json
import os
import shutil
from pathlib import Path

from jupyterlab.galata import configure_jupyter_server

# What each page would spend time on, and no test looks at: what moves until JupyterLab is there,
# and menus for which the server makes all exporters.
DISABLED = (
    "@jupyterlab/apputils-extension:splash",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:update-raw-mimetype",
)


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


root = emptied(Path(os.environ["CELLWAY_TEST_ROOT"]))
collaborates = "CELLWAY_TEST_COLLABORATION" in os.environ

c = get_config()  # type: ignore[name-defined]  # noqa: F821
configure_jupyter_server(c)
c.ServerApp.root_dir = str(root)
c.ServerApp.port = int(os.environ["CELLWAY_TEST_PORT"])
c.ServerApp.base_url = os.environ["CELLWAY_TEST_BASE_URL"]
c.ServerApp.allow_root = True
# Galata turns both off, and then nobody would see that they no longer work.
c.IdentityProvider.token = os.environ["CELLWAY_TEST_TOKEN"]
c.ServerApp.disable_check_xsrf = False
c.ServerApp.jpserver_extensions = {
    "cellway": True,
    "jupyterlab": True,
    "notebook": True,
    "jupyter_lsp": False,
    **({"jupyter_server_fileid": True, "jupyter_server_ydoc": True} if collaborates else {}),
}
settings = emptied(root.with_suffix(".settings"))
# As whoever looks after a server may: the tour is in nobody's way, and no cursor blinks, since
# each frame costs.
overrides = {
    "cellway:tour": {"offer": False},
    "@jupyterlab/codemirror-extension:plugin": {"defaultConfig": {"cursorBlinkRate": 0}},
}
(settings / "overrides.json").write_text(json.dumps(overrides))
(settings / "page_config.json").write_text(
    json.dumps({"disabledExtensions": dict.fromkeys(DISABLED, True)})
)
c.LabApp.app_settings_dir = str(settings)
c.LabApp.user_settings_dir = str(emptied(root.with_suffix(".user-settings")))
c.LabApp.workspaces_dir = str(emptied(root.with_suffix(".workspaces")))
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
# Else each page asks, and each time Node is started twice to find it out.
c.ServerApp.tornado_settings = {"page_config_data": {"buildCheck": False}}
c.SQLiteYStore.db_path = str(root.with_suffix(".ystore.db"))
c.JupyterNotebookApp.expose_app_in_browser = True
